"""Rows of what customers raise and ask: escalations, briefings, questions and requests."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.answering import answers_question, answers_raised
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.loops import LoopState
from decision_record.ledger.messaging.talking import Messages
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.product_words import ProductWord
from decision_record.ledger.raised import Raised
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once_each
from decision_record.views.shared.rows import show_loop
from decision_record.views.shared.states import RAISED_BADGES, REQUEST_BADGES, badge_of_question
from decision_record.views.shared.words import Badge, Due, count, days_since, due_on, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """Product's newest word on something that a customer waits for."""

    answer: str | None
    """For CS."""
    say: str | None
    """For the customer; None also where a decision's words may not be said to them any more."""
    day: date
    by: Link | None
    source: Link
    """The record or the decision that it comes from."""
    means: str | None
    """How firm an answer is, as in "coming"."""
    replaced: bool
    """Whether it comes from a decision that was superseded since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisedRow:
    """An escalation or a briefing on any page: a whole path, or one part of it."""

    item: Link
    """The part that speaks for the path."""
    kind: str
    is_briefing: bool
    """Whether no open part of it is an escalation."""
    issue: str
    now: str | None
    """What that part asks, where it is not the issue itself."""
    tried: str | None
    account: Link
    arr: float
    state: Badge
    raised: date
    age: str
    """As in "open for 21 days"."""
    waits_for: Link | None
    """Who of Product acknowledges or answers it; None for what is settled."""
    answer_by: Due | None
    deferral: Link | None
    """The open deferral that is about it."""
    deferred_to: Due | None
    word: WordRow | None
    path: tuple[Link, ...]
    """Where it was raised, first to last; empty where it was raised once."""
    to_acknowledge: str | None
    """As in "after 3 days", from the day it was raised."""
    to_resolve: str | None
    settled_by: Link | None
    """The decision that settled it, where one did."""
    ahead: str | None = None
    """The QBR and the renewal of the next 30 days, as in "renewal in 21 days"; on some pages."""


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionRow:
    """A question on any page."""

    item: Link
    ask: str
    account: Link
    arr: float
    """ARR of the account on the day."""
    theme: Link | None
    state: Badge
    answer_by: Due | None
    for_: str | None
    waits_for: Link | None
    """Who owes the answer; None for what is answered."""
    answered: date | None
    word: WordRow | None
    """Product's newest word: of an open question an interim one."""
    ahead: str | None = None
    """The meeting that it was asked for, as in "QBR tomorrow"; on some pages."""


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
    said: str | None
    """The newest words that a CSM may use of it."""
    heard: Badge | None
    """Whether the customer was told its state; None while there is nothing to tell."""
    told: date | None
    teller: Link | None
    """Who has still to tell them."""
    tell_by: Due | None


def kind_of(path: RaisedPath) -> str:
    """What a path is called: an escalation where an open part of it is one, else a briefing."""
    return "Escalation" if path.is_escalation else "Briefing"


def call_kinds(kinds: Iterable[str]) -> tuple[str, str]:
    """What escalations and briefings are called together: one of them, and several.

    Args:
        kinds: What each is called, as `kind_of` says it.
    """
    found = {each.lower() for each in kinds}
    if len(found) == 1:
        (kind,) = found
        return kind, f"{kind}s"
    return "escalation or briefing", "escalations and briefings"


@once_each
def show_path(path: RaisedPath, *, context: ViewContext) -> RaisedRow:
    """The row of a whole path, the same on every page; who left waits for no answer."""
    as_of = context.ledger.as_of
    part = path.current
    end = path.resolving_part
    left = _left_on(path.account, context=context)
    waits = path.is_open and left is None
    owner = answers_raised(path, on=as_of, records=context.records) if waits else None
    return RaisedRow(
        item=context.link_item(path.ref),
        kind=kind_of(path),
        is_briefing=not path.is_escalation,
        issue=path.issue,
        now=part.issue if part.issue != path.issue and path.is_open else None,
        tried=path.tried,
        account=context.link_account(path.account),
        arr=path.arr,
        state=RAISED_BADGES[path.state],
        raised=path.raised,
        age=f"they left on {short_day(left)}"
        if left and path.is_open
        else _age(path.raised, path.resolved, as_of=as_of),
        waits_for=context.link_person(owner) if owner else None,
        answer_by=due_on(path.answer_by, as_of=as_of) if path.answer_by and waits else None,
        deferral=context.link_item(path.deferral) if path.deferral and waits else None,
        deferred_to=due_on(path.deferred_to, as_of=as_of) if path.deferred_to and waits else None,
        word=show_word(path.word, account=path.account, context=context),
        path=tuple(context.link_item(ref) for ref in path.refs) if len(path.parts) > 1 else (),
        to_acknowledge=_after(part.days_to_acknowledge),
        to_resolve=_after((path.resolved - path.raised).days if path.resolved else None),
        settled_by=context.link_item(end.resolved_by) if end and end.resolved_by else None,
    )


