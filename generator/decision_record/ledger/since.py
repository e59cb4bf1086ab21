"""What changed since a day, by replaying to that day no more than what can have changed.

A whole replay to the day of every account's last QBR would cost as often as there are such days.
What a later record does not speak of is as it was, so only the items are replayed that were spoken
of since, from the records that speak of them.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import QueuedAction, replay_actions
from decision_record.ledger.asked import (
    AskedQuestion,
    SubmittedRequest,
    replay_questions,
    replay_requests,
)
from decision_record.ledger.changes import Change, compare
from decision_record.ledger.decisions import LoggedDecision, replay_decisions
from decision_record.ledger.items import Item, index_items
from decision_record.ledger.loops import Loop, replay_loops
from decision_record.ledger.paths import RaisedPath, trace_paths
from decision_record.ledger.product_words import gather_words
from decision_record.ledger.raised import Raised, replay_raised
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Entry, Records


@dataclass(frozen=True, slots=True, kw_only=True)
class Slice:
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
class Mentions:
    """Which records speak of each item. Made once a build."""

    ledger: Ledger
    records: Records
    days: Sequence[date]
    """The day of each record."""
    of_item: Mapping[str, Sequence[int]]
    """By item the places of the records that can change it, in the order of the replay."""
    of_account: Mapping[str, Sequence[str]]
    """The items that concern each account."""
    told_of: Mapping[str, Sequence[str]]
    """By item the accounts that have to hear of it."""
    kept_by: Mapping[str, Sequence[str]]
    """By shipped item the decisions that it says it keeps."""


def index_mentions(ledger: Ledger, *, records: Records) -> Mentions:
    """Find out which records speak of which item, and which items concern which account."""
    kept_by: dict[str, list[str]] = {}
    for entry in ledger.entries:
        for row in entry.record.shipped:
            if row.delivers:
                kept_by.setdefault(f"{entry.id}/{row.id}", []).append(entry.name_of(row.delivers))
    of_item: dict[str, list[int]] = {}
    for place, entry in enumerate(ledger.entries):
        spoken_of = dict.fromkeys(
            other
            for ref in _spoken_of(entry)
            for other in _touched_by(ref, ledger=ledger, kept_by=kept_by)
        )
        for ref in spoken_of:
            of_item.setdefault(ref, []).append(place)
    of_account: dict[str, list[str]] = {}
    for account, ref in _concerned(ledger):
        of_account.setdefault(account, []).append(ref)
    told_of: dict[str, list[str]] = {}
    for ref, account in ledger.loops:
        told_of.setdefault(ref, []).append(account)
    return Mentions(
        ledger=ledger,
        records=records,
        days=tuple(entry.date for entry in ledger.entries),
        of_item=of_item,
        of_account=of_account,
        told_of=told_of,
        kept_by=kept_by,
    )


def changes_since(day: date, *, mentions: Mentions) -> tuple[Change, ...]:
    """What is different from how everything stood at the end of a day, oldest first."""
    return _changes(day, mentions.of_item, mentions=mentions)


def changes_of_accounts(
    days: Mapping[str, date], *, mentions: Mentions
) -> Mapping[str, tuple[Change, ...]]:
    """What is different for each account since a day of its own, oldest first.

    Args:
        days: The day of each account, as that of its last QBR.
        mentions: The ledger, and which records speak of what.
    """
    found: dict[str, tuple[Change, ...]] = {}
    for day in sorted(set(days.values())):
        accounts = [account for account, each in days.items() if each == day]
        refs = dict.fromkeys(
            ref for account in accounts for ref in mentions.of_account.get(account, ())
        )
        changes = _changes(day, refs, mentions=mentions)
        for account in accounts:
            found[account] = tuple(each for each in changes if account in each.accounts)
    return found


def _changes(day: date, refs: Iterable[str], *, mentions: Mentions) -> tuple[Change, ...]:
    end = bisect_right(mentions.days, day)
    left = set(_left_since(day, mentions=mentions))
    since = (ref for ref in refs if mentions.of_item[ref][-1] >= end or ref in left)
    spoken_of = tuple(_with_sources(since, mentions=mentions))
    after = _cut(spoken_of, mentions=mentions)
    before = replay_slice(day, spoken_of, mentions=mentions)
    return compare(before, after)


def _left_since(day: date, *, mentions: Mentions) -> Iterator[str]:
    """The items of accounts that left since: what they have to hear changes without a record."""
    for account in mentions.ledger.accounts.values():
        if account.churned and account.churned > day:
            yield from mentions.of_account.get(account.id, ())


def replay_slice(day: date, refs: Iterable[str], *, mentions: Mentions) -> Slice:
    """The state of some items at the end of a day, beside others of the same records.

    Only of those that were asked for, and their loops, everything is known.
    """
    ledger, records = mentions.ledger, mentions.records
    end = bisect_right(mentions.days, day)
    places: set[int] = set()
    for ref in _with_sources(refs, mentions=mentions):
        for place in mentions.of_item.get(ref, ()):
            if place >= end:
                break
            places.add(place)
    entries = tuple(ledger.entries[place] for place in sorted(places))
    actions = replay_actions(entries, records=records)
    decisions = replay_decisions(entries, records=records, actions=actions)
    requests = replay_requests(entries, records=records)
    words = gather_words(entries, records=records)
    raised = replay_raised(entries, records=records, words=words)
    return Slice(
        items=index_items(entries),
        actions=actions,
        decisions=decisions,
        raised=raised,
        path_of=trace_paths(entries, raised=raised, words=words, decisions=decisions),
        questions=replay_questions(entries, records=records, words=words, decisions=decisions),
        requests=requests,
        loops=replay_loops(
            entries,
            as_of=day,
            records=records,
            decisions=decisions,
            requests=requests,
            actions=actions,
        ),
    )


def _cut(refs: Sequence[str], *, mentions: Mentions) -> Slice:
    """Some items of the ledger."""
    ledger = mentions.ledger
    return Slice(
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
            for account in mentions.told_of.get(ref, ())
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
    actions = record.actions
    for action in (*actions.cs, *actions.pm, *actions.shared):
        named += (action.id, action.closes_loop)
    for name in named:
        if name:
            yield entry.name_of(name)


def _touched_by(ref: str, *, ledger: Ledger, kept_by: Mapping[str, Sequence[str]]) -> Iterator[str]:
    """An item that is spoken of, and those that change with it.

    With an action what it closes the loop of; with a shipped item the decision that it keeps; with
    a part of a path the whole path.
    """
    action = ledger.actions.get(ref)
    closes = action.closes_loop if action else None
    raised = ledger.raised.get(ref)
    for each in (ref, closes, *(raised.path if raised else ())):
        if each:
            yield each
            yield from kept_by.get(each, ())


def _with_sources(refs: Iterable[str], *, mentions: Mentions) -> Iterator[str]:
    """Items with those that have to be known first.

    What they supersede, what they keep, and the decisions that answered them.
    """
    ledger = mentions.ledger
    waiting, known = list(refs), set[str]()
    while waiting:
        ref = waiting.pop()
        if ref in known:
            continue
        known.add(ref)
        yield ref
        decision = ledger.decisions.get(ref)
        waiting += decision.supersedes if decision else ()
        answered = ledger.path_of.get(ref) or ledger.questions.get(ref)
        waiting += (word.decision for word in answered.words if word.decision) if answered else ()
        waiting += mentions.kept_by.get(ref, ())


def _concerned(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Every account with each item that concerns it."""
    for ref, action in ledger.actions.items():
        if action.account:
            yield action.account, ref
    for ref, decision in ledger.decisions.items():
        for account in dict.fromkeys((*decision.accounts, *decision.owed_to)):
            yield account, ref
    for kind in (ledger.raised, ledger.questions, ledger.requests):
        for ref, each in kind.items():
            yield each.account, ref
    for item, account in ledger.loops:
        if item not in ledger.decisions and item not in ledger.requests:
            yield account, item
