"""DR334: which accounts a roadmap row or a delivery names."""

from collections.abc import Iterable, Iterator

from decision_record.checks.commitments.promised import (
    ends_before,
    may_name_others,
    promised_before,
)
from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.examples import PROMISED
from decision_record.checks.rule import Rule, RuleExample
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace, Severity, Underlined
from decision_record.ledger.decision_history import EventKind
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.decided import RoadmapRow
from decision_record.model.records import Entry


def find_wrong_accounts(context: CheckContext) -> Iterable[Problem]:
    """Roadmap rows and deliveries for other accounts than the decision's (DR334)."""
    for entry in context.records.entries:
        for index, row in enumerate(entry.record.roadmap):
            decision = context.decisions.get(entry.name_of(row.commitment))
            if decision and decision.commitment and not may_name_others(decision, entry, context):
                yield from _of_row(row, index, entry, decision, context)
        for index, item in enumerate(entry.record.shipped):
            delivered = (
                context.decisions.get(entry.name_of(item.delivers)) if item.delivers else None
            )
            if not (delivered and delivered.commitment and delivered.accounts):
                continue
            if not may_name_others(delivered, entry, context):
                for place in _foreign(item.accounts, delivered, context):
                    yield _delivered_to_others(item.accounts[place], index, place, entry)


_VERBS = {"on-track": "is on track", "slipped": "slipped", "descoped": "was descoped"}


def _of_row(
    row: RoadmapRow, index: int, entry: Entry, decision: LoggedDecision, context: CheckContext
) -> Iterator[Problem]:
    if row.accounts and row.status != "shipped":
        yield Problem(
            code="DR334",
            message=f"{quote(row.commitment)} {_VERBS[row.status]} for some accounts only; only "
            "what shipped has accounts of its own",
            help="remove `accounts`; where something changes for some customers only, write a "
            f"decision for them, with their `accounts` and `supersedes: [{row.commitment}]`, and "
            "one for the others",
            at=point(entry, "roadmap", index, "accounts", part=Underlined.KEY),
        )
        return
    for place in _foreign(row.accounts, decision, context):
        yield Problem(
            code="DR334",
            message=f"{quote(row.accounts[place])} is not an account of {quote(row.commitment)}",
            help=_advise(decision, entry, context),
            at=point(entry, "roadmap", index, "accounts", place),
            related=(
                RelatedPlace(at=point_at(context.items[decision.ref]), text="the decision is here"),
            ),
        )
    if row.status == "shipped" and not row.accounts:
        yield from _to_whom(row, index, entry, decision, context)


def _to_whom(
    row: RoadmapRow, index: int, entry: Entry, decision: LoggedDecision, context: CheckContext
) -> Iterator[Problem]:
    """A row that ships to all, though some have it already and others wait."""
    before = {
        account
        for each in ends_before(decision, entry, context)
        if each.kind is EventKind.SHIPPED
        for account in each.accounts
    }
    here = {
        context.records.account_id(name)
        for other in entry.record.roadmap
        if other.status == "shipped" and entry.name_of(other.commitment) == decision.ref
        for name in other.accounts
    }
    by_item = any(
        item.delivers and entry.name_of(item.delivers) == decision.ref
        for item in entry.record.shipped
    )
    promised = [
        each for each in promised_before(decision, entry, context) if each and each not in here
    ]
    # A record that could not be read may have shipped it to others.
    unknown = context.misses_since(decision.ref, entry.date)
    if (before or here) and promised and not by_item and not unknown:
        when = "before" if before else "by another row of this record"
        yield Problem(
            code="DR334",
            message=f"{quote(row.commitment)} shipped to some accounts {when}, and this row does "
            "not say to whom it shipped now",
            help=f"add those to whom it shipped, as in `accounts: [{', '.join(promised)}]`; while "
            "the rest is to come, write `status: on-track`",
            at=point(entry, "roadmap", index, "status"),
        )


def _foreign(
    names: Iterable[str], decision: LoggedDecision, context: CheckContext
) -> Iterator[int]:
    """The places of accounts that a decision does not name; unknown ones are DR202."""
    records = context.records
    for place, name in enumerate(names):
        account = records.account_id(name)
        if account in records.accounts and account not in decision.accounts:
            yield place


def _advise(decision: LoggedDecision, entry: Entry, context: CheckContext) -> str:
    promised = [each for each in promised_before(decision, entry, context) if each]
    if promised:
        return f"name accounts that still have the commitment: {', '.join(promised)}"
    return "remove `accounts`: the decision names no account that still has the commitment"


def _delivered_to_others(name: str, index: int, place: int, entry: Entry) -> Problem:
    item = entry.record.shipped[index]
    return Problem(
        code="DR334",
        message=f"{item.id} delivers {quote(item.delivers or '')}, which does not name "
        f"{quote(name)}",
        help=f"move `{name}` to an item of its own without `delivers`: it gets the same words, and "
        "nothing was promised to it",
        at=point(entry, "shipped", index, "accounts", place),
        severity=Severity.WARNING,
    )


def _shipped_to(accounts: str) -> RuleExample:
    text = (
        "date: 2026-04-20\nby: elin.marchetti\nroadmap:\n"
        "  - {commitment: 2026-04-13-elin/D1, status: shipped, say: The archive is there.,\n"
        f"     accounts: [{accounts}]}}\n"
    )
    return RuleExample(files=(PROMISED, ("updates/2026/2026-04-20-elin.yml", text)))


WRONG_ACCOUNTS = Rule(
    code="DR334",
    slug="wrong-accounts",
    severity=Severity.ERROR,
    says="A roadmap row names accounts that its decision does not, or does not say to whom it "
    "shipped.",
    looks_at="`accounts` of every row of `roadmap`: only what shipped has them, they are accounts "
    "of the decision, and where it shipped to some, before or by another row of the record, each "
    "row says to whom. As a warning, "
    "accounts of a `shipped` item that the decision under `delivers` does not name.",
    fields=("meeting/roadmap.accounts", "meeting/roadmap.status", "meeting/shipped.accounts"),
    why="A customer who does not have it would read that it shipped, and one who has "
    "it would keep waiting.",
    failing=_shipped_to("ashgrove, copperline, ostermark"),
    passing=_shipped_to("ashgrove, copperline"),
    find=find_wrong_accounts,
)
