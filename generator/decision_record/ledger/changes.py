"""What is different between two days: the changes that lead from one state to a later one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest
from decision_record.ledger.commitments import AccountState, Commitment
from decision_record.ledger.decision_history import EventKind
from decision_record.ledger.decisions import LoggedDecision, Step
from decision_record.ledger.items import Item
from decision_record.ledger.loops import Loop, LoopState
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.product_words import ProductWord
from decision_record.ledger.raised import Raised
from decision_record.model.decided import Shipped


class ChangeKind(StrEnum):
    """What became of an item."""

    COMMITTED = "committed"
    """A decision that commits to a day, or at least commits."""
    DECIDED = "decided"
    DEFERRED = "deferred"
    ESCALATED = "escalated"
    """A question that waits for a ruling further up."""
    SLIPPED = "slipped"
    SHIPPED = "shipped"
    DESCOPED = "descoped"
    SETTLED = "settled"
    """What was deferred or escalated has its answer."""
    SUPERSEDED = "superseded"
    RAISED = "raised"
    """An escalation or a briefing."""
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"
    ASKED = "asked"
    ANSWERED = "answered"
    REPLIED = "replied"
    """Product gave an interim answer; what it is about stays open."""
    REQUESTED = "requested"
    PLANNED = "planned"
    STARTED = "started"
    DECLINED = "declined"
    OPENED = "opened"
    """An action."""
    ROLLED = "rolled"
    DONE = "done"
    DROPPED = "dropped"
    TOLD = "told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that is different."""

    kind: ChangeKind
    item: str
    """The item's full name."""
    accounts: tuple[str, ...]
    """Whom it concerns, each by its name of today."""
    record: str | None
    """The record that changed it."""
    day: date
    """The day on which it happened."""
    old: date | None = None
    """The target or due date before, of what slipped or was rolled."""
    new: date | None = None
    """The target or due date that holds now."""

    @property
    def is_brought_forward(self) -> bool:
        """Whether it is a target that moved to an earlier day."""
        is_moved = self.kind is ChangeKind.SLIPPED and self.old is not None
        return is_moved and self.new is not None and self.new < (self.old or self.new)


class State(Protocol):
    """The parts of a ledger that are compared, and so all that has to be replayed for it."""

    @property
    def items(self) -> Mapping[str, Item]:
        """Every item by name."""

    @property
    def actions(self) -> Mapping[str, QueuedAction]:
        """Actions by name."""

    @property
    def decisions(self) -> Mapping[str, LoggedDecision]:
        """Decisions by name."""

    @property
    def raised(self) -> Mapping[str, Raised]:
        """Escalations and briefings by name."""

    @property
    def path_of(self) -> Mapping[str, RaisedPath]:
        """The path of each escalation and briefing."""

    @property
    def questions(self) -> Mapping[str, AskedQuestion]:
        """Questions by name."""

    @property
    def requests(self) -> Mapping[str, SubmittedRequest]:
        """Requests by name."""

    @property
    def loops(self) -> Mapping[tuple[str, str], Loop]:
        """Loops by item and account."""


def compare(before: State, after: State) -> tuple[Change, ...]:
    """What is different in a later state, oldest first; of what did not change it says nothing.

    Both states are of the same records. Items that the later one leaves out are not compared.
    """
    changes = [
        *_of_decisions(before, after),
        *_of_shipped(before, after),
        *_of_raised(before, after),
        *_of_questions(before, after),
        *_of_requests(before, after),
        *_of_actions(before, after),
        *_of_loops(before, after),
    ]
    return tuple(sorted(changes, key=lambda each: (each.day, each.record or "", each.item)))


_OUTCOMES = {
    "decided": ChangeKind.DECIDED,
    "deferred": ChangeKind.DEFERRED,
    "escalated": ChangeKind.ESCALATED,
}


