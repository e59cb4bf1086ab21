"""The meetings that were held, which is what the rules on rituals look at."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from decision_record.checks.context import REPLAYED_SECTIONS, Facts
from decision_record.model.meeting_names import split_number
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, FileKind
from decision_record.model.series import Series, SeriesKind


class Held(NamedTuple):
    """A meeting with its record and its series."""

    entry: Entry
    meeting: Meeting
    series: Series

    @property
    def called(self) -> str:
        """The ritual as a sentence names it: `tier 1`, `combined meeting`."""
        return self.series.ritual.name.lower()


def meetings_of(facts: Facts, *kinds: SeriesKind) -> Iterator[Held]:
    """The meetings of some kinds, or of all where none is named, also the cancelled ones."""
    for entry in facts.written:
        meeting = entry.meeting
        series = facts.records.series.get(meeting.series) if meeting else None
        if meeting and series and (not kinds or series.kind in kinds):
            yield Held(entry, meeting, series)


def held_meetings(facts: Facts, *kinds: SeriesKind) -> Iterator[Held]:
    """The meetings of some kinds that took place, or of all kinds where none is named."""
    return (each for each in meetings_of(facts, *kinds) if each.meeting.held)


def has_unread_meetings(
    facts: Facts, series: str | None = None, *, sections: Collection[str] = REPLAYED_SECTIONS
) -> bool:
    """Whether meetings, or those of one series, are there that could not be read.

    Of a meeting that could be read in part, the sections that matter are named.
    """
    return any(
        kind is FileKind.MEETING
        and (series is None or split_number(record).name.endswith(f"-{series}"))
        for kind, record in _lost(facts, sections)
    )


def has_unread_updates(facts: Facts, sections: Collection[str] = REPLAYED_SECTIONS) -> bool:
    """Whether updates are there that could not be read, or not in these sections."""
    return any(kind is FileKind.UPDATE for kind, _ in _lost(facts, sections))


def _lost(facts: Facts, sections: Collection[str]) -> Iterator[tuple[FileKind, str]]:
    unread = facts.records.unread
    yield from unread.ids
    yield from (file for file, lost in unread.partial.items() if not lost.isdisjoint(sections))
