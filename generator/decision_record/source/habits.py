"""Habits that run through a whole file: tabs, bullets, code fences, `name=value`.

Each function here returns the lines that a habit touches as they have to be written, so that a file
gets one message for each habit. A line is repaired in place: no repair adds or removes one. This
module knows habits from other programs, and nothing about the parser.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from decision_record.diagnostics.lines import cut

Edits = Mapping[int, str]
"""Lines to write instead of those of the file, by their index from 0."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Habit:
    """One habit: where it shows in a file, and how it is fixed."""

    one: str
    """What is wrong, where it is one line."""
    many: str
    """What is wrong on several lines, `{count}` of them."""
    advice: str
    mend: Callable[[Sequence[str]], Edits]


_NAME = r"[A-Za-z0-9][A-Za-z0-9_./-]*"
_DASHES = r"(?:-[ ]+)*"
_BLOCK = re.compile(rf"^([ ]*{_DASHES}){_NAME}:[ ]*[|>][+-]?\d?[+-]?[ ]*(?:#.*)?$")
_TAB = re.compile(r"[ \t]*(?:-[ \t]+)*")
_BULLET = re.compile(r"^([ ]*)(?:[•·●▪‣◦–—−*][ ]*)(?=[^\s*])")  # noqa: RUF001 - as people write
_NO_SPACE = re.compile(rf"^([ ]*{_DASHES}{_NAME}):(?!//)(?=[^\s:])")
_EQUALS = re.compile(rf"^([ ]*{_DASHES}{_NAME})[ ]*=[ ]*(?=\S)")
_ROW_ENDING = re.compile(r"(?<=[}\]])[ ]*[;,]+[ ]*$")
_HEADING = re.compile(r"^(?:-{3,}[ ]*[^-\s]|={2,}|\*{2,}|_{3,}|~{3,}[ ]*[^~\s])")
_FENCE = re.compile(r"^[ ]*(?:```|~~~)")
_FIELD = re.compile(rf"^([ ]*{_DASHES}){_NAME}:[ ]*$")
_BEGINS_RECORD = re.compile(r"^(?:series|date|by|kind|name|id)[ ]*[:=]")

_ODD = "\u00a0\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_ODD}]")
"""A space that looks like an ordinary one and means nothing to YAML."""
_ODD_BYTES = (b"\xc2\xa0", b"\xe2\x80", b"\xe2\x81\x9f", b"\xe3\x80\x80")
"""How such a space begins in UTF-8."""
_SPACES = rf"[ \t{_ODD}]*"
_SPACED = re.compile(
    rf"^{_SPACES}(?:-{_SPACES})*(?:{_NAME}:(?!\S){_SPACES})?|[{{,]{_SPACES}{_NAME}:(?!\S){_SPACES}"
)
"""What is around a name, where a space has a meaning."""


def block_text(lines: Sequence[str]) -> frozenset[int]:
    """The lines, by index, that are text below a `|` or `>` and mean nothing to YAML."""
    found: set[int] = set()
    level: int | None = None
    for index, line in enumerate(lines):
        if level is not None:
            if not line.strip() or len(line) - len(line.lstrip(" ")) > level:
                found.add(index)
                continue
            level = None
        begun = _BLOCK.match(line)
        if begun:
            level = len(begun.group(1))
    return frozenset(found)


def plain_spaces(lines: Sequence[str]) -> Edits:
    """Ordinary spaces where a space has a meaning, character for character."""
    text = block_text(lines)
    edits = {}
    for index, line in enumerate(lines):
        if index in text or not _ODD_SPACE.search(line):
            continue
        mended = _SPACED.sub(lambda found: _ODD_SPACE.sub(" ", found.group()), line)
        if mended != line:
            edits[index] = mended
    return edits


def with_plain_spaces(content: bytes) -> bytes:
    """A file's bytes with ordinary spaces around its names; the same bytes where it has no others.

    Every character keeps its index, so that places in the one are places in the other.
    """
    if not any(mark in content for mark in _ODD_BYTES):
        return content
    lines = cut(content)
    if not _ODD_SPACE.search(lines.text):
        return content
    rows = [lines.line(number) for number in range(1, len(lines.starts) + 1)]
    edits = plain_spaces(rows)
    if not edits:
        return content
    parts = list(lines.text)
    for index, row in edits.items():
        start = lines.starts[index]
        parts[start : start + len(row)] = row
    return "".join(parts).encode()


