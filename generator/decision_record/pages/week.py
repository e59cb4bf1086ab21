"""The week: what falls on the next seven days, and the Monday since which changes are told."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.decisions import DecisionState
from decision_record.pages.ahead import days_ahead_of
from decision_record.pages.book import Book, Link
from decision_record.pages.personal import is_personal, shows_action
from decision_record.pages.words import comes_on

WEEK = 7
"""Days ahead that are listed, after today."""
SHOWN = 8
"""Events of each sort that a day lists at most; the rest stands where the sort leads."""

_CUSTOMERS = Link(text="by account", address="accounts/")
_PROMISES = Link(text="among the commitments", address="commitments/")
_RULINGS = Link(text="in the decision log", address="decisions/")
_ACTIONS = Link(text="on the board", address="actions/")
"""The sorts of events, as where all of a sort stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that falls on a day."""

    kind: str
    what: str | None
    account: Link | None
    owner: Link | None
    item: Link | None
    rest: Link
    """Where all events of its sort stand."""
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


def last_monday(as_of: date) -> date:
    """The Monday before a day; of a Monday the one a week before."""
    return as_of - timedelta(days=as_of.weekday() or 7)


def next_days(*, book: Book) -> tuple[DayAhead, ...]:
    """The days of the next seven on which something falls."""
    as_of = book.ledger.as_of
    until = as_of + timedelta(days=WEEK)
    days: dict[date, list[Event]] = {}
    for day, event in _events(book=book):
        if as_of <= day <= until:
            days.setdefault(day, []).append(event)
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


def _events(*, book: Book) -> Iterator[tuple[date, Event]]:
    """All that falls on a day: of the customers first, then what Product owes, then actions."""
    ledger = book.ledger
    for account in ledger.accounts:
        for ahead in days_ahead_of(account, book=book):
            yield (
                ahead.on.day,
                Event(
                    kind=ahead.kind,
                    what=None,
                    account=ahead.account,
                    owner=book.link_person(ledger.accounts[account].csm),
                    item=None,
                    rest=_CUSTOMERS,
                    brief=book.link_brief(account) if ahead.kind == "QBR" else None,
                ),
            )
    yield from _promised(book=book)
    yield from _awaited(book=book)
    for action in ledger.actions.values():
        if action.is_open and shows_action(action, book=book):
            account_link = book.link_account(action.account) if action.account else None
            yield (
                action.due,
                Event(
                    kind="Action",
                    what=action.what,
                    account=account_link,
                    owner=book.link_person(action.owner),
                    item=book.link_item(action.ref),
                    rest=_ACTIONS,
                ),
            )


def _promised(*, book: Book) -> Iterator[tuple[date, Event]]:
    """Targets of commitments, and the answers and rulings of what is open."""
    for decision in book.ledger.decisions.values():
        if is_personal(decision.record, book=book):
            continue
        row, commitment = decision.row, decision.commitment
        owner = book.link_person(decision.owner) if decision.owner else None
        item = book.link_item(decision.ref)
        if commitment and commitment.is_pending and commitment.target:
            event = Event(
                kind="Target", what=row.what, account=None, owner=owner, item=item, rest=_PROMISES
            )
            yield commitment.target, event
        if decision.state is DecisionState.OPEN and decision.due:
            kind = "Ruling" if row.outcome == "escalated" else "Answer"
            event = Event(
                kind=kind, what=row.what, account=None, owner=owner, item=item, rest=_RULINGS
            )
            yield decision.due, event


def _awaited(*, book: Book) -> Iterator[tuple[date, Event]]:
    """The answers that customers wait for, of each path once."""
    for question in book.waiting.questions:
        if question.answer_by:
            yield (
                question.answer_by,
                Event(
                    kind="Answer",
                    what=question.row.ask,
                    account=book.link_account(question.account),
                    owner=None,
                    item=book.link_item(question.ref),
                    rest=_CUSTOMERS,
                ),
            )
    for path in book.waiting.paths:
        if path.answer_by:
            yield (
                path.answer_by,
                Event(
                    kind="Answer",
                    what=path.issue,
                    account=book.link_account(path.account),
                    owner=None,
                    item=book.link_item(path.ref),
                    rest=_CUSTOMERS,
                ),
            )
