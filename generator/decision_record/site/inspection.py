"""What the pages of a build need of the site's policy, and what it keeps out, in words.

Scripts and styles of the theme are let through by their hash, also those of the company's own
templates: they are code like the build itself. In hand-written pages they are not, because whoever
writes text there is not expected to write code, and a file says the same.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from decision_record.site.frame import holds_token
from decision_record.site.headers import Needs
from decision_record.site.inline import Inline
from decision_record.site.write import REDIRECT_SCRIPT

_DATA = re.compile(rb"""url\(["']?data:image/""")


def keep_out_varying(theme: Inline) -> Inline:
    """The scripts and styles of the theme that no hash can name: they differ from page to page."""
    return Inline(
        scripts=frozenset(filter(holds_token, theme.scripts)),
        styles=frozenset(filter(holds_token, theme.styles)),
        attributes=theme.attributes,
        loaded=theme.loaded,
    )


def needs_of(*, theme: Inline, pages: Inline, folder: Path) -> Needs:
    """What the policy has to let through.

    Args:
        theme: What the theme's part of all pages holds.
        pages: What hand-written pages hold.
        folder: The site, with its style sheets.
    """
    varying = keep_out_varying(theme)
    both = theme | pages
    return Needs(
        scripts=(theme.scripts - varying.scripts) | {REDIRECT_SCRIPT},
        styles=theme.styles - varying.styles,
        has_data_images=both.has_data_images
        or any(_DATA.search(sheet.read_bytes()) for sheet in folder.rglob("*.css")),
        has_media=both.has_media,
    )


def say_kept_out(inline: Inline, *, where: str) -> Iterator[str]:
    """What a browser will not run, show or load, with help.

    Args:
        inline: What a page or a template holds.
        where: The page or template, as a message begins.
    """
    handlers = sorted(inline.attributes - {"style"})
    if inline.scripts or handlers:
        named = f" in `{handlers[0]}`" if handlers and not inline.scripts else ""
        yield (
            f"{where} holds a script{named}, which the site's headers keep from running: put it "
            "into a file and name that in `extra_javascript`"
        )
    if inline.styles or "style" in inline.attributes:
        yield (
            f"{where} holds a style, which the site's headers keep from working: use a class, and "
            "put its style into a file that `extra_css` names"
        )
    for address in sorted(inline.loaded):
        yield (
            f"{where} loads {address}, and the site's headers let nothing come from other hosts: "
            "keep the file beside your own pages, and name it there"
        )
