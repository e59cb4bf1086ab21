"""DR212 and DR319: whether what is raised again says where it was raised before, and rightly."""

from collections.abc import Iterable, Sequence
from datetime import date

from decision_record.checks.context import CheckContext, point_at
from decision_record.checks.rule import Rule, RuleExample, in_file
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace, Severity
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item
from decision_record.ledger.raised import Raised
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.records import Entry


def find_foreign_origins(context: CheckContext) -> Iterable[Problem]:
    """Escalations and briefings that continue an item of another account (DR212)."""
    raised_by = group(context.raised.values(), lambda each: [each.account])
    for item in context.items.values():
        row = item.row
        if not isinstance(row, Escalation | Briefing) or not row.from_:
            continue
        before = context.items.get(item.entry.name_of(row.from_))
        if before is None or not isinstance(before.row, Escalation | Briefing):
            continue
        account, other = (context.records.account_id(each.account) for each in (row, before.row))
        if account != other:
            own = _newest_open(raised_by.get(account, ()), item, context)
            yield Problem(
                code="DR212",
                message=f"{quote(row.from_)} is about {_name(other, context)}, and this is about "
                f"{_name(account, context)}",
                help=f"name what this account raised before, such as `{own}`, or remove `from`"
                if own
                else f"remove `from`: {_name(account, context)} has no open item from before",
                at=point_at(item, "from"),
                related=(RelatedPlace(at=point_at(before), text="the other account's item"),),
            )


def _newest_open(raised: Sequence[Raised], item: Item, context: CheckContext) -> str | None:
    """Of what an account raised the last before a record that it still waited for."""
    found = (
        each.ref
        for each in reversed(raised)
        if not context.comes_later(each.record, than=item.entry)
        and _waits(each, item.entry, context)
    )
    return next(found, None)


def _name(account: str, context: CheckContext) -> str:
    known = context.records.accounts.get(account)
    return known.name if known else account


def _two_escalations(more: str = "") -> RuleExample:
    """Two accounts with one trouble, and what else the second escalation says."""
    text = (
        "date: 2026-04-20\nby: desmond.achterberg\nescalations:\n"
        "  - {id: E1, account: ostermark, issue: The export stops at 10000 rows.,"
        " tried: By month}\n"
        "  - {id: E2, account: copperline, issue: The export stops here too.,"
        f" tried: By week{more}}}\n"
    )
    return in_file("updates/2026/2026-04-20-desmond.yml", text)


FOREIGN_ORIGIN = Rule(
    code="DR212",
    slug="from-another-account",
    severity=Severity.ERROR,
    says="`from` names an item of another account.",
    looks_at="`from` of every escalation and briefing, against the account of the item it names. "
    "An account's former name is the account.",
    why="What is decided for one customer would count as settled for the other.",
    failing=_two_escalations(", from: E1"),
    passing=_two_escalations(),
    find=find_foreign_origins,
)


def find_unlinked_repeats(context: CheckContext) -> Iterable[Problem]:
    """Escalations and briefings on what the account waits for already, without `from` (DR319)."""
    before: dict[tuple[str, str], list[Raised]] = {}
    themes: dict[str, str | None] = {}
    for each in context.raised.values():
        # Without a theme of its own it has that of the nearest before it on its path.
        theme = themes[each.ref] = each.row.theme or themes.get(each.before or "")
        if theme is None:
            continue
        entry, same = context.entries[each.record], before.setdefault((each.account, theme), [])
        if each.row.from_ is None:
            # What is resolved by this record is so for all later ones.
            same[:] = [old for old in same if not _is_resolved(old, entry)]
            waiting = next((old for old in reversed(same) if _waits(old, entry, context)), None)
            if waiting:
                yield _unlinked(each, waiting, context)
        same.append(each)


def _is_resolved(old: Raised, entry: Entry) -> bool:
    return old.resolved is not None and old.resolved <= entry.date


def _waits(old: Raised, entry: Entry, context: CheckContext) -> bool:
    """Whether an earlier item was open when a record was written."""
    if old.record == entry.id or _is_resolved(old, entry):
        return False
    # A record that could not be read may have resolved it, and a later one may name an earlier day.
    return not context.misses(
        context.entries[old.record].date, date.max, sections=("updates", "decisions", "briefings")
    )


def _unlinked(new: Raised, old: Raised, context: CheckContext) -> Problem:
    account = context.records.accounts.get(new.account)
    name = account.name if account else new.account
    return Problem(
        code="DR319",
        message=f"{name} raised this before, in {old.ref}, and that item is open: "
        f"{quote(old.issue)}",
        help=f"add `from: {old.ref}` to connect the two; if that one is settled, write under "
        f"`updates`: `{{item: {old.ref}, resolved: …}}`",
        at=point_at(context.items[new.ref]),
        related=(RelatedPlace(at=point_at(context.items[old.ref]), text="raised here, and open"),),
    )


_FIRST = (
    "updates/2026/2026-04-09-desmond.yml",
    """\
date: 2026-04-09
by: desmond.achterberg
briefings:
  - {id: B1, account: ostermark, request: An export of more than 10000 rows, tried: By month,
     answer_by: 2026-04-24, theme: bulk-export}
""",
)


def _again(from_: str) -> RuleExample:
    text = f"""\
date: 2026-04-20
by: desmond.achterberg
briefings:
  - {{id: B1, account: ostermark, request: The export of all rows, tried: By week,
     answer_by: 2026-05-04, theme: bulk-export{from_}}}
"""
    return RuleExample(files=(_FIRST, ("updates/2026/2026-04-20-desmond.yml", text)))


UNLINKED_REPEAT = Rule(
    code="DR319",
    slug="unlinked-repeat",
    severity=Severity.WARNING,
    says="An account raises a theme again while an earlier item on both is open, without `from`.",
    looks_at="`account` and `theme` of every escalation and briefing, against those of earlier "
    "records that are open. Questions and feedback have no `from`, and an area is "
    "too broad to tell that two items are the same: they are not compared.",
    fields=("meeting/escalations.from", "meeting/briefings.from"),
    why="Three briefings without a thread look like three small wishes. They are one customer who "
    "has asked three times.",
    failing=_again(""),
    passing=_again(", from: 2026-04-09-desmond/B1"),
    find=find_unlinked_repeats,
)
