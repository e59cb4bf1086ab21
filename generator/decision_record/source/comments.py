"""DR008: where a `#` on the line of a value, or below it, begins a comment that may cut a text.

The text is parsed once more, but only of a file in which such a sign is seen. This module knows no
field: which value may hold a text is for the caller to say.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import NamedTuple

from yaml import YAMLError
from yaml.events import (
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from decision_record.diagnostics import DocumentPath, Fix, Problem, Severity
from decision_record.diagnostics.lines import Lines, cut
from decision_record.source.cut_text import CUT_BY_COMMENT
from decision_record.source.events import LimitError, bounded_events, marks_of, skip
from decision_record.source.mends import in_quotes
from decision_record.source.text import Text

_seems_cut = re.compile(rb"^[ \t]*(?:[^\s#].*?)?[ \t]#", re.MULTILINE).search
"""Whether a ` #` is in any line."""
_SIGN = re.compile(r"[ \t]#")
_OPENING = ":-?|>"
"""What is in front of a value that is written on the lines below."""
_NEXT = re.compile(r",\s*[a-z0-9_-]+:(?:\s|$)")
_ends_a_sentence = re.compile(r"""[.!?…]["'\u201d\u2019)\]*_]*$""").search
_MOST_SHOWN = 400
"""Characters of a text that is still worth showing with quotes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment behind something on its line, or on the lines below a value, indented like it."""

    sign: int
    """The index of its `#` in the text."""
    end: int
    """The index behind it, without white space."""
    start: int
    """Where the value begins that it comes after."""
    path: DocumentPath | None
    """The plain value that it comes after, or the place of one that is empty; None behind quotes,
    brackets and commas, where it cuts nothing."""
    opens: bool
    """Whether the value is still to come, on the lines below."""
    value: str
    """That value; empty where there is none."""
    in_brackets: bool
    """Whether the value is part of a row or list in brackets."""
    is_below: bool = False
    """Whether it is on lines of its own, where the text of the value might go on."""
    rest: int | None = None
    """The index behind the text of the value that follows it, where the value begins below it."""

    def is_spaced(self, text: str) -> bool:
        """Whether it is written as people write comments: a space behind the sign."""
        return text[self.sign + 1 : self.sign + 2].strip() == ""


def find_comments(content: bytes) -> tuple[Lines, Sequence[Comment]]:
    """The comments of a file that may be a part of a value, in their order.

    Args:
        content: The bytes of a file that can be read.
    """
    lines = cut(content)
    if not _seems_cut(content):
        return lines, ()
    spots: list[_Spot] = []
    with suppress(YAMLError, LimitError):
        spots += _scalars(bounded_events(content))
    return lines, tuple(_comments(lines, spots))


def explain_comment(comment: Comment, lines: Lines, *, file: str, is_text: bool) -> Problem | None:
    """What is wrong with a comment on the line of a value or below; None for nothing (DR008).

    Args:
        comment: The comment.
        lines: The lines of its file.
        file: The name of the file.
        is_text: Whether its value may be any text.
    """
    spaced = comment.is_spaced(lines.text)
    cuts = comment.path is not None and is_text
    if comment.is_below and not cuts:
        return None
    if not spaced and not comment.opens:
        return _lost_text(comment, lines, file=file) if cuts else _unspaced(comment, lines, file)
    if cuts and comment.value and not _ends_a_sentence(comment.value):
        problem = _lost_text(comment, lines, file=file)
        place = "indent it no further than the field" if comment.is_below else _ON_ITS_OWN
        return replace(
            problem,
            help=f"{problem.help}\nIf it is a comment, end the text before it with a full stop, or "
            f"{place}.",
            severity=Severity.WARNING,
            fix=None,
        )
    return None


def _lost_text(comment: Comment, lines: Lines, *, file: str) -> Problem:
    """A text that goes on behind the sign."""
    whole = Text(file=file, lines=lines)
    end = comment.start + len(_text_of(comment, lines.text))
    quoted = in_quotes(lines.text[comment.start : end])
    advice = "put quotes around the text"
    if end - comment.start <= _MOST_SHOWN:
        first = lines.starts[lines.position(comment.start)[0] - 1]
        last = lines.line(lines.position(end)[0])
        rest = last[lines.position(end)[1] - 1 :]
        advice += f":\n{lines.text[first : comment.start]}{quoted}{rest}"
    return Problem(
        code=CUT_BY_COMMENT,
        message=f"{_shown(comment, lines)} is read as a comment, and is lost from the text",
        help=advice,
        at=whole.place(comment.sign, comment.end),
        fix=Fix(
            title="put quotes around the text",
            replacement=quoted,
            at=whole.place(comment.start, end),
        ),
    )