def _of_decisions(before: State, after: State) -> Iterator[Change]:
    for ref, now in after.decisions.items():
        then = before.decisions.get(ref)
        # Most decisions of a long record are as they were; equality of tuples is quick.
        if then == now:
            continue
        concerned = now.concerned
        if then is None:
            target = now.commitment.original_target if now.commitment else None
            kind = ChangeKind.COMMITTED if now.commitment else _OUTCOMES[now.outcome]
            yield Change(
                kind=kind, item=ref, accounts=concerned, record=now.record, day=now.day, new=target
            )
        if now.commitment:
            old = then.commitment if then else None
            yield from _of_commitment(old, now.commitment)
        if now.resolved_by and (then is None or not then.resolved_by):
            yield _by_step(now, ChangeKind.SETTLED, now.resolved_by, accounts=concerned)
        known = len(then.superseded_by) if then else 0
        yield from _of_successors(now, now.superseded_by[known:])


def _by_step(
    decision: LoggedDecision, kind: ChangeKind, step: Step, *, accounts: tuple[str, ...]
) -> Change:
    record = _record_of(step.ref)
    return Change(kind=kind, item=decision.ref, accounts=accounts, record=record, day=step.day)


def _of_successors(decision: LoggedDecision, steps: tuple[Step, ...]) -> Iterator[Change]:
    """Each successor, for the accounts that it takes over or that it leaves without."""
    for step in steps:
        withdrawn = (
            account
            for event in decision.events()
            if event.kind is EventKind.WITHDRAWN and event.by == step.ref
            for account in event.accounts
        )
        accounts = tuple(dict.fromkeys((*step.accounts, *withdrawn)))
        yield _by_step(decision, ChangeKind.SUPERSEDED, step, accounts=accounts)


def _of_commitment(then: Commitment | None, now: Commitment) -> Iterator[Change]:
    """Its slips in one, from the target of then to that of now; and where it ended."""
    slipped = now.slips[len(then.slips) if then else 0 :]
    if slipped and slipped[0].from_ != slipped[-1].to:
        yield Change(
            kind=ChangeKind.SLIPPED,
            item=now.ref,
            accounts=tuple(dict.fromkeys(name for slip in slipped for name in slip.accounts)),
            record=slipped[-1].record,
            day=slipped[-1].day,
            old=slipped[0].from_,
            new=slipped[-1].to,
        )
    before = {each.account: each.state for each in then.by_account} if then else {}
    ended: dict[tuple[ChangeKind, date, str | None], list[str]] = {}
    for each in now.by_account:
        kind = _ENDS.get(each.state)
        if kind and each.on and each.state is not before.get(each.account):
            names = ended.setdefault((kind, each.on, each.record), [])
            names += [each.account] if each.account else []
    for (kind, day, record), names in ended.items():
        yield Change(kind=kind, item=now.ref, accounts=tuple(names), record=record, day=day)


_ENDS = {
    AccountState.SHIPPED: ChangeKind.SHIPPED,
    AccountState.DESCOPED: ChangeKind.DESCOPED,
}


def _of_shipped(before: State, after: State) -> Iterator[Change]:
    """Shipped items, but those that keep a commitment: of these its decision speaks."""
    told: dict[str, list[str]] = {}
    for name, account in after.loops:
        told.setdefault(name, []).append(account)
    for ref, item in after.items.items():
        row = item.row
        if not isinstance(row, Shipped) or ref in before.items:
            continue
        kept = after.decisions.get(item.delivers) if item.delivers else None
        if kept is None or kept.commitment is None:
            yield Change(
                kind=ChangeKind.SHIPPED,
                item=ref,
                accounts=tuple(told.get(ref, ())),
                record=item.entry.id,
                day=row.on,
            )


def _of_raised(before: State, after: State) -> Iterator[Change]:
    """Each part that was raised, and what became of its path, once for all parts."""
    for ref, now in after.raised.items():
        if ref not in before.raised:
            yield Change(
                kind=ChangeKind.RAISED,
                item=ref,
                accounts=(now.account,),
                record=now.record,
                day=now.raised,
            )
    for ref, path in after.path_of.items():
        if ref == path.first.ref:
            yield from _of_path(before.path_of.get(ref), path)


