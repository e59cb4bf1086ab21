"""The meetings with a customer that a question is asked for (records.md §5, Question)."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Literal, NamedTuple

from decision_record.ledger.asked import AskedQuestion
from decision_record.model.account import Account

MeetingKind = Literal["qbr", "renewal-call", "exec-meeting", "renewal"]

_KINDS: Mapping[str, tuple[MeetingKind, ...]] = {
    "qbr": ("qbr",),
    "renewal-call": ("renewal-call", "renewal"),
    "exec-meeting": ("exec-meeting",),
    "other": (),
}
"""The kinds of days that a question may be asked for; a renewal itself is as good as its call."""


class CustomerMeeting(NamedTuple):
    """A day on which an answer is needed."""

    on: date
    kind: MeetingKind


def meetings_for(question: AskedQuestion, account: Account) -> tuple[CustomerMeeting, ...]:
    """Every meeting that a question waits for, soonest first.

    Those of its kind (a QBR where it names none) after the day on which it was asked, or on that
    day where its `answer_by` is that day or earlier; none on or after the day the account churned.
    """
    kinds = _KINDS[question.row.for_ or "qbr"]
    asked, answer_by = question.asked, question.row.answer_by
    same_day = answer_by is not None and answer_by <= asked
    left = account.churned.on if account.churned else date.max
    return tuple(
        sorted(
            meeting
            for meeting in _meetings(account)
            if meeting.kind in kinds
            and (meeting.on > asked or (same_day and meeting.on == asked))
            and meeting.on < left
        )
    )


def _meetings(account: Account) -> Iterator[CustomerMeeting]:
    for day in account.qbrs:
        yield CustomerMeeting(day, "qbr")
    for call in account.calls:
        if call.kind != "other":
            yield CustomerMeeting(call.on, call.kind)
    yield CustomerMeeting(account.renewal, "renewal")