def _text_of(comment: Comment, text: str) -> str:
    """The text with what its comment took, up to the next field of a row in brackets."""
    whole = text[comment.start : comment.rest or comment.end]
    if not comment.in_brackets:
        return whole
    following = _NEXT.search(whole, comment.sign - comment.start)
    return whole[: following.start()] if following else whole.rstrip("]}, ")


def _unspaced(comment: Comment, lines: Lines, file: str) -> Problem:
    """A comment that looks like a part of what it comes after."""
    line, column = lines.position(comment.sign)
    written = lines.line(line)
    return Problem(
        code=CUT_BY_COMMENT,
        message=f"{_shown(comment, lines)} is read as a comment, and has no effect",
        help="if it is a comment, write a space behind its `#`; if not, write it into the quotes, "
        f"or a field of its own:\n{written[:column]} {written[column:]}",
        at=Text(file=file, lines=lines).place(comment.sign, comment.end),
    )


def _shown(comment: Comment, lines: Lines) -> str:
    text = " ".join(lines.text[comment.sign : comment.end].split())
    return f"`{text}`" if len(text) <= _LONGEST else f"`{text[: _LONGEST - 1]}…`"


_ON_ITS_OWN = "write the comment on a line of its own"
_LONGEST = 40
"""Characters of a comment that a message shows."""


class _Spot(NamedTuple):
    """A scalar: its place in the text, and in the document."""

    start: int
    end: int
    path: DocumentPath
    value: str
    is_plain: bool
    is_name: bool
    in_brackets: bool


def _comments(lines: Lines, spots: Sequence[_Spot]) -> Iterator[Comment]:
    text = lines.text
    starts = [spot.start for spot in spots]
    reached = behind = 0
    for found in _SIGN.finditer(text):
        sign = found.end() - 1
        if sign < reached:
            continue
        index = bisect_right(starts, sign)
        near = spots[index - 1] if index else None
        if near and near.start <= sign < near.end:
            continue
        # A comment below another one comes after the same value.
        before = _end_before(sign, text)
        behind = behind if before == reached else before
        if near and near.is_name and index < len(spots) and _is_empty(spots[index], near):
            # In brackets the parser finds that a value is missing only at the sign behind it.
            near = spots[index]._replace(end=behind)
        comment = _comment(lines, sign, near, behind=behind)
        reached = comment.end
        if comment.is_below and near and near.is_name and index < len(spots):
            comment = _before_text(comment, near, spots[index], lines)
        floor = _floor(comment, spots[max(index - 2, 0) : index], lines)
        if comment.path is not None and _goes_on(comment, lines, floor=floor):
            comment = _with_lines_below(comment, lines, floor=floor)
            reached = comment.end
        elif comment.is_below:
            # On a line of its own it cuts nothing.
            continue
        yield comment


def _end_before(index: int, text: str) -> int:
    """The index behind what comes before an index, without white space."""
    while index and text[index - 1].isspace():
        index -= 1
    return index


def _is_empty(value: _Spot, name: _Spot) -> bool:
    """Whether it is the missing value of a name."""
    return value.is_plain and not value.value and value.path == (*name.path, name.value)


def _comment(lines: Lines, sign: int, near: _Spot | None, *, behind: int) -> Comment:
    """The comment of one line.

    Args:
        lines: The lines of the file.
        sign: The index of its `#`.
        near: The last scalar before it.
        behind: The index behind what comes before it.
    """
    line = lines.position(sign)[0]
    plain = near is not None and near.is_plain and not near.is_name and near.end == behind
    cuts = near if plain else None
    return Comment(
        sign=sign,
        end=lines.starts[line - 1] + len(lines.line(line).rstrip()),
        start=cuts.start if cuts and cuts.value else sign,
        path=cuts.path if cuts else None,
        opens=cuts is None and lines.text[behind - 1] in _OPENING,
        value=cuts.value if cuts else "",
        in_brackets=cuts.in_brackets if cuts else False,
        is_below=_is_alone(line, lines),
    )


