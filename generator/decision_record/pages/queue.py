"""A person's queue: what is late, what is due this week, what others wait for, what comes later."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

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

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them, in the order in which they press."""
        return (*self.late, *self.week, *self.awaited, *self.later)


def part_of(queue: Queue, *, start: int, stop: int) -> Queue:
    """The tasks from one place in their order to before another."""
    cut = []
    for group in (queue.late, queue.week, queue.awaited, queue.later):
        cut.append(group[max(0, start) : max(0, stop)])
        start, stop = start - len(group), stop - len(group)
    late, week, awaited, later = cut
    return Queue(late=late, week=week, awaited=awaited, later=later)


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
    yield from _questions(person, book=book)
    yield from _raised(person, book=book)


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
    for decision in book.waiting.answers:
        row = decision.row
        if decision.owner == person or row.to in seats:
            is_ruling = row.outcome == "escalated"
            yield _task(
                "Ruling" if is_ruling else "Answer",
                row.what,
                None,
                ref=decision.ref,
                due=decision.due,
                note=row.recommendation if is_ruling else row.expects,
                awaited=True,
                book=book,
            )
    for decision in book.decisions_of_person.get(person, ()):
        commitment = decision.commitment
        if commitment and commitment.is_pending:
            what, due = decision.row.what, commitment.target
            yield _task("Target", what, None, ref=decision.ref, due=due, book=book)


def _to_tell(person: str, *, book: Book) -> Iterator[Task]:
    """Customers whom the person tells, unless an open action of the queue says so already."""
    acted = {
        (action.closes_loop, action.account)
        for action in book.actions_of_person.get(person, ())
        if action.is_open
    }
    for loop in book.loops_of_person.get(person, ()):
        if (loop.item, loop.account) not in acted:
            what = f"Tell them: {_told(loop.item, book=book)}"
            yield _task("News", what, loop.account, ref=loop.item, due=loop.due, book=book)


def _questions(person: str, *, book: Book) -> Iterator[Task]:
    """Unanswered questions that the person answers; a CSM's own customers wait in a list apart."""
    for question in book.questions_for.get(person, ()):
        if book.ledger.accounts[question.account].csm != person:
            yield _task(
                "Question",
                question.row.ask,
                question.account,
                ref=question.ref,
                due=question.answer_by,
                awaited=True,
                book=book,
            )


def _raised(person: str, *, book: Book) -> Iterator[Task]:
    """Escalations and briefings that the person answers, each path once."""
    for path in book.raised_for.get(person, ()):
        yield _task(
            path.current.kind.capitalize(),
            path.issue,
            path.account,
            ref=path.ref,
            due=path.answer_by,
            note=None if path.acknowledged else "not acknowledged",
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
