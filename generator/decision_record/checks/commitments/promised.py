"""To whom a commitment was promised before a record, as the replay has it (records.md §5)."""

from collections.abc import Iterator
from datetime import date

from decision_record.checks.context import CheckContext
from decision_record.ledger.decision_history import DecisionEvent, EventKind
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.decided import RoadmapRow
from decision_record.model.records import Entry

Accounts = tuple[str | None, ...]
"""Accounts of a commitment; None is the nameless one of a commitment without accounts."""

ENDS = frozenset({EventKind.SHIPPED, EventKind.DESCOPED, EventKind.SUPERSEDED, EventKind.WITHDRAWN})
"""What ends a promise to an account. One that has churned still counts as promised."""


def promised_before(decision: LoggedDecision, entry: Entry, context: CheckContext) -> Accounts:
    """The accounts to which a commitment was still promised before a record."""
    return _without(decision, tuple(ends_before(decision, entry, context)))


def promised_after(decision: LoggedDecision, entry: Entry, context: CheckContext) -> Accounts:
    """The accounts to which it is still promised after the record."""
    own = (each for each in _ends(decision) if each.record == entry.id)
    return _without(decision, (*ends_before(decision, entry, context), *own))


def may_name_others(decision: LoggedDecision, entry: Entry, context: CheckContext) -> bool:
    """Whether it may have taken over accounts by a record that could not be read."""
    takes_over = not decision.row.accounts and bool(decision.supersedes)
    return takes_over and context.misses_since(decision.ref, entry.date)


def ends_before(
    decision: LoggedDecision, entry: Entry, context: CheckContext
) -> Iterator[DecisionEvent]:
    """What ended a promise of a decision in the records before one, oldest first."""
    for event in _ends(decision):
        earlier = context.entries.get(event.record or "")
        if earlier and context.comes_later(entry.id, than=earlier):
            yield event


def target_before(decision: LoggedDecision, entry: Entry, context: CheckContext) -> date | None:
    """The target of a commitment that held before a record."""
    target = decision.row.commitment.target if decision.row.commitment else None
    for event in decision.events():
        earlier = context.entries.get(event.record or "")
        if event.kind is EventKind.SLIPPED and earlier:
            target = event.new if context.comes_later(entry.id, than=earlier) else target
    return target


def is_brought_forward(row: RoadmapRow, decision: LoggedDecision, entry: Entry) -> bool:
    """Whether a row of a record moves the target of a commitment to an earlier day."""
    slips = decision.commitment.slips if decision.commitment else ()
    return row.status == "slipped" and any(
        each.is_earlier for each in slips if each.record == entry.id and each.to == row.target
    )


def events_in(decision: LoggedDecision, entry: Entry, kind: EventKind) -> Iterator[DecisionEvent]:
    """What a record did to a decision, of one kind."""
    return (each for each in decision.events() if each.kind is kind and each.record == entry.id)


def _ends(decision: LoggedDecision) -> Iterator[DecisionEvent]:
    return (each for each in decision.events() if each.kind in ENDS)


def _without(decision: LoggedDecision, ends: tuple[DecisionEvent, ...]) -> Accounts:
    if not decision.accounts:
        return () if ends else (None,)
    gone = {account for event in ends for account in event.accounts}
    return tuple(account for account in decision.accounts if account not in gone)
