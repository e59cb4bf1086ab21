"""Account timelines: everything that names an account, or touches what names it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.items import Item, items_of
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, Records
from decision_record.model.rows import (
    Action,
    Briefing,
    Decision,
    Escalation,
    Question,
    Review,
    RoadmapRow,
    Shipped,
)

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


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineStep:
    """One thing that happened to an account."""

    day: date
    """When it happened."""
    ref: str
    """The item that it is about; the record where the row has no item."""
    record: str | None
    """Where it was written down; None for what stands in the account's own file."""
    kind: StepKind
    text: str
    outcome: str | None = None
    """What became of it, in the row's own word: done, slipped, deferred, planned …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A step with the accounts that it belongs to."""

    accounts: tuple[str, ...]
    step: TimelineStep


def trace_timelines(
    entries: Sequence[Entry],
    *,
    as_of: date,
    items: Mapping[str, Item],
    decisions: Mapping[str, LoggedDecision],
    records: Records,
) -> Mapping[str, tuple[TimelineStep, ...]]:
    """The timeline of each account that anything happened to, oldest first."""
    naming = {
        ref: tuple(records.account_id(each) for each in accounts_named(item))
        for ref, item in items.items()
    }
    timelines: dict[str, list[TimelineStep]] = {}
    for entry in entries:
        for told in _steps(entry, naming=naming, decisions=decisions):
            for name in dict.fromkeys(records.account_id(each) for each in told.accounts):
                timelines.setdefault(name, []).append(told.step)
    for name, account in records.accounts.items():
        churn = account.churned
        if churn and churn.on <= as_of:
            timelines.setdefault(name, []).append(
                TimelineStep(
                    day=churn.on,
                    ref=name,
                    record=None,
                    kind="churn",
                    text=churn.because or f"{account.name} left.",
                )
            )
    return {
        name: tuple(sorted(steps, key=lambda step: step.day))
        for name, steps in sorted(timelines.items())
    }


def accounts_named(item: Item) -> tuple[str, ...]:
    """The accounts that an item names, as it names them."""
    row = item.row
    if isinstance(row, Decision | Shipped):
        return row.accounts
    if isinstance(row, Action):
        return (row.account,) if row.account else ()
    return (row.account,)


def _steps(
    entry: Entry,
    *,
    naming: Mapping[str, tuple[str, ...]],
    decisions: Mapping[str, LoggedDecision],
) -> Iterator[_Told]:
    """What a record tells of accounts, in the order of the replay."""
    yield from _reviews(entry, naming)
    yield from _rows_of_rituals(entry)
    for item in items_of(entry):
        if not isinstance(item.row, Decision | Action):
            yield _item(item, accounts=naming.get(item.ref, ()))
    yield from _updates(entry, naming)
    yield from _roadmap(entry, decisions)
    for row in entry.record.loops:
        ref = entry.name_of(row.item)
        step = _step(entry, ref, "loop", f"Told of {ref}", on=row.on, outcome="told")
        yield _Told(accounts=(row.account,), step=step)
    for item in items_of(entry):
        if isinstance(item.row, Decision | Action):
            yield _item(item, accounts=_concerned(item, naming, decisions))


def _step(
    entry: Entry,
    ref: str,
    kind: StepKind,
    text: str,
    *,
    on: date | None = None,
    outcome: str | None = None,
) -> TimelineStep:
    return TimelineStep(
        day=on or entry.date, ref=ref, record=entry.id, kind=kind, text=text, outcome=outcome
    )


def _reviews(entry: Entry, naming: Mapping[str, tuple[str, ...]]) -> Iterator[_Told]:
    for row in entry.record.review:
        name = row.action or row.decision
        if name:
            ref = entry.name_of(name)
            on = row.on if row.outcome == "done" else None
            step = _step(entry, ref, "review", _of_review(row, ref), on=on, outcome=row.outcome)
            yield _Told(accounts=naming.get(ref, ()), step=step)


