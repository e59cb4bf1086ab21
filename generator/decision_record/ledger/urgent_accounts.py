"""Which accounts a tier 2 takes up first: the next meeting with the customer, ARR, escalations."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.calendar import AccountDay, days_after, days_ahead_of
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope

PROPOSED = 3
"""Accounts that a tier 2 takes up at most (checks.md, DR410)."""

NEAR_DAYS = 30
"""Days† before a meeting with the customer that make an account urgent."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UrgentAccount:
    """An account to take up, and why."""

    account: str
    arr: float
    """ARR on the ledger's day, in the organisation's currency."""
    next: AccountDay | None
    """The next QBR, renewal or call on or after the day of the meeting."""
    paths: tuple[RaisedPath, ...]
    """What is open with Product and in scope, oldest first."""


def find_urgent_accounts(
    ledger: Ledger, *, scope: Scope, on: date, near_days: int = NEAR_DAYS
) -> tuple[UrgentAccount, ...]:
    """The accounts in scope with a customer meeting near or something open, most urgent first.

    Those with a meeting near come first, the nearest on top, then those with more open
    escalations and briefings, then those with more ARR.

    Args:
        ledger: The state of everything on its day.
        scope: What the series is about.
        on: The day of the meeting.
        near_days: Days before a QBR, a renewal or a call that make an account urgent.
    """
    last = days_after(on, near_days)
    found = sorted(_candidates(ledger, scope=scope, on=on, last=last), key=lambda each: each[0])
    return tuple(each for _, each in found)


_Place = tuple[date, int, float, str]


def _candidates(
    ledger: Ledger, *, scope: Scope, on: date, last: date
) -> Iterator[tuple[_Place, UrgentAccount]]:
    for name in ledger.accounts if scope.accounts is None else scope.accounts:
        standing = ledger.accounts.get(name)
        if standing is None or standing.churned:
            continue
        open_ = tuple(
            each for each in ledger.open_paths.get(name, ()) if scope.covers(name, each.area)
        )
        ahead = next(iter(days_ahead_of(standing.account, as_of=on)), None)
        near = ahead.on if ahead and ahead.on <= last else None
        if near or open_:
            urgent = UrgentAccount(account=name, arr=standing.arr, next=ahead, paths=open_)
            yield (near or date.max, -len(open_), -standing.arr, name), urgent
