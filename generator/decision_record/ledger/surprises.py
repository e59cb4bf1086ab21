"""Surprises: the incidents against the no-surprises rule, as they were recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.model.asked import Surprised
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordedSurprise:
    """Someone heard of a change too late, as it was recorded."""

    record: str
    day: date
    account: str | None
    who: Surprised | None
    """Who was surprised."""
    what: str | None
    """By what."""


def replay_surprises(entries: Sequence[Entry], *, records: Records) -> tuple[RecordedSurprise, ...]:
    """All surprises, oldest first."""
    return tuple(
        RecordedSurprise(
            record=entry.id,
            day=entry.date,
            account=records.account_id(row.account) if row.account else None,
            who=row.who,
            what=row.what,
        )
        for entry in entries
        for row in entry.record.surprises
    )
