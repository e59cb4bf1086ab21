"""Customer issues of one-on-ones that were promoted to a series (records.md §4, §7).

An issue is an open item of the series until that was next held after the record. Of a one-on-one
nothing else is read here.
"""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate

from decision_record.ledger.series import SeriesStanding
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class PromotedIssue:
    """A customer issue that was promoted to a series."""

    series: str
    """Where it is to be taken up."""
    account: str | None
    issue: str | None
    record: str
    """The one-on-one that promoted it."""
    day: date
    """That record's date."""
    taken_up: str | None
    """The series' first meeting held on a later day; None while the issue is open there."""

    @property
    def is_open(self) -> bool:
        """Whether the series has still to take it up."""
        return self.taken_up is None


def replay_promoted(
    entries: Sequence[Entry], *, records: Records, series: Mapping[str, SeriesStanding]
) -> tuple[PromotedIssue, ...]:
    """Every promoted issue, oldest first.

    Args:
        entries: The records, in the order of the replay.
        records: The reference files.
        series: Every series with its meetings.
    """
    return tuple(_issues(entries, records=records, series=series))


def _issues(
    entries: Sequence[Entry], *, records: Records, series: Mapping[str, SeriesStanding]
) -> Iterator[PromotedIssue]:
    held: dict[str, _Held] = {}
    for entry in entries:
        for row in entry.meeting.customers if entry.meeting else ():
            target = row.promote_to
            if target and target in series:
                held.setdefault(target, _list_held(series[target]))
                yield PromotedIssue(
                    series=target,
                    account=records.account_id(row.account) if row.account else None,
                    issue=row.issue,
                    record=entry.id,
                    day=entry.date,
                    taken_up=_first_after(held[target], entry.date),
                )


_Held = tuple[Sequence[date], Sequence[str | None]]
"""Meetings: the latest day so far at each, and the record of each."""


def _list_held(standing: SeriesStanding) -> _Held:
    days = [(each.day, each.record) for each in standing.held if each.day]
    return tuple(accumulate((day for day, _ in days), max)), [record for _, record in days]


def _first_after(held: _Held, day: date) -> str | None:
    """The first meeting that was held on a later day.

    One of the same day may have been over before the one-on-one began.
    """
    latest, records = held
    place = bisect_right(latest, day)
    return records[place] if place < len(records) else None
