"""How roadmap rows and deliveries change a commitment, account by account (records.md §5)."""

from collections.abc import Iterable, Sequence
from datetime import date

from decision_record.ledger.commitments import AccountState, CommitmentState, OpenCommitment, Slip
from decision_record.ledger.decision_history import DecisionEvent, EventKind
from decision_record.ledger.decisions import OpenDecision
from decision_record.ledger.loops import Because, LoopReplay
from decision_record.model.decided import RoadmapRow, Shipped
from decision_record.model.records import Entry, Records

Accounts = Sequence[str | None]
"""Accounts of a decision; None is the nameless one of a commitment without accounts."""


def report(
    row: RoadmapRow, *, entry: Entry, decision: OpenDecision, loops: LoopReplay, records: Records
) -> None:
    """Take a roadmap row: it acts on the accounts that are still promised.

    A row that repeats what has shipped or was descoped changes nothing, but its words are new.
    """
    decision.hand_over(row.owner)
    commitment = decision.commitment
    if commitment is None:
        acts_on: Accounts = decision.promised()
    else:
        match row.status:
            case "on-track":
                acts_on = _confirm(entry, decision, commitment)
            case "slipped":
                acts_on = _slip(row, entry, decision, commitment, loops)
            case "shipped":
                acts_on = _ship_by_row(row, entry, decision, loops, records)
            case "descoped":
                acts_on = _descope(row, entry, decision, commitment, loops)
        if acts_on:
            commitment.reported = entry.date
    decision.speak(
        say=row.say,
        dont_say=row.dont_say,
        ref=decision.ref,
        entry=entry,
        accounts=acts_on,
    )


def _confirm(entry: Entry, decision: OpenDecision, commitment: OpenCommitment) -> Accounts:
    promised = decision.promised()
    if promised:
        commitment.status = CommitmentState.ON_TRACK
        _note_report(decision, promised, entry)
        _happen(EventKind.REPORTED, decision, promised, on=entry.date, entry=entry)
    return promised


def _slip(
    row: RoadmapRow,
    entry: Entry,
    decision: OpenDecision,
    commitment: OpenCommitment,
    loops: LoopReplay,
) -> Accounts:
    promised, old = decision.promised(), commitment.target
    if not promised:
        return promised
    commitment.status = CommitmentState.SLIPPED
    _note_report(decision, promised, entry)
    if row.target is None or row.target == old:
        _happen(EventKind.REPORTED, decision, promised, on=entry.date, entry=entry)
        return promised
    slip_to(row.target, old=old, because=row.because, entry=entry, decision=decision, to=promised)
    _open(loops, decision, promised, on=entry.date, because="slipped")
    return promised


def slip_to(
    target: date,
    *,
    old: date | None,
    because: str | None,
    entry: Entry,
    decision: OpenDecision,
    to: Accounts,
) -> None:
    """Note that a commitment's target moved, for some of its accounts."""
    commitment = decision.commitment
    if commitment is None:
        return
    commitment.slips.append(
        Slip(
            record=entry.id,
            day=entry.date,
            from_=old,
            to=target,
            because=because,
            accounts=_named(to),
        )
    )
    commitment.target = target
    decision.history.append(
        DecisionEvent(
            kind=EventKind.SLIPPED,
            day=entry.date,
            record=entry.id,
            accounts=_named(to),
            new=target,
        )
    )


def _ship_by_row(
    row: RoadmapRow, entry: Entry, decision: OpenDecision, loops: LoopReplay, records: Records
) -> Accounts:
    """A row ships to its accounts; where its record has a shipped item too, that says to whom."""
    named = _known(row.accounts, decision, records)
    items: dict[str, Shipped] = {}
    for item in entry.record.shipped:
        items.setdefault(f"{entry.id}/{item.id}", item)
    items = {
        ref: each
        for ref, each in items.items()
        if each.delivers and entry.name_of(each.delivers) == decision.ref
    }
    shipped: list[str | None] = []
    for ref, item in items.items():
        named += [each for each in _known(item.accounts, decision, records) if each not in named]
        shipped += _ship(_reached(item, decision, records), item.on, entry, decision, loops, by=ref)
    if not items:
        to = named if row.accounts else decision.promised()
        shipped += _ship(to, row.on or entry.date, entry, decision, loops)
    _note_report(decision, shipped, entry)
    return [
        each
        for each in decision.in_state(AccountState.SHIPPED)
        if each in shipped or each in named or not (shipped or named)
    ]


