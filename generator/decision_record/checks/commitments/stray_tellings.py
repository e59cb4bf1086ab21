"""Customer updates about items that do not concern the account: they close no loop (DR321)."""

from collections.abc import Iterator, Mapping
from datetime import date

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.actions import Side, actions_of
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item
from decision_record.model.asked import Request
from decision_record.model.decided import Decision
from decision_record.model.records import Entry
from decision_record.text.wording import join_words

_Deliveries = Mapping[str, tuple[str, ...]]
"""By item the shipped rows that deliver it."""


def find_stray_rows(context: CheckContext) -> Iterator[Problem]:
    """Rows of `loops` for an account that has no loop with the item."""
    deliveries = _find_deliveries(context)
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.loops):
            item = context.items.get(entry.name_of(row.item))
            if item and _is_stray(item, row.account, context, deliveries, on=entry.date):
                yield _stray(
                    item, row.item, row.account, at=point(entry, "loops", index, "account")
                )


def find_stray_actions(context: CheckContext) -> Iterator[Problem]:
    """Actions that close a loop of a request or a shipped item with another account."""
    deliveries = _find_deliveries(context)
    for entry in context.records.entries:
        indexes = dict.fromkeys(Side, -1)
        for side, row in actions_of(entry):
            indexes[side] += 1
            item = _of_no_decision(row.closes_loop, entry, context)
            is_stray = (
                item
                and row.account
                and _is_stray(item, row.account, context, deliveries, on=entry.date)
            )
            if item and row.account and is_stray:
                at = point(entry, "actions", str(side), indexes[side], "account")
                yield _stray(item, row.closes_loop or "", row.account, at=at)


def _of_no_decision(name: str | None, entry: Entry, context: CheckContext) -> Item | None:
    item = context.items.get(entry.name_of(name)) if name else None
    return item if item and not isinstance(item.row, Decision) else None


def _is_stray(
    item: Item, account: str, context: CheckContext, deliveries: _Deliveries, *, on: date
) -> bool:
    """Whether an account never has a loop with an item, by all that is recorded."""
    account = context.records.account_id(account)
    known = context.records.accounts.get(account)
    if known is None or known.churned_by(on):
        return False
    row = item.row
    if not _are_known(item, context):
        return False
    if isinstance(row, Request):
        return context.records.account_id(row.account) != account
    if isinstance(row, Decision) and row.outcome != "decided":
        return False
    # A record that could not be read may deliver it, or take it over, for this account.
    if context.misses(date.min, date.max):
        return False
    return not any((ref, account) in context.loops for ref in _told_with(item, deliveries))


def _are_known(item: Item, context: CheckContext) -> bool:
    """Whether all accounts that an item names are declared; one that is not may be meant."""
    decision = context.decisions.get(item.ref)
    if decision:
        names, whole = owed_by(decision, context)
    else:
        row, whole = item.row, True
        written = (row.account,) if isinstance(row, Request) else getattr(row, "accounts", ())
        names = frozenset(context.records.account_id(each) for each in written)
    return whole and names <= context.records.accounts.keys()


def owed_by(decision: LoggedDecision, context: CheckContext) -> tuple[frozenset[str], bool]:
    """The accounts that a decision names, itself or through what it supersedes.

    And whether all of what it supersedes could be read.
    """
    names: set[str] = set()
    ahead, seen = [decision.ref], {decision.ref}
    whole = True
    while ahead:
        each = context.decisions.get(ahead.pop())
        if each is None:
            whole = False
            continue
        names.update(each.accounts)
        ahead += [ref for ref in each.supersedes if ref not in seen]
        seen.update(each.supersedes)
    return frozenset(names), whole


def _find_deliveries(context: CheckContext) -> _Deliveries:
    shipped = ((entry, row) for entry in context.records.entries for row in entry.record.shipped)
    found = group(
        shipped, lambda each: [each[0].name_of(each[1].delivers) if each[1].delivers else None]
    )
    return {
        ref: tuple(f"{entry.id}/{row.id}" for entry, row in rows) for ref, rows in found.items()
    }


def _told_with(item: Item, deliveries: _Deliveries) -> Iterator[str]:
    """An item, what it delivers and what delivers it: who was told about one was told about all."""
    yield item.ref
    if item.delivers:
        yield item.delivers
    if isinstance(item.row, Decision):
        yield from deliveries.get(item.ref, ())


def _stray(item: Item, written: str, account: str, *, at: Pointer) -> Problem:
    row = item.row
    accounts = (row.account,) if isinstance(row, Request) else getattr(row, "accounts", ())
    named = join_words([f"`{each}`" for each in accounts], last="or") if accounts else ""
    return Problem(
        code="DR321",
        message=f"{quote(account)} is told about {written}, which does not name that account",
        help=f"write {named}, or remove the row"
        if named
        else "add the account to the `accounts` of that item, or remove the row",
        at=at,
        related=(RelatedPlace(at=point_at(item), text="the item is here"),),
        severity=Severity.WARNING,
    )
