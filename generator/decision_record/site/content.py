"""The interface between the records and the site: what to publish, as plain values.

The stages before make a `Content`; nothing here knows MkDocs, frames or files. Addresses are
relative to the root of the site and end with a slash (`accounts/ostermark/`); the home page is "".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

PAGE_TITLE_ID = "page-title"
"""The id that the `<h1>` of every stamped body carries; the skip link leads to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TocEntry:
    """A line of a page's table of contents. The list is flat: every entry is a section."""

    id: str
    """The id of the heading in the body."""
    title: str
    """Plain text; it is escaped when it is stamped."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slots:
    """What one page puts into its frame. Everything but the body is plain text."""

    title: str
    """For the browser's tab and the header; the name of the site is added."""
    description: str
    """One sentence for link previews and search engines; never empty."""
    body: str
    """HTML, with `<h1 id="page-title">` for its heading."""
    toc: tuple[TocEntry, ...] = ()
    """Without entries the page takes the width of the table of contents for itself."""
    edit_url: str | None = None
    """Where the source of the page is edited in the forge, whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page to be stamped."""

    address: str
    frame: str
    """The name of a kind of frame (`kinds.KINDS`); the address has that kind's form."""
    make: Callable[[], Slots]
    """Fills its slots: called once, when the page is written, and maybe in another process."""


def take(slots: Slots) -> Slots:
    """What a page is made with, of one that is made already."""
    return slots


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A file that is published as it is: an export, a feed, a schema."""

    path: str
    """Relative to the root of the site, with `/`: `api/v1/index.json`."""
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """An address that people may still have, and the one where its content is now."""

    old: str
    new: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """All that the generator adds to the hand-written pages.

    Each iterable is read once, in its order, and may be lazy. A page is made when it is written, so
    the bodies of ten thousand need not be in memory together.
    """

    pages: Iterable[Page] = ()
    documents: Iterable[Document] = ()
    redirects: Iterable[Redirect] = ()
    is_public: bool = False
    """Whether search engines may list the site."""
    wants_sitemap: bool = False
    """Whether scripts of the site read its sitemap, also where it is not public."""
    notice: str | None = None
    """What is at the top of every page, hand-written ones too; plain text."""
