"""Series on a day: which meetings were expected, and what became of each (records.md §5, Series).

A meeting is expected one cadence after the last one was held or called off, and on the day that it
was moved to. One that is held around its day is in time; one that never came before the next was
due is missed. Rituals' own rules, and what to do about a miss, are for checks and signals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from decision_record.ledger.cadence import GRACE, later, step
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, Records
from decision_record.model.series import Series

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
    """Nobody wrote down that it was held, or why not."""


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
    delegates: Mapping[str, str] = {}
    """Who was absent, and who stood in."""
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
        """Whether it was held with somebody standing in."""
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
    def delegated(self) -> tuple[ExpectedMeeting, ...]:
        """The meetings that were held with somebody standing in."""
        return tuple(each for each in self.meetings if each.is_delegated)

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
        return self.held[-1] if self.held else None


class _Bounds(NamedTuple):
    """Between which days a series is expected to meet."""

    first: date | None
    last: date


def stand_series(
    entries: Sequence[Entry], *, as_of: date, records: Records
) -> Mapping[str, SeriesStanding]:
    """All series by identity, in the order of their file."""
    meetings: dict[str, list[tuple[str, Meeting]]] = {}
    announced: dict[str, set[date]] = {}
    for entry in entries:
        if entry.meeting:
            meetings.setdefault(entry.meeting.series, []).append((entry.id, entry.meeting))
        for row in entry.update.prereads if entry.update else ():
            if row.series and row.meeting:
                announced.setdefault(row.series, set()).add(row.meeting)
    return {
        name: _stand(
            name,
            series,
            meetings.get(name, ()),
            bounds=_bounds(series, meetings.get(name, ()), records=records),
            announced=announced.get(name, set()),
            as_of=as_of,
        )
        for name, series in records.series.items()
    }


def _bounds(
    series: Series, meetings: Sequence[tuple[str, Meeting]], *, records: Records
) -> _Bounds:
    """A series is bounded by its own days and, of a pod, by the pod's."""
    pod = records.pods.get(series.pod) if series.pod else None
    first = max((each for each in (series.from_, pod and pod.started) if each), default=None)
    last = series.until or date.max
    if pod and pod.status in RESTING:
        last = min(last, meetings[-1][1].date if meetings else date.min)
    return _Bounds(first, last)


def _stand(  # noqa: PLR0913 - what a series is judged by
    name: str,
    series: Series,
    meetings: Sequence[tuple[str, Meeting]],
    *,
    bounds: _Bounds,
    announced: set[date],
    as_of: date,
) -> SeriesStanding:
    cadence = series.held_every
    known: list[ExpectedMeeting] = []
    held: set[date] = set()
    expected = bounds.first
    grace = _first_grace(series, bounds)
    for record, meeting in meetings:
        expected = meeting.date if expected is None and not known else expected
        if cadence == "as-needed":
            expected = None
        for missed in _passed_over(expected, series, before=meeting.date, last=bounds.last):
            known.append(missed)
            expected, grace = step(missed.expected or date.max, cadence), GRACE
        bounded = expected if expected and expected <= bounds.last else None
        one = _become(record, meeting, expected=bounded, grace=grace)
        known.append(one)
        grace = GRACE
        if one.is_held:
            held.add(meeting.date)
            expected = step(meeting.date, cadence)
        elif one.moved_to is None:
            expected = step(meeting.date, cadence)
        elif one.moved_to not in held:
            expected = one.moved_to
    since = meetings[-1][1].date if meetings else date.min
    ahead = min((day for day in announced if day > since), default=expected)
    next_ = ahead if ahead and ahead <= bounds.last else None
    overdue = next_ is not None and as_of > later(next_, days=grace) and cadence != "as-needed"
    tail = _tail(next_, series, grace=grace, until=min(as_of, bounds.last)) if overdue else ()
    return SeriesStanding(
        id=name,
        series=series,
        meetings=(*known, *tail),
        next=next_,
        missed_since=next_ if overdue else None,
    )
