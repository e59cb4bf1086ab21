"""A line of a file as a terminal shows it, with the place under it that is underlined.

Wide characters take two cells and combining ones none, tabs and invisible characters are written
out, and of a very long line only the surroundings of the place are kept. Everything is counted in
cells here. This module knows nothing of diagnostics and colours.
"""

from dataclasses import dataclass

from rich.cells import cell_len

from decision_record.diagnostics.visible import make_visible

WIDTH = 100
"""Cells of a line that are shown at most."""

_BEFORE = 24
"""Cells in front of the place that are kept in any case."""
_CUT = "…"


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A line to print, and where to draw under it, in cells from 0."""

    text: str
    offset: int
    width: int


def draw(line: str, start: int, end: int) -> Drawn:
    """Draw a line with the characters from `start` up to `end` underlined, counted from 0."""
    before = _from_the_end(line[:start], WIDTH)
    marked = _from_the_start(line[start:end], WIDTH - min(cell_len(before), _BEFORE))
    room = WIDTH - cell_len(marked)
    # What follows the place is cut first, as far as what stands in front of it needs the room.
    after = _from_the_start(line[end:], WIDTH)
    before = _from_the_end(line[:start], max(room - cell_len(after), _BEFORE))
    after = _from_the_start(line[end:], room - cell_len(before))
    return Drawn(
        text=(before + marked + after).rstrip(),
        offset=cell_len(before),
        width=max(cell_len(marked), 1),
    )


def _from_the_start(text: str, cells: int) -> str:
    """As much of a text's beginning as fits, with a sign where something is left out."""
    shown = make_visible(text[: cells + 1])
    if cell_len(shown) <= cells and len(text) <= cells + 1:
        return shown
    while shown and cell_len(shown) > cells - 1:
        shown = shown[:-1]
    return shown + _CUT


def _from_the_end(text: str, cells: int) -> str:
    """As much of a text's end as fits, with a sign where something is left out."""
    kept = text[-(cells + 1) :]
    shown = make_visible(kept)
    if cell_len(shown) <= cells and len(text) <= cells + 1:
        return shown
    while shown and cell_len(shown) > cells - 1:
        shown = shown[1:]
    return _CUT + shown
