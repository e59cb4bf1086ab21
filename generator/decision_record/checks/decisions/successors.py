"""DR313: whether a decision supersedes what can be superseded, for the accounts that it names."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from decision_record.checks.commitments.promised import may_name_others
from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.references.nearest import Earlier
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.items import Item
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry
from decision_record.text.wording import join_words


class Superseding(NamedTuple):
    """One decided decision that names another in `supersedes`."""

    new: str
    old: str
    written: str
    entry: Entry
    accounts: tuple[str, ...]
    """The accounts that the new one names; none of them means every account that is left."""
    at: Pointer


def find_supersedings(context: CheckContext) -> Iterator[Superseding]:
    """Every superseding by a decided decision, in the order of the replay."""
    for entry in context.records.entries:
        for row_index, row in enumerate(entry.record.decisions):
            if row.outcome != "decided":
                continue
            for index, name in enumerate(row.supersedes):
                old = entry.name_of(name)
                if old in context.decisions:
                    yield Superseding(
                        f"{entry.id}/{row.id}",
                        old,
                        name,
                        entry,
                        tuple(context.records.account_id(each) for each in row.accounts),
                        point(entry, "decisions", row_index, "supersedes", index),
                    )


_Taken = dict[str | None, Superseding]
"""The first successor of a decision by account; under None of one without accounts."""


def find_already_superseded(context: CheckContext) -> Iterable[Problem]:
    """Supersedings of what has its successor, and circles (DR313)."""
    taken: dict[str, _Taken] = {}
    replaces: dict[str, list[str]] = {}
    earlier = Earlier(context)
    for each in find_supersedings(context):
        if each.new == each.old:
            yield _itself(each, context, earlier)
        elif _leads_to(each.new, each.old, replaces):
            yield _circle(each, context)
        elif _can_be_taken(each, context):
            yield from _take(each, taken, context)
        replaces.setdefault(each.new, []).append(each.old)


def _can_be_taken(each: Superseding, context: CheckContext) -> bool:
    """Whether the old decision is an earlier one whose accounts are known."""
    old = context.decisions[each.old]
    is_earlier = not context.comes_later(old.record, than=each.entry)
    return is_earlier and not may_name_others(old, each.entry, context)


_ONLY_LATER = (
    "remove the name under `supersedes` that is wrong: only a later decision supersedes another"
)


def _itself(each: Superseding, context: CheckContext, earlier: Earlier) -> Problem:
    """A decision that names itself; mostly the one of that id in the meeting before is meant."""

    def is_in_force(item: Item) -> bool:
        old = context.decisions.get(item.ref)
        return old is not None and not any(
            context.comes_later(each.entry.id, than=context.entries[step.ref.rpartition("/")[0]])
            for step in old.superseded_by
        )

    own = context.items[each.new]
    meant = (
        earlier.find(own, kinds=(ItemKind.DECISION,), fits=is_in_force)
        if each.written == own.row.id
        else None
    )
    return Problem(
        code="DR313",
        message=f"{each.new} supersedes itself",
        help=f"did you mean `{meant}`?" if meant else _ONLY_LATER,
        at=each.at,
    )


def _circle(each: Superseding, context: CheckContext) -> Problem:
    return Problem(
        code="DR313",
        message=f"{each.new} supersedes {each.written}, which supersedes it",
        help=_ONLY_LATER,
        at=each.at,
        related=(RelatedPlace(at=point_at(context.items[each.old]), text="the other is here"),),
    )


def _leads_to(goal: str, start: str, replaces: Mapping[str, list[str]]) -> bool:
    """Whether a decision supersedes another, directly or through others."""
    ahead, seen = [start], {start}
    while ahead:
        olds = [old for old in replaces.get(ahead.pop(), ()) if old not in seen]
        if goal in olds:
            return True
        seen.update(olds)
        ahead += olds
    return False


def _take(each: Superseding, taken: dict[str, _Taken], context: CheckContext) -> Iterator[Problem]:
    """Let a successor take over the accounts that it names, or all that are left."""
    own = taken.setdefault(each.old, {})
    accounts: tuple[str | None, ...] = context.decisions[each.old].accounts or (None,)
    free = [account for account in accounts if account not in own]
    clashes = [account for account in each.accounts if account in own]
    if clashes:
        yield _superseded(each, clashes, taken)
    elif not free:
        yield _superseded(each, accounts, taken)
    # One that names accounts takes no others over; without accounts there is one nameless one.
    names_all = not each.accounts or accounts == (None,)
    for account in free:
        if names_all or account in each.accounts:
            own[account] = each


def _superseded(
    each: Superseding, accounts: Sequence[str | None], taken: Mapping[str, _Taken]
) -> Problem:
    """A second successor for some accounts; one in the same record cannot be superseded."""
    firsts = [taken[each.old][account] for account in accounts]
    if all(first.new == each.new for first in firsts):
        return _named_twice(each, firsts)
    named = [quote(account) for account in accounts if account in each.accounts and account]
    whom = f" for {join_words(named)}" if named else ""
    holding = [_holding(each.old, account, taken) for account in accounts]
    if any(first.entry.id == each.entry.id for first in (*firsts, *holding)):
        advice = (
            f"name {join_words(named)} in one of the two decisions only"
            if named
            else "keep one of the two decisions, and remove the other"
        )
    else:
        now = ", ".join(dict.fromkeys(each.new for each in holding))
        advice = f"supersede what holds{whom} now: write `supersedes: [{now}]`"
    before = join_words(list(dict.fromkeys(first.new for first in firsts)))
    return Problem(
        code="DR313",
        message=f"{each.old} is superseded already{whom}, by {before}",
        help=advice,
        at=each.at,
        related=tuple(
            RelatedPlace(at=at, text="superseded here")
            for at in dict.fromkeys(f.at for f in firsts)
        ),
    )


def _named_twice(each: Superseding, firsts: Sequence[Superseding]) -> Problem:
    """One decision that names another twice."""
    return Problem(
        code="DR313",
        message=f"{quote(each.written)} is in `supersedes` twice",
        help="keep one of the two, and remove the other",
        at=each.at,
        related=(RelatedPlace(at=firsts[0].at, text="the first is here"),),
    )


def _holding(old: str, account: str | None, taken: Mapping[str, _Taken]) -> Superseding:
    """The supersession that gives a decision's account its final decision."""
    last, seen = taken[old][account], {old}
    while last.new not in seen and (later := taken.get(last.new, {}).get(account)):
        seen.add(last.new)
        last = later
    return last


ALREADY_SUPERSEDED = Rule(
    code="DR313",
    slug="already-superseded",
    severity=Severity.ERROR,
    says="A decision supersedes one that is already superseded, or decisions supersede each other.",
    looks_at="`supersedes` of every decided decision, in the order of the replay. A decision may "
    "have several successors, each for the accounts that it names; each account has only one. "
    "A successor that names no account takes over all remaining ones.",
    fields=("meeting/decisions.supersedes", "meeting/decisions.accounts"),
    why="Two decisions apply to one customer, and two CSMs say different things.",
    failing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 2 June, owner: elin.marchetti,"
        " due: 2026-06-02, supersedes: [2026-03-31-tier-1/D3]}\n"
    ),
    passing=in_update(
        "decisions:\n"
        "  - {id: D1, outcome: decided, what: Ship the export on 2 June, owner: elin.marchetti,"
        " due: 2026-06-02, supersedes: [2026-04-14-anneke/D1]}\n"
    ),
    find=find_already_superseded,
)
