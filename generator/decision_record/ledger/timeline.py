"""Account timelines (records.md §5, Account).

Everything that names an account, or that resolves, supersedes, updates or delivers what names it.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from operator import attrgetter
from typing import Literal, NamedTuple, TypeAlias

from decision_record.ledger.decision_history import EventKind
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.items import Item, text_of
from decision_record.model.asked import Briefing, Escalation, ItemUpdate
from decision_record.model.decided import Action, Decision, Shipped
from decision_record.model.item_ids import ItemKind
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, Records

StepKind = Literal[
    "review",
    "escalation",
    "briefing",
    "question",
    "request",
    "feedback",
    "update",
    "roadmap",
    "shipped",
    "loop",
    "decision",
    "action",
    "theme",
    "research",
    "release",
    "surprise",
    "customer",
    "churn",
]


class TimelineStep(NamedTuple):
    """One thing that happened to an account. A tuple, because there are very many."""

    day: date
    """When it happened."""
    ref: str
    """The item that it is about; the record where the row has no item."""
    record: str | None
    """Where it was written down; None for what the account's own file says."""
    kind: StepKind
    text: str
    """What the item says, or the row where there is no item."""
    outcome: str | None = None
    """What became of it, in the row's own word: done, slipped, deferred, planned …"""
    until: date | None = None
    """The new due date of what was rolled, the new target of what slipped."""
    note: str | None = None
    """The reason, the answer or the note that came with it."""


_Told: TypeAlias = tuple[tuple[str, ...], TimelineStep]
"""The accounts that a step belongs to, as they were named, and the step."""


_AGREED = (ItemKind.DECISION, ItemKind.ACTION)
"""What the replay takes last of a record."""


def trace_timelines(
    entries: Sequence[Entry],
    *,
    items: Mapping[str, Item],
    decisions: Mapping[str, LoggedDecision],
    records: Records,
) -> Mapping[str, tuple[TimelineStep, ...]]:
    """The timeline of each account that anything happened to, oldest first.

    It goes on to what is known to be ahead: planned releases, a known churn.
    """
    of_record: defaultdict[str, list[Item]] = defaultdict(list)
    for item in items.values():
        of_record[item.entry.id].append(item)

    @cache
    def names_of(accounts: tuple[str, ...]) -> tuple[str, ...]:
        return records.account_ids(accounts)

    timelines: defaultdict[str, list[TimelineStep]] = defaultdict(list)
    for entry in entries:
        own = of_record[entry.id]
        for accounts, step in _steps(entry, own=own, items=items, decisions=decisions):
            for name in names_of(accounts):
                timelines[name].append(step)
    for name, account in records.accounts.items():
        churn = account.churned
        if churn:
            timelines[name].append(
                TimelineStep(
                    day=churn.on,
                    ref=name,
                    record=None,
                    kind="churn",
                    text=churn.because or f"Churn of {account.name}.",
                )
            )
    return {
        name: tuple(sorted(steps, key=attrgetter("day")))
        for name, steps in sorted(timelines.items())
    }


def accounts_named(item: Item) -> tuple[str, ...]:
    """The accounts that an item names, as it names them."""
    row = item.row
    match row:
        case Decision() | Shipped():
            return row.accounts
        case Action():
            return (row.account,) if row.account else ()
        case _:
            return (row.account,)


def _named_by(ref: str, items: Mapping[str, Item]) -> tuple[str, ...]:
    """The accounts that the item of a name names; none for an unknown item."""
    item = items.get(ref)
    return accounts_named(item) if item else ()


def _steps(
    entry: Entry,
    *,
    own: Sequence[Item],
    items: Mapping[str, Item],
    decisions: Mapping[str, LoggedDecision],
) -> Iterator[_Told]:
    """What a record tells of accounts, in the order of the replay."""
    yield from _reviews(entry, items)
    yield from _rows_of_rituals(entry)
    agreed = [each for each in own if each.kind in _AGREED]
    for item in own:
        if item.kind is ItemKind.SHIPPED:
            yield from _shipped(item, items, decisions)
        elif item.kind not in _AGREED:
            yield accounts_named(item), _of_item(item)
    yield from _updates(entry, items)
    yield from _roadmap(entry, decisions)
    for row in entry.record.loops:
        ref = entry.name_of(row.item)
        step = TimelineStep(
            day=row.on,
            ref=ref,
            record=entry.id,
            kind="loop",
            text=_text_of(ref, items),
            outcome="told",
        )
        yield (row.account,), step
    for item in agreed:
        yield _concerned(item, items, decisions), _of_item(item)


def _text_of(ref: str, items: Mapping[str, Item]) -> str:
    """What an item says; its name for an unknown item."""
    item = items.get(ref)
    return text_of(item.row) if item else ref


def _reviews(entry: Entry, items: Mapping[str, Item]) -> Iterator[_Told]:
    for row in entry.record.review:
        name = row.action or row.decision
        if name:
            ref = entry.name_of(name)
            step = TimelineStep(
                day=row.on if row.on and row.outcome == "done" else entry.date,
                ref=ref,
                record=entry.id,
                kind="review",
                text=_text_of(ref, items),
                outcome=row.outcome,
                until=row.due if row.outcome == "rolled" else None,
                note=row.note,
            )
            yield _named_by(ref, items), step


