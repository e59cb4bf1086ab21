"""The meetings with a customer that a question is asked for (records.md §5, Question)."""

from collections.abc import Mapping

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.calendar import AccountDay, DayKind, days_of
from decision_record.model.account import Account

_KINDS: Mapping[str, tuple[DayKind, ...]] = {
    "qbr": ("qbr",),
    "renewal-call": ("renewal-call", "renewal"),
    "exec-meeting": ("exec-meeting",),
    "other": (),
}
"""The kinds of days that a question may be asked for; a renewal itself is as good as its call."""


def meetings_for(question: AskedQuestion, account: Account) -> tuple[AccountDay, ...]:
    """Every meeting that a question waits for, soonest first.

    Those of its kind (a QBR where it names none) after the day on which it was asked, or on that
    day where its `answer_by` is that day or earlier; none on or after the day the account churned.
    """
    kinds = _KINDS[question.row.for_ or "qbr"]
    asked, answer_by = question.asked, question.row.answer_by
    same_day = answer_by is not None and answer_by <= asked
    return tuple(
        meeting
        for meeting in days_of(account)
        if meeting.kind in kinds and (meeting.on > asked or (same_day and meeting.on == asked))
    )