def _before_text(comment: Comment, name: _Spot, value: _Spot, lines: Lines) -> Comment:
    """A comment between a name and the plain text that it has, which may begin with the comment."""
    is_text = value.is_plain and not value.is_name and value.path == (*name.path, name.value)
    if not is_text or not value.value or value.in_brackets or comment.is_spaced(lines.text):
        return comment
    return replace(comment, path=value.path, value=value.value, rest=value.end, opens=False)


def _is_alone(line: int, lines: Lines) -> bool:
    """Whether there is nothing but a comment on a line."""
    return lines.line(line).lstrip().startswith("#")


def _floor(comment: Comment, before: Sequence[_Spot], lines: Lines) -> int:
    """The column of the name or the `-` that a value has; lines of it are indented further.

    Args:
        comment: The comment behind the value.
        before: The last two scalars before the comment.
        lines: The lines of the file.
    """
    if comment.in_brackets:
        return 0
    owner = next((spot.start for spot in reversed(before) if spot.is_name), None)
    if comment.path and isinstance(comment.path[-1], int):
        owner = _end_before(comment.start, lines.text) - 1
    return lines.position(owner)[1] if owner is not None else 0


def _goes_on(comment: Comment, lines: Lines, *, floor: int) -> bool:
    """Whether a comment is where the text of its value goes on, or might."""
    if not comment.is_below:
        return True
    line, column = lines.position(comment.sign)
    # One with a space that is set apart is written as a comment.
    is_apart = comment.is_spaced(lines.text) and not lines.line(line - 1).strip()
    return column > floor and not is_apart


def _with_lines_below(comment: Comment, lines: Lines, *, floor: int) -> Comment:
    """A comment with those below it that are indented like the text.

    From one without a space on they are all one comment, because the help shows the text with all
    of them; those with a space end where that one begins.
    """
    spaced = comment.is_spaced(lines.text)
    line, end = lines.position(comment.sign)[0], comment.end
    while line < lines.last:
        line += 1
        if not spaced and not lines.line(line).strip():
            continue
        if not _is_alone(line, lines):
            break
        below = replace(comment, sign=lines.starts[line - 1] + lines.line(line).index("#"))
        is_other = spaced and not below.is_spaced(lines.text)
        if is_other or lines.position(below.sign)[1] <= floor:
            break
        end = lines.starts[line - 1] + len(lines.line(line).rstrip())
    return replace(comment, end=end)


def _scalars(events: Iterator[Event]) -> Iterator[_Spot]:
    """Every scalar of a text, in its order, with its path."""
    for event in events:
        if isinstance(event, NodeEvent):
            yield from _within(event, (), events, in_brackets=False)


def _within(
    event: Event, path: DocumentPath, events: Iterator[Event], *, in_brackets: bool
) -> Iterator[_Spot]:
    """The scalars of the value that an event begins; reads to its end."""
    if isinstance(event, ScalarEvent):
        yield _spot(event, path, in_brackets=in_brackets)
    elif isinstance(event, SequenceStartEvent):
        inside = in_brackets or bool(event.flow_style)
        index = 0
        while not isinstance(row := next(events), SequenceEndEvent):
            yield from _within(row, (*path, index), events, in_brackets=inside)
            index += 1
    elif isinstance(event, MappingStartEvent):
        inside = in_brackets or bool(event.flow_style)
        while not isinstance(name := next(events), MappingEndEvent):
            key = name.value if isinstance(name, ScalarEvent) else ""
            if isinstance(name, ScalarEvent):
                yield _spot(name, path, in_brackets=inside, is_name=True)
            else:
                skip(name, events)
            yield from _within(next(events), (*path, key), events, in_brackets=inside)


def _spot(
    event: ScalarEvent, path: DocumentPath, *, in_brackets: bool, is_name: bool = False
) -> _Spot:
    start, end = marks_of(event)
    return _Spot(
        start=start,
        end=end,
        path=path,
        value=event.value,
        is_plain=not event.style,
        is_name=is_name,
        in_brackets=in_brackets,
    )
