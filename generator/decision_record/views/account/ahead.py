"""What is ahead of an account, in words: QBRs, its renewal and calls (`ledger/calendar.py`)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger import calendar
from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.calendar import AccountDay, DayKind
from decision_record.ledger.question_meetings import meetings_for
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.words import Due, comes_on

KINDS: Mapping[DayKind, str] = {
    "qbr": "QBR",
    "renewal": "Renewal",
    "renewal-call": "Renewal call",
    "exec-meeting": "Executive meeting",
    "other": "Call",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A day that comes for an account."""

    kind: str
    """QBR, Renewal, Renewal call, Executive meeting or Call."""
    on: Due


def days_ahead_of(account: str, *, context: ViewContext) -> tuple[Ahead, ...]:
    """Every day that comes for an account, soonest first; none for one that left."""
    standing = context.ledger.accounts.get(account)
    days = calendar.days_ahead_of(standing.account, as_of=context.ledger.as_of) if standing else ()
    return tuple(_show(each, context=context) for each in days)


def _show(day: AccountDay, *, context: ViewContext) -> Ahead:
    return Ahead(
        kind=KINDS[day.kind],
        on=comes_on(day.on, as_of=context.ledger.as_of),
    )


def pressing_for(account: str, *, context: ViewContext) -> tuple[Ahead, ...]:
    """The QBRs and the renewal that are near, soonest first; how near the team says (SG401)."""
    last = calendar.days_after(context.ledger.as_of, context.attention.near_days)
    return tuple(
        each
        for each in days_ahead_of(account, context=context)
        if each.kind in {"QBR", "Renewal"} and each.on.day <= last
    )


def near_words(account: str, *, context: ViewContext) -> str | None:
    """The QBRs, the renewal and calls that are near, in a few words."""
    last = calendar.days_after(context.ledger.as_of, context.attention.near_days)
    ahead = days_ahead_of(account, context=context)
    return say_ahead(tuple(each for each in ahead if each.on.day <= last))


def meeting_for(question: AskedQuestion, *, context: ViewContext) -> Ahead | None:
    """The next meeting that the answer is needed for; a QBR where the question does not say."""
    standing = context.ledger.accounts.get(question.account)
    meetings = meetings_for(question, standing.account) if standing else ()
    found = next((each for each in meetings if each.on >= context.ledger.as_of), None)
    return _show(found, context=context) if found else None


def say_ahead(ahead: tuple[Ahead, ...]) -> str | None:
    """Days ahead in a few words: "QBR tomorrow, renewal in 11 days"."""
    names = {"QBR": "QBR"}
    words = [f"{names.get(each.kind, each.kind.lower())} {each.on.words}" for each in ahead]
    return ", ".join(words) or None


def next_qbr(standing: AccountStanding, *, as_of: date) -> Due | None:
    """The next QBR, on the day or after it; None where none is planned or the account left."""
    ahead = calendar.next_qbr(standing.account, as_of=as_of)
    return comes_on(ahead, as_of=as_of) if ahead else None


def last_qbr(standing: AccountStanding, *, as_of: date) -> date | None:
    """The last QBR before the day."""
    return calendar.last_qbr(standing.account, as_of=as_of)
