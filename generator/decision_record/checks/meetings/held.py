"""The meetings that were held, which is what the rules on rituals look at."""

from collections.abc import Iterator
from typing import NamedTuple

from decision_record.checks.context import CheckContext
from decision_record.model.record import Meeting
from decision_record.model.records import Entry
from decision_record.model.series import Series, SeriesKind


class HeldMeeting(NamedTuple):
    """A meeting with its record and its series."""

    entry: Entry
    meeting: Meeting
    series: Series

    @property
    def called(self) -> str:
        """The ritual as a sentence names it: `tier 1`, `combined meeting`."""
        return self.series.ritual.name.lower()


def meetings_of(context: CheckContext, *kinds: SeriesKind) -> Iterator[HeldMeeting]:
    """The meetings of some kinds, or of all where none is named, also the cancelled ones."""
    for entry in context.written:
        meeting = entry.meeting
        series = context.records.series.get(meeting.series) if meeting else None
        if meeting and series and (not kinds or series.kind in kinds):
            yield HeldMeeting(entry, meeting, series)


def held_meetings(context: CheckContext, *kinds: SeriesKind) -> Iterator[HeldMeeting]:
    """The meetings of some kinds that took place, or of all kinds where none is named."""
    return (each for each in meetings_of(context, *kinds) if each.meeting.held)
