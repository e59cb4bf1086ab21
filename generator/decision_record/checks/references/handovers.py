"""DR331: whether what people leave behind is handed over."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext, point
from decision_record.checks.rule import Rule, RuleExample
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, Severity
from decision_record.ledger.actions import QueuedAction
from decision_record.model.records import Entry, FileKind


def find_leavers_actions(context: CheckContext) -> Iterable[Problem]:
    """Actions of people who left that are rolled and not handed over (DR331)."""
    records = context.records
    if FileKind.PEOPLE in records.unread.kinds:
        return
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.review):
            action = context.actions.get(entry.name_of(row.action)) if row.action else None
            if action is None or row.outcome != "rolled" or row.owner:
                continue
            owner = _owner_before(action, entry, index, context)
            person = records.people.get(owner) if owner else None
            if person and person.has_left(entry.date):
                yield Problem(
                    code="DR331",
                    message=f"{quote(row.action or '')} is rolled, and its owner {person.name} "
                    f"left on {person.left}",
                    help="hand it over: add the person who does it now to the row, as in "
                    f"`owner: {_successor(action, entry, context)}`",
                    at=point(entry, "review", index, "action"),
                )


def _owner_before(
    action: QueuedAction, entry: Entry, index: int, context: CheckContext
) -> str | None:
    """Who owned an action before a row reviewed it; None where the row does not count."""
    owner = action.owners[0]
    for step in action.reviews:
        if (step.record, step.section, step.row) == (entry.id, "review", index):
            # A record that could not be read may have handed it over.
            known = not context.misses_since(action.ref, entry.date)
            return owner if step.counts and known else None
        owner = (step.owner if step.counts else None) or owner
    return None


def _successor(action: QueuedAction, entry: Entry, context: CheckContext) -> str:
    """Who may take an action over: the account's CSM of the day, of what CS does."""
    account = context.records.accounts.get(action.account or "")
    csm = account.csm_on(entry.date) if account and action.side == "cs" else None
    person = context.records.people.get(csm or "")
    is_there = person is not None and not person.has_left(entry.date)
    return csm if csm and is_there and csm != action.owner else "…"


_OPENED = (
    "updates/2026/2026-02-20-anneke.yml",
    """\
date: 2026-02-20
by: anneke.morrow
actions:
  pm:
    - {id: A1, what: Send Ashgrove the dates, owner: hollis.grant, due: 2026-03-06}
""",
)


def _rolled(more: str) -> RuleExample:
    text = (
        "date: 2026-04-20\nby: anneke.morrow\nreview:\n"
        f"  - {{action: 2026-02-20-anneke/A1, outcome: rolled, due: 2026-05-04{more}}}\n"
    )
    return RuleExample(files=(_OPENED, ("updates/2026/2026-04-20-anneke.yml", text)))


LEAVERS_ACTION = Rule(
    code="DR331",
    slug="open-action-of-leaver",
    severity=Severity.WARNING,
    says="An open action of a person who left is rolled and not handed over.",
    looks_at="Rows of `review` with `outcome: rolled` and without `owner`, against `left` of the "
    "action's owner in people.yml.",
    fields=("meeting/review.action", "meeting/review.owner"),
    why="The owner cannot keep the new date, and every list still shows the action under the "
    "name of a person who has left.",
    failing=_rolled(""),
    passing=_rolled(", owner: elin.marchetti"),
    find=find_leavers_actions,
)
