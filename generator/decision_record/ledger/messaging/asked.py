"""The words of questions, requests and shipped items, for one account (records.md §5, Words)."""

from collections.abc import Iterator

from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.calendar import days_after
from decision_record.ledger.items import Item
from decision_record.ledger.messaging.talking import (
    AccountOnDay,
    Caution,
    CautionReason,
    Saying,
    SayingKind,
)
from decision_record.ledger.question_meetings import meetings_for
from decision_record.model.account import Account
from decision_record.model.decided import Shipped


def say_answer(
    question: AskedQuestion, *, known: Account, on_day: AccountOnDay
) -> Iterator[Saying]:
    """A question's newest word, until the meeting that it was asked for is over.

    For so many days† where none is planned. One that a decision answered has no words of its own,
    and the reason of a deferral is no answer for a customer.
    """
    word = question.word
    text = word.say or word.answer if word and word.decision is None else None
    if word is None or text is None or word.day > on_day.as_of:
        return
    meetings = meetings_for(question, known)
    until = meetings[0].on if meetings else days_after(word.day, on_day.days.after_telling)
    if until >= on_day.as_of:
        yield Saying(
            kind=SayingKind.QUESTION,
            text=text,
            ref=question.ref,
            record=word.record,
            day=word.day,
            firmness=word.confidence,
            until=until,
        )


def say_request(request: SubmittedRequest, *, is_told: bool) -> Iterator[Saying]:
    """A request's last words, until its status changes without new ones.

    They retire once the account was told that it shipped or was declined.
    """
    words = request.say
    if words and not (is_told and not request.is_open):
        yield Saying(
            kind=SayingKind.REQUEST,
            text=words.text,
            ref=request.ref,
            record=words.record,
            day=words.day,
        )


def refuse_request(request: SubmittedRequest, *, on_day: AccountOnDay) -> Iterator[Caution]:
    """A declined request, for so many days†."""
    last = request.steps[-1]
    until = days_after(last.day, on_day.days.refusal)
    if last.status == "declined" and until >= on_day.as_of:
        yield Caution(
            why=CautionReason.DECLINED,
            what=request.row.what,
            words=None,
            ref=request.ref,
            since=last.day,
        )


def say_shipped(item: Item, *, is_told: bool, on_day: AccountOnDay) -> Iterator[Saying]:
    """The words of an item that has loops of its own, until the account was told."""
    row = item.row
    if isinstance(row, Shipped) and row.say and row.on <= on_day.as_of and not is_told:
        yield Saying(
            kind=SayingKind.SHIPPED,
            text=row.say,
            ref=item.ref,
            record=item.entry.id,
            day=item.entry.date,
        )
