"""What is ahead of an account: QBRs, its renewal and calls, and which of them come first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.asked import AskedQuestion
from decision_record.pages.book import Book, Link
from decision_record.pages.words import Due, comes_on

MONTH = 30
"""Days ahead within which a QBR or a renewal makes an open matter pressing (checks.md, SG401)."""

CALLS = {
    "renewal-call": "Renewal call",
    "exec-meeting": "Executive meeting",
    "other": "Call",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ahead:
    """A day that comes for an account."""

    kind: str
    """QBR, Renewal, Renewal call, Executive meeting or Call."""
    account: Link
    on: Due


def days_ahead_of(account: str, *, book: Book) -> tuple[Ahead, ...]:
    """Every day that comes for an account, soonest first; none for one that left."""
    standing = book.ledger.accounts.get(account)
    if standing is None or standing.churned:
        return ()
    as_of = book.ledger.as_of
    known = standing.account
    days = [
        *((day, "QBR") for day in known.qbrs),
        *((call.on, CALLS[call.kind]) for call in known.calls),
        (known.renewal, "Renewal"),
    ]
    link = book.link_account(account)
    return tuple(
        Ahead(kind=kind, account=link, on=comes_on(day, as_of=as_of))
        for day, kind in sorted(days)
        if day >= as_of
    )


def pressing_for(account: str, *, book: Book) -> tuple[Ahead, ...]:
    """The QBRs and the renewal of the next 30 days, soonest first."""
    last = book.ledger.as_of + timedelta(days=MONTH)
    return tuple(
        each
        for each in days_ahead_of(account, book=book)
        if each.kind in {"QBR", "Renewal"} and each.on.day <= last
    )


MEETINGS: Mapping[str, tuple[str, ...]] = {
    "qbr": ("QBR",),
    "renewal-call": ("Renewal call", "Renewal"),
    "exec-meeting": ("Executive meeting",),
    "other": (),
}
"""The days ahead that a question may be asked for (checks.md, SG601)."""


def meeting_for(question: AskedQuestion, *, book: Book) -> Ahead | None:
    """The next meeting that the answer is needed for; a QBR where the question does not say."""
    kinds = MEETINGS[question.row.for_ or "qbr"]
    ahead = days_ahead_of(question.account, book=book)
    return next((each for each in ahead if each.kind in kinds), None)


def say_ahead(ahead: tuple[Ahead, ...]) -> str | None:
    """Days ahead in a few words: "QBR tomorrow, renewal in 11 days"."""
    names = {"QBR": "QBR"}
    words = [f"{names.get(each.kind, each.kind.lower())} {each.on.words}" for each in ahead]
    return ", ".join(words) or None


def next_qbr(standing: AccountStanding, *, as_of: date) -> Due | None:
    """The next QBR, on the day or after it; None where none is planned or the account left."""
    ahead = [day for day in standing.account.qbrs if day >= as_of and not standing.churned]
    return comes_on(min(ahead), as_of=as_of) if ahead else None


def last_qbr(standing: AccountStanding, *, as_of: date) -> date | None:
    """The last QBR before the day."""
    return max((day for day in standing.account.qbrs if day < as_of), default=None)
