"""What was agreed: decisions, actions and loops, replayed together because they move each other.

An action that is done tells a customer, a customer who was told closes an action, and a successor
owes a word only to those who were not told. The order in a record is that of records.md §5; churn
comes before the records of its day.
"""

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from decision_record.ledger.actions import (
    ActionQueue,
    OpenAction,
    QueuedAction,
    actions_of,
    freeze_action,
)
from decision_record.ledger.asked import TELLING_STATUSES, SubmittedRequest
from decision_record.ledger.commitments import AccountState
from decision_record.ledger.decision_history import DecisionEvent, EventKind, Words
from decision_record.ledger.decisions import (
    LoggedDecision,
    OpenDecision,
    Step,
    find_followed,
    freeze_decision,
    log_decision,
)
from decision_record.ledger.deferrals import OpenTopics
from decision_record.ledger.loops import (
    DAYS_TO_CLOSE,
    Loop,
    LoopKey,
    LoopReplay,
    Telling,
    freeze_loops,
)
from decision_record.ledger.roadmap import deliver, report
from decision_record.ledger.superseding import find_successors, find_superseded, supersede
from decision_record.model.decided import LoopRow
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True)
class Agreed:
    """Decisions, actions and loops on a day."""

    actions: Mapping[str, QueuedAction]
    decisions: Mapping[str, LoggedDecision]
    loops: Mapping[LoopKey, Loop]
    delivers: Mapping[str, str]
    """By shipped item the commitment that it delivers."""


def replay_agreed(
    entries: Sequence[Entry],
    *,
    as_of: date,
    records: Records,
    requests: Mapping[str, SubmittedRequest],
    to_tell: int = DAYS_TO_CLOSE,
) -> Agreed:
    """Replay what was agreed in some records.

    Args:
        entries: The records dated on or before the day, in the order of the replay.
        as_of: The day.
        records: The reference files.
        requests: The requests of these records, as they are on the day.
        to_tell: Days after its opening by which a loop is to be closed, where no action says so.
    """
    state = _Replay(records=records, announced=_announced(requests.values()))
    leaving = deque(
        sorted(
            (day, name)
            for name, account in records.accounts.items()
            if (day := account.churned_by(as_of))
        )
    )
    for entry in entries:
        while leaving and leaving[0][0] <= entry.date:
            _leave(*leaving.popleft(), state)
        _take(entry, state)
    for day, name in leaving:
        _leave(day, name, state)
    return _freeze(state, as_of=as_of, to_tell=to_tell)


@dataclass(slots=True)
class _Replay:
    """Everything that was agreed so far."""

    records: Records
    announced: Mapping[str, Sequence[LoopKey]]
    """By record the requests whose account has to hear their new status."""
    log: dict[str, OpenDecision] = field(default_factory=dict)
    queue: ActionQueue = field(default_factory=ActionQueue)
    loops: LoopReplay = field(default_factory=LoopReplay)
    topics: OpenTopics = field(default_factory=OpenTopics)
    churned: dict[str, date] = field(default_factory=dict)
    promised_to: dict[str, list[OpenDecision]] = field(default_factory=dict)
    """By account the commitments that name it."""
    delivers: dict[str, str] = field(default_factory=dict)
    """By shipped item the commitment that it delivers."""
    delivered_by: dict[str, list[str]] = field(default_factory=dict)
    """By commitment the shipped items that deliver it."""
    shipped: set[str] = field(default_factory=set)

    def key_of(self, item: str, account: str) -> LoopKey:
        """The loop of an item and an account: what delivers a commitment shares that one's."""
        decision = self.log.get(self.delivers.get(item, ""))
        return (decision.ref if decision and decision.names(account) else item, account)

    def same_as(self, item: str) -> Sequence[str]:
        """An item, what it delivers and what delivers it."""
        delivers = self.delivers.get(item)
        return (item, *([delivers] if delivers else ()), *self.delivered_by.get(item, ()))

    def closings_of(self, decision: OpenDecision) -> Iterable[date | None]:
        """When each action was closed that closes a loop of a decision, or of what delivers it."""
        for item in (decision.ref, *self.delivered_by.get(decision.ref, ())):
            for action in self.queue.of_item.get(item, ()):
                yield action.closed

    def is_settled(self, decision: OpenDecision, account: str) -> bool:
        """Whether a decision was followed through, and the account told."""
        told = self.loops.told((decision.ref, account)) or account in decision.already_told
        return told and find_followed(decision, self.closings_of(decision)) is not None


