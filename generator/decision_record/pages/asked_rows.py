"""Rows of what customers raise and ask: escalations, briefings, questions and requests."""

from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.answering import answers_question, answers_raised
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.loops import LoopState
from decision_record.ledger.raised import Raised
from decision_record.pages.book import Book, Link
from decision_record.pages.rows import show_loop
from decision_record.pages.states import RAISED_BADGES, REQUEST_BADGES, badge_of_question
from decision_record.pages.words import Badge, Due, count, days_since, due_on, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedRow:
    """An escalation or a briefing on any page."""

    item: Link
    kind: str
    issue: str
    account: Link
    arr: float
    state: Badge
    raised: date
    age: str
    """As in "open for 21 days"."""
    waits_for: Link | None
    """Who of Product acknowledges or answers it; None for what is settled."""
    answer_by: Due | None
    path: tuple[Link, ...]
    """Where it was brought, first to last; empty where it was brought once."""
    acknowledged: date | None
    resolved: date | None
    to_acknowledge: str | None
    """As in "after 3 days", from the day it was raised."""
    to_resolve: str | None
    settled_by: Link | None
    """The decision that settled it, where one did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question on any page."""

    item: Link
    ask: str
    account: Link
    theme: Link | None
    state: Badge
    answer_by: Due | None
    for_: str | None
    waits_for: Link | None
    """Who owes the answer; None for what is answered."""
    answer: str | None
    answered: date | None
    answered_in: Link | None
    """Where the answer was written down."""
    means: str | None
    """How firm the answer is, as in "it is coming"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestRow:
    """A feature request on any page."""

    item: Link
    what: str
    account: Link
    arr: float
    """ARR of the account on the day."""
    area: str | None
    ticket: str | None
    """Its number in the tracker."""
    asked: date
    state: Badge
    since: date | None
    """The day of its last status, where that is not the first."""
    said: str | None
    """The newest words that a CSM may use of it."""
    heard: Badge | None
    """Whether the customer was told where it stands; None while there is nothing to tell."""
    told: date | None
    teller: Link | None
    """Who has still to tell them."""
    tell_by: Due | None


def show_raised(raised: Raised, *, book: Book) -> RaisedRow:
    """An escalation or a briefing as a row."""
    as_of = book.ledger.as_of
    owner = (
        answers_raised(raised, on=book.ledger.as_of, records=book.records)
        if raised.is_open
        else None
    )
    return RaisedRow(
        item=book.link_item(raised.ref),
        kind=raised.kind.capitalize(),
        issue=raised.issue,
        account=book.link_account(raised.account),
        arr=raised.arr,
        state=RAISED_BADGES[raised.state],
        raised=raised.raised,
        age=f"open {days_since(raised.raised, as_of=as_of)}"
        if raised.is_open
        else f"resolved {short_day(raised.resolved)}"
        if raised.resolved
        else "",
        waits_for=book.link_person(owner) if owner else None,
        answer_by=due_on(raised.answer_by, as_of=as_of)
        if raised.answer_by and raised.is_open
        else None,
        path=tuple(book.link_item(ref) for ref in raised.path) if len(raised.path) > 1 else (),
        acknowledged=raised.acknowledged,
        resolved=raised.resolved,
        to_acknowledge=_after(raised.days_to_acknowledge),
        to_resolve=_after(raised.days_to_resolve),
        settled_by=book.link_item(raised.resolved_by) if raised.resolved_by else None,
    )


def show_path(raised: Raised, *, book: Book) -> RaisedRow:
    """One row for a whole path: a part that is open, as old as the first."""
    first = book.ledger.raised[raised.path[0]].raised
    row = show_raised(raised, book=book)
    return replace(row, raised=first, age=f"open {days_since(first, as_of=book.ledger.as_of)}")


def _after(days: int | None) -> str | None:
    """How long something took: "the same day", "after 3 days"."""
    if days is None:
        return None
    return "the same day" if days <= 0 else f"after {count(days, 'day')}"


FOR_WORDS = {
    "qbr": "for the QBR",
    "renewal-call": "for the renewal call",
    "exec-meeting": "for the executive meeting",
    "other": None,
    None: None,
}

CONFIDENCE = {
    "coming": "it is coming",
    "delayed": "it is delayed",
    "uncertain": "it is uncertain",
}
"""What an answer means for the customer, by how firm it is."""


def show_question(question: AskedQuestion, *, book: Book) -> QuestionRow:
    """A question as a row."""
    row, answer = question.row, question.answer
    as_of = book.ledger.as_of
    owner = (
        answers_question(question, on=book.ledger.as_of, records=book.records)
        if question.is_open
        else None
    )
    return QuestionRow(
        item=book.link_item(question.ref),
        ask=row.ask,
        account=book.link_account(question.account),
        theme=book.link_theme(row.theme) if row.theme else None,
        state=badge_of_question(answer),
        answer_by=due_on(row.answer_by, as_of=as_of)
        if row.answer_by and question.is_open
        else None,
        for_=FOR_WORDS[row.for_],
        waits_for=book.link_person(owner) if owner else None,
        answer=answer.text if answer else None,
        answered=question.answered,
        answered_in=book.link_record(answer.record) if answer else None,
        means=CONFIDENCE[answer.confidence] if answer and answer.confidence else None,
    )


def show_request(request: SubmittedRequest, *, book: Book) -> RequestRow:
    """A request as a row."""
    row, last = request.row, request.steps[-1]
    area = book.records.taxonomy.areas.get(row.area or "")
    loop = book.ledger.loops.get((request.ref, request.account))
    heard = show_loop(loop, book=book) if loop and loop.state is not LoopState.ENDED else None
    waits = loop is not None and loop.is_open
    return RequestRow(
        item=book.link_item(request.ref),
        what=row.what,
        account=book.link_account(request.account),
        arr=book.ledger.arr_of((request.account,)),
        area=area.name if area else None,
        ticket=row.ticket,
        asked=request.asked,
        state=REQUEST_BADGES[request.status],
        since=last.day if len(request.steps) > 1 else None,
        said=next((step.say for step in reversed(request.steps) if step.say), None),
        heard=heard.state if heard else None,
        told=heard.told if heard and not waits else None,
        teller=heard.owner if heard and waits else None,
        tell_by=heard.due if heard and waits else None,
    )
