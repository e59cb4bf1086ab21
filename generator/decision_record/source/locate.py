"""A path in a document to its line and column, and problems to diagnostics.

Records carry no positions. Of a file that something is reported in, the text is parsed once more,
by the same parser and within the same limits, and only the paths that are asked for are looked
up. This module knows no field and no rule.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, replace

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

from decision_record.diagnostics import (
    Diagnostic,
    DocumentPath,
    Edit,
    Fix,
    Place,
    Pointer,
    Problem,
    RelatedPlace,
    Severity,
    Underlined,
)
from decision_record.diagnostics.lines import cut
from decision_record.source.encoding import check_encoding
from decision_record.source.events import (
    MAX_BYTES,
    LimitError,
    bounded_events,
    is_loose,
    marks_of,
    skip,
)
from decision_record.source.habits import with_plain_spaces
from decision_record.source.text import Text, content_of


@dataclass(frozen=True, slots=True, kw_only=True)
class _Spot:
    """Where a path leads, in indexes of the text."""

    key: tuple[int, int] | None
    """The name in front of the value; None for rows and for the root."""
    start: int
    end: int | None = None
    """None where the value is a section or a row in lines of its own, whose end no one wants."""
    scalar: bool = False
    empty: bool = False
    """Whether it is a text in which nothing is written."""


def resolve(
    problems: Iterable[Problem],
    *,
    read_file: Callable[[str], bytes],
    severity: Callable[[str], Severity],
    url: Callable[[str], str],
) -> tuple[Diagnostic, ...]:
    """Locate problems, in the order of files, lines, columns, codes and messages.

    Args:
        problems: What the stages found.
        read_file: The bytes of a file, by the name that problems give it. A file that cannot be
            opened, as one that is missing, is pointed at by its first line.
        severity: The severity of a code, for problems that do not say their own.
        url: The page of a code.
    """
    problems = tuple(problems)
    places = _locate_all(problems, read_file=read_file)

    def at(place: Pointer | Place) -> Place:
        return places[place] if isinstance(place, Pointer) else place

    diagnostics = (
        Diagnostic(
            code=problem.code,
            severity=problem.severity or severity(problem.code),
            # A name in quotes may have a line break in it, and a message is one line.
            message=" ".join(problem.message.splitlines()),
            help=problem.help,
            place=at(problem.at),
            url=url(problem.code),
            related=tuple(RelatedPlace(at=at(note.at), text=note.text) for note in problem.related),
            fix=_locate_fix(problem.fix, at),
        )
        for problem in problems
    )
    return tuple(sorted(diagnostics, key=_order))


def locate(content: bytes, pointers: Iterable[Pointer]) -> Mapping[Pointer, Place]:
    """Find the places of pointers into one file, in one pass over its text.

    A path that does not exist, as that of a field that is missing, leads to the first line of the
    innermost row or section that does. A path to a name that is written twice leads to the first;
    the value of an empty field is its name. Any bytes give places: where the text cannot be read
    so far, it is the first line.
    """
    pointers = tuple(pointers)
    wanted = {pointer.path[:size] for pointer in pointers for size in range(len(pointer.path) + 1)}
    lines = cut(content if len(content) <= MAX_BYTES else b"")
    search = _Search(bounded_events(with_plain_spaces(content)), wanted)
    if len(content) <= MAX_BYTES and check_encoding(content, file="") is None:
        # What was found before the text broke off still stands.
        with suppress(YAMLError, LimitError):
            search.run()
    texts = {file: Text(file=file, lines=lines) for file in {each.file for each in pointers}}
    return {pointer: _place(pointer, search.spots, texts[pointer.file]) for pointer in pointers}


def _locate_fix(
    fix: Fix[Pointer | Place] | None, at: Callable[[Pointer | Place], Place]
) -> Fix[Place] | None:
    if fix is None:
        return None
    place = None if fix.at is None else at(fix.at)
    replacement = fix.replacement
    if place and isinstance(fix.at, Pointer) and fix.at.part is Underlined.SECTION:
        replacement = replacement.replace("\n", "\n" + " " * (place.span.column - 1))
    others = tuple(Edit(at=at(each.at), text=each.text) for each in fix.others)
    return Fix(title=fix.title, replacement=replacement, at=place, others=others)


def _locate_all(
    problems: Iterable[Problem], *, read_file: Callable[[str], bytes]
) -> Mapping[Pointer, Place]:
    by_file: dict[str, set[Pointer]] = {}
    for problem in problems:
        places_of = [problem.at, *(note.at for note in problem.related)]
        if problem.fix is not None:
            places_of += [each.at for each in problem.fix.others]
            places_of += [problem.fix.at] if problem.fix.at is not None else []
        for place in places_of:
            if isinstance(place, Pointer):
                by_file.setdefault(place.file, set()).add(place)
    places: dict[Pointer, Place] = {}
    for file, pointers in by_file.items():
        try:
            content = read_file(file)
        except OSError:
            content = b""
        places.update(locate(content, pointers))
    return places


def _order(diagnostic: Diagnostic) -> tuple[str, int, int, str, str]:
    span = diagnostic.place.span
    return (
        diagnostic.place.file,
        span.line,
        span.column,
        diagnostic.code,
        diagnostic.message,
    )


class _Search:
    """One pass over the events of one file, for the paths that are wanted: used once."""

    def __init__(self, events: Iterator[Event], wanted: AbstractSet[DocumentPath]) -> None:
        self.spots: dict[DocumentPath, _Spot] = {}
        self._events = events
        self._wanted = wanted

    def run(self) -> None:
        """Fill in the spots of the wanted paths that exist in the first document."""
        for event in self._events:
            if isinstance(event, NodeEvent):
                self._visit(event, ())
                return

    def _visit(self, event: Event, path: DocumentPath, key: tuple[int, int] | None = None) -> None:
        """Note where a wanted value stands and look within it; read past any other."""
        # A name that is written twice stands where it was first written.
        if path not in self._wanted or path in self.spots:
            skip(event, self._events)
            return
        start, end = marks_of(event)
        if isinstance(event, ScalarEvent):
            empty = not event.value.strip()
            self.spots[path] = _Spot(key=key, start=start, end=end, scalar=True, empty=empty)
            return
        self.spots[path] = _Spot(key=key, start=start)
        if isinstance(event, MappingStartEvent):
            last = self._visit_fields(path)
        elif isinstance(event, SequenceStartEvent):
            last = self._visit_rows(path)
        else:
            return
        if event.flow_style:
            self.spots[path] = _Spot(key=key, start=start, end=marks_of(last)[1])

    def _visit_fields(self, path: DocumentPath) -> Event:
        before: tuple[str, Event] | None = None
        while not isinstance(name := next(self._events), MappingEndEvent):
            text = name.value if isinstance(name, ScalarEvent) else None
            skip(name, self._events)
            value = next(self._events)
            if text is None:
                skip(value, self._events)
            elif before and is_loose(name, value) and isinstance(before[1], ScalarEvent):
                self._extend((*path, before[0]), marks_of(name)[1])
            else:
                self._visit(value, (*path, text), marks_of(name))
                before = text, value
        return name

    def _extend(self, path: DocumentPath, end: int) -> None:
        """Let a text go on after a comma, as it was read."""
        if path in self.spots:
            self.spots[path] = replace(self.spots[path], end=end)

    def _visit_rows(self, path: DocumentPath) -> Event:
        index = 0
        while not isinstance(row := next(self._events), SequenceEndEvent):
            self._visit(row, (*path, index))
            index += 1
        return row


def _place(pointer: Pointer, spots: Mapping[DocumentPath, _Spot], text: Text) -> Place:
    path, part = pointer.path, pointer.part
    while path and path not in spots:
        path, part = path[:-1], Underlined.ROW
    spot = spots.get(path)
    if spot is None:
        return text.whole_line(0)
    if part is Underlined.SECTION:
        return _section(spot, text)
    if spot.key is not None and (part is Underlined.KEY or spot.empty):
        return text.place(*spot.key)
    if part is Underlined.VALUE and spot.end is not None and not spot.empty and spot.scalar:
        return text.place(
            spot.start, spot.start + len(text.lines.text[spot.start : spot.end].rstrip())
        )
    start, end = text.first_line(spot.start)
    if start == end:
        # An item with nothing after its dash: the dash is all that there is to underline.
        return text.whole_line(spot.start)
    return text.place(start, end if spot.end is None else min(end, spot.end))


def _section(spot: _Spot, text: Text) -> Place:
    """From a name, or the start of a row, to the end of the last line that belongs to it."""
    start = spot.key[0] if spot.key is not None else spot.start
    if spot.end is not None:
        return text.place(start, spot.end)
    number, column = text.lines.position(start)
    last = number
    for below in range(number + 1, text.lines.last + 1):
        content = content_of(text.lines.line(below))
        indent = len(content) - len(content.lstrip(" "))
        # The rows of a list may begin in the column of its name.
        beside = spot.key is None or content[indent : indent + 1] == "-"
        if content.strip() and indent < (column - 1 if beside else column):
            break
        if content.strip():
            last = below
    return text.place(start, text.lines.starts[last - 1] + len(content_of(text.lines.line(last))))
