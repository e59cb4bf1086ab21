"""Text to plain data: the YAML dialect of records.md §1, with its limits.

Every scalar is the text that was typed. What is wrong with the text is returned beside the data:
DR001 to DR004. This module knows no kind of file, no section and no field.
"""

from dataclasses import dataclass
from typing import NoReturn, TypeAlias

from yaml import CSafeLoader, YAMLError
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from decision_record.diagnostics import DocumentPath, Place, Pointer, Problem, Underlined
from decision_record.diagnostics.lines import cut
from decision_record.source import dialect
from decision_record.source.encoding import FORBIDDEN, check_encoding, escaped_character
from decision_record.source.events import MAX_BYTES, MAX_LEVELS, MAX_NODES, is_loose, marks_of
from decision_record.source.habits import with_plain_spaces
from decision_record.source.syntax import explain, odd_spaces
from decision_record.source.text import Text

Data: TypeAlias = dict[str, "Data"] | list["Data"] | str
"""What a file holds: sections and fields by name, rows in order, and text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFile:
    """What was read from one file."""

    data: Data | None
    """None where the text cannot be known: DR001, DR003, a limit of DR004, or a reference to
    another value."""
    problems: tuple[Problem, ...]
    empties: tuple[DocumentPath, ...]
    """Fields that were written without a value. They are absent from the data; their names must
    still be known."""
    empty_rows: tuple[DocumentPath, ...] = ()
    """Rows of lists in which nothing is written, as in `- {}` or `- {what: }`."""
    cut: tuple[tuple[DocumentPath, Problem], ...] = ()
    """Texts that YAML cuts at a comma, each with its problem, which `problems` has too. The data
    has them whole; where their field takes no text, its own problem says enough."""


def read(content: bytes, *, file: str) -> ReadFile:
    """Read one file's bytes. Any bytes give a reading; nothing is raised.

    Args:
        content: The file as it is on disk.
        file: The name that problems give the file.
    """
    if len(content) > MAX_BYTES:
        return ReadFile(data=None, problems=(dialect.too_large(file=file),), empties=())
    unreadable = check_encoding(content, file=file)
    if unreadable is not None:
        return ReadFile(data=None, problems=(unreadable,), empties=())
    plain = with_plain_spaces(content)
    reader = _Reader(plain, file=file, written=content)
    data = reader.read()
    problems = reader.problems
    if plain != content and data is not None:
        problems = [odd_spaces(Text(file=file, lines=cut(content))), *problems]
    return ReadFile(
        data=data,
        problems=(*problems, *(problem for _, problem in reader.cut)),
        empties=tuple(reader.empties),
        empty_rows=tuple(reader.empty_rows),
        cut=tuple(reader.cut),
    )


_ODD_NAMES = {"", "<<"}
_VALUES = (ScalarEvent, MappingStartEvent, SequenceStartEvent)


class _StopReadingError(Exception):
    """The text cannot be read further; the problem that says why is already kept."""


class _Reader:
    """One pass over the events of one file: an accumulator, used once."""

    # Each file of a repository comes through here on every build. The two loops take plain
    # scalars, which most events are, without a call; everything else goes to `_node`.

    def __init__(self, content: bytes, *, file: str, written: bytes) -> None:
        self.problems: list[Problem] = []
        self.empties: list[DocumentPath] = []
        self.empty_rows: list[DocumentPath] = []
        self.cut: list[tuple[DocumentPath, Problem]] = []
        self._content = content
        self._written = written
        self._file = file
        self._next = CSafeLoader(content).get_event
        self._nodes = 1
        self._known = True
        self._documents = 1
        self._lazy_text: Text | None = None

    def read(self) -> Data | None:
        """Return the first document's data, or None where it cannot be known."""
        try:
            data = self._first_document()
        except _StopReadingError:
            return None
        except YAMLError:
            self._unreadable()
            return None
        try:
            self._other_documents()
        except _StopReadingError:
            return None
        except YAMLError:
            # Where a second document is reported already, it makes no difference what ails it.
            if self._documents == 1:
                self._unreadable()
                return None
        if b"\\" in self._content:
            self._check_escapes(data, ())
        return data if self._known else None

    def _first_document(self) -> Data:
        self._next()  # the start of the stream
        if type(self._next()) is StreamEndEvent:
            return {}
        data = self._node(self._next(), ())
        self._next()  # the end of the document
        return data if not isinstance(data, str) or data.strip() else {}

    def _other_documents(self) -> None:
        """Report what follows the first document; only the limits still hold there."""
        levels = 0
        while (event := self._next()) is not None:
            if isinstance(event, DocumentStartEvent):
                self._documents += 1
                self._add(dialect.second_document(event, self._text()))
            elif isinstance(event, CollectionEndEvent):
                levels -= 1
            elif isinstance(event, NodeEvent):
                self._nodes += 1
                if self._nodes > MAX_NODES:
                    self._stop(dialect.too_many(event, self._text()))
                if isinstance(event, CollectionStartEvent):
                    levels += 1
                    if levels > MAX_LEVELS:
                        self._stop(dialect.too_deep(event, self._text()))

    def _node(self, event: Event | None, path: DocumentPath) -> Data:
        """Read the value that an event begins, whatever it is."""
        if type(event) is AliasEvent:
            self._known = False
            self._add(dialect.alias(event, self._text()))
            return ""
        if not isinstance(event, _VALUES):
            raise TypeError(f"no value begins with {event}")
        if event.anchor is not None or event.tag is not None:
            self.problems += dialect.marks(event, self._text())
        if isinstance(event, ScalarEvent):
            return event.value
        if len(path) >= MAX_LEVELS:
            self._stop(dialect.too_deep(event, self._text()))
        return self._mapping(path) if type(event) is MappingStartEvent else self._sequence(path)

    def _mapping(self, path: DocumentPath) -> dict[str, Data]:
        data: dict[str, Data] = {}
        absent: list[str] = []
        texts: dict[str, tuple[int, int]] = {}
        before: ScalarEvent | None = None
        next_event = self._next
        while type(name := next_event()) is not MappingEndEvent:
            if type(name) is not ScalarEvent or name.value in _ODD_NAMES or name.anchor or name.tag:
                name = self._odd_name(name)
            key = name.value
            self._nodes += 2
            if self._nodes > MAX_NODES:
                self._stop(dialect.too_many(name, self._text()))
            if key in data:
                in_row = path != () and isinstance(path[-1], int) and next(iter(data)) == key
                self._second(name, path, in_row=in_row)
                continue
            value: Data
            event = next_event()
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                value = event.value
                if not value and before is not None and is_loose(name, event):
                    last = next(reversed(data))
                    start, _ = texts.get(last, marks_of(before))
                    texts[last] = start, marks_of(name)[1]
                    continue
                before = event
            else:
                value = self._node(event, (*path, key))
                before = None
            data[key] = value
            if type(value) is str and not value.strip():
                absent.append(key)
        for key, (start, end) in texts.items():
            data[key] = self._join(start, end, (*path, key))
        # An empty value counts as written until the end, so that a second one is noticed.
        for key in absent:
            del data[key]
            self.empties.append((*path, key))
        return data

    def _join(self, start: int, end: int, path: DocumentPath) -> str:
        """Read a text whole that YAML cuts at a comma, and keep what is to be said about it."""
        text = self._text()
        self.cut.append((path, dialect.cut_at_comma(start, end, text)))
        return " ".join(text.lines.text[start:end].split())

    def _sequence(self, path: DocumentPath) -> list[Data]:
        data: list[Data] = []
        next_event = self._next
        while type(event := next_event()) is not SequenceEndEvent:
            self._nodes += 1
            if self._nodes > MAX_NODES:
                self._stop(dialect.too_many(event, self._text()))
            if type(event) is ScalarEvent and event.anchor is None and event.tag is None:
                data.append(event.value)
            else:
                row = self._node(event, (*path, len(data)))
                if row == {}:
                    self.empty_rows.append((*path, len(data)))
                data.append(row)
        return data

    def _second(self, name: ScalarEvent, path: DocumentPath, *, in_row: bool) -> None:
        """Report a name that is written again. The first one stands; the second is only read."""
        empties, empty_rows = len(self.empties), len(self.empty_rows)
        value = self._node(self._next(), (*path, name.value))
        del self.empties[empties:]
        del self.empty_rows[empty_rows:]
        rows = not isinstance(value, str)
        self._add(dialect.written_twice(name, path, self._text(), in_row=in_row, rows=rows))

    def _odd_name(self, name: Event | None) -> ScalarEvent:
        """Report a name that is no plain text; one that cannot be known ends the reading."""
        if isinstance(name, AliasEvent):
            self._stop(dialect.alias(name, self._text()))
        if not isinstance(name, ScalarEvent):
            self._stop(dialect.name_is_no_text(name, self._text()))
        if not name.value:
            self._stop(dialect.name_is_missing(name, self._text()))
        if name.anchor is not None or name.tag is not None:
            self.problems += dialect.marks(name, self._text())
        # In quotes it is a name like any other.
        if name.value == "<<" and not name.style:
            self._known = False
            self._add(dialect.merge_key(name, self._text()))
        return name

    def _unreadable(self) -> None:
        # A sign that is reported already also breaks the rest of its line: `*urgent fix`.
        signs = {_line(other) for other in self.problems if other.code == dialect.NOT_IN_A_RECORD}
        problems = explain(self._text())
        if not problems:
            # Its odd spaces hide what is wrong: with ordinary ones the text does not read.
            plain = Text(file=self._file, lines=cut(self._content))
            problems = (odd_spaces(self._text()), *explain(plain))
        self.problems += [each for each in problems if _line(each) not in signs]

    def _check_escapes(self, data: Data, path: DocumentPath) -> None:
        r"""Report control characters that were written as escapes, as in `"\e[31m"`."""
        if isinstance(data, dict):
            for key, value in data.items():
                self._check_escape(key, (*path, key), Underlined.KEY)
                self._check_escapes(value, (*path, key))
        elif isinstance(data, list):
            for index, value in enumerate(data):
                self._check_escapes(value, (*path, index))
        else:
            self._check_escape(data, path, Underlined.VALUE)

    def _check_escape(self, text: str, path: DocumentPath, part: Underlined) -> None:
        found = FORBIDDEN.search(text)
        if found is not None:
            self._known = False
            self._add(
                escaped_character(found.group(), Pointer(file=self._file, path=path, part=part))
            )

    def _text(self) -> Text:
        if self._lazy_text is None:
            self._lazy_text = Text(file=self._file, lines=cut(self._written))
        return self._lazy_text

    def _add(self, problem: Problem) -> None:
        self.problems.append(problem)

    def _stop(self, problem: Problem) -> NoReturn:
        self._add(problem)
        raise _StopReadingError


def _line(problem: Problem) -> int:
    return problem.at.span.line if isinstance(problem.at, Place) else 0