def show_part(part: Raised, *, context: ViewContext) -> RaisedRow:
    """The row of one part of a path, with its own days and state; for lists by day of raising."""
    row = show_path(context.ledger.path_of[part.ref], context=context)
    return replace(
        row,
        item=context.link_item(part.ref),
        kind=part.kind.capitalize(),
        is_briefing=part.kind == "briefing",
        issue=part.issue,
        now=None,
        arr=part.arr,
        state=RAISED_BADGES[part.state],
        raised=part.raised,
        age=_age(part.raised, part.resolved, as_of=context.ledger.as_of),
        to_acknowledge=_after(part.days_to_acknowledge),
        to_resolve=_after(part.days_to_resolve),
        settled_by=context.link_item(part.resolved_by) if part.resolved_by else None,
    )


def show_word(word: ProductWord | None, *, account: str, context: ViewContext) -> WordRow | None:
    """Product's newest word, with who gave it and where it was written down.

    A decision's words are those that may be said to the account on the day, or none.
    """
    if word is None:
        return None
    messages = context.ledger.messages.get(account, Messages())
    may_say = word.decision is None or any(each.text == word.say for each in messages.say)
    avoided = any(each.words == word.say for each in messages.do_not_promise)
    return WordRow(
        answer=word.answer,
        say=word.say if may_say and not avoided else None,
        day=word.day,
        by=context.link_person(word.by) if word.by else None,
        source=context.link_item(word.decision)
        if word.decision
        else context.link_record(word.record),
        means=CONFIDENCE[word.confidence] if word.confidence else None,
        replaced=word.replaced,
    )


def _left_on(account: str, *, context: ViewContext) -> date | None:
    """The day on which a customer left, of one that did."""
    standing = context.ledger.accounts.get(account)
    return standing.churned if standing else None


def _age(raised: date, resolved: date | None, *, as_of: date) -> str:
    """How long something has been open, or when it was resolved."""
    if resolved:
        return f"resolved {short_day(resolved)}"
    return f"open {days_since(raised, as_of=as_of)}"


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
    "coming": "coming",
    "delayed": "delayed",
    "uncertain": "uncertain",
}
"""What an answer means for the customer, by how firm it is."""


@once_each
def show_question(question: AskedQuestion, *, context: ViewContext) -> QuestionRow:
    """A question as a row."""
    row = question.row
    as_of = context.ledger.as_of
    waits = question.is_open and not context.index.has_left(question.account)
    owner = answers_question(question, on=as_of, records=context.records) if waits else None
    return QuestionRow(
        item=context.link_item(question.ref),
        ask=row.ask,
        account=context.link_account(question.account),
        arr=context.ledger.arr_of((question.account,)),
        theme=context.link_theme(row.theme) if row.theme else None,
        state=badge_of_question(question),
        answer_by=due_on(question.answer_by, as_of=as_of) if question.answer_by and waits else None,
        for_=FOR_WORDS[row.for_],
        waits_for=context.link_person(owner) if owner else None,
        answered=question.answered,
        word=show_word(question.word, account=question.account, context=context),
    )


@once_each
def show_request(request: SubmittedRequest, *, context: ViewContext) -> RequestRow:
    """A request as a row."""
    row = request.row
    area = context.records.taxonomy.areas.get(row.area or "")
    loop = context.ledger.loops.get((request.ref, request.account))
    heard = show_loop(loop, context=context) if loop and loop.state is not LoopState.ENDED else None
    waits = loop is not None and loop.is_open
    return RequestRow(
        item=context.link_item(request.ref),
        what=row.what,
        account=context.link_account(request.account),
        arr=context.ledger.arr_of((request.account,)),
        area=area.name if area else None,
        ticket=row.ticket,
        asked=request.asked,
        state=REQUEST_BADGES[request.status],
        said=request.say.text if request.say else None,
        heard=heard.state if heard else None,
        told=heard.told if heard and not waits else None,
        teller=heard.owner if heard and waits else None,
        tell_by=heard.due if heard and waits else None,
    )
