"""Repairs for lines in which a ` #` began a comment in the middle of a text, so that parsing stops.

Like `mends`, it only proposes: what lets the parser read on is offered.
"""

import re
from collections.abc import Iterator

from decision_record.diagnostics import Span
from decision_record.diagnostics.lines import Lines
from decision_record.source.mends import Mend, Trouble, in_quotes, unclosed, value_starts
from decision_record.source.text import content_of

CUT_BY_COMMENT = "DR008"

_ENDS_OF_ROW = "]}"
_is_only_a_name = re.compile(r"[ ]*(?:-[ ]+)*[a-z0-9_.-]+:\s*").fullmatch
_REACH = 20
"""Lines above the trouble in which the text may have started."""


def cut_text(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A text with ` #` in it, in quotes: on its line, in a row in brackets, or over some lines."""
    first = max(min(trouble.begun_line, trouble.line - 1), trouble.line - _REACH, 1)
    for number in range(trouble.line, first - 1, -1):
        line = lines.line(number)
        if _is_alone(line):
            yield from _over_lines(lines, number, line.index("#"), last=trouble.line)
            continue
        sign = _sign(line)
        if sign is None:
            continue
        starts = [start for start in value_starts(line) if start <= sign]
        spaced = not line[sign + 1 : sign + 2].strip()
        if starts and unclosed(line[: starts[-1]]):
            if spaced and not any(end in line[sign:] for end in _ENDS_OF_ROW):
                continue
            for end in _ends(line, starts[-1], sign):
                quoted = line[: starts[-1]] + in_quotes(line[starts[-1] : end]) + line[end:]
                yield _mend(number, sign, lines, (quoted,))
        elif not spaced:
            yield from _over_lines(lines, number, sign, last=trouble.line)


def _sign(line: str) -> int | None:
    """Where a comment begins behind something on its line; None where none does."""
    content = content_of(line)
    sign = len(line) - len(line[len(content) :].lstrip())
    return sign if content.strip() and line[sign : sign + 1] == "#" else None


def _ends(line: str, start: int, sign: int) -> Iterator[int]:
    """Where the text may end in a row in brackets, the likeliest first."""
    content = line.rstrip()
    listed = re.search(r"[,\]}]", line[sign:])
    if listed and unclosed(line[:start]).startswith("]"):
        yield sign + listed.start()
    named = re.search(r",\s*[a-z0-9_-]+:(?:\s|$)", line[sign:])
    if named:
        yield sign + named.start()
    closing = len(content.rstrip(", "))
    if content[closing - 1 : closing] in _ENDS_OF_ROW and closing - 1 > sign:
        yield closing - 1
    if listed and sign + listed.start() > start:
        yield sign + listed.start()
    yield len(content)


def _over_lines(lines: Lines, number: int, sign: int, *, last: int) -> Iterator[Mend]:
    """A text of several lines, from the line of its name to where its indentation ends."""
    named = number
    while named > 1 and not _begins_text(lines.line(named)) and number - named < _REACH:
        named -= 1
    name = len(lines.line(named)) - len(lines.line(named).lstrip(" -"))
    begun, start = _start(lines, named)
    if start is None or (_is_alone(lines.line(number)) and sign <= name):
        return
    end = number
    while end < lines.last and _goes_on(lines.line(end + 1), than=name):
        end += 1
    for until in dict.fromkeys((end, max(number, last - 1), number)):
        if until < number:
            continue
        own = lines.line(begun)
        text = "\n".join([own[start:], *(lines.line(each) for each in range(begun + 1, until + 1))])
        quoted = (own[:start] + in_quotes(text.rstrip())).split("\n")
        yield _mend(begun, sign, lines, tuple(quoted), at=number)


def _begins_text(line: str) -> bool:
    """Whether a value begins on a line, or on the one below it."""
    return not _is_alone(line) and bool(value_starts(line) or _is_only_a_name(line))


def _start(lines: Lines, named: int) -> tuple[int, int | None]:
    """The line and the column where a text begins; no column where none does.

    Args:
        lines: The lines of the file.
        named: The line of the name that the text has.
    """
    line = lines.line(named)
    if _is_alone(line):
        return named, None
    starts = value_starts(line)
    if starts:
        return named, starts[0] if ":" in line[: starts[0]] else starts[-1]
    if not _is_only_a_name(line):
        return named, None
    below = lines.line(named + 1)
    return named + 1, len(below) - len(below.lstrip())


def _is_alone(line: str) -> bool:
    """Whether there is nothing but a comment on a line."""
    return line.lstrip().startswith("#")


def _goes_on(line: str, *, than: int) -> bool:
    """Whether a line is indented as part of a text whose name is in a column."""
    return bool(line.strip()) and len(line) - len(line.lstrip(" ")) > than


def _mend(
    first: int, sign: int, lines: Lines, written: tuple[str, ...], *, at: int | None = None
) -> Mend:
    number = at or first
    line = lines.line(number)
    end = len(line.rstrip())
    message, advice = "everything from ` #` on is read as a comment", "put quotes around the text"
    # With a space behind its sign a line may be meant as a comment, which is in the wrong place.
    may_be_meant = _is_alone(line) and not line[sign + 1 : sign + 2].strip()
    if _is_alone(line):
        message = "this line is read as a comment, and cuts the text in two"
    if may_be_meant:
        advice = f"move the comment out of the text, or {advice}"
    return Mend(
        message=message,
        advice=advice,
        span=Span(line=number, column=sign + 1, end_line=number, end_column=max(end, sign + 1) + 1),
        first=first,
        lines=written,
        certain=not may_be_meant,
        code=CUT_BY_COMMENT,
    )
