"""Superseding: which successor takes over which accounts, and who is left without a promise.

The successors of one record count at once (records.md §5, Superseding).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from decision_record.ledger.commitments import AccountState
from decision_record.ledger.decision_history import DecisionEvent, EventKind
from decision_record.ledger.decisions import OpenDecision, Step
from decision_record.ledger.loops import LoopKey
from decision_record.ledger.roadmap import slip_to
from decision_record.model.records import Entry


@dataclass(frozen=True, slots=True)
class Handover:
    """What superseding does to loops."""

    ended: list[LoopKey] = field(default_factory=list)
    """The loops that end: their accounts are superseded or withdrawn."""
    owed: list[LoopKey] = field(default_factory=list)
    """The loops that open because a promise was withdrawn: the first successor owes the word."""


def find_successors(
    new: Iterable[OpenDecision], *, log: Mapping[str, OpenDecision]
) -> Sequence[tuple[OpenDecision, Sequence[OpenDecision]]]:
    """Each decision that new ones supersede, with these; both in the order of the replay."""
    found: dict[str, list[OpenDecision]] = {}
    for decision in new:
        for old in find_superseded(decision, log=log):
            found.setdefault(old.ref, []).append(decision)
    return [(log[ref], found[ref]) for ref in sorted(found, key=lambda each: log[each].position)]


def find_superseded(
    decision: OpenDecision, *, log: Mapping[str, OpenDecision]
) -> Sequence[OpenDecision]:
    """The decided decisions that a decision supersedes; only a decided one does."""
    names = dict.fromkeys(decision.entry.name_of(each) for each in decision.row.supersedes)
    found = [log[name] for name in names if name in log] if decision.is_decided else []
    return [each for each in found if each.is_decided and each is not decision]


def supersede(
    old: OpenDecision,
    successors: Sequence[OpenDecision],
    *,
    entry: Entry,
    churned: Mapping[str, date],
    is_settled: Callable[[OpenDecision, str], bool],
) -> Handover:
    """Give the accounts of a decision to its successors of one record.

    Args:
        old: The decision that is superseded.
        successors: Its successors in the record.
        entry: The record.
        churned: The accounts that have left, each with the day.
        is_settled: Whether a decision without a commitment was followed through, and the account
            told: such an account loses nothing.
    """
    old.complete_accounts()
    is_first = not old.superseded_by
    if old.commitment and is_first and old.promised():
        old.commitment.superseded = True
    first = old.first_successor = old.first_successor or successors[0]
    open_to_heirs = _open_to_heirs(old)
    heirs = _find_heirs(open_to_heirs, successors, churned=churned)
    for each in successors:
        taken = [name for name in heirs if name is None or each.names(name)]
        _slip_from(old, each, taken, entry=entry)
        old.superseded_by.append(Step(ref=each.ref, day=entry.date, accounts=_named(taken)))
    lost = [
        name
        for name in open_to_heirs
        if is_first
        and name is not None
        and name not in heirs
        and (old.commitment or not is_settled(old, name))
    ]
    handover = Handover()
    _hand_over(old, heirs, entry=entry, handover=handover, is_first=is_first)
    _withdraw(old, lost, first, entry=entry, handover=handover)
    return handover


def _open_to_heirs(old: OpenDecision) -> list[str | None]:
    """The accounts that a successor may take over; None is the nameless one."""
    if old.commitment:
        return old.in_state(AccountState.PROMISED, AccountState.WITHDRAWN)
    return [name for name, each in old.accounts.items() if each.state != AccountState.SUPERSEDED]


def _find_heirs(
    accounts: Iterable[str | None],
    successors: Sequence[OpenDecision],
    *,
    churned: Mapping[str, date],
) -> Mapping[str | None, OpenDecision]:
    """Who takes over which account: who names it, else those that name none.

    What a successor takes over counts from here on as if it named it.
    """
    naming = [each for each in successors if each.row.accounts]
    others = [each for each in successors if not each.row.accounts]
    heirs: dict[str | None, OpenDecision] = {}
    for name in accounts:
        if name is None:
            heirs[name] = successors[0]
            continue
        own = next((each for each in naming if each.names(name)), None)
        if own is None:
            for each in others:
                each.take_over(name, churned=churned)
        heir = own or next(iter(others), None)
        if heir:
            heirs[name] = heir
    return heirs


def _slip_from(
    old: OpenDecision, new: OpenDecision, taken: Sequence[str | None], *, entry: Entry
) -> None:
    """A later target than the old one's is a slip for the accounts that are taken over."""
    before, after = old.commitment, new.commitment
    if not (taken and before and after and before.target and after.target):
        return
    if after.target <= before.target:
        return
    first = before.original or before.target
    after.original = min(first, after.original or first)
    slip_to(
        after.target,
        old=before.target,
        because=new.row.because,
        entry=entry,
        decision=new,
        to=taken,
    )


def _hand_over(
    old: OpenDecision,
    heirs: Mapping[str | None, OpenDecision],
    *,
    entry: Entry,
    handover: Handover,
    is_first: bool,
) -> None:
    """Mark what is taken over, and end its loops."""
    taken: dict[str, list[str]] = {}
    for name, heir in heirs.items():
        account = old.accounts[name]
        if name is not None:
            handover.ended.append((old.ref, name))
            if account.state is AccountState.WITHDRAWN:
                _forgive(old, name, handover=handover)
        account.become(AccountState.SUPERSEDED, on=entry.date, record=entry.id, by=heir.ref)
        taken.setdefault(heir.ref, []).extend([name] if name is not None else [])
    if is_first and not old.accounts and old.first_successor:
        taken[old.first_successor.ref] = []
    for ref, names in taken.items():
        _happen(EventKind.SUPERSEDED, old, names, by=ref, entry=entry)


def _withdraw(
    old: OpenDecision,
    accounts: Iterable[str],
    first: OpenDecision,
    *,
    entry: Entry,
    handover: Handover,
) -> None:
    """Take the promise from accounts that no successor names; the first one owes them the word."""
    lost = list(accounts)
    for name in lost:
        old.accounts[name].become(
            AccountState.WITHDRAWN, on=entry.date, record=entry.id, by=first.ref
        )
        first.withdrawn_for.setdefault(name, []).append(old.ref)
        handover.ended.append((old.ref, name))
        handover.owed.append((first.ref, name))
    if lost:
        _happen(EventKind.WITHDRAWN, old, lost, by=first.ref, entry=entry)


def _forgive(old: OpenDecision, account: str, *, handover: Handover) -> None:
    """The first successor owes no word any more once a later one takes the account over."""
    first = old.first_successor
    if first is None or old.ref not in first.withdrawn_for.get(account, ()):
        return
    first.withdrawn_for[account].remove(old.ref)
    if not first.withdrawn_for[account]:
        del first.withdrawn_for[account]
        if not first.names(account):
            handover.ended.append((first.ref, account))


def _happen(
    kind: EventKind, old: OpenDecision, accounts: Iterable[str], *, by: str, entry: Entry
) -> None:
    old.history.append(
        DecisionEvent(kind=kind, day=entry.date, record=entry.id, accounts=tuple(accounts), by=by)
    )


def _named(names: Iterable[str | None]) -> tuple[str, ...]:
    return tuple(each for each in names if each is not None)