def _of_review(row: Review, ref: str) -> str:
    word = {"done": "Done", "rolled": "Rolled", "dropped": "Dropped"}[row.outcome]
    until = f" to {row.due.isoformat()}" if row.outcome == "rolled" and row.due else ""
    note = f": {row.note}" if row.note else ""
    return f"{word}{until}{note}" if until or note else f"{word} ({ref})"


def _rows_of_rituals(entry: Entry) -> Iterator[_Told]:
    """Rows without an id that name accounts."""
    record = entry.record
    for row in record.research:
        step = _step(entry, entry.id, "research", row.what or "Wanted for research")
        yield _Told(accounts=row.asked, step=step)
    for surprise in record.surprises:
        if surprise.account:
            step = _step(entry, entry.id, "surprise", surprise.what or "A surprise")
            yield _Told(accounts=(surprise.account,), step=step)
    if isinstance(record, Meeting):
        for theme in record.themes:
            step = _step(
                entry, entry.id, "theme", theme.response or theme.theme, outcome=theme.stance
            )
            yield _Told(accounts=theme.accounts, step=step)
        for release in record.releases:
            step = _step(entry, entry.id, "release", release.what or "A release", on=release.on)
            yield _Told(accounts=release.accounts, step=step)
        for customer in record.customers:
            if customer.account and customer.promote_to:
                step = _step(entry, entry.id, "customer", customer.issue or "Spoken of")
                yield _Told(accounts=(customer.account,), step=step)


def _item(item: Item, *, accounts: Iterable[str]) -> _Told:
    row = item.row
    on: date | None = None
    outcome: str | None = None
    match row:
        case Escalation():
            text, on = row.issue, row.raised
        case Briefing():
            text, on, outcome = row.request, row.raised, row.outcome
        case Question():
            text = row.ask
        case Decision():
            text, outcome = row.what, row.outcome
        case Shipped():
            text, on = row.what, row.on
        case _:
            text = row.what
    step = _step(item.entry, item.ref, item.kind.value, text, on=on, outcome=outcome)
    return _Told(accounts=tuple(accounts), step=step)


def _updates(entry: Entry, naming: Mapping[str, tuple[str, ...]]) -> Iterator[_Told]:
    for row in entry.record.updates:
        ref = entry.name_of(row.item)
        happened = (
            (row.resolved, "resolved"),
            (row.answered or (entry.date if row.answer else None), "answered"),
            (entry.date if row.status else None, row.status),
            (row.acknowledged, "acknowledged"),
        )
        for day, outcome in happened:
            if day:
                text = row.answer or row.say or row.note or f"{str(outcome).capitalize()} ({ref})"
                step = _step(entry, ref, "update", text, on=day, outcome=outcome)
                yield _Told(accounts=naming.get(ref, ()), step=step)


def _roadmap(entry: Entry, decisions: Mapping[str, LoggedDecision]) -> Iterator[_Told]:
    for row in entry.record.roadmap:
        ref = entry.name_of(row.commitment)
        decision = decisions.get(ref)
        if decision:
            on = row.on if row.status == "shipped" else None
            step = _step(entry, ref, "roadmap", _of_roadmap(row), on=on, outcome=row.status)
            yield _Told(accounts=decision.owed_to, step=step)


def _of_roadmap(row: RoadmapRow) -> str:
    said = row.because or row.say or ""
    if row.status == "slipped" and row.target:
        return f"Slipped to {row.target.isoformat()}" + (f": {said}" if said else "")
    word = {"on-track": "On track", "descoped": "Descoped", "shipped": "Shipped"}.get(
        row.status, "Slipped"
    )
    return f"{word}: {said}" if said else word


def _concerned(
    item: Item,
    naming: Mapping[str, tuple[str, ...]],
    decisions: Mapping[str, LoggedDecision],
) -> tuple[str, ...]:
    """The accounts that a decision names, owes a word, or settles something for."""
    decision = decisions.get(item.ref)
    own = naming.get(item.ref, ())
    if decision is None or item.row is not decision.row:
        return own
    touched = (*decision.resolves, *decision.supersedes, *decision.about)
    return (*own, *decision.owed_to, *(each for ref in touched for each in naming.get(ref, ())))
