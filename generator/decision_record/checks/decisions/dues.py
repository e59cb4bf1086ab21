"""DR306: due dates that cannot be met."""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.checks.context import CheckContext, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace, Severity
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.items import Item
from decision_record.model.decided import Action, Decision
from decision_record.model.records import Entry


def find_early_dues(context: CheckContext) -> Iterable[Problem]:
    """Dates before the day of their record, or before the action that they come after (DR306)."""
    for entry in context.written:
        for item in context.rows[entry.file.name]:
            if not isinstance(item.row, Action | Decision) or item.row.due is None:
                continue
            if item.row.due < entry.date:
                yield Problem(
                    code="DR306",
                    message=f"{item.row.id} is due on {item.row.due}, before its record of "
                    f"{entry.date}",
                    help=f"write {entry.date} or a later date",
                    at=point_at(item, "due"),
                )
            if isinstance(item.row, Action) and item.row.after:
                yield from _before_awaited(item, item.row, context)


def _before_awaited(item: Item, row: Action, context: CheckContext) -> Iterator[Problem]:
    """An action that is due before the one it comes after, by the state after this record."""
    entry = item.entry
    ref = entry.name_of(row.after or "")
    awaited = context.items.get(ref)
    action = context.actions.get(ref)
    if awaited is None or action is None or context.comes_later(action.record, than=entry):
        return
    due = _due_after(action, entry, context)
    # A record that could not be read may have rolled or closed it.
    known = not context.rests_on_unread(ref) and (
        action.record == entry.id
        or not context.misses_since(ref, entry.date, sections=("review", "loops"))
    )
    if due and row.due < due and known:
        yield Problem(
            code="DR306",
            message=f"{row.id} is due on {row.due}, but comes after "
            f"{quote(row.after or '')}, which is due on {due}",
            help=f"write `due: {due}` or later",
            at=point_at(item, "due"),
            related=(
                RelatedPlace(at=point_at(awaited, "due"), text="the action before it is due here"),
            ),
        )


def _due_after(action: QueuedAction, entry: Entry, context: CheckContext) -> date | None:
    """When an action is due, after a record; None where it was closed by then."""
    due = action.dues[0]
    for step in action.reviews:
        if not step.counts or context.comes_later(step.record, than=entry):
            continue
        if step.closes:
            return None
        due = step.due or due
    return due


EARLY_DUE = Rule(
    code="DR306",
    slug="early-due",
    severity=Severity.ERROR,
    says="Something is due before the date of its record, or before the action that it comes "
    "after.",
    looks_at="`due` of decisions and actions against the record's date, and of an action with "
    "`after` against the date of the action that it comes after, unless that is done.",
    fields=("meeting/decisions.due", "meeting/actions.due", "meeting/actions.after"),
    why="It is overdue the moment it is agreed. Usually the year or the month is mistyped.",
    failing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 2026-03-24}\n"
    ),
    passing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Send Ashgrove the dates, owner: anneke.morrow,"
        " due: 2026-04-24}\n"
    ),
    find=find_early_dues,
)
