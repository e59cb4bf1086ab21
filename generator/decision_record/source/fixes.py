"""Fixes applied to the text of one file.

A fix says what to write in place of one or more stretches of text. It is written whole or not at
all: of two fixes that touch the same characters the first counts, and the other is found again when
the file is checked again. This module knows no rule.
"""

from collections.abc import Iterable, Sequence

from decision_record.diagnostics import Diagnostic, Place
from decision_record.diagnostics.lines import cut

Stretch = tuple[int, int, str]
"""From one index of a text up to another, the end exclusive, and what is written there."""


def apply_fixes(content: bytes, diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return a file's bytes with every fix written that does not touch an earlier one.

    Args:
        content: The file as it was when the diagnostics were found.
        diagnostics: Diagnostics of this file alone; those without a fix change nothing.
    """
    lines = cut(content)
    fixes = sorted(stretches_of(each, lines.starts) for each in diagnostics if each.fix is not None)
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + write_stretches(lines.text, fixes).encode()


def stretches_of(diagnostic: Diagnostic, starts: Sequence[int]) -> list[Stretch]:
    """What the fix of a diagnostic replaces in its file, in order; nothing where it has none.

    Args:
        diagnostic: A diagnostic of the file.
        starts: The index of each line's first character.
    """
    fix = diagnostic.fix
    if fix is None:
        return []
    places = [(fix.at or diagnostic.place, fix.replacement)]
    places += [(each.at, each.text) for each in fix.others]
    return sorted((*_indexes(place, starts), text) for place, text in places)


def write_stretches(text: str, groups: Iterable[Sequence[Stretch]]) -> str:
    """Write groups of stretches into a text, each group whole or not at all, the first first."""
    line_break = "\r\n" if "\r\n" in text else "\n"
    taken: list[Stretch] = []
    for group in groups:
        if not any(_touch(one, other) for one in group for other in taken):
            taken += group
    parts: list[str] = []
    reached = 0
    for start, end, written in sorted(taken):
        parts += [text[reached:start], written.replace("\n", line_break)]
        reached = end
    return "".join((*parts, text[reached:]))


def _touch(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have a character in common, or insert at one place."""
    return one[:2] == other[:2] or (one[0] < other[1] and other[0] < one[1])


def _indexes(place: Place, starts: Sequence[int]) -> tuple[int, int]:
    span = place.span
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
