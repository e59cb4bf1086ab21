"""The records of next meetings, drafted once for the pages that show them and their downloads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.drafts.next_meeting import Draft, draft_meeting, make_draft_context
from decision_record.ledger.cadence import GRACE
from decision_record.ledger.index import Index
from decision_record.ledger.series import SeriesStanding


@dataclass(frozen=True, slots=True, kw_only=True)
class Drafts:
    """The drafts of records, by series."""

    next: Mapping[str, Draft]
    """Of the next meeting; of a series that meets as needed, of the ledger's day."""
    others: Mapping[str, tuple[Draft, ...]]
    """Of a meeting that was held on another day and has no record yet, the latest first."""


def draft_all(index: Index, *, near_days: int) -> Drafts:
    """The drafts of each series' next record: for its day, and for others on which it was held.

    Args:
        index: The day's ledger and its records.
        near_days: Days before a customer meeting that make an account urgent.
    """
    ledger = index.ledger
    shared = make_draft_context(index, near_days=near_days)

    def draft(name: str, on: date) -> Draft | None:
        return draft_meeting(name, index=index, on=on, shared=shared)

    following: dict[str, Draft] = {}
    others: dict[str, tuple[Draft, ...]] = {}
    for name, standing in ledger.series.items():
        if may_meet(standing, as_of=ledger.as_of):
            made = draft(name, next_day(standing, as_of=ledger.as_of) or ledger.as_of)
            following |= {name: made} if made else {}
        days = days_to_write_up(standing, as_of=ledger.as_of)
        found = tuple(made for day in days if (made := draft(name, day)))
        others |= {name: found} if found else {}
    return Drafts(next=following, others=others)


def may_meet(standing: SeriesStanding, *, as_of: date) -> bool:
    """Whether there is a meeting to prepare: expected on a day, or when it is needed."""
    if has_ended(standing, as_of=as_of):
        return False
    return standing.next is not None or standing.series.held_every == "as-needed"


def next_day(standing: SeriesStanding, *, as_of: date) -> date | None:
    """The day to prepare for: the one expected, or today where it passed over two days† ago."""
    if standing.next is None or has_ended(standing, as_of=as_of):
        return None
    return as_of if is_late(standing, as_of=as_of) else standing.next


def days_to_write_up(standing: SeriesStanding, *, as_of: date) -> tuple[date, ...]:
    """The other days on which the meeting may have been held by now, the latest first.

    Today, the last weekday before, and the day on which it was expected; after the last record of
    the series, and before its next meeting only where that is nearer than the last one.
    """
    known = [each.day for each in standing.meetings if each.record and each.day]
    last, prepared = max(known, default=None), next_day(standing, as_of=as_of)
    days = {day for day in (as_of, _weekday_before(as_of)) if day.weekday() not in _WEEKEND}
    days |= {standing.next} if standing.next and standing.next <= as_of else set()
    days -= {prepared or as_of}
    series, ahead = standing.series, prepared if prepared and prepared > as_of else None
    return tuple(
        day
        for day in sorted(days, reverse=True)
        if (series.from_ or day) <= day <= (series.until or day)
        and (last is None or day > last)
        and (last is None or ahead is None or ahead - day < day - last)
    )


_WEEKEND = (5, 6)


def _weekday_before(day: date) -> date:
    """The last day before one that is in no weekend; itself where the calendar begins."""
    earlier = (day - timedelta(days=back) for back in range(1, 4) if (day - date.min).days >= back)
    return next((each for each in earlier if each.weekday() not in _WEEKEND), day)


def is_late(standing: SeriesStanding, *, as_of: date) -> bool:
    """Whether the meeting expected next should have been held over two days† ago."""
    return standing.next is not None and (as_of - standing.next).days > GRACE


def has_ended(standing: SeriesStanding, *, as_of: date) -> bool:
    """Whether its last day is over, and what was missed before it with it."""
    return standing.series.until is not None and standing.series.until < as_of


def address_of_draft(series: str, draft: Draft) -> str:
    """Where a draft is published, below the root of the site."""
    return f"series/{series}/next/{draft.identity}.yml"
