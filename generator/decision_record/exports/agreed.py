"""Actions, decisions, commitments and customer updates (loops) in the exports.

A fact that is absent has no key; 0 and [] are values. Days are dates here, and text in the formats.
"""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.ledger.actions import ActionState, QueuedAction, Side
from decision_record.ledger.commitments import (
    AccountState,
    Commitment,
    CommitmentState,
    Confidence,
)
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.loops import Because, Loop, LoopState
from decision_record.ledger.replay import Ledger
from decision_record.model.decided import Channel, Outcome

ACTION = (
    Key("ref", Holds.ITEM, "The action."),
    Key("side", Holds.TEXT, "Whose list it is in.", words=tuple(Side)),
    Key("what", Holds.TEXT, "What is to be done."),
    Key("owner", Holds.PERSON, "Its owner, or the last one."),
    Key("owners", Holds.PERSON, "Everyone who owned it, the first owner first.", many=True),
    Key("due", Holds.DAY, "Its due date, or the last one."),
    Key("state", Holds.TEXT, "Whether it is closed.", words=tuple(ActionState)),
    Key("opened", Holds.DAY, "The day of the record that has it."),
    Key("closed", Holds.DAY, "The day it was done or dropped; absent while open.", optional=True),
    Key("rolled", Holds.COUNT, "How often it was rolled to a later day."),
    Key("dues", Holds.DAY, "Every due date, the first one first.", many=True),
    Key("series", Holds.SERIES, "The series that reviews it, if any.", optional=True),
    Key("account", Holds.ACCOUNT, "The account that it is about, if any.", optional=True),
    Key(
        "closes_loop",
        Holds.ITEM,
        "The item that it tells the customer about, if any.",
        optional=True,
    ),
    Key("overdue_days", Holds.COUNT, "Days since it was due; if open and late.", optional=True),
)

DECISION = (
    Key("ref", Holds.ITEM, "The decision."),
    Key("outcome", Holds.TEXT, "As recorded.", words=get_args(Outcome)),
    Key("state", Holds.TEXT, "What became of it.", words=tuple(DecisionState)),
    Key("what", Holds.TEXT, "What was decided, deferred or escalated."),
    Key("owner", Holds.PERSON, "Its owner, if it has one.", optional=True),
    Key("due", Holds.DAY, "Its due date, else its commitment's current target.", optional=True),
    Key("date", Holds.DAY, "The day of the record that has it."),
    Key("accounts", Holds.ACCOUNT, "The accounts that it names.", many=True),
    Key("themes", Holds.THEME, "The themes that it names.", many=True),
    Key("say", Holds.TEXT, "Its newest words for customers.", optional=True),
    Key("to", Holds.TEXT, "The seat or the meeting it was escalated to.", optional=True),
    Key("because", Holds.TEXT, "The reason.", optional=True),
    Key("recommendation", Holds.TEXT, "What was recommended to whoever rules.", optional=True),
    Key("resolves", Holds.ITEM, "The items that it settles.", many=True),
    Key("resolved_by", Holds.ITEM, "The decision that settled it.", optional=True),
    Key("supersedes", Holds.ITEM, "The decisions that it replaces.", many=True),
    Key("superseded_by", Holds.ITEM, "The decisions that replaced it.", many=True),
    Key("followed", Holds.DAY, "The day its follow-through was done.", optional=True),
)

_SLIP = (
    Key("record", Holds.RECORD, "The record that says so."),
    Key("from", Holds.DAY, "The target before, if there was one.", optional=True),
    Key("to", Holds.DAY, "The new target."),
    Key("because", Holds.TEXT, "The reason.", optional=True),
)

_BY_ACCOUNT = (
    Key("account", Holds.ACCOUNT, "The account."),
    Key("state", Holds.TEXT, "What became of the promise to it.", words=tuple(AccountState)),
    Key("on", Holds.DAY, "Since when; absent while promised.", optional=True),
    Key("arr", Holds.AMOUNT, "ARR of the account on the day of the export."),
)

COMMITMENT = (
    Key("ref", Holds.ITEM, "The decision that commits."),
    Key("state", Holds.TEXT, "What became of it.", words=tuple(CommitmentState)),
    Key("target", Holds.DAY, "The current target, if there is one.", optional=True),
    Key("original_target", Holds.DAY, "The first target.", optional=True),
    Key("slips", Holds.OBJECT, "Each slip, the first one first.", many=True, keys=_SLIP),
    Key("say", Holds.TEXT, "The newest words for accounts still promised.", optional=True),
    Key("shipped", Holds.DAY, "The day on which the whole shipped.", optional=True),
    Key("confidence", Holds.TEXT, "How firm it is.", optional=True, words=get_args(Confidence)),
    Key("accounts", Holds.ACCOUNT, "The accounts that the decision names.", many=True),
    Key("by_account", Holds.OBJECT, "The promise to each.", many=True, keys=_BY_ACCOUNT),
    Key("arr", Holds.AMOUNT, "ARR of its accounts on the day of the export."),
    Key("arr_promised", Holds.AMOUNT, "ARR of those that are still promised it."),
    Key("owner", Holds.PERSON, "Its owner, if it has one.", optional=True),
    Key("what", Holds.TEXT, "What was decided."),
)

