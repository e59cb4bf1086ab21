"""DR002, DR004 and names that are not text: YAML features that this dialect excludes.

A record is read by people: every value is written where it is used, as text, once. This module
words what `read` comes upon; it reads nothing itself.
"""

import re

from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
    SequenceStartEvent,
)

from decision_record.diagnostics import (
    DocumentPath,
    Fix,
    Place,
    Pointer,
    Problem,
    RelatedPlace,
    Span,
    Underlined,
)
from decision_record.source.events import MAX_LEVELS, MAX_NODES, marks_of
from decision_record.source.mends import in_quotes, line_with_quotes
from decision_record.source.text import Text, content_of

NOT_YAML = "DR001"
WRITTEN_TWICE = "DR002"
NOT_IN_A_RECORD = "DR004"

_MARKS = re.compile(r"([&!][^\s,\[\]{}]*)(?:\s+([&!][^\s,\[\]{}]*))?")
_LONGEST_LINE = 2000
_DOUBLED = ("{{", "[[")


def written_twice(
    name: ScalarEvent, path: DocumentPath, text: Text, *, in_row: bool, rows: bool
) -> Problem:
    """Report a name that is written twice in one section or row.

    Args:
        name: The second one.
        path: The section or row of both.
        text: The file's text.
        in_row: Whether the first one begins a row of a list, so that a `-` may have been forgotten.
        rows: Whether the second one holds rows or fields.
    """
    start, end = marks_of(name)
    line, column = text.lines.position(start)
    written = text.lines.line(line)
    dash = column - 3
    if in_row and dash >= 0 and not written[: column - 1].strip():
        advice = (
            f"If a new row begins here, it needs its `-`:\n{' ' * dash}- {written[column - 1 :]}"
        )
    elif rows:
        advice = f"move the lines below it to the first `{name.value}`, and delete this line"
    else:
        advice = "keep the line that is right, and delete the other"
    first = Pointer(file=text.file, path=(*path, name.value), part=Underlined.KEY)
    return Problem(
        code=WRITTEN_TWICE,
        message=f"`{name.value}` is written twice",
        help=advice,
        at=text.place(start, end),
        related=(RelatedPlace(at=first, text="first written here"),),
    )


def cut_at_comma(start: int, end: int, text: Text) -> Problem:
    """Report a text in a row in brackets that YAML ends at its first comma.

    Args:
        start: The index where the text begins.
        end: The index behind its last word.
        text: The file's text.
    """
    written = " ".join(text.lines.text[start:end].split())
    quoted = in_quotes(written)
    line, column = text.lines.position(start)
    whole = text.lines.line(line)
    mended = whole[: column - 1] + quoted + text.lines.text[end:].partition("\n")[0]
    shown = mended if len(mended) <= _LONGEST_LINE else quoted
    return Problem(
        code=NOT_YAML,
        message="text with a comma in it needs quotes",
        help=f"put quotes around it:\n{shown.rstrip()}",
        at=text.place(start, end),
        fix=Fix(title="put quotes around it", replacement=quoted),
    )


def marks(event: ScalarEvent | MappingStartEvent | SequenceStartEvent, text: Text) -> list[Problem]:
    """Report the `&name` and the `!kind` in front of a value."""
    start, _ = marks_of(event)
    count = (event.anchor is not None) + (event.tag is not None)
    found = _MARKS.match(text.lines.text, start)
    spans = [found.span(group) for group in (1, 2)] if found else [(start, start + 1)]
    return [_mark(begin, end, event, text) for begin, end in spans[:count] if end > begin]


def alias(event: AliasEvent, text: Text) -> Problem:
    """Report a `*name`, which repeats a value from elsewhere."""
    start, end = marks_of(event)
    return Problem(
        code=NOT_IN_A_RECORD,
        message=f"`*{event.anchor}` repeats a value; in a record each value is written out",
        help=_help("write the value itself", start, text),
        at=text.place(start, end),
    )


def merge_key(name: ScalarEvent, text: Text) -> Problem:
    """Report a `<<`, which takes fields over from elsewhere."""
    return Problem(
        code=NOT_IN_A_RECORD,
        message="`<<` repeats fields; in a record each field is written out",
        help="write the fields themselves, each on its line, and delete this one",
        at=text.place(*marks_of(name)),
    )


