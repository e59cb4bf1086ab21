"""A line of a file as a terminal shows it, with the place under it that is underlined.

Wide characters take two cells and combining ones none, tabs and invisible characters are written
out, and of a very long line only the surroundings of the place are kept. Everything is counted in
cells here. This module knows nothing of diagnostics and colours.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from rich.cells import cell_len

from decision_record.diagnostics.visible import make_visible

WIDTH = 100
"""Cells of a line that are shown at most."""

_BEFORE = 24
"""Cells in front of the place that are kept in any case."""
_CUT = "…"
_REACH = WIDTH + 2
"""Characters that are enough to see that there are more of them than fit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """A line to print, and where to draw under it, in cells from 0."""

    text: str
    offset: int
    width: int


def draw(text: str, line: tuple[int, int], marked: tuple[int, int]) -> Drawn:
    """Draw a line of a text with a part of it underlined.

    Of a long line only what may be shown is looked at, so that a line with a thousand places costs
    no more than a thousand short ones.

    Args:
        text: All of the text.
        line: The indexes of the line, the end exclusive.
        marked: The indexes of what is underlined.
    """
    begin, end = line
    first, last = (min(max(each, begin), end) for each in marked)
    ahead, behind = text[max(begin, first - _REACH) : first], text[last : min(end, last + _REACH)]
    before = _from_the_end(ahead, WIDTH)
    kept = min(last, first + _REACH)
    shown = _from_the_start(text[first:kept], WIDTH - min(cell_len(before), _BEFORE))
    room = WIDTH - cell_len(shown)
    # What follows the place is cut first, as far as what stands in front of it needs the room.
    after = _from_the_start(behind, WIDTH)
    before = _from_the_end(ahead, max(room - cell_len(after), _BEFORE))
    after = _from_the_start(behind, room - cell_len(before))
    return Drawn(
        text=(before + shown + after).rstrip(),
        offset=cell_len(before),
        width=max(cell_len(shown), 1),
    )


def _from_the_start(text: str, cells: int) -> str:
    """As much of a text's beginning as fits, with a sign where something is left out."""
    shown = make_visible(text[: cells + 1])
    if cell_len(shown) <= cells and len(text) <= cells + 1:
        return shown
    sizes = range(len(shown) + 1)
    fits = bisect_right(sizes, cells - 1, key=lambda size: cell_len(shown[:size])) - 1
    return shown[: max(fits, 0)] + _CUT


def _from_the_end(text: str, cells: int) -> str:
    """As much of a text's end as fits, with a sign where something is left out."""
    shown = make_visible(text[-(cells + 1) :])
    if cell_len(shown) <= cells and len(text) <= cells + 1:
        return shown
    starts = range(len(shown) + 1)
    fits = bisect_left(starts, 1 - cells, key=lambda start: -cell_len(shown[start:]))
    return _CUT + shown[fits:]
