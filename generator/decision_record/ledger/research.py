"""Research: where Product wants customers, and who was asked so far.

A row has no id. One with the same area and the same wish as an earlier one continues it:
its values count from then on, and customers asked before stay asked.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.model.records import Entry, Records

HISTORY = 91
"""Days† after which a research ask that got no customers is history (checks.md, SG703)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResearchAsk:
    """What Product wants to learn from customers."""

    area: str | None
    what: str | None
    record: str
    """The first record that asked."""
    day: date
    """The first record's date."""
    said: tuple[str, ...]
    """Every record that mentioned it, oldest first."""
    owner: str | None
    by: date | None
    """The day by which the customers are wanted."""
    accounts_wanted: int | None
    asked: tuple[str, ...]
    """The accounts that were asked, each by its name of today."""

    def is_open(self, as_of: date) -> bool:
        """Whether customers are still wanted on a day.

        Not so once enough were asked, nor 91 days† after the day by which they were wanted.
        """
        if (as_of - (self.by or self.day)).days > HISTORY:
            return False
        if self.accounts_wanted is None:
            return not self.asked
        return len(self.asked) < self.accounts_wanted


def people_of(ask: ResearchAsk, *, records: Records) -> frozenset[str]:
    """Who finds the customers: its owner, and the PM of its area."""
    area = records.taxonomy.areas.get(ask.area or "")
    return frozenset(each for each in (ask.owner, area.pm if area else None) if each)


def replay_research(entries: Sequence[Entry], *, records: Records) -> tuple[ResearchAsk, ...]:
    """Everything that Product wants to learn, in the order in which it was first asked for."""
    asks: dict[tuple[str | None, str | None], ResearchAsk] = {}
    for entry in entries:
        for row in entry.record.research:
            key = (row.area, row.what)
            before = asks.get(key)
            asked = (records.account_id(each) for each in row.asked)
            asks[key] = ResearchAsk(
                area=row.area,
                what=row.what,
                record=before.record if before else entry.id,
                day=before.day if before else entry.date,
                said=_once(before.said if before else (), entry.id),
                owner=row.owner or (before.owner if before else None),
                by=row.by or (before.by if before else None),
                accounts_wanted=row.accounts_wanted
                if row.accounts_wanted is not None or before is None
                else before.accounts_wanted,
                asked=_once(before.asked if before else (), *asked),
            )
    return tuple(asks.values())


def _once(known: Sequence[str], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*known, *more)))