def _rows_of_rituals(entry: Entry) -> Iterator[_Told]:
    """Rows without an id that name accounts."""
    record = entry.record
    for research in record.research:
        yield _row(entry, research.asked, "research", research.what)
    for surprise in record.surprises:
        if surprise.account:
            yield _row(entry, (surprise.account,), "surprise", surprise.what)
    if isinstance(record, Meeting):
        for theme in record.themes:
            yield _row(
                entry, theme.accounts, "theme", theme.response or theme.theme, outcome=theme.stance
            )
        for release in record.releases:
            yield _row(entry, release.accounts, "release", release.what, on=release.on)
        for customer in record.customers:
            if customer.account and customer.promote_to:
                yield _row(entry, (customer.account,), "customer", customer.issue)


def _row(
    entry: Entry,
    accounts: tuple[str, ...],
    kind: StepKind,
    text: str | None,
    *,
    on: date | None = None,
    outcome: str | None = None,
) -> _Told:
    """A row without an id: its record is what it is about."""
    step = TimelineStep(
        day=on or entry.date,
        ref=entry.id,
        record=entry.id,
        kind=kind,
        text=text or kind.capitalize(),
        outcome=outcome,
    )
    return accounts, step


def _of_item(item: Item) -> TimelineStep:
    row = item.row
    on: date | None = None
    outcome: str | None = None
    match row:
        case Escalation():
            on = row.raised
        case Briefing():
            on, outcome = row.raised, row.outcome
        case Shipped():
            on = row.on
        case Decision():
            outcome = row.outcome
    return TimelineStep(
        day=on or item.entry.date,
        ref=item.ref,
        record=item.entry.id,
        kind=item.kind.value,
        text=text_of(row),
        outcome=outcome,
    )


def _updates(entry: Entry, items: Mapping[str, Item]) -> Iterator[_Told]:
    for row in entry.record.updates:
        ref = entry.name_of(row.item)
        for day, outcome in _happened(entry, row):
            step = TimelineStep(
                day=day,
                ref=ref,
                record=entry.id,
                kind="update",
                text=_text_of(ref, items),
                outcome=outcome,
                note=row.answer or row.say or row.note,
            )
            yield _named_by(ref, items), step


def _happened(entry: Entry, row: ItemUpdate) -> Sequence[tuple[date, str | None]]:
    """What a row of `updates` says became of its item, each with its day; a mere note, nothing."""
    said = (
        (row.resolved, "resolved"),
        (row.answered or (entry.date if row.answer else None), "answered"),
        (entry.date if row.status else None, row.status),
        (row.acknowledged, "acknowledged"),
    )
    return [(day, outcome) for day, outcome in said if day] or [(entry.date, None)]


SHIPPED_TO_OTHERS = "shipped to others"
"""The outcome of a partial shipment in the history of an account that it did not reach."""

_ACTS: Mapping[str, tuple[EventKind, ...]] = {
    "on-track": (EventKind.REPORTED,),
    "slipped": (EventKind.SLIPPED, EventKind.REPORTED),
    "shipped": (EventKind.SHIPPED,),
    "descoped": (EventKind.DESCOPED,),
}
"""The events of a decision's history that each status of a roadmap row makes."""


def _roadmap(entry: Entry, decisions: Mapping[str, LoggedDecision]) -> Iterator[_Told]:
    for row in entry.record.roadmap:
        decision = decisions.get(entry.name_of(row.commitment))
        if decision:
            step = TimelineStep(
                day=row.on if row.on and row.status == "shipped" else entry.date,
                ref=decision.ref,
                record=entry.id,
                kind="roadmap",
                text=decision.row.what,
                outcome=row.status,
                until=row.target if row.status == "slipped" else None,
                note=row.because or row.say,
            )
            reached = _reached(decision, entry, _ACTS[row.status])
            yield reached or decision.accounts, step
            if row.status == "shipped" and reached:
                yield _others(decision, reached), _for_others(step)


def _shipped(
    item: Item, items: Mapping[str, Item], decisions: Mapping[str, LoggedDecision]
) -> Iterator[_Told]:
    """What shipped; a delivery is also in the history of each account that was promised it."""
    step, named = _of_item(item), accounts_named(item)
    delivers = item.delivers
    decision = decisions.get(delivers) if delivers else None
    if decision is None:
        promised = _named_by(delivers, items) if delivers else ()
        yield (*named, *promised), step
    elif decision.commitment is None:
        yield (*named, *decision.accounts), step
    elif named:
        yield named, step
        yield _others(decision, named), _for_others(step)
    else:
        reached = _reached(decision, item.entry, (EventKind.SHIPPED,))
        yield reached or decision.accounts, step


def _reached(
    decision: LoggedDecision, entry: Entry, kinds: tuple[EventKind, ...]
) -> tuple[str, ...]:
    """The accounts for which a record changed something about a decision."""
    return tuple(
        account
        for event in decision.events()
        if event.record == entry.id and event.kind in kinds
        for account in event.accounts
    )


def _others(decision: LoggedDecision, reached: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(each for each in decision.accounts if each not in reached)


def _for_others(step: TimelineStep) -> TimelineStep:
    """The step as the others see it: that it shipped to some, without the words for those."""
    return step._replace(outcome=SHIPPED_TO_OTHERS, note=None)


def _concerned(
    item: Item, items: Mapping[str, Item], decisions: Mapping[str, LoggedDecision]
) -> tuple[str, ...]:
    """The accounts that a decision names, owes a word, or settles something for."""
    own = accounts_named(item)
    decision = decisions.get(item.ref)
    if decision is None:
        return own
    touched = (*decision.resolves, *decision.supersedes, *decision.about)
    return (*own, *decision.concerned, *(each for ref in touched for each in _named_by(ref, items)))
