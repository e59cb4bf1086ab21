"""What falls on which day from today on: meetings with customers, targets, answers, actions.

Also what people forget: follow-throughs, pre-reads, releases that CS has to be briefed on, and the
next meeting of each series. Nothing here knows of pages.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decision_record.attention.owed import Owed, OwedKind
from decision_record.ledger.calendar import DayKind, days_ahead_of
from decision_record.ledger.index import Index
from decision_record.ledger.prereads import PREREAD_SEATS
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records


class DueKind(StrEnum):
    """What falls on a day, in the order of a day."""

    CUSTOMER = "customer"
    """A QBR, a renewal or a call."""
    MEETING = "meeting"
    """The next meeting of a series."""
    PREREAD = "pre-read"
    RELEASE = "release"
    TARGET = "target"
    RULING = "ruling"
    ANSWER = "answer"
    """The answer of a deferral, of a question, an escalation or a briefing."""
    FOLLOW_THROUGH = "follow-through"
    ACTION = "action"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueDay:
    """Something that falls on a day."""

    day: date
    kind: DueKind
    ref: str | None = None
    """The item, where it is one; of a release the record that mentioned it last."""
    account: str | None = None
    series: str | None = None
    owner: str | None = None
    customer_day: DayKind | None = None
    """Of a day with a customer, what it is."""
    what: str | None = None
    """Of a release, what is released; of a pre-read, whose half."""


def find_due_days(index: Index, *, owed: Iterable[Owed]) -> tuple[DueDay, ...]:
    """Everything that falls on the day or after it, soonest first.

    Args:
        index: The day's ledger and its records.
        owed: What people owe.
    """
    order = {kind: place for place, kind in enumerate(DueKind)}
    found = (each for each in _all(index, owed) if each.day >= index.as_of)
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.day,
                order[each.kind],
                each.account or "",
                each.series or "",
                each.ref or "",
                each.what or "",
            ),
        )
    )


def _all(index: Index, owed: Iterable[Owed]) -> Iterator[DueDay]:
    ledger, records = index.ledger, index.records
    yield from _customers(ledger)
    yield from _meetings(ledger, records=records)
    yield from _releases(ledger, records=records)
    for each in owed:
        kind = _OWED.get(each.kind)
        if kind and each.due:
            yield DueDay(
                day=each.due, kind=kind, ref=each.ref, account=each.account, owner=each.owner
            )


_OWED = {
    OwedKind.ACTION: DueKind.ACTION,
    OwedKind.TARGET: DueKind.TARGET,
    OwedKind.FOLLOW_THROUGH: DueKind.FOLLOW_THROUGH,
    OwedKind.RULING: DueKind.RULING,
    OwedKind.ANSWER: DueKind.ANSWER,
    OwedKind.QUESTION: DueKind.ANSWER,
    OwedKind.ESCALATION: DueKind.ANSWER,
    OwedKind.BRIEFING: DueKind.ANSWER,
}
"""What is owed on a day. Customer updates are listed by account, and not by day."""


def _customers(ledger: Ledger) -> Iterator[DueDay]:
    for name, standing in ledger.accounts.items():
        if standing.churned is None:
            for each in days_ahead_of(standing.account, as_of=ledger.as_of):
                yield DueDay(
                    day=each.on,
                    kind=DueKind.CUSTOMER,
                    account=name,
                    owner=standing.csm,
                    customer_day=each.kind,
                )


def _meetings(ledger: Ledger, *, records: Records) -> Iterator[DueDay]:
    """The next meeting of each series, and the halves of its pre-read that are still to send."""
    for name, standing in ledger.series.items():
        if standing.next and (records.own or standing.series.kind != "one-on-one"):
            yield DueDay(day=standing.next, kind=DueKind.MEETING, series=name)
    for preread in ledger.prereads.values():
        if preread.record is None:
            for side in preread.missing:
                yield DueDay(
                    day=preread.due.date(),
                    kind=DueKind.PREREAD,
                    series=preread.series,
                    owner=records.seat(PREREAD_SEATS[side]),
                    what=side,
                )


def _releases(ledger: Ledger, *, records: Records) -> Iterator[DueDay]:
    for release in ledger.releases:
        if release.on:
            pod = records.pods.get(release.pod or "")
            yield DueDay(
                day=release.on,
                kind=DueKind.RELEASE,
                ref=release.said[-1],
                series=release.series,
                owner=pod.members.get("pm") if pod else None,
                what=release.what,
            )
