r"""How bytes become lines: the one rule that places and renderers share.

Only `\n`, `\r\n` and a lone `\r` end a line, as in the editors that people write records in.
Columns count characters from 1. This module knows nothing of what the text says.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass

from decision_record.diagnostics.diagnostic import Span

BYTE_ORDER_MARK = "\ufeff"

_LINE_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text cut into lines."""

    text: str
    starts: tuple[int, ...]
    """The index of each line's first character. After a break at the end comes an empty line."""
    last: int
    """The number of the last line that holds anything; 1 in a text without any."""

    def span(self, start: int, end: int) -> Span:
        """The stretch from one index of the text up to another, the end exclusive."""
        line, column = self.position(start)
        end_line, end_column = self.position(max(start, end))
        return Span(line=line, column=column, end_line=end_line, end_column=end_column)

    def position(self, index: int) -> tuple[int, int]:
        """Line and column of an index; one beyond the text is the end of its last line."""
        index = min(index, len(self.text))
        line = bisect_right(self.starts, index)
        return line, index - self.starts[line - 1] + 1

    def bounds(self, number: int) -> tuple[int, int]:
        """The index of a line's first character, and that after its last one before the break.

        For a number that no line has, both are the end of the text.
        """
        if not 1 <= number <= len(self.starts):
            return len(self.text), len(self.text)
        start = self.starts[number - 1]
        end = self.starts[number] if number < len(self.starts) else len(self.text)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return start, end

    def line(self, number: int) -> str:
        """A line without its break; the empty text for a number that no line has."""
        start, end = self.bounds(number)
        return self.text[start:end]


def cut(content: bytes) -> Lines:
    """Cut a file's bytes into lines.

    A byte order mark at the start is no part of the text. Bytes that are not UTF-8 become U+FFFD,
    so that what is before them keeps its place.
    """
    text = content.decode("utf-8", errors="replace").removeprefix(BYTE_ORDER_MARK)
    starts = (0, *(found.end() for found in _LINE_BREAK.finditer(text)))
    end = len(text.rstrip("\r\n"))
    return Lines(text, starts, bisect_right(starts, max(end - 1, 0)))