def _announced(requests: Iterable[SubmittedRequest]) -> Mapping[str, Sequence[LoopKey]]:
    found: dict[str, list[LoopKey]] = {}
    for request in requests:
        for step in request.steps:
            if step.status in TELLING_STATUSES:
                found.setdefault(step.record, []).append((request.ref, request.account))
    return found


def _leave(day: date, account: str, state: _Replay) -> None:
    """A customer leaves: what was promised it ends, and so do its open loops."""
    state.churned[account] = day
    state.loops.leave(account, on=day)
    for decision in state.promised_to.get(account, ()):
        opened = decision.accounts[account]
        if opened.state is AccountState.PROMISED:
            opened.become(AccountState.CHURNED, on=day, record=None)
            decision.history.append(
                DecisionEvent(kind=EventKind.CHURNED, day=day, record=None, accounts=(account,))
            )


def _take(entry: Entry, state: _Replay) -> None:
    """Take the next record, section by section."""
    _review(entry, state)
    state.topics.raise_items(entry)
    for key in state.announced.get(entry.id, ()):
        state.loops.open(key, on=entry.date, because="request")
    for row in entry.record.roadmap:
        decision = state.log.get(entry.name_of(row.commitment))
        if decision:
            report(row, entry=entry, decision=decision, loops=state.loops, records=state.records)
    _ship(entry, state)
    _tell(entry, state)
    _decide(entry, state)
    _act(entry, state)


def _review(entry: Entry, state: _Replay) -> None:
    for index, row in enumerate(entry.record.review):
        if row.decision:
            decision = state.log.get(entry.name_of(row.decision))
            if decision:
                decision.review(row, entry=entry)
        elif row.action:
            action = state.queue.actions.get(entry.name_of(row.action))
            if action and action.review(row, entry=entry, index=index):
                _tell_by_action(action, state)


def _tell_by_action(action: OpenAction, state: _Replay) -> None:
    """An action that closes a loop was done: the account was told."""
    step = action.reviews[-1]
    if action.closes_loop and action.account:
        telling = Telling(day=step.on, record=step.record, by=action.owner, channel=step.channel)
        state.loops.tell(state.key_of(action.closes_loop, action.account), telling)


def _ship(entry: Entry, state: _Replay) -> None:
    """What shipped: it delivers a commitment, or it has loops of its own."""
    for row in entry.record.shipped:
        ref = f"{entry.id}/{row.id}"
        if ref in state.shipped:
            continue
        state.shipped.add(ref)
        decision = state.log.get(entry.name_of(row.delivers)) if row.delivers else None
        if decision and decision.commitment:
            state.delivers[ref] = decision.ref
            state.delivered_by.setdefault(decision.ref, []).append(ref)
            deliver(row, entry=entry, decision=decision, loops=state.loops, records=state.records)
        for name in row.accounts:
            key = state.key_of(ref, state.records.account_id(name))
            if key[0] == ref:
                state.loops.open(key, on=row.on, because="shipped")


def _tell(entry: Entry, state: _Replay) -> None:
    """Customers who were told: it closes the actions that asked for it."""
    for index, row in enumerate(entry.record.loops):
        item, account = entry.name_of(row.item), state.records.account_id(row.account)
        key = state.key_of(item, account)
        state.loops.tell(key, _telling(row, entry))
        if not state.loops.tells(key, row.on):
            continue
        for other in state.same_as(item):
            for action in state.queue.take_closing(other, account):
                action.close_by_telling(row, entry=entry, index=index)


def _telling(row: LoopRow, entry: Entry) -> Telling:
    by = row.by or (entry.update.by if entry.update else None)
    return Telling(day=row.on, record=entry.id, by=by, channel=row.channel)


