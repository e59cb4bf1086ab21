"""The organisations of the property tests hold what the laws are about.

A law over records in which nothing slips is true of slips whatever the replay does.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import get_args

import pytest

from building import make_records
from decision_record.ledger.actions import ActionState
from decision_record.ledger.commitments import AccountState, CommitmentState
from decision_record.ledger.decisions import DecisionState
from decision_record.ledger.loops import Because, LoopState
from decision_record.ledger.messaging.talking import CautionReason, SayingKind
from decision_record.ledger.raised import RaisedState
from decision_record.ledger.replay import Ledger, replay
from plausible import write_organisation

DAYS = (date(2026, 5, 1), date(2027, 3, 1))
STATES: tuple[type[StrEnum], ...] = (
    AccountState,
    CommitmentState,
    DecisionState,
    LoopState,
    RaisedState,
    ActionState,
    SayingKind,
    CautionReason,
)
WANTED = {
    *((kind.__name__, each.value) for kind in STATES for each in kind),
    *(("because", each) for each in get_args(Because)),
    *(("outcome", each) for each in ("decided", "deferred", "escalated")),
    "a target that passed",
    "two slips of one commitment",
    "several successors",
    "a deferral that was repeated",
    "a loop that opened again",
    "a path of three parts",
    "an open question",
    "an answered question",
    "an account that churned",
}


def named(state: StrEnum) -> tuple[str, str]:
    """A state with its kind: those of one name in two kinds are equal."""
    return (type(state).__name__, state.value)


def met(ledger: Ledger) -> Iterator[object]:
    """Every state, and every rare thing, that an organisation has on a day."""
    for decision in ledger.decisions.values():
        commitment = decision.commitment
        yield from (named(decision.state), ("outcome", decision.outcome))
        yield from ["several successors"] * (len(decision.superseded_by) > 1)
        yield from ["a deferral that was repeated"] * bool(decision.deferred_again)
        if commitment:
            yield named(commitment.state)
            yield from (named(each.state) for each in commitment.by_account)
            yield from ["two slips of one commitment"] * (len(commitment.slips) > 1)
            yield from ["a target that passed"] * bool(commitment.overdue_for(ledger.as_of))
    for loop in ledger.loops.values():
        yield from (named(loop.state), ("because", loop.because))
        yield from ["a loop that opened again"] * (len(loop.openings) > 1)
    for messages in ledger.messages.values():
        yield from (named(each.kind) for each in messages.say)
        yield from (named(each.why) for each in messages.do_not_promise)
    for path in ledger.paths:
        yield named(path.state)
        yield from ["a path of three parts"] * (len(path.refs) > 2)
    for question in ledger.questions.values():
        yield "an open question" if question.is_open else "an answered question"
    yield from (named(each.state) for each in ledger.actions.values())
    yield from ("an account that churned" for each in ledger.accounts.values() if each.churned)


@pytest.mark.parametrize("unique_ids", [False, True])
def test_what_the_laws_are_about_is_there(*, unique_ids: bool) -> None:
    missing = set(WANTED)
    for seed in range(300):
        records = make_records(write_organisation(seed, 12, unique_ids=unique_ids))
        for day in DAYS:
            missing -= set(met(replay(records, day)))
        if not missing:
            break
    assert not missing