def _of_path(then: RaisedPath | None, now: RaisedPath) -> Iterator[Change]:
    who, part = (now.account,), now.current
    heard_later = part.acknowledged_in not in (None, part.record)
    if part.acknowledged and heard_later and (then is None or not then.acknowledged):
        yield Change(
            kind=ChangeKind.ACKNOWLEDGED,
            item=part.ref,
            accounts=who,
            record=part.acknowledged_in,
            day=part.acknowledged,
        )
    word = now.word
    answered_in = word.record if word and word.decision is None and _is_new(word, then) else None
    if word and answered_in:
        yield Change(
            kind=ChangeKind.ANSWERED if word.settles else ChangeKind.REPLIED,
            item=word.item,
            accounts=who,
            record=word.record,
            day=word.day,
        )
    end = now.resolving_part
    settled_later = end is not None and end.resolved_in != answered_in
    if end and end.resolved and settled_later and (then is None or then.is_open):
        yield Change(
            kind=ChangeKind.RESOLVED,
            item=end.ref,
            accounts=who,
            record=end.resolved_in,
            day=end.resolved,
        )


def _is_new(word: ProductWord, then: RaisedPath | None) -> bool:
    """Whether a word was not yet given; what is said about a decision may change since."""
    known = then.words if then else ()
    return all((word.item, word.record, word.day) != (w.item, w.record, w.day) for w in known)


def _of_questions(before: State, after: State) -> Iterator[Change]:
    for ref, now in after.questions.items():
        then = before.questions.get(ref)
        who = (now.account,)
        if then is None:
            yield Change(
                kind=ChangeKind.ASKED, item=ref, accounts=who, record=now.record, day=now.asked
            )
        said = _said(now)
        if len(said) > len(_said(then) if then else ()):
            newest = said[-1]
            yield Change(
                kind=ChangeKind.ANSWERED if newest.settles else ChangeKind.REPLIED,
                item=ref,
                accounts=who,
                record=newest.record,
                day=newest.day,
            )


def _said(question: AskedQuestion) -> tuple[ProductWord, ...]:
    """Answers and interim answers; a deferral is a change of its own."""
    return tuple(word for word in question.words if word.settles or word.decision is None)


_STATUSES = {
    "planned": ChangeKind.PLANNED,
    "in-progress": ChangeKind.STARTED,
    "shipped": ChangeKind.SHIPPED,
    "declined": ChangeKind.DECLINED,
}


def _of_requests(before: State, after: State) -> Iterator[Change]:
    """That it was submitted, and its last status; not those that it went through."""
    for ref, now in after.requests.items():
        then = before.requests.get(ref)
        who = (now.account,)
        if then is None:
            yield Change(
                kind=ChangeKind.REQUESTED, item=ref, accounts=who, record=now.record, day=now.asked
            )
        last = now.steps[-1]
        kind = _STATUSES.get(last.status)
        if kind and (then is None or then.status != last.status):
            yield Change(kind=kind, item=ref, accounts=who, record=last.record, day=last.day)


def _of_actions(before: State, after: State) -> Iterator[Change]:
    for ref, now in after.actions.items():
        then = before.actions.get(ref)
        who = (now.account,) if now.account else ()
        if then is None:
            yield Change(
                kind=ChangeKind.OPENED,
                item=ref,
                accounts=who,
                record=now.record,
                day=now.opened,
                new=now.dues[0],
            )
        was_open = then is None or then.is_open
        if now.closed and was_open:
            done = now.state is ActionState.DONE
            yield Change(
                kind=ChangeKind.DONE if done else ChangeKind.DROPPED,
                item=ref,
                accounts=who,
                record=now.closed_in,
                day=now.closed,
            )
        rolls = [each for each in now.reviews if each.counts and each.due]
        old = then.due if then else now.dues[0]
        if now.is_open and now.due != old and rolls:
            yield Change(
                kind=ChangeKind.ROLLED,
                item=ref,
                accounts=who,
                record=rolls[-1].record,
                day=rolls[-1].day,
                old=old,
                new=now.due,
            )


def _of_loops(before: State, after: State) -> Iterator[Change]:
    for key, now in after.loops.items():
        then = before.loops.get(key)
        known = then is not None and then.state is LoopState.TOLD and then.told == now.told
        if now.state is LoopState.TOLD and now.told and not known:
            yield Change(
                kind=ChangeKind.TOLD,
                item=now.item,
                accounts=(now.account,),
                record=now.told_in,
                day=now.told,
            )


def _record_of(ref: str) -> str:
    return ref.partition("/")[0]