def _decide(entry: Entry, state: _Replay) -> None:
    """New decisions, and what they do to earlier ones."""
    new: list[OpenDecision] = []
    for row in entry.record.decisions:
        if f"{entry.id}/{row.id}" not in state.log:
            accounts = (state.records.account_id(each) for each in row.accounts)
            position = len(state.log)
            decision = log_decision(
                entry, row, position=position, accounts=accounts, churned=state.churned
            )
            state.log[decision.ref] = decision
            _settle(decision, state)
            new.append(decision)
    ended: list[LoopKey] = []
    owed: list[LoopKey] = []
    for old, successors in find_successors(new, log=state.log):
        handover = supersede(
            old,
            successors,
            entry=entry,
            churned=state.churned,
            is_settled=state.is_settled,
        )
        ended += handover.ended
        owed += handover.owed
    for decision in new:
        _announce(decision, state)
    for key in owed:
        state.loops.open(key, on=entry.date, because="withdrawn")
    for key in ended:
        state.loops.end(key, on=entry.date)


def _settle(decision: OpenDecision, state: _Replay) -> None:
    """What was deferred or escalated and now has its answer, or waits on."""
    row, entry = decision.row, decision.entry
    step = Step(ref=decision.ref, day=entry.date)
    for name in (*row.resolves, *row.supersedes) if decision.is_decided else ():
        old = state.log.get(entry.name_of(name))
        if old and not old.is_decided:
            old.resolved_by = old.resolved_by or step
    state.topics.add(decision)


def _announce(decision: OpenDecision, state: _Replay) -> None:
    """Its own words, and the loops of the accounts that have to hear them."""
    entry, row = decision.entry, decision.row
    decision.complete_accounts()
    decision.speak(
        say=row.say,
        dont_say=row.dont_say,
        ref=decision.ref,
        entry=entry,
        accounts=decision.accounts,
    )
    if not decision.is_decided:
        return
    superseded = find_superseded(decision, log=state.log)
    for account in decision.named():
        if decision.commitment:
            state.promised_to.setdefault(account, []).append(decision)
        olds = [old for old in superseded if old.names(account)]
        if olds and all(_was_told(old, decision, account, state) for old in olds):
            decision.already_told.append(account)
        else:
            state.loops.open(
                (decision.ref, account),
                on=entry.date,
                because="superseded" if olds else "decided",
            )


def _was_told(old: OpenDecision, new: OpenDecision, account: str, state: _Replay) -> bool:
    """Whether an account was told the same words and the same target already."""
    words = [
        each.text
        for each in old.history
        if isinstance(each, Words) and each.kind == "say" and account in each.accounts
    ]
    if not words or words[-1] != new.row.say or old.target != new.target:
        return False
    return state.loops.told((old.ref, account)) or account in old.already_told


def _act(entry: Entry, state: _Replay) -> None:
    """New actions; the record may say already that the account was told."""
    for side, row in actions_of(entry):
        action = state.queue.open(side, row, entry=entry, records=state.records)
        if action and action.closes_loop and action.account:
            _close_at_once(action, entry, state)


def _close_at_once(action: OpenAction, entry: Entry, state: _Replay) -> None:
    for index, row in enumerate(entry.record.loops):
        item, account = entry.name_of(row.item), state.records.account_id(row.account)
        tells = account == action.account and action.closes_loop in state.same_as(item)
        if tells and state.loops.tells(state.key_of(item, account), row.on):
            action.close_by_telling(row, entry=entry, index=index)
            return


def _freeze(state: _Replay, *, as_of: date, to_tell: int) -> Agreed:
    actions = state.queue.actions
    return Agreed(
        actions={ref: freeze_action(each) for ref, each in actions.items()},
        decisions={
            ref: freeze_decision(each, closed=state.closings_of(each))
            for ref, each in state.log.items()
        },
        loops=freeze_loops(
            state.loops,
            closing=_closing(state),
            as_of=as_of,
            records=state.records,
            to_tell=to_tell,
        ),
        delivers=state.delivers,
    )


def _closing(state: _Replay) -> Mapping[LoopKey, Sequence[OpenAction]]:
    """Every action that closes each loop."""
    closing: dict[LoopKey, list[OpenAction]] = {}
    for action in state.queue.actions.values():
        if action.closes_loop and action.account:
            key = state.key_of(action.closes_loop, action.account)
            closing.setdefault(key, []).append(action)
    return closing
