"""What changed since a day, found by replaying only what can have changed.

A whole replay for each day on which an account had its last QBR would be too slow. An item that no
later record mentions is unchanged, so only the items mentioned since are replayed, from the records
that mention them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from decision_record.ledger.actions import QueuedAction, actions_of
from decision_record.ledger.agreed import replay_agreed
from decision_record.ledger.asked import (
    AskedQuestion,
    SubmittedRequest,
    replay_questions,
    replay_requests,
)
from decision_record.ledger.changes import Change, compare
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item, index_items
from decision_record.ledger.loops import Loop
from decision_record.ledger.paths import RaisedPath, trace_paths
from decision_record.ledger.product_words import gather_words
from decision_record.ledger.raised import Raised, replay_raised
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerPart:
    """A part of a ledger: some items with what became of them."""

    items: Mapping[str, Item]
    actions: Mapping[str, QueuedAction]
    decisions: Mapping[str, LoggedDecision]
    raised: Mapping[str, Raised]
    path_of: Mapping[str, RaisedPath]
    questions: Mapping[str, AskedQuestion]
    requests: Mapping[str, SubmittedRequest]
    loops: Mapping[tuple[str, str], Loop]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeIndex:
    """Which records mention each item. Made once a build.

    Items that change with each other are one family: a decision with what supersedes it, what
    delivers it, and the actions that close its loops; the deferrals of one thing; a path.
    """

    ledger: Ledger
    records: Records
    days: Sequence[date]
    """The day of each record."""
    family_of: Mapping[str, int]
    """By item the number of its family."""
    families: Sequence[Sequence[str]]
    """The items of each family."""
    of_family: Sequence[Sequence[int]]
    """By family the places of the records that can change it, in the order of the replay."""
    of_account: Mapping[str, Sequence[str]]
    """The items that concern each account."""
    loops_of: Mapping[str, Sequence[str]]
    """By item the accounts that have a loop."""
    left: Mapping[str, date]
    """By item the last day on which an account left that it concerns: what such an account has to
    hear changes without a record."""

    def last_place(self, ref: str) -> int:
        """The place of the last record that can have changed an item."""
        return self.of_family[self.family_of[ref]][-1]


def make_change_index(ledger: Ledger, *, records: Records) -> ChangeIndex:
    """Find out which records mention which item, and which items concern which account."""
    kin = _Families()
    spoken_of = [list(dict.fromkeys(_spoken_of(entry))) for entry in ledger.entries]
    for refs in spoken_of:
        for ref in refs:
            kin.add(ref)
    for entry in ledger.entries:
        for one, other in _related(entry):
            kin.join(one, other)
    families: dict[str, list[str]] = {}
    for ref in kin.parents:
        families.setdefault(kin.root(ref), []).append(ref)
    number = {root: index for index, root in enumerate(families)}
    family_of = {ref: number[kin.root(ref)] for ref in kin.parents}
    of_family: list[list[int]] = [[] for _ in families]
    for place, refs in enumerate(spoken_of):
        for family in dict.fromkeys(family_of[ref] for ref in refs):
            of_family[family].append(place)
    of_account: dict[str, list[str]] = {}
    for account, ref in _concerned(ledger):
        of_account.setdefault(account, []).append(ref)
    loops_of: dict[str, list[str]] = {}
    for ref, account in ledger.loops:
        loops_of.setdefault(ref, []).append(account)
    return ChangeIndex(
        ledger=ledger,
        records=records,
        days=tuple(entry.date for entry in ledger.entries),
        family_of=family_of,
        families=tuple(families.values()),
        of_family=of_family,
        of_account=of_account,
        loops_of=loops_of,
        left=_find_left(ledger, of_account),
    )


def _find_left(ledger: Ledger, of_account: Mapping[str, Sequence[str]]) -> Mapping[str, date]:
    """By item the last day on which an account left that it concerns."""
    left: dict[str, date] = {}
    for account, standing in ledger.accounts.items():
        for ref in of_account.get(account, ()) if standing.churned else ():
            left[ref] = max(standing.churned or date.min, left.get(ref, date.min))
    return left


@dataclass(frozen=True, slots=True)
class _Families:
    """Which items change with each other: sets of names that are joined."""

    parents: dict[str, str] = field(default_factory=dict)

    def add(self, ref: str) -> None:
        """Take an item, alone at first."""
        self.parents.setdefault(ref, ref)

    def root(self, ref: str) -> str:
        """The item that represents all that are joined with one."""
        while self.parents[ref] != ref:
            self.parents[ref] = ref = self.parents[self.parents[ref]]
        return ref

    def join(self, one: str, other: str) -> None:
        """Join two items with all that are joined with either."""
        self.add(one)
        self.add(other)
        self.parents[self.root(other)] = self.root(one)


def _related(entry: Entry) -> Iterator[tuple[str, str]]:
    """The items that change with each other, pair by pair, as a record relates them."""
    record = entry.record
    related: list[tuple[str, str | None]] = [
        *((row.id, row.delivers) for row in record.shipped),
        *((row.id, row.from_) for row in record.escalations),
        *((row.id, row.from_) for row in record.briefings),
        *((action.id, action.closes_loop) for _, action in actions_of(entry)),
    ]
    for row in record.decisions:
        settled = row.resolves if row.outcome == "decided" else row.about
        related += ((row.id, other) for other in (*row.supersedes, *settled))
    for one, other in related:
        if other:
            yield entry.name_of(one), entry.name_of(other)


def changes_since(day: date, *, index: ChangeIndex) -> tuple[Change, ...]:
    """What changed since the end of a day, oldest first."""
    return _changes(day, index.family_of, index=index)


def changes_of_accounts(
    days: Mapping[str, date], *, index: ChangeIndex
) -> Mapping[str, tuple[Change, ...]]:
    """What is different for each account since a day of its own, oldest first.

    Args:
        days: The day of each account, as that of its last QBR.
        index: The ledger, and which records mention what.
    """
    found: dict[str, tuple[Change, ...]] = {}
    of_day: dict[date, list[str]] = {}
    for account, day in days.items():
        of_day.setdefault(day, []).append(account)
    for day, accounts in sorted(of_day.items()):
        refs = dict.fromkeys(
            ref for account in accounts for ref in index.of_account.get(account, ())
        )
        changes = _changes(day, refs, index=index)
        by_account = group(changes, lambda each: each.accounts)
        found |= {account: by_account.get(account, ()) for account in accounts}
    return found


def _changes(day: date, refs: Iterable[str], *, index: ChangeIndex) -> tuple[Change, ...]:
    end = bisect_right(index.days, day)
    since = (
        ref for ref in refs if index.last_place(ref) >= end or index.left.get(ref, date.min) > day
    )
    spoken_of = tuple(_with_family(since, index=index))
    after = _cut(spoken_of, index=index)
    before = replay_slice(day, spoken_of, index=index)
    return compare(before, after)


def replay_slice(day: date, refs: Iterable[str], *, index: ChangeIndex) -> LedgerPart:
    """The state of some items at the end of a day, beside others of the same records.

    Only of those that were asked for, and their loops, everything is known.
    """
    ledger, records = index.ledger, index.records
    end = bisect_right(index.days, day)
    places = {
        place
        for family in dict.fromkeys(index.family_of[ref] for ref in refs)
        for place in index.of_family[family]
        if place < end
    }
    entries = tuple(ledger.entries[place] for place in sorted(places))
    requests = replay_requests(entries, records=records)
    agreed = replay_agreed(entries, as_of=day, records=records, requests=requests)
    decisions = agreed.decisions
    words = gather_words(entries, records=records)
    raised = replay_raised(entries, records=records, words=words)
    return LedgerPart(
        items=index_items(entries),
        actions=agreed.actions,
        decisions=decisions,
        raised=raised,
        path_of=trace_paths(entries, raised=raised, words=words, decisions=decisions),
        questions=replay_questions(entries, records=records, words=words, decisions=decisions),
        requests=requests,
        loops=agreed.loops,
    )


def _cut(refs: Sequence[str], *, index: ChangeIndex) -> LedgerPart:
    """Some items of the ledger."""
    ledger = index.ledger
    return LedgerPart(
        items={ref: ledger.items[ref] for ref in refs if ref in ledger.items},
        actions={ref: ledger.actions[ref] for ref in refs if ref in ledger.actions},
        decisions={ref: ledger.decisions[ref] for ref in refs if ref in ledger.decisions},
        raised={ref: ledger.raised[ref] for ref in refs if ref in ledger.raised},
        path_of={ref: ledger.path_of[ref] for ref in refs if ref in ledger.path_of},
        questions={ref: ledger.questions[ref] for ref in refs if ref in ledger.questions},
        requests={ref: ledger.requests[ref] for ref in refs if ref in ledger.requests},
        loops={
            (ref, account): ledger.loops[ref, account]
            for ref in refs
            for account in index.loops_of.get(ref, ())
        },
    )


def _spoken_of(entry: Entry) -> Iterator[str]:
    """The items that a record holds, and those that its rows name; some more than once."""
    record = entry.record
    named: list[str | None] = []
    for review in record.review:
        named += (review.action, review.decision)
    named += (row.item for row in record.updates)
    named += (row.commitment for row in record.roadmap)
    named += (row.item for row in record.loops)
    for escalation in record.escalations:
        named += (escalation.id, escalation.from_)
    for briefing in record.briefings:
        named += (briefing.id, briefing.from_)
    named += (row.id for row in record.questions)
    named += (row.id for row in record.requests)
    for shipped in record.shipped:
        named += (shipped.id, shipped.delivers)
    for decision in record.decisions:
        named.append(decision.id)
        named += (*decision.resolves, *decision.about, *decision.supersedes)
    for _, action in actions_of(entry):
        named += (action.id, action.closes_loop)
    for name in named:
        if name:
            yield entry.name_of(name)


def _with_family(refs: Iterable[str], *, index: ChangeIndex) -> Iterator[str]:
    """Some items with those that change with them."""
    for family in dict.fromkeys(index.family_of[ref] for ref in refs):
        yield from index.families[family]


def _concerned(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every account with each item that concerns it."""
    for ref, action in ledger.actions.items():
        if action.account:
            yield action.account, ref
    for ref, decision in ledger.decisions.items():
        for account in decision.concerned:
            yield account, ref
    for kind in (ledger.raised, ledger.questions, ledger.requests):
        for ref, each in kind.items():
            yield each.account, ref
    for item, account in ledger.loops:
        if item not in ledger.decisions and item not in ledger.requests:
            yield account, item
