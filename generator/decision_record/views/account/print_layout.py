"""What fits on one printed page: an estimate of heights, and a choice of what matters most.

A4 and Letter have one layout: two columns under a head, in the largest of three prints in which
everything fits, else in the smallest. The heights are those of the print styles in brief.css; the
estimate is a little too high, so that there is never a second page.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import NamedTuple

HEIGHT = 690.0
"""Points that a Letter page has for its text, which is the lower one, less what columns waste."""
LETTERS = 53
"""Ordinary letters of a small line in a column of an A4 page, which is the narrower one."""
ACROSS = 2.1
"""How many columns wide the page is, with the space between the two."""
TEXT, META, HEADING, MORE, GAP = 10.1, 8.9, 22.0, 10.5, 2.6
"""Points in small print: a line of text, a line below it, a heading, "and 3 more", a space."""
LONGEST = 320
"""Letters of a text that are printed at most."""


class Print(NamedTuple):
    """A size of print."""

    name: str
    times: float
    """How much larger it is than the small one."""


SMALL = Print("small", 1)
PRINTS = (Print("large", 1.25), Print("medium", 1.125), SMALL)
"""The sizes, the largest first."""


class SheetNote(NamedTuple):
    """A line of its own below a row: a workaround, or what Product said."""

    label: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetRow:
    """One thing on the printed page; everything about it is words."""

    text: str
    lead: str | None = None
    """What comes before the text in strong letters: a state, or a headline."""
    tone: str = "plain"
    days: tuple[str, ...] = ()
    """Days that moved, the oldest first and the one that holds last."""
    notes: tuple[SheetNote, ...] = ()
    """Lines of their own below the text."""
    meta: tuple[str, ...] = ()
    """The last line: who, by when, which record the words come from."""
    source: str | None = None
    """At the end of that line, the item that it comes from: "D3 · 26 May"."""
    ref: str | None = None
    """The item by its full name; for programs, not for print."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetSection:
    """A list on the printed page."""

    id: str
    title: str
    rows: tuple[SheetRow, ...]
    more: int = 0
    """How many rows had no room."""
    lead: str | None = None
    """A sentence under the heading."""


def cut(text: str, length: int = LONGEST) -> str:
    """A text in one paragraph, up to a whole word."""
    flat = " ".join(text.split())
    if len(flat) <= length:
        return flat
    whole = flat[:length].rsplit(" ", 1)[0].rstrip(",;:")
    return f"{whole} …"


def lines(text: str, *, letters: float = LETTERS) -> int:
    """How many lines a text takes; capitals and full-width letters are wider than others."""
    return max(1, -int(-_width(text) // letters))


def height_of(row: SheetRow, *, letters: float = LETTERS) -> float:
    """The height of a row in points of small print, with the space after it."""
    said = " ".join((row.lead or "", row.text, " → ".join(row.days)))
    last = " · ".join((*row.meta, row.source) if row.source else row.meta)
    below = (*(f"{note.label} {note.text}" for note in row.notes), last)
    small = sum(lines(each, letters=letters * 8 / 7) for each in below if each)
    return lines(said, letters=letters) * TEXT + small * META + GAP


def fit(
    sections: Sequence[SheetSection], *, head: Callable[[float], float]
) -> tuple[Print, tuple[SheetSection, ...]]:
    """The print, and the rows that have room: first one of every section, then another of each.

    Args:
        sections: All rows; the most important section first.
        head: Points of small print above the columns, by the letters of their lines.
    """
    fixed = sum(_fixed(each) for each in sections)
    for size in PRINTS:
        letters = LETTERS / size.times
        rows = sum(height_of(row, letters=letters) for each in sections for row in each.rows)
        if (head(letters) + (fixed + rows) / 2) * size.times <= HEIGHT:
            return size, tuple(sections)
    return SMALL, _choose(sections, height=2 * (HEIGHT - head(LETTERS)))


def _choose(sections: Sequence[SheetSection], *, height: float) -> tuple[SheetSection, ...]:
    left = height - sum(_fixed(each) for each in sections)
    taken = [0] * len(sections)
    waiting = [number for number, each in enumerate(sections) if each.rows]
    while waiting:
        for number in tuple(waiting):
            rows = sections[number].rows
            needed = height_of(rows[taken[number]])
            if needed <= left:
                left -= needed
                taken[number] += 1
            if needed > left or taken[number] == len(rows):
                waiting.remove(number)
    return tuple(
        replace(each, rows=each.rows[:number], more=len(each.rows) - number)
        for each, number in zip(sections, taken, strict=True)
    )


def _fixed(section: SheetSection) -> float:
    """What a section takes without its rows; "and 3 more" is always reckoned with."""
    lead = lines(section.lead) * TEXT if section.lead else 0
    return HEADING + lead + (MORE if section.rows else 0)


@lru_cache(maxsize=4096)
def _width(text: str) -> float:
    """In ordinary letters. A sheet is measured in several prints, row by row."""
    return sum(map(_width_of, text))


@lru_cache(maxsize=4096)
def _width_of(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in {"W", "F"}:
        return 1.9
    return 1.35 if letter.isupper() or letter in "@%&mMwW—…" else 1
