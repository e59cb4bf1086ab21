"""A file's text while it is looked into: its name, its lines, and where content ends on a line.

This module knows what a comment and a quote look like, and nothing else of YAML.
"""

import re
from dataclasses import dataclass

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

    def place(self, start: int, end: int) -> Place:
        """The place from one index of the text up to another, the end exclusive."""
        return Place(file=self.file, span=self.lines.span(start, end))

    def first_line(self, start: int) -> tuple[int, int]:
        """The indexes of what stands from `start` to the end of its line, without a comment."""
        number, column = self.lines.position(start)
        rest = self.lines.line(number)[column - 1 :]
        return start, start + len(content_of(rest))

    def whole_line(self, index: int) -> Place:
        """The place of what stands on the line of an index, without indentation or comment."""
        number, _ = self.lines.position(index)
        content = content_of(self.lines.line(number))
        start = self.lines.starts[number - 1]
        return self.place(start + len(content) - len(content.lstrip()), start + len(content))


def content_of(line: str) -> str:
    """Return a line, or the rest of one, without its comment and the white space before that."""
    found = _CONTENT.match(line)
    return found.group().rstrip() if found else line
