"""What a meeting can answer: briefings, questions and requests that customers wait for.

A tier 2 answers for what is in its scope, as the page that prepares it and DR325 have it
(`ledger/scope.py`); a combined meeting for everything.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from decision_record.drafts.next_meeting.briefings import begin_briefings, draft_briefings
from decision_record.drafts.next_meeting.context import FEW, MeetingContext
from decision_record.drafts.next_meeting.escalations import describe_raised, open_escalations
from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    noted_row,
    offer,
    row,
    say,
    scalar,
    short_text,
)
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.recency import lead_first
from decision_record.ledger.scope import area_of

_MOST_SHOWN = 12
"""How many of what no rule asks for a draft names; a meeting cannot go through more."""

CONFIDENCE = "`confidence`: coming, delayed or uncertain"
"""What an answer may mean (records.md §4)."""

_ANSWER = (
    "`answered` is the day that closes it; `answer` is for CS, `say` for the customer. An `answer` "
    "without `answered` is interim: `answer_by` is the day of the next one."
)

_DAYS_AHEAD = 31
"""Days within which a QBR, a renewal call or an executive meeting presses for an answer."""


def waiting_raised(context: MeetingContext) -> tuple[RaisedPath, ...]:
    """The briefings and escalations that a meeting can settle, oldest first."""
    scope = context.scope
    return tuple(
        each
        for each in context.shared.index.open_items.paths.within(scope)
        if any(context.comes_after(part.record) for part in each.parts)
        and context.is_customer(each.account)
        and scope.covers(each.account, each.area)
    )


def waiting_questions(context: MeetingContext) -> tuple[AskedQuestion, ...]:
    """The questions that it can answer, those that press most first."""
    scope, records = context.scope, context.records
    found = (
        each
        for each in context.shared.index.open_items.questions.within(scope)
        if context.comes_after(each.record)
        and context.is_customer(each.account)
        and scope.covers(each.account, area_of(each.row, records=records))
    )
    return tuple(sorted(found, key=lambda each: (each.answer_by or date.max, each.ref)))


def waiting_requests(context: MeetingContext) -> tuple[SubmittedRequest, ...]:
    """The requests that it has to mention, oldest first."""
    scope, records = context.scope, context.records
    return tuple(
        each
        for each in context.shared.index.open_items.requests.within(scope)
        if context.comes_after(each.record)
        and context.is_customer(each.account)
        and scope.covers(each.account, area_of(each.row, records=records))
    )


def due_soon_questions(context: MeetingContext) -> tuple[AskedQuestion, ...]:
    """The questions of all customers for which a QBR, a call or the renewal comes soon."""
    due_soon = [
        (first, each)
        for each in context.shared.index.open_items.questions
        if context.comes_after(each.record)
        and (first := next(context.days_of(each.account, days=_DAYS_AHEAD), None))
    ]
    return tuple(each for _, each in sorted(due_soon, key=lambda each: (each[0], each[1].ref)))


def draft_answers(context: MeetingContext) -> Iterator[str]:
    """Briefings; what was raised before, each as a row; and forms for what is new."""
    yield from draft_briefings(context)
    begun = {each.path.ref for each in begin_briefings(context) if each.path}
    raised = [each for each in waiting_raised(context) if each.ref not in begun]
    requests, questions = waiting_requests(context), waiting_questions(context)
    yield "updates:"
    if raised:
        yield from say(
            "Raised before and still open. `answered` or `resolved` is the day that closes it; "
            "`answer` is for CS, `say` for the customer. An `answer` without `answered` is "
            "interim: add `answer_by`, the day of the next one. Delete the rows without news.",
            indent=2,
        )
        yield from _settle(raised, context)
    if requests:
        yield from context.heading("requests", indent=2)
        yield from say(
            "The status of each: backlog, planned, in-progress, shipped or declined", indent=2
        )
        yield from _speak_of(requests, context)
    if questions:
        yield from context.heading("questions", indent=2)
        yield from say(f"{_ANSWER} {CONFIDENCE}.", indent=2)
        yield from _answer(questions, context)
    if not (raised or requests or questions):
        yield from say("No open items from before.", indent=2)


def draft_new(context: MeetingContext) -> Iterator[str]:
    """Forms for new questions, requests and feedback."""
    area = scalar(context.series.area) if context.series.area else GAP
    yield "questions:"
    yield from say("`for`: qbr, renewal-call, exec-meeting or other", indent=2)
    asked = {"id": "Q1", "account": GAP, "ask": TEXT, "answer_by": GAP, "for": GAP}
    yield from offer([row(asked | {"theme": GAP, "area": area})])
    yield "requests:"
    yield from offer([row({"id": "R1", "account": GAP, "what": TEXT, "area": area})])
    yield "feedback:"
    said = {"id": "F1", "account": GAP, "what": TEXT, "category": GAP, "theme": GAP}
    yield from offer([row(said | {"area": area})])


def draft_due_soon(context: MeetingContext) -> Iterator[str]:
    """What leadership can settle in a word: escalations to hear, questions that press."""
    due_soon = due_soon_questions(context)
    unheard = [each for each in open_escalations(context) if not each.acknowledged]
    if due_soon or unheard:
        yield "updates:"
    if unheard:
        yield from say(
            "Not acknowledged by Product yet. Remove the # from what it acknowledges now.",
            indent=2,
        )
    for raised in unheard[:_MOST_SHOWN]:
        yield from offer([row({"item": scalar(raised.ref), "acknowledged": GAP})])
    yield from _more(len(unheard) - _MOST_SHOWN, at="escalations")
    if due_soon:
        yield from say(
            "Questions without an answer whose QBR, call or renewal comes within "
            f"{_DAYS_AHEAD} days. Remove the # from what was answered. {_ANSWER} {CONFIDENCE}.",
            indent=2,
        )
    for each in due_soon[:_MOST_SHOWN]:
        yield from offer([_answer_row(each, context)])
    yield from _more(len(due_soon) - _MOST_SHOWN, at="questions")


def _settle(raised: Sequence[RaisedPath], context: MeetingContext) -> Iterator[str]:
    parts = lead_first(raised, context.recency.path_leads, whole=FEW)
    newest = parts.leading[-_MOST_SHOWN:]
    for each in newest:
        fields = {"item": scalar(each.ref)}
        fields |= {} if each.acknowledged else {"acknowledged": GAP}
        closes = "answered" if each.current.kind == "briefing" else "resolved"
        fields |= {closes: GAP, "answer": TEXT, "say": TEXT, "answer_by": GAP}
        yield noted_row(fields, describe_raised(each, context))
    yield from _more(len(raised) - len(newest), at="escalations")


def _more(number: int, *, at: str) -> Iterator[str]:
    """How many are not named, and the page that lists them."""
    if number > 0:
        yield from say(f"and {number} more: see /{at}/", indent=2)


def _answer(questions: Sequence[AskedQuestion], context: MeetingContext) -> Iterator[str]:
    parts = lead_first(questions, context.recency.question_leads, whole=FEW)
    leading = parts.leading[:_MOST_SHOWN]
    for each in leading:
        yield _answer_row(each, context)
    yield from _more(len(questions) - len(leading), at="questions")


def _answer_row(question: AskedQuestion, context: MeetingContext) -> str:
    return noted_row(
        {
            "item": scalar(question.ref),
            "answered": GAP,
            "answer": TEXT,
            "confidence": GAP,
            "say": TEXT,
            "answer_by": GAP,
        },
        _describe_question(question, context),
    )


def _describe_question(question: AskedQuestion, context: MeetingContext) -> str:
    due = question.answer_by
    about = [f"answer {context.due(due)}"] if due else []
    ahead = context.next_days(question.account, days=_DAYS_AHEAD)
    about += [ahead] if ahead else []
    told = f" ({'; '.join(about)})" if about else ""
    return f"{context.account(question.account)}: {short_text(question.row.ask)}{told}"


def _speak_of(requests: Sequence[SubmittedRequest], context: MeetingContext) -> Iterator[str]:
    """A line each, because a tier 2 has a word on every one of them (checks.md, DR325)."""
    leads = context.recency.request_leads
    yield from map(_request_row(context), (each for each in requests if leads(each)))
    older = [each for each in requests if not leads(each)]
    if older:
        yield from say("Unchanged since the last meeting:", indent=2)
    yield from map(_request_row(context), older)


def _request_row(context: MeetingContext) -> Callable[[SubmittedRequest], str]:
    def write(request: SubmittedRequest) -> str:
        ticket = f", {short_text(request.row.ticket)}" if request.row.ticket else ""
        what = f"{context.account(request.account)}: {short_text(request.row.what)}"
        fields = {"item": scalar(request.ref), "status": GAP, "say": TEXT}
        return noted_row(fields, f"{what} (now {request.status}{ticket})")

    return write
