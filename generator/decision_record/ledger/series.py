"""Series on a day: which meetings were expected, and what became of each (records.md §5, Series).

A meeting is expected one cadence after the last one was held or called off, and on the day that it
was moved to. One that is held around its day is in time; one that never came before the next was
due is missed. Rituals' own rules, and what to do about a miss, are for checks and signals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from decision_record.ledger.cadence import GRACE, later, step
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, Records
from decision_record.model.series import Cadence, Series

SILENCE = 365
"""Days† without a record after which a series expects nothing more."""

RESTING = frozenset({"paused", "dissolved"})
"""The states of a pod whose series expect nothing more."""


class MeetingState(StrEnum):
    """What became of an expected meeting."""

    HELD = "held"
    CANCELLED = "cancelled"
    MOVED = "moved"
    """Called off, and moved to another day, which is expected instead."""
    MISSED = "missed"
    """No record says that it was held, or why not."""


class ExpectedMeeting(NamedTuple):
    """A meeting of a series, expected or held. A tuple, because there are very many."""

    state: MeetingState
    expected: date | None
    """The day on which it was expected; None where nothing was."""
    record: str | None = None
    """Where it was written down; None for one that was missed."""
    day: date | None = None
    """The record's date."""
    days_late: int = 0
    """Days after the expected day, of one that was held over two days† after it."""
    delegates: tuple[tuple[str, str], ...] = ()
    """Who was absent, and their delegate."""
    because: str | None = None
    """Why it was cancelled or moved, in the record's word."""
    moved_to: date | None = None

    @property
    def is_held(self) -> bool:
        """Whether it happened."""
        return self.state is MeetingState.HELD

    @property
    def is_called_off(self) -> bool:
        """Whether a record says that it did not happen: cancelled or moved."""
        return self.state in (MeetingState.CANCELLED, MeetingState.MOVED)

    @property
    def is_delegated(self) -> bool:
        """Whether it was held with a delegate."""
        return self.is_held and bool(self.delegates)


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesStanding:
    """One series on a day."""

    id: str
    series: Series
    """As its file says."""
    meetings: tuple[ExpectedMeeting, ...]
    """Everything that was expected or held so far, oldest first."""
    next: date | None
    """The day on which the next meeting is expected. It stays when it passes without a word."""
    missed_since: date | None
    """The day of the next meeting, where its cadence plus two days† has passed."""

    @property
    def held(self) -> tuple[ExpectedMeeting, ...]:
        """The meetings that took place."""
        return tuple(each for each in self.meetings if each.is_held)

    @property
    def late(self) -> tuple[ExpectedMeeting, ...]:
        """The meetings that were held over two days† after their day."""
        return tuple(each for each in self.meetings if each.days_late)

    @property
    def called_off(self) -> tuple[ExpectedMeeting, ...]:
        """The meetings of which a record says that they did not happen, moved ones included."""
        return tuple(each for each in self.meetings if each.is_called_off)

    @property
    def missed(self) -> tuple[ExpectedMeeting, ...]:
        """The meetings of which no record says anything."""
        return tuple(each for each in self.meetings if each.state is MeetingState.MISSED)

    @property
    def expected(self) -> tuple[ExpectedMeeting, ...]:
        """What should have taken place so far; one that was moved counts on its new day only."""
        moved = MeetingState.MOVED
        return tuple(each for each in self.meetings if each.expected and each.state is not moved)

    @property
    def last(self) -> ExpectedMeeting | None:
        """The last meeting that was held."""
        return next((each for each in reversed(self.meetings) if each.is_held), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the records say about one series."""

    meetings: list[tuple[str, Meeting]] = field(default_factory=list)
    """Each with its record's name, oldest first."""
    announced: set[date] = field(default_factory=set)
    """Days for which a pre-read was sent in between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bounds:
    """Between which days a series is expected to meet."""

    first: date | None
    last: date


def replay_series(
    entries: Sequence[Entry], *, as_of: date, records: Records
) -> Mapping[str, SeriesStanding]:
    """All series by identity, in the order of their file."""
    told = {name: _Told() for name in records.series}
    for entry in entries:
        if entry.meeting and entry.meeting.series in told:
            told[entry.meeting.series].meetings.append((entry.id, entry.meeting))
        for row in entry.update.prereads if entry.update else ():
            if row.series in told and row.meeting:
                told[row.series].announced.add(row.meeting)
    return {
        name: _stand(name, series, told[name], as_of=as_of, records=records)
        for name, series in records.series.items()
    }


def _stand(
    name: str, series: Series, told: _Told, *, as_of: date, records: Records
) -> SeriesStanding:
    bounds = _bounds(series, told, records=records)
    cadence = series.held_every
    known, due = _follow(told.meetings, cadence=cadence, bounds=bounds)
    if due and bounds.first and bounds.first >= as_of and not known:
        due = bounds.first
    due = _announced(told, known) or due
    due = due if due and due <= bounds.last else None
    missed = tuple(_missed(due, cadence, as_of=as_of, last=bounds.last))
    return SeriesStanding(
        id=name,
        series=series,
        meetings=(*known, *missed),
        next=due,
        missed_since=missed[0].expected if missed else None,
    )


def _bounds(series: Series, told: _Told, *, records: Records) -> _Bounds:
    """A series is bounded by its own days and, of a pod, by the pod's."""
    pod = records.pods.get(series.pod) if series.pod else None
    begins = (series.from_, pod.started if pod else None)
    last = series.until or date.max
    if pod and pod.status in RESTING:
        last = min(last, told.meetings[-1][1].date if told.meetings else date.min)
    return _Bounds(first=max((day for day in begins if day), default=None), last=last)


def _follow(
    meetings: Sequence[tuple[str, Meeting]], *, cadence: Cadence, bounds: _Bounds
) -> tuple[list[ExpectedMeeting], date | None]:
    """What became of each meeting that was due, and the day on which the next one is."""
    known: list[ExpectedMeeting] = []
    held: set[date] = set()
    begun = False
    due = step(bounds.first, cadence) if bounds.first else None
    for record, meeting in meetings:
        day = meeting.date
        if day < (bounds.first or day) or day > bounds.last:
            known.append(_became(record, meeting, expected=None))
            continue
        if not begun and cadence != "as-needed":
            # The first may come on any day within a cadence of the series' first day.
            begun, due = True, min(day, due or day)
        silent = later(due, days=SILENCE) if due else day
        for missed in _passed_over(due, cadence, day=day, last=min(bounds.last, silent)):
            known.append(missed)
            due = step(missed.expected or day, cadence)
        if due and due > silent:
            # After so long without a meeting the next one starts the cadence again.
            due = day
        again = bool(known) and known[-1].day == day
        one = _became(record, meeting, expected=None if again else due)
        known.append(one)
        if one.is_held:
            held.add(day)
        if one.moved_to and one.moved_to > day:
            due = one.moved_to
        elif one.moved_to not in held and not again:
            due = step(day, cadence)
    return known, due


def _passed_over(
    due: date | None, cadence: Cadence, *, day: date, last: date
) -> Iterator[ExpectedMeeting]:
    """What was due before a meeting that is already the next one's, or a later one's."""
    while due and due <= last and (after := step(due, cadence)) and (after - day).days <= GRACE:
        yield ExpectedMeeting(MeetingState.MISSED, due)
        due = after


def _became(record: str, meeting: Meeting, *, expected: date | None) -> ExpectedMeeting:
    cancelled = meeting.cancelled
    if cancelled:
        return ExpectedMeeting(
            MeetingState.MOVED if cancelled.moved_to else MeetingState.CANCELLED,
            expected,
            record,
            meeting.date,
            because=cancelled.because,
            moved_to=cancelled.moved_to,
        )
    late = (meeting.date - expected).days if expected else 0
    return ExpectedMeeting(
        MeetingState.HELD,
        expected,
        record,
        meeting.date,
        days_late=late if late > GRACE else 0,
        delegates=tuple(meeting.delegates.items()),
    )


def _announced(told: _Told, known: Sequence[ExpectedMeeting]) -> date | None:
    """The day that a pre-read names for the next meeting; a move says it for itself."""
    if known and known[-1].state is MeetingState.MOVED:
        return None
    since = told.meetings[-1][1].date if told.meetings else date.min
    return min((day for day in told.announced if day > since), default=None)


def _missed(
    due: date | None, cadence: Cadence, *, as_of: date, last: date
) -> Iterator[ExpectedMeeting]:
    """What was due since the last record and did not come, for a year† at most."""
    if due is None or cadence == "as-needed":
        return
    until = min(last, later(due, days=SILENCE))
    while due and due <= until and (as_of - due).days > GRACE:
        yield ExpectedMeeting(MeetingState.MISSED, due)
        due = step(due, cadence)
