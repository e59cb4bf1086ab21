"""The rows of actions, decisions and customer updates, the same on every page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import ActionState, QueuedAction, Side
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.loops import Because, Loop, LoopState
from decision_record.ledger.messaging.words_to_tell import find_words_to_tell
from decision_record.ledger.replay import promise_of, tells_of_earlier_day
from decision_record.model.asked import Request
from decision_record.model.decided import Shipped
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once_each
from decision_record.views.shared.states import (
    OUTCOME_BADGES,
    badge_of_commitment,
    badge_of_decision,
)
from decision_record.views.shared.words import (
    Badge,
    Due,
    Tone,
    count,
    days_since,
    due_on,
    short_day,
    times,
)

SIDES = {Side.CS: "CS", Side.PM: "Product", Side.SHARED: "Shared"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionRow:
    """An action on any page."""

    item: Link
    what: str
    side: str
    owner: Link
    account: Link | None
    arr: float | None
    """The account's ARR on the day."""
    due: Due | None
    """None for what is closed."""
    state: Badge
    rolled: str | None
    """As in "rolled twice"; None for what never was."""
    dues: tuple[date, ...]
    closes_loop: Link | None
    after: Link | None
    say: str | None
    """Of one that closes a loop, the words that may be said to the account now."""
    closed: Due | None
    """The day it was closed, and how that compares with its first due date, as in "on time"; None
    for what is open."""
    closed_in: Link | None
    """The record that closed it."""
    note: str | None
    """What was said when it was closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerUpdateRow:
    """Something that an account has to be told."""

    item: Link
    what: str
    account: Link
    because: str
    """As in "slipped on 31 Mar 2026"."""
    state: Badge
    owner: Link | None
    due: Due
    told: date | None
    say: str | None
    """The words that may be said to the account now; None once it was told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionRow:
    """A decision on any page."""

    item: Link
    day: date
    what: str
    outcome: Badge
    state: Badge
    accounts: tuple[Link, ...]
    themes: tuple[Link, ...]
    owner: Link | None
    due: Due | None
    """The answer of a deferral, the ruling of an escalation, the follow-through of a decision."""
    say: str | None
    """The words that may be said on the day."""
    dont_say: str | None
    """What must not be promised, until the decision is superseded or resolved."""
    because: str | None
    to: str | None
    recommendation: str | None
    expects: str | None
    superseded_by: tuple[Link, ...]
    resolved_by: Link | None
    is_in_force: bool
    """Whether it was decided and nothing has replaced it."""
    promise: Badge | None
    """The state of its commitment, of a decision in force that has one."""
    target: Due | None
    """The day it is promised for, while it is still to be kept."""
    done: tuple[str, date] | None
    """That it shipped, was descoped or was followed through, with the day; what became of a
    commitment goes before the follow-through, which may have come long before it."""
    again: tuple[Link, ...]
    """The deferrals that kept it open."""
    age: str | None
    """As in "open for 90 days"; None for what is not open."""


@once_each
def show_action(action: QueuedAction, *, context: ViewContext) -> ActionRow:
    """An action as a row."""
    as_of = context.ledger.as_of
    account = context.ledger.accounts.get(action.account or "")
    late = action.overdue_days(as_of)
    closing = next((step for step in action.reviews if step.closes), None)
    states = {
        ActionState.OPEN: Badge(text="Late", tone=Tone.LATE) if late else Badge(text="Open"),
        ActionState.DONE: Badge(text="Done", tone=Tone.DONE),
        ActionState.DROPPED: Badge(text="Dropped", tone=Tone.QUIET),
    }
    return ActionRow(
        item=context.link_item(action.ref),
        what=action.what,
        side=SIDES[action.side],
        owner=context.link_person(action.owner),
        account=context.link_account(action.account) if action.account else None,
        arr=account.arr if account else None,
        due=due_on(action.due, as_of=as_of) if action.is_open else None,
        state=states[action.state],
        rolled=f"rolled {times(action.rolled)}" if action.rolled else None,
        dues=action.dues,
        closes_loop=context.link_item(action.closes_loop) if action.closes_loop else None,
        after=context.link_item(action.after) if action.after else None,
        say=words_to_tell(action.closes_loop, action.account, context=context)
        if action.is_open
        else None,
        closed=_compare(action.closed, action) if action.closed else None,
        closed_in=context.link_record(closing.record) if closing else None,
        note=closing.note if closing else None,
    )


