"""DR330: accounts that a change to a decision leaves out."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from decision_record.checks.commitments.promised import events_in, promised_after, target_before
from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import PROMISED
from decision_record.checks.rule import Rule, RuleExample
from decision_record.checks.wording import in_yaml, quote
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.ledger.actions import actions_of
from decision_record.ledger.decision_history import EventKind
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import DAYS_TO_CLOSE
from decision_record.model.records import Entry
from decision_record.text.wording import join_words


def find_left_accounts(context: CheckContext) -> Iterable[Problem]:
    """Accounts that a superseding or a partial shipment says nothing for (DR330)."""
    for decision in context.decisions.values():
        for entry in _changing(decision, context):
            # A record that could not be read may have changed it before.
            if not context.misses_since(decision.ref, entry.date):
                yield from _left_by_superseding(decision, entry, context)
                yield from _left_by_shipment(decision, entry, context)


def _changing(decision: LoggedDecision, context: CheckContext) -> Iterator[Entry]:
    """The records that did something to a decision."""
    names = dict.fromkeys(each.record for each in decision.events() if each.record)
    return (context.entries[name] for name in names)


def _left_by_superseding(
    old: LoggedDecision, entry: Entry, context: CheckContext
) -> Iterator[Problem]:
    lost = {
        account: event.by or ""
        for event in events_in(old, entry, EventKind.WITHDRAWN)
        for account in event.accounts
    }
    heirs = _heirs(old, entry, context)
    left = [
        account
        for account in lost
        if not any(account in context.decisions[ref].accounts for ref in heirs)
        and not _is_told(account, (old.ref, *heirs), entry, context)
    ]
    if left:
        first = lost[left[0]]
        yield Problem(
            code="DR330",
            message=f"{first} supersedes {old.ref}, and leaves out {_names(left)}",
            help=_advise(old, first, left, entry, context),
            at=_place(first, old, entry),
        )


def _heirs(old: LoggedDecision, entry: Entry, context: CheckContext) -> Sequence[str]:
    """What supersedes a decision in a record, directly or through others of the record."""
    found: dict[str, None] = {}
    waiting = [old.ref]
    while waiting:
        each = context.decisions.get(waiting.pop())
        for step in each.superseded_by if each else ():
            if step.ref not in found and context.decisions[step.ref].record == entry.id:
                found[step.ref] = None
                waiting.append(step.ref)
    return tuple(found)


def _is_told(account: str, items: Sequence[str], entry: Entry, context: CheckContext) -> bool:
    """Whether the record tells an account, or has an action that will."""
    ids = context.records.account_id
    return any(
        row.closes_loop
        and entry.name_of(row.closes_loop) in items
        and ids(row.account or "") == account
        for _, row in actions_of(entry)
    ) or any(
        entry.name_of(row.item) in items and ids(row.account) == account
        for row in entry.record.loops
    )


def _advise(
    old: LoggedDecision, new: str, left: Sequence[str], entry: Entry, context: CheckContext
) -> str:
    own = new.rpartition("/")[2]
    if old.record == entry.id:
        # To supersede a decision of the same record takes a promise back that was just made.
        replaced = ", ".join(old.supersedes) or "…"
        return (
            f"{old.row.id} is a decision of this record: in {own}, supersede what both replace, as "
            f"in `supersedes: [{replaced}]`"
        )
    account = context.records.accounts.get(left[0])
    owner = account.csm_on(entry.date) if account else "…"
    numbers = [int(row.id[1:]) for _, row in actions_of(entry)]
    due = entry.date + min(timedelta(days=DAYS_TO_CLOSE), date.max - entry.date)
    what = in_yaml(f"Tell {account.name if account else left[0]} what changed")
    return (
        "write a decision that takes over what it was promised, with "
        f"`accounts: [{', '.join(left)}]` and `supersedes: [{old.ref}]`; or add an action to "
        f"tell it, in `actions: cs:` `- {{id: A{max(numbers, default=0) + 1}, what: {what}, "
        f"owner: {owner}, due: {due}, account: {left[0]}, closes_loop: {own}}}`"
    )


def _place(new: str, old: LoggedDecision, entry: Entry) -> Pointer:
    for row_index, row in enumerate(entry.record.decisions):
        for index, name in enumerate(row.supersedes):
            if f"{entry.id}/{row.id}" == new and entry.name_of(name) == old.ref:
                return point(entry, "decisions", row_index, "supersedes", index)
    return point(entry, "decisions", part=Underlined.KEY)


def _left_by_shipment(
    decision: LoggedDecision, entry: Entry, context: CheckContext
) -> Iterator[Problem]:
    if not any(events_in(decision, entry, EventKind.SHIPPED)):
        return
    spoken_of = any(
        row.status in ("on-track", "slipped") and entry.name_of(row.commitment) == decision.ref
        for row in entry.record.roadmap
    )
    named = {
        context.records.account_id(name) for row in entry.record.decisions for name in row.accounts
    }
    left = [
        account
        for account in promised_after(decision, entry, context)
        if account and account not in named and not _has_left(account, entry, context)
    ]
    if left and not spoken_of:
        yield Problem(
            code="DR330",
            message=f"{decision.ref} shipped to some accounts, and the record leaves out "
            f"{_names(left)}",
            help="say what applies to the rest: add to `roadmap` "
            f"`{_rest(decision, entry, context)}`",
            at=_shipment(decision, entry),
        )


def _rest(decision: LoggedDecision, entry: Entry, context: CheckContext) -> str:
    """The row for what is still to come; past its target it slipped."""
    target = target_before(decision, entry, context)
    if target and target < entry.date:
        return f"- {{commitment: {decision.ref}, status: slipped, target: …, because: …, say: …}}"
    return f"- {{commitment: {decision.ref}, status: on-track}}"


def _has_left(account: str, entry: Entry, context: CheckContext) -> bool:
    known = context.records.accounts.get(account)
    return known is None or known.churned_by(entry.date) is not None


def _shipment(decision: LoggedDecision, entry: Entry) -> Pointer:
    """The row by which the record ships it."""
    for index, row in enumerate(entry.record.roadmap):
        if row.status == "shipped" and entry.name_of(row.commitment) == decision.ref:
            return point(entry, "roadmap", index, "accounts" if row.accounts else "status")
    for index, item in enumerate(entry.record.shipped):
        if item.delivers and entry.name_of(item.delivers) == decision.ref:
            return point(entry, "shipped", index, "accounts" if item.accounts else "delivers")
    return point(entry, "roadmap", part=Underlined.KEY)


def _names(accounts: Sequence[str]) -> str:
    return join_words([quote(account) for account in accounts])


_NARROWED = """\
date: 2026-04-20
by: elin.marchetti
decisions:
  - {id: D1, outcome: decided, what: Ship the archive to Ashgrove in June, owner: elin.marchetti,
     accounts: [ashgrove], say: You get the archive on 15 June.,
     supersedes: [2026-04-13-elin/D1],
     commitment: {target: 2026-06-15, confidence: committed}}
loops:
  - {item: D1, account: ashgrove, on: 2026-04-20}
"""
_LATER = "updates/2026/2026-04-20-elin.yml"

LEFT_ACCOUNT = Rule(
    code="DR330",
    slug="account-left-out",
    severity=Severity.WARNING,
    says="A change to a decision leaves out one of its accounts.",
    looks_at="The accounts of every decision that is superseded: each is named by a successor, or "
    "is told in the same record by an action with `closes_loop` or a row of `loops`. And those of "
    "a commitment that shipped to some: the record says what applies to the rest, by an `on-track` "
    "or `slipped` row or by a decision that names it.",
    fields=("meeting/decisions.supersedes", "meeting/roadmap.accounts", "meeting/shipped.accounts"),
    why="What it was promised no longer applies, and it has not been told. It finds out at "
    "its next QBR.",
    failing=RuleExample(files=(PROMISED, (_LATER, _NARROWED))),
    passing=RuleExample(
        files=(
            PROMISED,
            (_LATER, f"{_NARROWED}  - {{item: D1, account: copperline, on: 2026-04-20}}\n"),
        )
    ),
    find=find_left_accounts,
)
