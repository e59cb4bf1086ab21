"""Stamping: a frame with its slots filled, escaped the way that MkDocs' own pages are."""

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from markupsafe import escape

from decision_record.site.content import PAGE_TITLE_ID, Content, Page, Slots, TocEntry, take
from decision_record.site.errors import AddressError, FrameError
from decision_record.site.frame import STEPS, Frame, Slot, TocField, TocRun
from decision_record.site.inline import find_inline, may_hold_inline
from decision_record.site.kinds import FrameKind
from decision_record.site.layouts import Layouts, Variant


def stamp_page(layouts: Layouts, page: Page) -> str:
    """The whole HTML of a page.

    Raises AddressError where the address is not one of the page's kind, FrameError where the body
    holds code: only what the theme holds is let through by the site's policy.
    """
    kind = layouts.kinds.get(page.frame)
    if kind is None:
        raise FrameError(f"`{page.address}` wants the frame `{page.frame}`, which is not known")
    steps = kind.steps_of(page.address)
    if steps is None:
        raise AddressError(f"`{page.address}` is not an address of the kind `{kind.name}`")
    slots = page.make()
    if may_hold_inline(slots.body) and find_inline(slots.body).is_code:
        raise FrameError(
            f"the page `{page.address}` would hold a script or a style of its own, which the "
            "site's headers keep out; this is a mistake in decision-record: please report it"
        )
    return stamp(layouts.frame_of(kind, variant_of(slots)), slots, steps=steps)


def variant_of(slots: Slots) -> Variant:
    """The variant of its layout that a page needs."""
    return Variant(has_toc=bool(slots.toc), has_edit=slots.edit_url is not None)


def make_single_pages(
    content: Content, kinds: Iterable[FrameKind]
) -> tuple[Content, Mapping[str, Sequence[Variant]]]:
    """Make the pages that have a layout each, so that it is known in which variant they need it.

    Returns:
        The content with these pages made, and the variants by the names of the layouts.
    """
    single = {kind.name for kind in kinds if kind.is_single}
    pages, wanted = [], {}
    for page in content.pages:
        if page.frame in single:
            slots = page.make()
            wanted[page.frame] = (variant_of(slots),)
            pages.append(replace(page, make=partial(take, slots)))
        else:
            pages.append(page)
    return replace(content, pages=pages), wanted


def stamp(frame: Frame, slots: Slots, *, steps: Sequence[str] = ()) -> str:
    """Fill the slots of a frame. Everything but the body is escaped here, and only here."""
    if not slots.description:
        raise FrameError(f"the page “{slots.title}” has no description")
    if f'<h1 id="{PAGE_TITLE_ID}"' not in slots.body:
        raise FrameError(f'the page “{slots.title}” has no <h1 id="{PAGE_TITLE_ID}">')
    values = {
        Slot.TITLE: str(escape(slots.title)),
        Slot.DESCRIPTION: str(escape(slots.description)),
        Slot.EDIT_URL: str(escape(slots.edit_url or "")),
        Slot.BODY: slots.body,
        **dict(zip(STEPS, steps, strict=False)),
    }
    out = [frame.start]
    for slot, after in frame.parts:
        if isinstance(slot, TocRun):
            out.append(slot.between.join(_toc_entry(slot, entry) for entry in slots.toc))
        else:
            out.append(values[slot])
        out.append(after)
    return "".join(out)


def _toc_entry(run: TocRun, entry: TocEntry) -> str:
    # Python-Markdown leaves quotes in headings as they are; so does MkDocs' table of contents.
    values = {
        TocField.ID: html.escape(entry.id),
        TocField.TITLE: html.escape(entry.title, quote=False),
    }
    out: list[str] = []
    for field, after in zip(run.fields, (*run.inside, ""), strict=True):
        out += values[field], after
    return "".join(out)
