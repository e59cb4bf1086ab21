"""Churn: the customers that left, their ARR, and whether Product knew why."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.grouping import group
from decision_record.ledger.raised import Raised
from decision_record.model.account import Account
from decision_record.model.records import Entry, Records

_Speaking = Mapping[str, tuple[tuple[int, Entry], ...]]
"""By record and by item the records that mention it, each with its place in the replay."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChurnedAccount:
    """A customer that left."""

    account: str
    day: date
    """The first day without the customer."""
    arr: float
    """ARR on the day before, in the organisation's currency."""
    causes: tuple[str, ...]
    """Where the customer said so before, as far as those records are known on the day."""
    heard_in: tuple[str, ...]
    """The records before that day that named a cause with a person from Product present."""

    @property
    def heard(self) -> bool:
        """Whether Product knew a cause before the customer left."""
        return bool(self.heard_in)


def replay_churn(
    entries: Sequence[Entry], *, as_of: date, records: Records, raised: Mapping[str, Raised]
) -> tuple[ChurnedAccount, ...]:
    """All customers that left by the day, the first to leave first."""
    left = [
        (name, account, day)
        for name, account in records.accounts.items()
        if (day := account.churned_by(as_of))
    ]
    known = {entry.id for entry in entries} if left else set()
    speaking = _index_speaking(entries) if left else {}
    return tuple(
        ChurnedAccount(
            account=name,
            day=day,
            arr=account.arr_on(day - timedelta(days=1)) if day > date.min else 0,
            causes=(causes := tuple(_causes(account, known))),
            heard_in=tuple(
                _heard(speaking, _paths(causes, raised), until=day, records=records)
                if causes
                else ()
            ),
        )
        for name, account, day in sorted(left, key=lambda each: (each[2], each[0]))
    )


def _causes(account: Account, known: Iterable[str]) -> Iterator[str]:
    """The causes that records of the day or earlier name."""
    for ref in account.churned.causes if account.churned else ():
        if ref.partition("/")[0] in known:
            yield ref


def _paths(causes: Iterable[str], raised: Mapping[str, Raised]) -> frozenset[str]:
    """The causes with every other part of their paths."""
    return frozenset(
        part for ref in causes for part in (raised[ref].path if ref in raised else (ref,))
    )


def _heard(
    speaking: _Speaking, causes: frozenset[str], *, until: date, records: Records
) -> Iterator[str]:
    """The records before a day that name a cause, with a person from Product present."""
    names = {*causes, *(ref.partition("/")[0] for ref in causes)}
    found = dict(each for name in names for each in speaking.get(name, ()))
    for _, entry in sorted(found.items()):
        people = (records.people.get(each) for each in entry.present)
        if entry.date < until and any(person.of_product for person in people if person):
            yield entry.id


def _index_speaking(entries: Sequence[Entry]) -> _Speaking:
    """The records by their own name, and by what they update, settle or put on the table."""
    return group(enumerate(entries), lambda each: (each[1].id, *_named(each[1])))


def _named(entry: Entry) -> Iterator[str]:
    for row in entry.record.updates:
        yield entry.name_of(row.item)
    for decision in entry.record.decisions:
        for name in (*decision.resolves, *decision.about):
            yield entry.name_of(name)
