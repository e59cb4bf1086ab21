"""DR311, DR312, DR321, DR322: whether the customers that a decision names are told, by whom."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from decision_record.checks.commitments.stray_tellings import (
    find_stray_actions,
    find_stray_rows,
    owed_by,
)
from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import in_yaml, quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.actions import Side, actions_of
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.loops import DAYS_TO_CLOSE
from decision_record.model.decided import Action
from decision_record.model.records import Entry
from decision_record.model.reference import Role
from decision_record.text.wording import join_words


def find_wordless_decisions(context: CheckContext) -> Iterable[Problem]:
    """Decided decisions that name accounts and have no words for them (DR311)."""
    for entry in context.written:
        for index, row in enumerate(entry.record.decisions):
            if row.outcome == "decided" and row.accounts and row.say is None:
                yield Problem(
                    code="DR311",
                    message=f"{row.id} concerns {_accounts(row.accounts)}, and has no words for "
                    "the customer",
                    help="add what a CSM may say to the customer, as in `say: …`",
                    at=point(entry, "decisions", index, "accounts"),
                )


_MOST_NAMED = 3


def _accounts(names: tuple[str, ...]) -> str:
    if len(names) > _MOST_NAMED:
        return f"{len(names)} accounts"
    return join_words([quote(name) for name in names])


WORDLESS_DECISION = Rule(
    code="DR311",
    slug="decision-without-words",
    severity=Severity.ERROR,
    says="A decided decision names accounts and has no words for them.",
    looks_at="`accounts` and `say` of every decided decision.",
    fields=("meeting/decisions.accounts", "meeting/decisions.say"),
    why="Each CSM uses their own words, and five customers hear five different promises.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 20 May, owner: elin.marchetti,"
        " due: 2026-05-20, accounts: [ashgrove]}\n"
        "actions:\n  cs:\n    - {id: A1, what: Tell Ashgrove, owner: anneke.morrow,"
        " due: 2026-04-24, account: ashgrove, closes_loop: D1}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 20 May, owner: elin.marchetti,"
        " due: 2026-05-20, accounts: [ashgrove], say: The export comes on 20 May.}\n"
        "actions:\n  cs:\n    - {id: A1, what: Tell Ashgrove, owner: anneke.morrow,"
        " due: 2026-04-24, account: ashgrove, closes_loop: D1}\n"
    ),
    find=find_wordless_decisions,
)


def find_unclosed_loops(context: CheckContext) -> Iterable[Problem]:
    """Accounts that a decided decision names, and that no action tells (DR312)."""
    told = _told(context)
    offered: Counter[str] = Counter()
    for decision in context.decisions.values():
        # A record that could not be read may hold the action, or have told the same words before.
        if decision.outcome != "decided" or context.misses_since(
            decision.ref, sections=("actions", "loops", "decisions", "shipped")
        ):
            continue
        hearers = {
            account for ref in _successors(decision, context) for account in told.get(ref, ())
        }
        for index, written in enumerate(decision.row.accounts):
            name = context.records.account_id(written)
            account = context.records.accounts.get(name)
            owed = name not in hearers and name not in decision.already_told
            # What delivers the decision tells about it too.
            is_told = _loop_is_told(decision, name, context)
            if account and owed and not is_told and not account.churned_by(decision.day):
                offered[decision.record] += 1
                row = _telling(decision, name, context, number=offered[decision.record])
                yield Problem(
                    code="DR312",
                    message=f"no action tells {account.name} about {decision.row.id}",
                    help=f"add to `actions: cs:` `{row}`",
                    at=point_at(context.items[decision.ref], "accounts", index),
                )


def _loop_is_told(decision: LoggedDecision, account: str, context: CheckContext) -> bool:
    """Whether a record that could know of a decision tells its loop, or has an action that will."""
    loop = context.loops.get((decision.ref, account))
    records = (
        *(context.actions[ref].record for ref in (loop.actions if loop else ())),
        *(each.record for each in (loop.tellings if loop else ()) if each.record),
    )
    return any(context.is_there(decision.ref, context.entries[record]) for record in records)


def _told(context: CheckContext) -> Mapping[str, set[str]]:
    """The accounts that were told about each item, or that an action tells; never before it was."""
    told: dict[str, set[str]] = {}

    def tell(item: str, account: str, entry: Entry) -> None:
        if context.is_there(item, entry):
            told.setdefault(item, set()).add(account)

    for action in context.actions.values():
        if action.closes_loop and action.account:
            tell(action.closes_loop, action.account, context.entries[action.record])
    for entry in context.records.entries:
        for row in entry.record.loops:
            tell(entry.name_of(row.item), context.records.account_id(row.account), entry)
    return told


def _successors(decision: LoggedDecision, context: CheckContext) -> Iterable[str]:
    """The decision and what superseded it: its loops end there, and the new one owes the word."""
    seen: dict[str, None] = {}
    waiting = [decision.ref]
    while waiting:
        ref = waiting.pop()
        later = context.decisions.get(ref)
        if ref not in seen:
            seen[ref] = None
            waiting += (step.ref for step in later.superseded_by) if later else ()
    return seen


def _telling(decision: LoggedDecision, account: str, context: CheckContext, *, number: int) -> str:
    """An action that tells an account, as a row to paste; its number counts on."""
    known = context.records.accounts[account]
    entry = context.entries[decision.record]
    what = in_yaml(f"Tell {known.name}")
    due = decision.day + min(timedelta(days=DAYS_TO_CLOSE), date.max - decision.day)
    csm = known.csm_on(decision.day)
    return (
        f"- {{id: A{_last_number(entry) + number}, what: {what}, owner: {csm}, "
        f"due: {due}, account: {account}, closes_loop: {decision.row.id}}}"
    )


def _last_number(entry: Entry) -> int:
    return max((int(row.id[1:]) for _, row in actions_of(entry)), default=0)


UNCLOSED_LOOP = Rule(
    code="DR312",
    slug="unclosed-loop",
    severity=Severity.WARNING,
    says="A decided decision names an account, and no action closes the loop with it.",
    looks_at="Each of `accounts` of every decided decision, against the actions with "
    "`closes_loop` and that `account`, and the rows of `loops`, of any record. Accounts that had "
    "left are skipped.",
    fields=("meeting/decisions.accounts", "meeting/actions.closes_loop"),
    why="The customer who asked is the last to hear. They are told when that is one person's "
    "action, with a date.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 20 May, owner: elin.marchetti,"
        " due: 2026-05-20, accounts: [ashgrove], say: The export comes on 20 May.}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 20 May, owner: elin.marchetti,"
        " due: 2026-05-20, accounts: [ashgrove], say: The export comes on 20 May.}\n"
        "actions:\n  cs:\n    - {id: A1, what: Tell Ashgrove, owner: anneke.morrow,"
        " due: 2026-04-24, account: ashgrove, closes_loop: D1}\n"
    ),
    find=find_unclosed_loops,
)


def find_stray_closings(context: CheckContext) -> Iterable[Problem]:
    """Actions that close a loop without an account, or with one that has no loop (DR321)."""
    for entry in context.written:
        indexes = dict.fromkeys(Side, -1)
        for side, row in actions_of(entry):
            indexes[side] += 1
            if not row.closes_loop:
                continue
            at = ("actions", str(side), indexes[side])
            if row.account is None:
                yield Problem(
                    code="DR321",
                    message=f"{row.id} closes a loop, but does not say with which account",
                    help="add the account that is told, as in `account: …`",
                    at=point(entry, *at, "closes_loop"),
                )
            elif _is_stray(row, entry, context):
                yield _stray(row, entry, context, at=at)
    yield from find_stray_actions(context)
    yield from find_stray_rows(context)


def _is_stray(row: Action, entry: Entry, context: CheckContext) -> bool:
    """Whether the decision owes the account nothing; not where a name in it is unknown."""
    decision = context.decisions.get(entry.name_of(row.closes_loop or ""))
    account = context.records.account_id(row.account or "")
    if decision is None or account in decision.accounts:
        return False
    if account not in context.records.accounts:
        return False
    names, whole = owed_by(decision, context)
    return whole and account not in names and names <= context.records.accounts.keys()


def _stray(
    row: Action, entry: Entry, context: CheckContext, *, at: tuple[str | int, ...]
) -> Problem:
    ref = entry.name_of(row.closes_loop or "")
    names = sorted(owed_by(context.decisions[ref], context)[0])
    named = join_words([f"`{name}`" for name in names], last="or") if names else ""
    return Problem(
        code="DR321",
        message=f"{row.id} tells {quote(row.account or '')} of {row.closes_loop}, which does not "
        "name that account",
        help=f"write {named}, or remove `closes_loop`"
        if named
        else "remove `closes_loop`: the decision names no account",
        at=point(entry, *at, "account"),
        related=(RelatedPlace(at=point_at(context.items[ref]), text="the decision is here"),),
    )


STRAY_CLOSING = Rule(
    code="DR321",
    slug="wrong-loop-account",
    severity=Severity.ERROR,
    says="An action closes a loop without an account, or with one that the decision does not name.",
    looks_at="`closes_loop` and `account` of every action, against the `accounts` of the decision "
    "and of what it supersedes. And, as warnings, rows of `loops` and actions on a request or a "
    "shipped item, for an account that it does not concern.",
    fields=(
        "meeting/actions.closes_loop",
        "meeting/actions.account",
        "meeting/decisions.accounts",
        "meeting/decisions.supersedes",
        "meeting/shipped.accounts",
        "meeting/shipped.delivers",
    ),
    why="The action is done and the loop stays open: the record says that a "
    "customer is waiting who was told, or the other way round.",
    failing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Tell them the date, owner: anneke.morrow,"
        " due: 2026-04-24, closes_loop: 2026-03-31-tier-1/D1}\n"
    ),
    passing=in_update(
        "actions:\n  cs:\n    - {id: A1, what: Tell them the date, owner: anneke.morrow,"
        " due: 2026-04-24, account: ashgrove, closes_loop: 2026-03-31-tier-1/D1}\n"
    ),
    find=find_stray_closings,
    also_warns=True,
)


def find_closed_outside_cs(context: CheckContext) -> Iterable[Problem]:
    """Loops that a person outside Customer Success closes (DR322)."""
    for entry in context.written:
        for index, row in enumerate(entry.record.loops):
            if row.by:
                at = point(entry, "loops", index, "by")
                yield from _foreign(
                    row.by, row.account, f"was told about {row.item}", context, at=at, on=entry.date
                )
        indexes = dict.fromkeys(Side, -1)
        for side, action in actions_of(entry):
            indexes[side] += 1
            if action.closes_loop and action.account:
                at = point(entry, "actions", str(side), indexes[side], "owner")
                said = f"is to be told about {action.closes_loop}"
                yield from _foreign(
                    action.owner, action.account, said, context, at=at, on=entry.date
                )


def _foreign(
    teller: str, account: str, said: str, context: CheckContext, *, at: Pointer, on: date
) -> Iterable[Problem]:
    person = context.records.people.get(teller)
    known = context.records.accounts.get(context.records.account_id(account))
    if person is None or known is None or person.role in _CS_ROLES:
        return
    csm = known.csm_on(on)
    csm = csm if csm in context.records.people else "…"
    yield Problem(
        code="DR322",
        message=f"{known.name} {said} by {person.name}, who is not in Customer Success",
        help=f"let the CSM tell the customer, or call them afterwards, and write {quote(csm)}",
        at=at,
    )


_CS_ROLES: frozenset[Role] = frozenset({"vp-cs", "cs-lead", "csm", "cs-ops"})
"""The roles that speak for the company to a customer."""

CLOSED_OUTSIDE_CS = Rule(
    code="DR322",
    slug="closed-outside-cs",
    severity=Severity.WARNING,
    says="A loop with a customer is closed by a person outside Customer Success.",
    looks_at="`by` of every row of `loops`, and `owner` of every action with `closes_loop`, "
    "against their roles in people.yml: VP CS, CS lead, CSM and CS Ops belong to Customer Success.",
    fields=("meeting/loops.by", "meeting/actions.closes_loop"),
    why="The CSM does not know what the customer knows, and the next call begins with a surprise. "
    "One person speaks to an account.",
    failing=in_update(
        "loops:\n"
        "  - {item: 2026-03-31-tier-1/D1, account: ashgrove, on: 2026-04-20, by: elin.marchetti}\n"
    ),
    passing=in_update(
        "loops:\n"
        "  - {item: 2026-03-31-tier-1/D1, account: ashgrove, on: 2026-04-20, by: anneke.morrow}\n"
    ),
    find=find_closed_outside_cs,
)
