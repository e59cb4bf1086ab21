"""A person's queue: what is late, what is due this week, what others wait for, what comes later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.decisions import DecisionState
from decision_record.pages.book import Book, Link
from decision_record.pages.words import Due, due_on

WEEK = 7
"""Days ahead that count as this week, after today."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One thing that a person has to do or to answer."""

    kind: str
    """Action, Answer, Ruling, Target, News, Question, Escalation or Briefing."""
    what: str
    account: Link | None
    arr: float
    """What the account is worth, where there is one."""
    item: Link
    due: Due | None
    note: str | None
    awaited: bool
    """Whether somebody else waits for it: an answer, a ruling, an acknowledgement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Queue:
    """A person's tasks, each in one of four groups, the one that is due first at the top.

    Targets of commitments are among them only when they are near: the page lists them all.
    """

    late: tuple[Task, ...]
    week: tuple[Task, ...]
    awaited: tuple[Task, ...]
    later: tuple[Task, ...]


def queue_of(person: str, *, book: Book) -> Queue:
    """Everything that waits for a person."""
    until = book.ledger.as_of + timedelta(days=WEEK)
    tasks = sorted(
        _tasks(person, book=book),
        key=lambda each: (each.due.day if each.due else date.max, each.item.address),
    )
    late = [each for each in tasks if each.due and each.due.is_late]
    week = [each for each in tasks if each.due and not each.due.is_late and each.due.day <= until]
    rest = [each for each in tasks if each.due is None or each.due.day > until]
    return Queue(
        late=tuple(late),
        week=tuple(week),
        awaited=tuple(each for each in rest if each.awaited),
        later=tuple(each for each in rest if not each.awaited and each.kind != "Target"),
    )


def _tasks(person: str, *, book: Book) -> Iterator[Task]:
    yield from _actions(person, book=book)
    yield from _owed(person, book=book)
    yield from _to_tell(person, book=book)
    areas = _areas_of(person, book=book)
    yield from _questions(person, areas=areas, book=book)
    yield from _raised(areas, book=book)


def _actions(person: str, *, book: Book) -> Iterator[Task]:
    for action in book.actions_of_person.get(person, ()):
        if action.is_open:
            yield _task(
                "Action",
                action.what,
                action.account,
                ref=action.ref,
                due=action.due,
                note=f"waits for {book.link_item(action.after).text}" if action.after else None,
                book=book,
            )


def _owed(person: str, *, book: Book) -> Iterator[Task]:
    """The answers and rulings that a person owes, and the targets of their commitments."""
    seats = _seats_of(person, book=book)
    for decision in book.ledger.decisions.values():
        row, commitment = decision.row, decision.commitment
        if decision.state is DecisionState.OPEN and (row.owner == person or row.to in seats):
            kind = "Ruling" if row.outcome == "escalated" else "Answer"
            note = row.recommendation if row.outcome == "escalated" else row.expects
            yield _task(
                kind,
                row.what,
                None,
                ref=decision.ref,
                due=decision.due,
                note=note,
                awaited=True,
                book=book,
            )
        if commitment and commitment.is_pending and row.owner == person:
            yield _task(
                "Target", row.what, None, ref=decision.ref, due=commitment.target, book=book
            )


def _to_tell(person: str, *, book: Book) -> Iterator[Task]:
    """Customers whom the person tells, unless an open action of the queue says so already."""
    acted = {
        (action.closes_loop, action.account)
        for action in book.actions_of_person.get(person, ())
        if action.is_open
    }
    for loop in book.ledger.loops.values():
        if loop.is_open and loop.owner == person and (loop.item, loop.account) not in acted:
            what = f"Tell them: {_told(loop.item, book=book)}"
            yield _task("News", what, loop.account, ref=loop.item, due=loop.due, book=book)


def _questions(person: str, *, areas: frozenset[str], book: Book) -> Iterator[Task]:
    """Unanswered questions of the person's areas, or of accounts whose liaison they are.

    Nobody waits for an answer to a customer who left.
    """
    for question in book.ledger.questions.values():
        known = book.records.accounts.get(question.account)
        liaison = known is not None and known.pm == person and question.row.area is None
        here = known is not None and not known.churned_by(book.ledger.as_of)
        if question.is_open and here and (question.row.area in areas or liaison):
            yield _task(
                "Question",
                question.row.ask,
                question.account,
                ref=question.ref,
                due=question.row.answer_by,
                awaited=True,
                book=book,
            )


def _raised(areas: frozenset[str], *, book: Book) -> Iterator[Task]:
    """Escalations and briefings of some areas; of a path only its last part."""
    for raised in book.ledger.raised.values():
        known = book.records.accounts.get(raised.account)
        here = known is not None and not known.churned_by(book.ledger.as_of)
        last = raised.ref == raised.path[-1]
        if raised.is_open and here and last and raised.area in areas:
            yield _task(
                raised.kind.capitalize(),
                raised.issue,
                raised.account,
                ref=raised.ref,
                due=raised.answer_by,
                note=None if raised.acknowledged else "not acknowledged",
                awaited=True,
                book=book,
            )


def _task(  # noqa: PLR0913 - a row has so many parts
    kind: str,
    what: str,
    account: str | None,
    *,
    ref: str,
    due: date | None,
    note: str | None = None,
    awaited: bool = False,
    book: Book,
) -> Task:
    standing = book.ledger.accounts.get(account or "")
    return Task(
        kind=kind,
        what=what,
        account=book.link_account(account) if account else None,
        arr=standing.arr if standing else 0,
        item=book.link_item(ref),
        due=due_on(due, as_of=book.ledger.as_of) if due else None,
        note=note,
        awaited=awaited,
    )


def _areas_of(person: str, *, book: Book) -> frozenset[str]:
    areas = book.records.taxonomy.areas
    return frozenset(name for name, area in areas.items() if area.pm == person)


def _seats_of(person: str, *, book: Book) -> frozenset[str]:
    """The seats that rule on what is escalated and that the person holds."""
    organization = book.records.organization
    seats = organization.seats if organization else None
    held = {"cpo": seats.cpo, "cto": seats.cto} if seats else {}
    return frozenset(seat for seat, holder in held.items() if holder == person)


def _told(ref: str, *, book: Book) -> str:
    decision = book.ledger.decisions.get(ref)
    row = book.ledger.items[ref].row
    return decision.row.what if decision else getattr(row, "what", ref)
