"""Escalations and briefings: each part of a path with its own days and state (records.md §5).

What holds for a whole path is in `paths`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from decision_record.ledger.product_words import ProductWord
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.records import Entry, Records


class RaisedState(StrEnum):
    """The state of an escalation, a briefing, or a whole path of them."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    RESOLVED = "resolved"


class Raised(NamedTuple):
    """An escalation or a briefing with what became of it. A tuple, because there are very many."""

    ref: str
    kind: Literal["escalation", "briefing"]
    record: str
    row: Escalation | Briefing
    account: str
    issue: str
    """The issue of an escalation, the request of a briefing."""
    arr: float
    """At stake, in the organisation's currency."""
    area: str | None
    raised: date
    acknowledged: date | None
    acknowledged_in: str | None
    """Where that was written down."""
    resolved: date | None
    resolved_in: str | None
    resolved_by: str | None
    """The decision that settled it, where one did."""
    answer_by: date | None
    """The day on which its answer is wanted: as its last row says, or an update on it."""
    before: str | None
    """The part that it continues."""
    path: tuple[str, ...]
    """The names of all parts of its path in the order of the replay; the same for each part."""

    @property
    def state(self) -> RaisedState:
        """Open, acknowledged or resolved."""
        if self.resolved:
            return RaisedState.RESOLVED
        return RaisedState.ACKNOWLEDGED if self.acknowledged else RaisedState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for it."""
        return self.resolved is None

    @property
    def days_to_acknowledge(self) -> int | None:
        """Days until Product acknowledged it."""
        return (self.acknowledged - self.raised).days if self.acknowledged else None

    @property
    def days_to_resolve(self) -> int | None:
        """Days until it was settled for the customer."""
        return (self.resolved - self.raised).days if self.resolved else None


@dataclass(slots=True)
class _Open:
    """One while it is being replayed."""

    ref: str
    entry: Entry
    row: Escalation | Briefing
    account: str
    raised: date
    answer_by: date | None
    before: str | None = None
    """The part that it continues."""
    acknowledged: list[tuple[date, str]] = field(default_factory=list)
    """Each day, with the record that says so."""
    resolved: list[tuple[date, str, str | None]] = field(default_factory=list)
    """Each day, with the record that says so and the decision that settled it."""


def replay_raised(
    entries: Sequence[Entry], *, records: Records, words: Sequence[ProductWord]
) -> Mapping[str, Raised]:
    """All escalations and briefings by name, in the order of the replay.

    Args:
        entries: The records, in the order of the replay.
        records: The reference files.
        words: What Product said in those records, from `gather_words`.
    """
    raised: dict[str, _Open] = {}
    for entry in entries:
        for ref, opened in _in_order(entry, _raise(entry, records=records), raised).items():
            raised.setdefault(ref, opened)
        _update(entry, raised)
    for word in words:
        each = raised.get(word.item)
        if each and word.has_text:
            each.acknowledged.append((word.day, word.record))
    _carry_back(raised)
    paths = _paths(raised)
    return {ref: _freeze(each, path=paths[ref], records=records) for ref, each in raised.items()}


def _raise(entry: Entry, *, records: Records) -> Iterator[_Open]:
    """What a record raises, with what it says about it itself."""
    record = entry.record
    rows: tuple[Escalation | Briefing, ...] = (*record.escalations, *record.briefings)
    present = (records.people.get(each) for each in entry.present) if rows else ()
    heard = any(person.of_product for person in present if person)
    for row in rows:
        opened = _Open(
            ref=f"{entry.id}/{row.id}",
            entry=entry,
            row=row,
            account=records.account_id(row.account),
            raised=row.raised or entry.date,
            answer_by=row.answer_by,
        )
        if row.acknowledged:
            opened.acknowledged.append((row.acknowledged, entry.id))
        if heard:
            opened.acknowledged.append((entry.date, entry.id))
        if isinstance(row, Briefing) and row.outcome in ("answered", "decided"):
            decision = entry.name_of(row.decision) if row.decision else None
            opened.resolved.append((entry.date, entry.id, decision))
        yield opened


def _in_order(
    entry: Entry, new: Iterable[_Open], raised: Mapping[str, _Open]
) -> Mapping[str, _Open]:
    """The items of a record, each after the one that it continues.

    A part continues an earlier item of the same account: anything else begins a path of its own
    (DR206 to DR208 and DR212 say so), and so does the first of a circle.
    """
    ordered: dict[str, _Open] = {}
    waiting = list(new)
    while waiting:
        ready = [
            each
            for each in waiting
            if not each.row.from_ or not _is_waiting(entry.name_of(each.row.from_), waiting)
        ]
        # Only a circle leaves none; its first part begins it.
        for each in ready or waiting[:1]:
            before = entry.name_of(each.row.from_) if each.row.from_ else ""
            earlier = raised.get(before) or ordered.get(before)
            if earlier and earlier.account == each.account:
                each.before = before
            ordered.setdefault(each.ref, each)
        waiting = [each for each in waiting if each.ref not in ordered]
    return ordered


def _is_waiting(ref: str, waiting: Sequence[_Open]) -> bool:
    return any(each.ref == ref for each in waiting)


def _update(entry: Entry, raised: Mapping[str, _Open]) -> None:
    """What a record says about what was raised in it or before it."""
    for row in entry.record.updates:
        updated = raised.get(entry.name_of(row.item))
        if updated is None:
            continue
        if row.acknowledged:
            updated.acknowledged.append((row.acknowledged, entry.id))
        if row.resolved:
            updated.resolved.append((row.resolved, entry.id, None))
        if row.answered and isinstance(updated.row, Briefing):
            updated.resolved.append((row.answered, entry.id, None))
        if row.answer_by:
            updated.answer_by = row.answer_by
    for decision in entry.record.decisions:
        for name in decision.resolves if decision.outcome == "decided" else ():
            settled = raised.get(entry.name_of(name))
            if settled:
                settled.resolved.append((entry.date, entry.id, f"{entry.id}/{decision.id}"))


def _carry_back(raised: Mapping[str, _Open]) -> None:
    """What resolves or acknowledges a later part does so for all before it, not for siblings."""
    # Each part comes after the one that it continues, so that the last passes on first.
    for each in reversed(tuple(raised.values())):
        if each.before:
            before = raised[each.before]
            before.acknowledged += each.acknowledged
            before.resolved += each.resolved


def _paths(raised: Mapping[str, _Open]) -> Mapping[str, tuple[str, ...]]:
    """All parts of the path of each, in the order of the replay."""
    firsts: dict[str, str] = {}
    trees: dict[str, list[str]] = {}
    for ref, each in raised.items():
        firsts[ref] = firsts[each.before] if each.before else ref
        trees.setdefault(firsts[ref], []).append(ref)
    paths: dict[str, tuple[str, ...]] = {}
    for tree in trees.values():
        path = tuple(tree)
        paths.update(dict.fromkeys(path, path))
    return paths


def _freeze(each: _Open, *, path: tuple[str, ...], records: Records) -> Raised:
    row = each.row
    known = records.accounts.get(each.account)
    arr = row.arr if row.arr is not None else known.arr_on(each.raised) if known else 0
    acknowledged = min(each.acknowledged, key=lambda step: step[0], default=(None, None))
    resolved = min(each.resolved, key=lambda step: step[0], default=(None, None, None))
    return Raised(
        ref=each.ref,
        kind="escalation" if isinstance(row, Escalation) else "briefing",
        record=each.entry.id,
        row=row,
        account=each.account,
        issue=row.issue if isinstance(row, Escalation) else row.request,
        arr=arr,
        area=row.area,
        raised=each.raised,
        acknowledged=acknowledged[0],
        acknowledged_in=acknowledged[1],
        resolved=resolved[0],
        resolved_in=resolved[1],
        resolved_by=resolved[2],
        answer_by=each.answer_by,
        before=each.before,
        path=path,
    )