def deliver(
    row: Shipped, *, entry: Entry, decision: OpenDecision, loops: LoopReplay, records: Records
) -> None:
    """Take a shipped item that delivers a commitment; its words are the newest for its accounts."""
    ref = f"{entry.id}/{row.id}"
    to = _reached(row, decision, records)
    if _ship(to, row.on, entry, decision, loops, by=ref) and decision.commitment:
        decision.commitment.reported = entry.date
    live = decision.in_state(AccountState.SHIPPED)
    now = [each for each in live if decision.accounts[each].record == entry.id]
    decision.speak(
        say=row.say,
        dont_say=None,
        ref=ref,
        entry=entry,
        accounts=_known(row.accounts, decision, records) if row.accounts else now or live,
    )


def _reached(row: Shipped, decision: OpenDecision, records: Records) -> Accounts:
    """The accounts still promised to which an item ships; all of them where it names none.

    What delivers a commitment without accounts ships it whole.
    """
    promised = decision.promised()
    if not row.accounts or None in promised:
        return promised
    named = _known(row.accounts, decision, records)
    return [each for each in promised if each in named]


def _ship(
    accounts: Accounts,
    on: date,
    entry: Entry,
    decision: OpenDecision,
    loops: LoopReplay,
    *,
    by: str | None = None,
) -> Accounts:
    """Ship to those of some accounts that are still promised; which they are."""
    reached = [each for each in accounts if decision.accounts[each].state is AccountState.PROMISED]
    for each in reached:
        decision.accounts[each].become(AccountState.SHIPPED, on=on, record=entry.id, by=by)
    if reached:
        _happen(EventKind.SHIPPED, decision, reached, on=on, entry=entry, by=by)
        _open(loops, decision, reached, on=on, because="shipped")
    return reached


def _descope(
    row: RoadmapRow,
    entry: Entry,
    decision: OpenDecision,
    commitment: OpenCommitment,
    loops: LoopReplay,
) -> Accounts:
    promised = decision.promised()
    if not promised:
        return decision.in_state(AccountState.DESCOPED)
    commitment.because = row.because
    _note_report(decision, promised, entry)
    for each in promised:
        decision.accounts[each].become(AccountState.DESCOPED, on=entry.date, record=entry.id)
    _happen(EventKind.DESCOPED, decision, promised, on=entry.date, entry=entry)
    _open(loops, decision, promised, on=entry.date, because="descoped")
    return promised


def _known(names: Iterable[str], decision: OpenDecision, records: Records) -> list[str | None]:
    """The accounts of some names, as far as a decision names them."""
    return [each for each in records.account_ids(names) if decision.names(each)]


def _note_report(decision: OpenDecision, accounts: Accounts, entry: Entry) -> None:
    for each in accounts:
        decision.accounts[each].reported = entry.date


def _happen(
    kind: EventKind,
    decision: OpenDecision,
    accounts: Accounts,
    *,
    on: date,
    entry: Entry,
    by: str | None = None,
) -> None:
    decision.history.append(
        DecisionEvent(
            kind=kind,
            day=on,
            record=entry.id,
            accounts=_named(accounts),
            by=by,
        )
    )


def _open(
    loops: LoopReplay, decision: OpenDecision, accounts: Accounts, *, on: date, because: Because
) -> None:
    for each in _named(accounts):
        loops.open((decision.ref, each), on=on, because=because)


def _named(accounts: Accounts) -> tuple[str, ...]:
    return tuple(each for each in accounts if each is not None)
