"""Frames: a rendered page with slots, cut at the slots into constant pieces.

MkDocs renders an ordinary page whose title, description and so on are tokens; `cut_frame` finds
the tokens and keeps the text between them. The theme's markup is not known here: a slot may occur
several times, and the markup of the table of contents is learnt from three entries:
the third shows that the theme treats all alike.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from decision_record.site.errors import FrameError


class Slot(StrEnum):
    """A place of a frame that each page fills."""

    TITLE = "title"
    DESCRIPTION = "description"
    STEP = "step"
    """The step of the address that varies, within canonical addresses."""
    SECOND_STEP = "secondstep"
    """The second one, where two vary."""
    EDIT_URL = "editurl"
    BODY = "body"


STEPS = (Slot.STEP, Slot.SECOND_STEP)
"""The steps of an address that vary, in their order."""


class TocField(StrEnum):
    """What an entry of the table of contents shows."""

    ID = "tocid"
    TITLE = "toctitle"


TOC_ENTRIES = (1, 2, 3)
"""The entries of the table of contents with which a frame is rendered."""

# Letters and digits only, and lower case: no template, filter or quoting of addresses changes them.
_TOKEN = re.compile(r"(?:<h1>)?qz0slot0([a-z]+)0([0-3])0zq(?:</h1>)?")


def token(slot: Slot) -> str:
    """The text that stands for a slot while the frame is rendered."""
    mark = f"qz0slot0{slot}000zq"
    # Material writes a heading of its own above a body that has none.
    return f"<h1>{mark}</h1>" if slot is Slot.BODY else mark


def toc_token(field: TocField, entry: int) -> str:
    """The text that stands for a field of one of the `TOC_ENTRIES` of the table of contents."""
    return f"qz0slot0{field}0{entry}0zq"


@dataclass(frozen=True, slots=True, kw_only=True)
class TocRun:
    """A place where the table of contents is listed."""

    fields: tuple[TocField, ...]
    """The fields of an entry, in the order in which the theme writes them."""
    inside: tuple[str, ...]
    """The text after each field but the last."""
    between: str
    """The text from the last field of an entry to the first of the next."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A page with slots."""

    start: str
    parts: tuple[tuple[Slot | TocRun, str], ...]
    """Each slot, and the text that follows it up to the next."""


@dataclass(frozen=True, slots=True)
class _Found:
    name: str
    entry: int
    after: str


def cut_frame(html: str) -> Frame:
    """Cut a rendered page at its tokens.

    Raises FrameError where title or body are missing, or where the theme shows single entries of
    the table of contents, which no other number of entries could be put in place of.
    """
    pieces = _TOKEN.split(html)
    found = tuple(
        _Found(name, int(entry), after)
        for name, entry, after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True)
    )
    parts: list[tuple[Slot | TocRun, str]] = []
    at = 0
    while at < len(found):
        if found[at].entry == 0:
            parts.append((Slot(found[at].name), found[at].after))
            at += 1
        else:
            run, length = _toc_run(found[at:])
            at += length
            parts.append((run, found[at - 1].after))
    slots = [slot for slot, _ in parts]
    if Slot.TITLE not in slots or slots.count(Slot.BODY) != 1:
        raise FrameError("the theme's page shows no title, or not exactly one body")
    return Frame(start=pieces[0], parts=tuple(parts))


def holds_token(text: str) -> bool:
    """Whether a part of a rendered page differs from page to page."""
    return _TOKEN.search(text) is not None


def _toc_run(found: Sequence[_Found]) -> tuple[TocRun, int]:
    """The listing that begins with the first of these tokens, and how many of them it takes."""
    size = next((n for n, item in enumerate(found) if item.entry != 1), len(found))
    entries = [found[size * n : size * (n + 1)] for n, _ in enumerate(TOC_ENTRIES)]
    numbers = [[item.entry for item in entry] for entry in entries]
    fields = {tuple(item.name for item in entry) for entry in entries}
    inside = {tuple(item.after for item in entry[:-1]) for entry in entries}
    between = {entry[-1].after for entry in entries[:-1] if entry}
    complete = numbers == [[n] * size for n in TOC_ENTRIES]
    if size == 0 or not complete or any(len(same) != 1 for same in (fields, inside, between)):
        raise FrameError(
            "the theme shows entries of the table of contents one by one, which cannot be stamped"
        )
    run = TocRun(
        fields=tuple(TocField(name) for name in fields.pop()),
        inside=inside.pop(),
        between=between.pop(),
    )
    return run, size * len(TOC_ENTRIES)
