"""A file's text while it is looked into: its name, its lines, and where content ends on a line.

This module knows what a comment and a quote look like, and nothing else of YAML.
"""

import re
from dataclasses import dataclass, field

from decision_record.diagnostics import Place
from decision_record.diagnostics.lines import Lines

# A quote begins quoted text only where a value may begin; the one in "don't" is a letter.
_CONTENT = re.compile(
    r"""(?: (?<![^\s\[{,:]) " (?:[^"\\]|\\.)* (?:"|$)
          | (?<![^\s\[{,:]) ' (?:[^']|'')* (?:'|$)
          | (?! \s\# | ^\#) . )*""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """The text of one file."""

    file: str
    lines: Lines
    _ends: dict[int, int] = field(default_factory=dict, repr=False, compare=False)
    """Where the content of a line ends, for the lines that were asked for: a line of a thousand
    problems is looked through once."""

    def place(self, start: int, end: int) -> Place:
        """The place from one index of the text up to another, the end exclusive."""
        return Place(file=self.file, span=self.lines.span(start, end))

    def first_line(self, start: int) -> tuple[int, int]:
        """The indexes of what stands from `start` to the end of its line, without a comment."""
        number, _ = self.lines.position(start)
        end = self._content_end(number)
        if end <= start:
            # Only within a text of several lines can a text follow a comment's sign.
            end = self.lines.bounds(number)[1]
        return start, max(start, end)

    def whole_line(self, index: int) -> Place:
        """The place of what is on the line of an index, without indentation or comment."""
        number, _ = self.lines.position(index)
        start, _ = self.lines.bounds(number)
        end = self._content_end(number)
        while start < end and self.lines.text[start].isspace():
            start += 1
        return self.place(start, end)

    def _content_end(self, number: int) -> int:
        """The index after the last character of a line that is no comment and no white space."""
        if number not in self._ends:
            start, _ = self.lines.bounds(number)
            self._ends[number] = start + len(content_of(self.lines.line(number)))
        return self._ends[number]


def content_of(line: str) -> str:
    """Return a line, or the rest of one, without its comment and the white space before that."""
    found = _CONTENT.match(line)
    return found.group().rstrip() if found else line
