"""What must not be missed on an account: news not told, and answers owed before a meeting."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.loops import Because, Loop
from decision_record.pages.ahead import meeting_for, pressing_for, say_ahead
from decision_record.pages.book import Book, Link
from decision_record.pages.rows import say_because, show_loop
from decision_record.pages.words import Due, due_on

WEEK = 7
"""Days before a QBR within which a question without an answer is pressing (checks.md, SG601)."""

SURPRISES: tuple[Because, ...] = ("shipped", "slipped", "descoped", "superseded", "withdrawn")
"""The reasons of an open loop that surprise a customer who hears too late (checks.md, SG401)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Surprise:
    """Something that changed and that the account has not heard."""

    headline: str
    what: str
    since: date
    moved: tuple[date | None, date] | None
    """Of a slip: the old day and the new one."""
    item: Link
    owner: Link | None
    due: Due
    ahead: str | None
    """The QBRs and the renewal of the next 30 days at which it would come up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    """A question that a customer asked for a meeting, without an answer shortly before it."""

    headline: str
    ask: str
    item: Link
    due: Due | None


def surprises_of(loops: Iterable[Loop], *, book: Book) -> tuple[Surprise, ...]:
    """What changed and was not told, the one that is due first at the top."""
    found = sorted(
        (loop for loop in loops if loop.because in SURPRISES),
        key=lambda loop: (loop.due, loop.item),
    )
    return tuple(_surprise(loop, book=book) for loop in found)


def _surprise(loop: Loop, *, book: Book) -> Surprise:
    row = show_loop(loop, book=book)
    decision = book.ledger.decisions.get(loop.item)
    slips = decision.commitment.slips if decision and decision.commitment else ()
    moved = (slips[-1].from_, slips[-1].to) if slips and loop.because == "slipped" else None
    return Surprise(
        headline=f"{say_because(loop).capitalize()}, and they were not told",
        what=row.what,
        since=loop.opened,
        moved=moved,
        item=row.item,
        owner=row.owner,
        due=row.due,
        ahead=say_ahead(pressing_for(loop.account, book=book)),
    )


def answers_owed(account: str, *, book: Book) -> tuple[Owed, ...]:
    """Questions without an answer whose meeting is at most a week ahead, soonest first."""
    as_of = book.ledger.as_of
    found = []
    for question in book.questions_of_account.get(account, ()):
        meeting = meeting_for(question, book=book) if question.is_open else None
        if meeting and meeting.on.day <= as_of + timedelta(days=WEEK):
            found.append((meeting.on.day, question.ref, meeting, question))
    return tuple(
        Owed(
            headline=f"No answer yet, {say_ahead((meeting,))}",
            ask=question.row.ask,
            item=book.link_item(ref),
            due=due_on(question.answer_by, as_of=as_of) if question.answer_by else None,
        )
        for _, ref, meeting, question in sorted(found, key=lambda each: each[:2])
    )
