"""Accounts on a day: what they are worth, and what is open for each."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import Loop
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.timeline import TimelineStep
from decision_record.model.account import Account
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCounts:
    """How many of each are open for an account."""

    actions: int = 0
    escalations: int = 0
    """Paths of escalations and briefings that are open, each once."""
    questions: int = 0
    loops: int = 0
    commitments: int = 0
    """Commitments that are neither shipped, descoped nor superseded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStanding:
    """One account on a day."""

    id: str
    account: Account
    """As its file says."""
    arr: float
    """ARR on the day, in the organisation's currency."""
    csm: str
    """The CSM on the day."""
    pm: str | None
    """The PM liaison on the day, where there is one."""
    churned: date | None
    """The day it left, where that was not after the day."""
    open: OpenCounts
    timeline: tuple[TimelineStep, ...]
    """What happened by the day, oldest first."""
    ahead: tuple[TimelineStep, ...]
    """What is dated after the day: planned releases, a known churn; soonest first."""
    last_record: str | None
    """The record that mentioned it last."""


def replay_accounts(
    entries: Sequence[Entry],
    *,
    as_of: date,
    records: Records,
    timelines: Mapping[str, tuple[TimelineStep, ...]],
    open_items: Mapping[str, OpenCounts],
) -> Mapping[str, AccountStanding]:
    """All accounts by identity."""
    position = {entry.id: index for index, entry in enumerate(entries)}
    steps = {name: timelines.get(name, ()) for name in records.accounts}
    return {
        name: AccountStanding(
            id=name,
            account=account,
            arr=account.arr_on(as_of),
            csm=account.csm_on(as_of),
            pm=account.pm_on(as_of),
            churned=account.churned_by(as_of),
            open=open_items.get(name, OpenCounts()),
            timeline=tuple(step for step in steps[name] if step.day <= as_of),
            ahead=tuple(step for step in steps[name] if step.day > as_of),
            last_record=max(
                (step.record for step in steps[name] if step.record),
                key=position.__getitem__,
                default=None,
            ),
        )
        for name, account in records.accounts.items()
    }


def count_open(
    *,
    actions: Mapping[str, QueuedAction],
    paths: Iterable[RaisedPath],
    questions: Mapping[str, AskedQuestion],
    loops: Mapping[tuple[str, str], Loop],
    decisions: Mapping[str, LoggedDecision],
) -> Mapping[str, OpenCounts]:
    """What is open for each account that has anything open."""
    commitments = (each.commitment for each in decisions.values() if each.commitment)
    counted = {
        "actions": Counter(
            each.account for each in actions.values() if each.is_open and each.account
        ),
        "escalations": Counter(each.account for each in paths if each.is_open),
        "questions": Counter(each.account for each in questions.values() if each.is_open),
        "loops": Counter(each.account for each in loops.values() if each.is_open),
        "commitments": Counter(account for each in commitments for account in each.promised_to),
    }
    named = set().union(*counted.values())
    return {
        account: OpenCounts(**{kind: of[account] for kind, of in counted.items()})
        for account in sorted(named)
    }