def _compare(closed: date, action: QueuedAction) -> Due:
    """The day on which an action was closed, against its first due date."""
    late, done = (closed - action.dues[0]).days, action.state is ActionState.DONE
    if late > 0:
        tone = Tone.LATE if done else Tone.QUIET
        return Due(day=closed, words=f"{count(late, 'day')} late", tone=tone)
    return Due(day=closed, words="on time" if done else "before its day", tone=Tone.QUIET)


def words_to_tell(item: str | None, account: str | None, *, context: ViewContext) -> str | None:
    """What may be said now to an account that has to be told about an item."""
    if item is None or account is None:
        return None
    words = find_words_to_tell(context.ledger, item=item, account=account)
    return words.text if words else None


_REASONS: Mapping[Because, str] = {
    "request": "the request's status changed",
    "superseded": "changed",
}
"""Why a loop is open, where the reason's own name does not say it."""


def say_because(loop: Loop, *, context: ViewContext) -> str:
    """What there is to tell, as in "slipped" or "changed"."""
    if tells_of_earlier_day(loop, ledger=context.ledger):
        return "brought forward"
    return _REASONS.get(loop.because, loop.because)


def show_loop(loop: Loop, *, context: ViewContext) -> CustomerUpdateRow:
    """A loop as a row."""
    as_of = context.ledger.as_of
    states = {
        LoopState.OPEN: Badge(text="Not told", tone=Tone.RISK),
        LoopState.TOLD: Badge(text="Told", tone=Tone.DONE),
        LoopState.ENDED: Badge(text="Ended", tone=Tone.QUIET),
    }
    due = due_on(loop.due, as_of=as_of)
    return CustomerUpdateRow(
        item=context.link_item(loop.item),
        what=_text_of(promise_of(loop, ledger=context.ledger), context=context),
        account=context.link_account(loop.account),
        because=f"{say_because(loop, context=context)} on {short_day(loop.opened)}",
        state=Badge(text="Not told, late", tone=Tone.LATE)
        if loop.is_open and due.is_late
        else states[loop.state],
        owner=context.link_person(loop.owner) if loop.owner else None,
        due=due,
        told=loop.told,
        say=words_to_tell(loop.item, loop.account, context=context) if loop.is_open else None,
    )


def _text_of(ref: str, *, context: ViewContext) -> str:
    row = context.ledger.items[ref].row
    decision = context.ledger.decisions.get(ref)
    if decision:
        return decision.row.what
    return row.what if isinstance(row, Shipped | Request) else ref


@once_each
def show_decision(decision: LoggedDecision, *, context: ViewContext) -> DecisionRow:
    """A decision as a row."""
    row, as_of = decision.row, context.ledger.as_of
    resolved, commitment = decision.resolved_by, decision.commitment
    is_in_force = decision.state is DecisionState.STANDING
    is_open = decision.state is DecisionState.OPEN
    promised = commitment if is_in_force else None
    target = promised.target if promised and promised.is_pending else None
    return DecisionRow(
        item=context.link_item(decision.ref),
        day=decision.day,
        what=row.what,
        outcome=OUTCOME_BADGES[row.outcome],
        state=badge_of_decision(decision, as_of=as_of),
        accounts=tuple(context.link_account(each) for each in decision.accounts),
        themes=tuple(context.link_theme(each) for each in row.themes),
        owner=context.link_person(decision.owner) if decision.owner else None,
        due=due_on(decision.due, as_of=as_of) if decision.due and decision.is_awaited else None,
        say=words.text if (words := context.index.words_now(decision)) else None,
        dont_say=decision.dont_say.text if decision.dont_say and (is_in_force or is_open) else None,
        because=row.because,
        to=row.to,
        recommendation=row.recommendation,
        expects=row.expects,
        superseded_by=tuple(context.link_item(each.ref) for each in decision.superseded_by),
        resolved_by=context.link_item(resolved.ref) if resolved else None,
        is_in_force=is_in_force,
        promise=badge_of_commitment(promised, as_of=as_of) if promised else None,
        target=due_on(target, as_of=as_of) if target else None,
        done=_done(decision),
        again=tuple(context.link_item(step.ref) for step in decision.deferred_again),
        age=f"open {days_since(decision.day, as_of=as_of)}" if is_open else None,
    )


def _done(decision: LoggedDecision) -> tuple[str, date] | None:
    commitment = decision.commitment
    if commitment and commitment.shipped:
        return "shipped", commitment.shipped
    if commitment and commitment.descoped:
        return "descoped", commitment.descoped
    return ("followed through", decision.followed) if decision.followed else None
