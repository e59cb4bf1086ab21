"""Fixes applied to the text of one file.

A fix says what to write in place of a stretch of text. Of two that touch the same characters the
first counts: the other is found again when the file is checked again. This module knows no rule.
"""

from collections.abc import Iterable

from decision_record.diagnostics import Diagnostic, Place
from decision_record.diagnostics.lines import cut


def apply_fixes(content: bytes, diagnostics: Iterable[Diagnostic]) -> bytes:
    """Return a file's bytes with every fix written that does not touch an earlier one.

    Args:
        content: The file as it was when the diagnostics were found.
        diagnostics: Diagnostics of this file alone; those without a fix change nothing.
    """
    lines = cut(content)
    edits = sorted(
        (_stretch(each.fix.at or each.place, lines.starts), each.fix.replacement)
        for each in diagnostics
        if each.fix is not None
    )
    parts: list[str] = []
    reached = 0
    line_break = "\r\n" if "\r\n" in lines.text else "\n"
    for (start, end), replacement in edits:
        if start < reached:
            continue
        parts += [lines.text[reached:start], replacement.replace("\n", line_break)]
        reached = end
    mark = b"\xef\xbb\xbf" if content.startswith(b"\xef\xbb\xbf") else b""
    return mark + "".join((*parts, lines.text[reached:])).encode()


def _stretch(place: Place, starts: tuple[int, ...]) -> tuple[int, int]:
    """The indexes of a place; its lines and columns are those of the text it was found in."""
    span = place.span
    return starts[span.line - 1] + span.column - 1, starts[span.end_line - 1] + span.end_column - 1