def second_document(event: DocumentStartEvent, text: Text) -> Problem:
    """Report the line that begins a second record in one file."""
    start, end = text.first_line(marks_of(event)[0])
    sign = "`---`" if text.lines.text.startswith("---", start) else "this line"
    if sign == "`---`" and not _is_followed(start, text):
        advice = "delete this line"
    else:
        advice = (
            "move what follows to a file of its own. If it is part of this record, delete the\n"
            "line; if it is part of a text, indent it like the rest of the text."
        )
    return Problem(
        code=NOT_IN_A_RECORD,
        message=f"{sign} begins a second record; a file holds one",
        help=advice,
        at=text.place(start, end),
    )


def _is_followed(index: int, text: Text) -> bool:
    """Whether a line below that of an index holds anything but a comment."""
    number, _ = text.lines.position(index)
    for below in range(number + 1, len(text.lines.starts) + 1):
        if content_of(text.lines.line(below)).strip():
            return True
    return False


def name_is_no_text(event: Event | None, text: Text) -> Problem:
    """Report a name that is a list or a row: brackets in front of a colon."""
    start, _ = marks_of(event)
    return Problem(
        code=NOT_YAML,
        message="there are brackets where a name belongs",
        help=_help(
            "write a name in front of the colon, as in `owner: maren.oyelaran`", start, text
        ),
        at=text.place(*text.first_line(start)),
    )


def name_is_missing(name: ScalarEvent, text: Text) -> Problem:
    """Report a colon with no name in front of it."""
    start, _ = marks_of(name)
    return Problem(
        code=NOT_YAML,
        message="a name is missing in front of this colon",
        help="write a name, a colon, a space and the value:\n  owner: maren.oyelaran",
        at=text.place(*text.first_line(start)),
    )


def too_large(*, file: str) -> Problem:
    """Report a file of more bytes than are read."""
    return Problem(
        code=NOT_IN_A_RECORD,
        message="this file is too large: a record holds at most 1 MiB",
        help="keep attachments elsewhere and link to them; split what is left by its date",
        at=Place(file=file, span=Span(line=1, column=1, end_line=1, end_column=2)),
    )


def too_deep(event: Event | None, text: Text) -> Problem:
    """Report the value that is one level too deep."""
    start, _ = marks_of(event)
    return Problem(
        code=NOT_IN_A_RECORD,
        message=f"lists and rows are nested more than {MAX_LEVELS} levels deep here",
        help="write it flatter: no section of a record needs more than five levels",
        at=text.place(start, start + 1),
    )


def too_many(event: Event | None, text: Text) -> Problem:
    """Report the first name or value that is one too many."""
    start, _ = marks_of(event)
    return Problem(
        code=NOT_IN_A_RECORD,
        message=f"this file holds more than {MAX_NODES:,} names and values; it is read up to here",
        help="split it: a meeting is a file, and so is what happened between two meetings",
        at=text.place(*text.first_line(start)),
    )


def _mark(start: int, end: int, event: Event, text: Text) -> Problem:
    written = text.lines.text[start:end]
    if written.startswith("&"):
        message = (
            f"`{written}` names this value to repeat it; in a record each value is written out"
        )
    else:
        message = f"`{written}` is read as the type of this value; a record has no types"
    if isinstance(event, ScalarEvent):
        advice = _help("leave it out", start, text)
    else:
        advice = "leave it out"
    return Problem(code=NOT_IN_A_RECORD, message=message, help=advice, at=text.place(start, end))


def _help(way_out: str, start: int, text: Text) -> str:
    """Offer the fix, and quotes in case the signs are part of a text."""
    number, column = text.lines.position(start)
    line = text.lines.line(number)
    before = line[: column - 1].rstrip("[{ ")
    if not before or len(line) > _LONGEST_LINE:
        return way_out
    outermost = len(before) + len(line[len(before) :]) - len(line[len(before) :].lstrip())
    begin = outermost if line[outermost : outermost + 2] in _DOUBLED else column - 1
    mended = line_with_quotes(line, begin)
    return f"{way_out}. If it is part of a text, put quotes around the text:\n{mended}"
