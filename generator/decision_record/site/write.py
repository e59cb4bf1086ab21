"""Writing a site's files into a folder: stamped pages, documents, redirects and the sitemap.

It knows neither MkDocs nor where the folder will be published. A file that is already there is
never overwritten: two things with one address are a mistake, and are reported as one.
"""

import gzip
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape
from pathlib import Path
from urllib.parse import urljoin

from decision_record.site.addresses import document_path, page_path, way
from decision_record.site.content import Content, Document, Page, Redirect
from decision_record.site.errors import AddressError
from decision_record.site.headers import HEADERS_FILE, Headers, headers_file
from decision_record.site.layouts import Layouts
from decision_record.site.processes import available_processes, run_jobs
from decision_record.site.robots import robots_txt
from decision_record.site.stamp import stamp_page

_BLOCK = 32
"""Pages that a process writes before it asks for more."""
_BLOCKS_EACH = 16
"""Blocks for which one more process is worth its start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteTotals:
    """What was written, in numbers."""

    pages: int
    """Stamped pages, and the hand-written ones."""
    documents: int
    redirects: int


def write_content(
    content: Content,
    *,
    layouts: Layouts,
    folder: Path,
    site_url: str | None,
    other_pages: Iterable[str] = (),
    headers: Headers = (),
) -> WriteTotals:
    """Write everything of a content into the folder of a site.

    Only a public site has a sitemap, or one that wants it for its own scripts; without `site_url`
    it has none, because its addresses have to be whole. `other_pages` are the addresses of pages
    that are there already.
    """
    pages = tuple(content.pages)
    blocks = [pages[start : start + _BLOCK] for start in range(0, len(pages), _BLOCK)]
    documents, *_ = run_jobs(
        (
            partial(_write_documents, content.documents, folder=folder),
            *(partial(_write_pages, block, layouts=layouts, folder=folder) for block in blocks),
        ),
        processes=min(available_processes(), len(blocks) // _BLOCKS_EACH),
    )
    redirects = 0
    for redirect in content.redirects:
        _write_new(folder, page_path(redirect.old), redirect_html(redirect).encode())
        redirects += 1
    addresses = (*other_pages, *(page.address for page in pages))
    robots = robots_txt(is_public=content.is_public, site_url=site_url)
    _write_new(folder, "robots.txt", robots.encode())
    if headers:
        _write_new(folder, HEADERS_FILE, headers_file(headers).encode())
    if (content.is_public or content.wants_sitemap) and site_url is not None:
        text = sitemap_xml(addresses, site_url=site_url).encode()
        _write_new(folder, "sitemap.xml", text)
        _write_new(folder, "sitemap.xml.gz", gzip.compress(text, mtime=0))
    return WriteTotals(pages=len(addresses), documents=documents, redirects=redirects)


def _write_documents(documents: Iterable[Document], *, folder: Path) -> int:
    """Write each; their number."""
    written = 0
    for document in documents:
        _write_new(folder, document_path(document.path), document.content)
        written += 1
    return written


def _write_pages(pages: Sequence[Page], *, layouts: Layouts, folder: Path) -> int:
    """Make, stamp and write each; their number."""
    for page in pages:
        html = stamp_page(layouts, page)
        # A text may hold half of a surrogate pair; MkDocs writes such a one as a reference too.
        _write_new(folder, page_path(page.address), html.encode("utf-8", "xmlcharrefreplace"))
    return len(pages)


def _write_new(folder: Path, path: str, content: bytes) -> None:
    target = os.path.join(folder, path)  # noqa: PTH118 - pathlib takes longer than the writing
    try:
        try:
            file = open(target, "xb")  # noqa: PTH123, SIM115 - as above; closed below
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)  # noqa: PTH103, PTH120
            file = open(target, "xb")  # noqa: PTH123, SIM115
    except (FileExistsError, IsADirectoryError, NotADirectoryError) as error:
        raise AddressError(f"two things of the site have the same address: {path}") from error
    with file:
        file.write(content)


REDIRECT_SCRIPT = (
    'location.replace(document.querySelector("link[rel=canonical]").href'
    "+location.search+location.hash)"
)
"""The same on every redirect, so that one hash in the site's policy lets it run."""


def redirect_html(redirect: Redirect) -> str:
    """A page that leads to another, for browsers with and without scripts, and for programs.

    With scripts the rest of the address (`#D1`) goes along.
    """
    page_path(redirect.new)
    target = escape(way(start=redirect.old, target=redirect.new))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        '<title>This page has moved</title>\n<meta name="robots" content="noindex">\n'
        f'<link rel="canonical" href="{target}">\n'
        f"<script>{REDIRECT_SCRIPT}</script>\n"
        f'<meta http-equiv="refresh" content="0; url={target}">\n</head>\n<body>\n'
        f'<p>This page has moved: <a href="{target}">go to its new address</a>.</p>\n'
        "</body>\n</html>\n"
    )


def sitemap_xml(addresses: Iterable[str], *, site_url: str) -> str:
    """The sitemap of a site: whole addresses in a stable order, and no days of change."""
    base = site_url if site_url.endswith("/") else f"{site_url}/"
    urls = "".join(
        f"  <url><loc>{escape(urljoin(base, address))}</loc></url>\n"
        for address in sorted(addresses)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{urls}</urlset>\n'
    )
