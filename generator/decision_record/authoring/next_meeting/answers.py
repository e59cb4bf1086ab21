"""What a meeting can answer: briefings, questions and requests that customers wait for.

A tier 2 answers for what is in its scope, as the page that prepares it and DR325 have it
(`ledger/scope.py`); a combined meeting for everything.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TypeVar

from decision_record.authoring.next_meeting.escalations import open_escalations, show_raised
from decision_record.authoring.next_meeting.occasion import Occasion
from decision_record.authoring.sheet import GAP, TEXT, offer, row, say, scalar, short_text
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.scope import area_of

Value = TypeVar("Value")

_MOST_SHOWN = 12
"""How many of what no rule asks for stand in a draft; more cannot be gone through in a meeting."""

CONFIDENCE = "`confidence`: coming, delayed or uncertain"
"""What an answer may mean (records.md §4)."""

_DAYS_AHEAD = 31
"""Days within which a QBR, a renewal call or an executive meeting presses for an answer."""


def waiting_raised(occasion: Occasion) -> tuple[RaisedPath, ...]:
    """The briefings and escalations that a meeting can settle, oldest first."""
    scope = occasion.scope
    return tuple(
        each
        for each in occasion.ground.waiting.paths
        if any(occasion.comes_after(part.record) for part in each.parts)
        and occasion.is_customer(each.account)
        and scope.covers(each.account, each.area)
    )


def waiting_questions(occasion: Occasion) -> tuple[AskedQuestion, ...]:
    """The questions that it can answer, those that press most first."""
    scope, records = occasion.scope, occasion.records
    found = (
        each
        for each in occasion.ground.waiting.questions
        if occasion.comes_after(each.record)
        and occasion.is_customer(each.account)
        and scope.covers(each.account, area_of(each.row, records=records))
    )
    return tuple(sorted(found, key=lambda each: (each.answer_by or date.max, each.ref)))


def waiting_requests(occasion: Occasion) -> tuple[SubmittedRequest, ...]:
    """The requests that it has to speak of, oldest first."""
    scope, records = occasion.scope, occasion.records
    return tuple(
        each
        for each in occasion.ground.waiting.requests
        if occasion.comes_after(each.record)
        and occasion.is_customer(each.account)
        and scope.covers(each.account, area_of(each.row, records=records))
    )


def pressing_questions(occasion: Occasion) -> tuple[AskedQuestion, ...]:
    """The questions of all customers for which a QBR, a call or the renewal comes soon."""
    pressing = [
        (first, each)
        for each in occasion.ground.waiting.questions
        if occasion.comes_after(each.record)
        and (first := next(occasion.days_of(each.account, days=_DAYS_AHEAD), None))
    ]
    return tuple(each for _, each in sorted(pressing, key=lambda each: (each[0], each[1].ref)))


def draft_answers(occasion: Occasion) -> Iterator[str]:
    """What was brought before, each as a row; and forms for what is new."""
    area = occasion.series.area
    yield from occasion.heading("triage")
    yield from say("Two or three briefings, prepared; `triage: true` for what cannot wait.")
    yield "briefings:"
    form = {"id": "B1", "account": GAP, "request": TEXT, "tried": TEXT, "answer_by": GAP}
    form |= {"area": scalar(area) if area else GAP, "outcome": GAP, "answer": TEXT}
    yield from say("`outcome`: answered, decided, escalated or open", indent=2)
    yield from offer([row(form)])
    raised, requests = waiting_raised(occasion), waiting_requests(occasion)
    questions = waiting_questions(occasion)
    yield "updates:"
    if raised:
        yield from say(
            "Brought before and not settled. `resolved` is a day; take away the row of what stays "
            "open.",
            indent=2,
        )
        yield from _settle(raised, occasion)
    if requests:
        yield from occasion.heading("requests", indent=2)
        yield from say(
            "Each needs a word: backlog, planned, in-progress, shipped or declined", indent=2
        )
        yield from _speak_of(requests, occasion)
    if questions:
        yield from occasion.heading("questions", indent=2)
        yield from say(CONFIDENCE, indent=2)
        yield from _answer(questions, occasion)
    if not (raised or requests or questions):
        yield from say("Nothing that was brought before waits for an answer.", indent=2)


def draft_new(occasion: Occasion) -> Iterator[str]:
    """Forms for what customers ask anew."""
    area = scalar(occasion.series.area) if occasion.series.area else GAP
    yield "questions:"
    yield from say("`for`: qbr, renewal-call, exec-meeting or other", indent=2)
    asked = {"id": "Q1", "account": GAP, "ask": TEXT, "answer_by": GAP, "for": GAP}
    yield from offer([row(asked | {"theme": GAP, "area": area})])
    yield "requests:"
    yield from offer([row({"id": "R1", "account": GAP, "what": TEXT, "area": area})])
    yield "feedback:"
    said = {"id": "F1", "account": GAP, "what": TEXT, "category": GAP, "theme": GAP}
    yield from offer([row(said | {"area": area})])


def draft_pressing(occasion: Occasion) -> Iterator[str]:
    """What leadership can settle in a word: escalations to hear, questions that press."""
    pressing = pressing_questions(occasion)
    unheard = [each for each in open_escalations(occasion) if not each.acknowledged]
    if pressing or unheard:
        yield "updates:"
    if unheard:
        yield from say(
            "Of these, Product has not acknowledged. Take the # away from what it heard.", indent=2
        )
    for raised in unheard[:_MOST_SHOWN]:
        yield from offer([row({"item": scalar(raised.ref), "acknowledged": GAP})])
    yield from _more(unheard)
    if pressing:
        yield from say(
            "Questions without an answer whose QBR, call or renewal comes within "
            f"{_DAYS_AHEAD} days. Take the # away from what was answered. {CONFIDENCE}.",
            indent=2,
        )
    for each in pressing[:_MOST_SHOWN]:
        yield from _show_question(each, occasion)
        yield from offer([_answer_row(each)])
    yield from _more(pressing)


def _settle(raised: Sequence[RaisedPath], occasion: Occasion) -> Iterator[str]:
    newest = raised[-_MOST_SHOWN:]
    for each in newest:
        yield from show_raised(each, occasion)
        fields = {"item": scalar(each.ref)}
        fields |= {} if each.acknowledged else {"acknowledged": GAP}
        yield row(fields | {"resolved": GAP, "note": TEXT})
    yield from _more(raised)


def _more(found: Sequence[object]) -> Iterator[str]:
    if len(found) > _MOST_SHOWN:
        yield from say(f"and {len(found) - _MOST_SHOWN} more", indent=2)


def _answer(questions: Sequence[AskedQuestion], occasion: Occasion) -> Iterator[str]:
    for each in questions[:_MOST_SHOWN]:
        yield from _show_question(each, occasion)
        yield _answer_row(each)
    yield from _more(questions)


def _answer_row(question: AskedQuestion) -> str:
    fields = {"item": scalar(question.ref), "answered": GAP, "answer": TEXT, "confidence": GAP}
    return row(fields)


def _show_question(question: AskedQuestion, occasion: Occasion) -> Iterator[str]:
    due = question.answer_by
    about = [f"answer {occasion.due(due)}"] if due else []
    ahead = occasion.next_days(question.account, days=_DAYS_AHEAD)
    about += [ahead] if ahead else []
    told = f" ({'; '.join(about)})" if about else ""
    yield from say(
        f"{occasion.account(question.account)}: {short_text(question.row.ask)}{told}",
        indent=2,
        hanging=2,
    )


def _speak_of(requests: Sequence[SubmittedRequest], occasion: Occasion) -> Iterator[str]:
    for each in requests:
        ticket = f", {short_text(each.row.ticket)}" if each.row.ticket else ""
        yield from say(
            f"{occasion.account(each.account)}: {short_text(each.row.what)} "
            f"(now {each.status}{ticket})",
            indent=2,
            hanging=2,
        )
        yield row({"item": scalar(each.ref), "status": GAP, "say": TEXT})
