"""Escalations and briefings: what was raised with Product, on the path that it took."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from decision_record.model.asked import Briefing, Escalation
from decision_record.model.records import Entry, Records


class RaisedState(StrEnum):
    """Where an escalation or a briefing stands."""

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
    path: tuple[str, ...]
    """The names that it went through, first to last; the same for each part."""

    @property
    def state(self) -> RaisedState:
        """Where it stands."""
        if self.resolved:
            return RaisedState.RESOLVED
        return RaisedState.ACKNOWLEDGED if self.acknowledged else RaisedState.OPEN

    @property
    def is_open(self) -> bool:
        """Whether the customer still waits for it."""
        return self.resolved is None

    @property
    def is_last(self) -> bool:
        """Whether it is the last part of its path, which speaks for all of it."""
        return self.ref == self.path[-1]

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
    raised: date
    before: str | None
    """Where it was brought before."""
    acknowledged: list[tuple[date, str]] = field(default_factory=list)
    """Each day, with the record that says so."""
    resolved: list[tuple[date, str, str | None]] = field(default_factory=list)
    """Each day, with the record that says so and the decision that settled it."""


def replay_raised(entries: Sequence[Entry], *, records: Records) -> Mapping[str, Raised]:
    """All escalations and briefings by name, in the order in which they were raised."""
    raised: dict[str, _Open] = {}
    for entry in entries:
        for opened in _raise(entry, records=records):
            raised.setdefault(opened.ref, opened)
        for row in entry.record.updates:
            updated = raised.get(entry.name_of(row.item))
            if updated and row.acknowledged:
                updated.acknowledged.append((row.acknowledged, entry.id))
            if updated and row.resolved:
                updated.resolved.append((row.resolved, entry.id, None))
        for decision in entry.record.decisions:
            for name in decision.resolves if decision.outcome == "decided" else ():
                settled = raised.get(entry.name_of(name))
                if settled:
                    settled.resolved.append((entry.date, entry.id, f"{entry.id}/{decision.id}"))
    ways = _ways_back(raised)
    _carry_back(raised, ways)
    paths = _paths(raised, ways)
    return {ref: _freeze(each, path=paths[ref], records=records) for ref, each in raised.items()}


def _raise(entry: Entry, *, records: Records) -> Iterator[_Open]:
    """What a record raises, with what it says of it itself."""
    record = entry.record
    rows: tuple[Escalation | Briefing, ...] = (*record.escalations, *record.briefings)
    present = (records.people.get(each) for each in entry.present) if rows else ()
    heard = any(person.of_product for person in present if person)
    for row in rows:
        opened = _Open(
            ref=f"{entry.id}/{row.id}",
            entry=entry,
            row=row,
            raised=row.raised or entry.date,
            before=entry.name_of(row.from_) if row.from_ else None,
        )
        if row.acknowledged:
            opened.acknowledged.append((row.acknowledged, entry.id))
        if heard:
            opened.acknowledged.append((entry.date, entry.id))
        if isinstance(row, Briefing) and row.outcome in ("answered", "decided"):
            decision = entry.name_of(row.decision) if row.decision else None
            opened.resolved.append((entry.date, entry.id, decision))
        yield opened


def _ways_back(raised: Mapping[str, _Open]) -> Mapping[str, tuple[str, ...]]:
    """Each with what it was before, itself first; a circle ends where it began."""
    ways: dict[str, tuple[str, ...]] = {}
    for ref, each in raised.items():
        way = {ref: None}
        before = each.before
        while before and before in raised and before not in way:
            way[before] = None
            before = raised[before].before
        ways[ref] = tuple(way)
    return ways


def _carry_back(raised: Mapping[str, _Open], ways: Mapping[str, tuple[str, ...]]) -> None:
    """What resolves or acknowledges a later part of a path does so for all before it."""
    own = {ref: (tuple(each.acknowledged), tuple(each.resolved)) for ref, each in raised.items()}
    for ref, way in ways.items():
        acknowledged, resolved = own[ref]
        for before in way[1:]:
            raised[before].acknowledged += acknowledged
            raised[before].resolved += resolved


def _paths(
    raised: Mapping[str, _Open], ways: Mapping[str, tuple[str, ...]]
) -> Mapping[str, tuple[str, ...]]:
    """The whole chain that each belongs to, first to last."""
    position = {ref: index for index, ref in enumerate(raised)}
    chains: dict[str, list[str]] = {}
    depth: dict[str, int] = {}
    for ref, way in ways.items():
        first = way[-1]
        if raised[first].before in raised:
            # A circle has no first part, so it starts with the one that was raised first.
            first = min(ways[first], key=position.__getitem__)
        depth[ref] = way.index(first)
        chains.setdefault(first, []).append(ref)
    paths = {}
    for chain in chains.values():
        path = tuple(sorted(chain, key=depth.__getitem__))
        paths.update(dict.fromkeys(path, path))
    return paths


def _freeze(each: _Open, *, path: tuple[str, ...], records: Records) -> Raised:
    row = each.row
    account = records.account_id(row.account)
    known = records.accounts.get(account)
    arr = row.arr if row.arr is not None else known.arr_on(each.raised) if known else 0
    acknowledged = min(each.acknowledged, key=lambda step: step[0], default=(None, None))
    resolved = min(each.resolved, key=lambda step: step[0], default=(None, None, None))
    return Raised(
        ref=each.ref,
        kind="escalation" if isinstance(row, Escalation) else "briefing",
        record=each.entry.id,
        row=row,
        account=account,
        issue=row.issue if isinstance(row, Escalation) else row.request,
        arr=arr,
        area=row.area,
        raised=each.raised,
        acknowledged=acknowledged[0],
        acknowledged_in=acknowledged[1],
        resolved=resolved[0],
        resolved_in=resolved[1],
        resolved_by=resolved[2],
        answer_by=row.answer_by,
        path=path,
    )
