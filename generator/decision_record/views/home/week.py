"""The week: what falls on the next seven days, and the Monday since which changes are listed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.attention.due_days import DueDay, DueKind
from decision_record.views.account.ahead import KINDS
from decision_record.views.people.queue import HALVES
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import comes_on

WEEK = 7
"""Days ahead that are listed, after today."""
SHOWN = 8
"""Events of each sort that a day lists at most; the rest is on the page of the sort."""

_CUSTOMERS = Link(text="by account", address="accounts/")
_PROMISES = Link(text="among the commitments", address="commitments/")
_RULINGS = Link(text="in the decision log", address="decisions/")
_ACTIONS = Link(text="on the board", address="actions/")
_MEETINGS = Link(text="among the series", address="series/")
_RELEASES = Link(text="on the pods' pages", address="pods/")
"""The page that lists all events of a sort."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that falls on a day."""

    kind: str
    what: str | None
    account: Link | None
    owner: Link | None
    item: Link | None
    rest: Link
    """The page with all events of its sort."""
    prepare: Link | None = None
    """Where a meeting is prepared, or where a release was announced."""
    brief: Link | None = None
    """What to take along to a QBR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class More:
    """Events of a sort that a day does not list."""

    number: int
    rest: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class DayAhead:
    """A day of the next seven, with what falls on it."""

    day: date
    weekday: str
    words: str
    events: tuple[Event, ...]
    more: tuple[More, ...]


def next_days(*, context: ViewContext) -> tuple[DayAhead, ...]:
    """The days of the next seven on which something falls."""
    as_of = context.ledger.as_of
    until = as_of + timedelta(days=WEEK)
    days: dict[date, list[Event]] = {}
    for due in context.attention.due_days:
        if due.day > until:
            break
        days.setdefault(due.day, []).append(_show(due, context=context))
    return tuple(_day(day, days[day], as_of=as_of) for day in sorted(days))


def _day(day: date, events: list[Event], *, as_of: date) -> DayAhead:
    """A day with the first events of each sort."""
    sorts: dict[Link, list[Event]] = {}
    for event in events:
        sorts.setdefault(event.rest, []).append(event)
    return DayAhead(
        day=day,
        weekday=f"{day:%A}",
        words=comes_on(day, as_of=as_of).words,
        events=tuple(event for own in sorts.values() for event in own[:SHOWN]),
        more=tuple(
            More(number=len(own) - SHOWN, rest=rest)
            for rest, own in sorts.items()
            if len(own) > SHOWN
        ),
    )


_SORTS: Mapping[DueKind, tuple[str, Link]] = {
    DueKind.CUSTOMER: ("", _CUSTOMERS),
    DueKind.MEETING: ("Meeting", _MEETINGS),
    DueKind.PREREAD: ("Pre-read", _MEETINGS),
    DueKind.RELEASE: ("Release", _RELEASES),
    DueKind.TARGET: ("Target", _PROMISES),
    DueKind.RULING: ("Ruling", _RULINGS),
    DueKind.ANSWER: ("Answer", _CUSTOMERS),
    DueKind.FOLLOW_THROUGH: ("Follow-through", _RULINGS),
    DueKind.ACTION: ("Action", _ACTIONS),
}
"""The word of each kind of event, and where all events of its sort are."""


def _show(due: DueDay, *, context: ViewContext) -> Event:
    kind, rest = _SORTS[due.kind]
    series = context.link_series(due.series) if due.series else None
    if due.customer_day:
        kind = KINDS[due.customer_day]
    elif due.ref and due.ref in context.ledger.decisions and due.kind is DueKind.ANSWER:
        rest = _RULINGS
    is_qbr = due.customer_day == "qbr" and due.account
    return Event(
        kind=kind,
        what=_what(due, series, context=context),
        account=context.link_account(due.account) if due.account else None,
        owner=context.link_person(due.owner) if due.owner else None,
        item=_item(due, context=context),
        rest=rest,
        prepare=_way_on(due, context=context),
        brief=context.link_brief(due.account) if is_qbr and due.account else None,
    )


def _what(due: DueDay, series: Link | None, *, context: ViewContext) -> str | None:
    if due.kind is DueKind.MEETING:
        return series.text if series else None
    if due.kind is DueKind.PREREAD:
        return f"{HALVES[due.what or 'cs']}, for {series.text if series else 'the meeting'}"
    if due.kind is DueKind.RELEASE:
        return due.what or "A release"
    return context.index.text_of(due.ref) if due.ref else None


def _item(due: DueDay, *, context: ViewContext) -> Link | None:
    return context.link_item(due.ref) if due.ref and "/" in due.ref else None


def _way_on(due: DueDay, *, context: ViewContext) -> Link | None:
    """Where a meeting is prepared, or where a release was announced."""
    if due.kind in (DueKind.MEETING, DueKind.PREREAD) and due.series:
        return Link(text="Prepare", address=f"series/{due.series}/next/")
    return context.link_record(due.ref) if due.ref and "/" not in due.ref else None
