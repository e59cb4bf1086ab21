"""The parser's events, and the limits that hold while they come.

Everything that looks into YAML text takes it from PyYAML's C parser as events, one at a time, and
stops at a limit before anything is built. This module knows nothing of data or diagnostics.
"""

from collections.abc import Iterator

from yaml import CSafeLoader
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

MAX_BYTES = 1024 * 1024
"""Bytes of a file (records.md §1)."""
MAX_LEVELS = 32
"""Levels of sections, rows and lists in one another (records.md §1)."""
MAX_NODES = 20_000
"""Names and values in a file, each counted (records.md §1)."""

_STARTS = (MappingStartEvent, SequenceStartEvent)
_ENDS = (MappingEndEvent, SequenceEndEvent)


class LimitError(Exception):
    """A text goes over a limit; what came before it was within."""


def bounded_events(text: bytes | str) -> Iterator[Event]:
    """Yield a text's events within the limits on levels and nodes.

    Raises:
        LimitError: At the event that goes over a limit.
        yaml.YAMLError: At what is no YAML.
    """
    parser = CSafeLoader(text)
    levels = nodes = 0
    while (event := parser.get_event()) is not None:
        kind = type(event)
        if kind in _ENDS:
            levels -= 1
        elif kind in _STARTS:
            levels += 1
            nodes += 1
        elif kind is ScalarEvent or kind is AliasEvent:
            nodes += 1
        if levels > MAX_LEVELS or nodes > MAX_NODES:
            raise LimitError
        yield event


def skip(event: Event, events: Iterator[Event]) -> Event:
    """Read on to the end of the value that an event begins, and return its last event."""
    levels = 0
    while True:
        if isinstance(event, _STARTS):
            levels += 1
        elif isinstance(event, CollectionEndEvent):
            levels -= 1
        if levels == 0:
            return event
        event = next(events)


def marks_of(event: Event | None) -> tuple[int, int]:
    """The indexes in the text of the first character of an event and of the one behind it."""
    start = event.start_mark if event else None
    end = event.end_mark if event else None
    return (start.index if start else 0), (end.index if end else 0)


def is_loose(name: Event, value: Event) -> bool:
    """Whether a name in a row in brackets has no colon: it is text after a comma, no field."""
    if not isinstance(name, ScalarEvent) or not isinstance(value, ScalarEvent):
        return False
    start, end = marks_of(value)
    return not name.style and not value.style and marks_of(name)[1] == start == end