LOOP = (
    Key("item", Holds.ITEM, "What the customer has to be told about."),
    Key("account", Holds.ACCOUNT, "The customer."),
    Key("state", Holds.TEXT, "Whether the customer was told.", words=tuple(LoopState)),
    Key("opened", Holds.DAY, "The day on which it last opened."),
    Key("told", Holds.DAY, "The first day since then on which it was told.", optional=True),
    Key("by", Holds.PERSON, "Who told it, if the record says so.", optional=True),
    Key("channel", Holds.TEXT, "How it was told.", optional=True, words=get_args(Channel)),
    Key("because", Holds.TEXT, "The newest thing to tell.", words=get_args(Because)),
    Key("owner", Holds.PERSON, "Who should tell the customer.", optional=True),
    Key("due", Holds.DAY, "The day by which the customer should be told."),
)


def list_actions(context: ExportContext) -> Iterator[Facts]:
    """Every action, in the order of the replay."""
    ledger = context.ledger
    return (of_action(each, as_of=ledger.as_of) for each in ledger.actions.values())


def of_action(action: QueuedAction, *, as_of: date) -> Facts:
    """An action."""
    return present(
        ref=action.ref,
        side=action.side.value,
        what=action.what,
        owner=action.owner,
        owners=action.owners,
        due=action.due,
        state=action.state.value,
        opened=action.opened,
        closed=action.closed,
        rolled=action.rolled,
        dues=action.dues,
        series=action.series,
        account=action.account,
        closes_loop=action.closes_loop,
        overdue_days=action.overdue_days(as_of),
    )


def list_decisions(context: ExportContext) -> Iterator[Facts]:
    """Every decision, in the order of the replay."""
    return map(of_decision, context.ledger.decisions.values())


def of_decision(decision: LoggedDecision) -> Facts:
    """A decision; `say` is what may be said now."""
    row = decision.row
    return present(
        ref=decision.ref,
        outcome=decision.outcome,
        state=decision.state.value,
        what=row.what,
        owner=decision.owner,
        due=decision.due,
        date=decision.day,
        accounts=decision.accounts,
        themes=row.themes,
        say=decision.say.text if decision.say else None,
        to=row.to,
        because=row.because,
        recommendation=row.recommendation,
        resolves=decision.resolves,
        resolved_by=decision.resolved_by.ref if decision.resolved_by else None,
        supersedes=decision.supersedes,
        superseded_by=[step.ref for step in decision.superseded_by],
        followed=decision.followed,
    )


def list_commitments(context: ExportContext) -> Iterator[Facts]:
    """Every commitment, in the order of the replay."""
    for decision in context.ledger.decisions.values():
        if decision.commitment:
            yield of_commitment(decision, decision.commitment, ledger=context.ledger)


def of_commitment(decision: LoggedDecision, commitment: Commitment, *, ledger: Ledger) -> Facts:
    """A commitment; `arr` is what its accounts are worth today, `arr_promised` of those waiting."""
    return present(
        ref=commitment.ref,
        state=commitment.state.value,
        target=commitment.target,
        original_target=commitment.original_target,
        slips=[
            present(record=slip.record, from_=slip.from_, to=slip.to, because=slip.because)
            for slip in commitment.slips
        ],
        say=decision.say.text if decision.say else None,
        shipped=commitment.shipped,
        confidence=commitment.confidence,
        accounts=decision.accounts,
        by_account=[
            present(
                account=each.account,
                state=each.state.value,
                on=each.on,
                arr=ledger.arr_of((each.account,)),
            )
            for each in commitment.by_account
            if each.account
        ],
        arr=ledger.arr_of(decision.accounts),
        arr_promised=ledger.arr_of(commitment.promised_to),
        owner=decision.owner,
        what=decision.row.what,
    )


def list_loops(context: ExportContext) -> Iterator[Facts]:
    """Every loop, in the order in which they opened."""
    return map(of_loop, context.ledger.loops.values())


def of_loop(loop: Loop) -> Facts:
    """A loop."""
    return present(
        item=loop.item,
        account=loop.account,
        state=loop.state.value,
        opened=loop.opened,
        told=loop.told,
        by=loop.by,
        channel=loop.channel,
        because=loop.because,
        owner=loop.owner,
        due=loop.due,
    )