def _indent_by(size: int) -> Callable[[Sequence[str]], Edits]:
    """What writes the tabs in front of a line as spaces, `size` for each."""

    def mend(lines: Sequence[str]) -> Edits:
        edits = {}
        for index, line in enumerate(lines):
            lead = _TAB.match(line)
            if lead and "\t" in lead.group():
                blank = len(line) - len(line.lstrip(" \t"))
                dashes = line[blank : lead.end()].replace("\t", " ")
                edits[index] = line[:blank].expandtabs(size) + dashes + line[lead.end() :]
        return edits

    return mend


def _outside_text(change: Callable[[str], str]) -> Callable[[Sequence[str]], Edits]:
    """What changes every line but those of block text."""

    def mend(lines: Sequence[str]) -> Edits:
        text = block_text(lines)
        changed = ((index, line, change(line)) for index, line in enumerate(lines))
        return {
            index: after
            for index, before, after in changed
            if after != before and index not in text
        }

    return mend


def _fence_off(lines: Sequence[str]) -> Edits:
    """A record out of its code fence; pasted minutes below their name as one text."""
    marks = [index for index, line in enumerate(lines) if _FENCE.match(line)]
    if not marks:
        return {}
    first, last = marks[0], marks[-1] if len(marks) > 1 else len(lines) - 1
    above = next((index for index in range(first - 1, -1, -1) if lines[index].strip()), None)
    name = _FIELD.match(lines[above]) if above is not None else None
    holds_record = any(_BEGINS_RECORD.match(line) for line in lines[first + 1 : last])
    if above is not None and name and not holds_record:
        indent = " " * (len(name.group(1)) + 2)
        edits = {above: f"{lines[above].rstrip()} |"}
        edits |= {index: f"{indent}{lines[index]}".rstrip() for index in range(first, last + 1)}
        return edits
    if not holds_record:
        return {}
    outside = [*range(first + 1), *range(last, len(lines))]
    if len(marks) == 1:
        outside = [*range(first + 1)]
    return {
        index: "" if _FENCE.match(lines[index]) else f"# {lines[index]}"
        for index in outside
        if lines[index].strip() and not lines[index].startswith("#")
    }


ODD_SPACES = Habit(
    one="a non-breaking space is where an ordinary space belongs",
    many="non-breaking spaces are where ordinary spaces belong, on {count} lines",
    advice="write ordinary spaces",
    mend=plain_spaces,
)
"""Text pasted from a word processor or a web page. Reading goes on as if they were ordinary."""

HABITS: tuple[Habit, ...] = (
    ODD_SPACES,
    Habit(
        one="the record is between code marks",
        many="the record, or its minutes, are between code marks",
        advice="write the lines like this",
        mend=_fence_off,
    ),
    *(
        Habit(
            one="a tab indents this line; a record is indented with spaces",
            many="tabs indent {count} lines of this file; a record is indented with spaces",
            advice="replace each tab by spaces",
            mend=_indent_by(size),
        )
        for size in (2, 4, 8)
    ),
    Habit(
        one="this heading is not a field of the record",
        many="{count} headings are not fields of the record",
        advice="begin a line with `#` if it is only for people who read the file",
        mend=_outside_text(lambda line: f"# {line}" if _HEADING.match(line) else line),
    ),
    Habit(
        one="the item of a list begins with `-`, not with a bullet",
        many="{count} items begin with a bullet; the item of a list begins with `-`",
        advice="write `-` and a space",
        mend=_outside_text(lambda line: _BULLET.sub(r"\1- ", line)),
    ),
    Habit(
        one="a colon and a space go between a name and its value, not `=`",
        many="a colon and a space go between a name and its value, not `=`, on {count} lines",
        advice="write a colon and a space",
        mend=_outside_text(lambda line: _EQUALS.sub(r"\1: ", line)),
    ),
    Habit(
        one="a space is missing after the colon",
        many="a space is missing after the colon on {count} lines",
        advice="write a space between the name and its value",
        mend=_outside_text(lambda line: _NO_SPACE.sub(r"\1: ", line)),
    ),
    Habit(
        one="a row ends with its bracket, without a sign behind it",
        many="{count} rows end with a sign behind their bracket",
        advice="leave the sign out",
        mend=_outside_text(lambda line: _ROW_ENDING.sub("", line)),
    ),
)
"""In the order in which they are fixed. Of the widths of a tab the first that reads is taken."""
