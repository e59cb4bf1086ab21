"""A company's own pages beside ours: what the navigation may name, and where two would meet.

Own pages are published below `/guide/`. This module looks at names of files; it knows neither
MkDocs nor what is in them.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from decision_record.checks.wording import make_guesser, quote
from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.repository.layout import name_of
from decision_record.site.headers import HEADERS_FILE
from decision_record.site.kinds import KINDS

GUIDE = "guide/"
_PAGE = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
_INDEX = ("index", "README")
_OURS = ("robots.txt", "sitemap.xml", "sitemap.xml.gz", HEADERS_FILE)
"""Files that each site has in its first folder."""
_OUR_FOLDER = "api/"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnFiles:
    """What a company publishes beside our pages."""

    pages: Path | None = None
    """The folder of its pages, where it has one."""
    named: frozenset[str] = frozenset()
    """Files in it that are published where they are, and not below the guide."""
    templates: Path | None = None
    """The folder of its templates and their files, where it has one."""


def find_wrong_nav(nav: object, *, at: Pointer, own: OwnFiles, packaged: Path) -> Iterator[Problem]:
    """Entries of a navigation that lead nowhere: a link on every page would be broken.

    Args:
        nav: The navigation as the configuration has it; only lists, mappings and texts are looked
            at.
        at: Where it is.
        own: The company's own files.
        packaged: The folder of our guide.
    """
    pages = {f"{kind.address}index.md" for kind in KINDS if kind.is_single}
    for folder in filter(None, (packaged, own.pages)):
        pages.update(f"{GUIDE}{name}" for name in _names_below(folder))
    guess = make_guesser({page.lower(): page for page in pages})
    for path, page in _entries(nav, ()):
        if page in pages or _leads_elsewhere(page):
            continue
        meant = f"{GUIDE}{page}" if f"{GUIDE}{page}" in pages else guess(page.lower())
        yield Problem(
            code="DR103",
            message=f"the navigation names {quote(page)}, and there is no such page",
            help=f"write `{meant}`"
            if meant
            else "name a page that is there, or remove the entry; "
            f"pages of your own are below `{GUIDE}`",
            at=Pointer(file=at.file, path=(*at.path, *path), part=Underlined.VALUE),
        )


def find_clashes(own: OwnFiles, *, base: Path) -> Iterator[Problem]:
    """Files of the company's own at an address that is ours.

    Args:
        own: Its files.
        base: The folder that files are named from in messages.
    """
    if own.pages:
        for name in _names_below(own.pages):
            address = name if name in own.named else _address_of(f"{GUIDE}{name}")
            if _is_ours(address):
                yield _clash(own.pages / name, at=address, base=base)
    if own.templates:
        for name in _names_below(own.templates):
            if _is_ours(name):
                yield _clash(own.templates / name, at=name, base=base)


def _is_ours(address: str) -> bool:
    return (
        address in _OURS
        or address.startswith(_OUR_FOLDER)
        or any(kind.steps_of(address) is not None for kind in KINDS if kind.address)
    )


def _clash(file: Path, *, at: str, base: Path) -> Problem:
    name = name_of(file, base)
    return Problem(
        code="DR103",
        message=f"{quote(name)} would be published at `/{at}`, where a page or file of ours is",
        help="give it another name, or move it into another folder",
        at=Pointer(file=name, part=Underlined.ROW),
    )


def _address_of(name: str) -> str:
    """The address at which MkDocs publishes a file: pages by folder, all else by its name."""
    path = PurePosixPath(name)
    if path.suffix not in _PAGE:
        return name.removesuffix("index.html") if path.name == "index.html" else name
    folder = path.parent if path.stem in _INDEX else path.with_suffix("")
    return f"{folder.as_posix()}/"


def _names_below(folder: Path) -> Iterator[str]:
    """Every file below a folder that MkDocs looks at, in a stable order."""
    for parent, folders, files in os.walk(folder, followlinks=True):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        for name in sorted(files):
            if not name.startswith("."):
                yield Path(parent, name).relative_to(folder).as_posix()


def _entries(nav: object, path: DocumentPath) -> Iterator[tuple[DocumentPath, str]]:
    """The pages of a navigation, with the way to each in the file."""
    if isinstance(nav, str):
        yield path, nav
    elif isinstance(nav, dict):
        for title, inner in nav.items():
            yield from _entries(inner, (*path, str(title)))
    elif isinstance(nav, Sequence):
        for number, inner in enumerate(nav):
            yield from _entries(inner, (*path, number))


def _leads_elsewhere(page: str) -> bool:
    return page.startswith("/") or ":" in page.partition("/")[0]
