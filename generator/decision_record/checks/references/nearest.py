"""The item that the writer probably meant: for the help of DR206 and DR208."""

import difflib
import re
from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, Sequence

from decision_record.checks.context import Facts
from decision_record.checks.references.mentions import Mention
from decision_record.ledger.items import Item
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry

_ID = re.compile(r"([A-Za-z])?[ .#-]?0*(\d{1,6})", re.ASCII)
"""An id as people write it: `A1`, and `a1`, `A-1` or `1`."""
_DATE = len("2026-03-31")


def make_finder(facts: Facts) -> Callable[[Mention], str | None]:
    """What finds the nearest item that exists, of the kinds that a field takes.

    It gives the item's name as the record that names it would write it; None where nothing is near.
    """
    by_record: dict[str, list[Item]] = {}
    by_id: dict[str, list[Item]] = {}
    for item in facts.items.values():
        by_record.setdefault(item.entry.id, []).append(item)
        by_id.setdefault(item.row.id, []).append(item)
    shelves = _Shelves(by_record)
    records: dict[str, str | None] = {}

    def find(mention: Mention) -> str | None:
        record, _, written = mention.name.rpartition("/")
        if record not in records:
            records[record] = _nearest_record(record, facts)
        there = shelves.of(records[record] or "")
        near: Item | None = None
        for name in _as_ids(written, mention):
            same_kind = _fitting(_around(name, there.get(name[0], ())), mention)
            exact = next((item for item in same_kind if item.row.id == name), None)
            near = near or exact
            near = near or _earlier(_fitting(by_id.get(name, ()), mention), mention, facts)
            near = near or _nearest(name, same_kind)
        for name in _as_ids(written, mention) if near is None else ():
            others = [item for shelf in there.values() for item in _around(name, shelf)]
            near = near or _nearest(name, _fitting(others, mention))
        return _as_written(near, mention) if near else None

    return find


class _Shelves:
    """The items of each record by the letter of their ids, in the order of their numbers."""

    def __init__(self, by_record: Mapping[str, Sequence[Item]]) -> None:
        self._by_record = by_record
        self._sorted: dict[str, dict[str, list[Item]]] = {}

    def of(self, record: str) -> Mapping[str, Sequence[Item]]:
        """Those of one record, sorted when they are first asked for."""
        if record not in self._sorted:
            shelves = self._sorted.setdefault(record, {})
            for item in sorted(self._by_record.get(record, ()), key=_number):
                shelves.setdefault(item.row.id[0], []).append(item)
        return self._sorted[record]


_NEIGHBOURS = 3
"""Items on each side of a number that are looked at: one may be the row that asks."""


def _number(item: Item) -> int:
    return int(item.row.id[1:])


def _around(name: str, shelf: Sequence[Item]) -> Sequence[Item]:
    """The items with the numbers that are nearest to that of an id."""
    place = bisect_left(shelf, int(name[1:]), key=_number)
    return shelf[max(place - _NEIGHBOURS, 0) : place + _NEIGHBOURS]


def _as_ids(written: str, mention: Mention) -> Sequence[str]:
    """The ids that may be meant: a number alone is one of each kind that the field takes."""
    found = _ID.fullmatch(written.strip())
    if found is None:
        return ()
    letters = found[1] or "".join(kind.letter for kind in mention.reference.refers.kinds)
    return [f"{letter.upper()}{int(found[2])}" for letter in letters]


def _fitting(items: Sequence[Item], mention: Mention) -> Sequence[Item]:
    """The items of a kind that the field takes, without the one that the field belongs to."""
    reference = mention.reference
    return [
        item
        for item in items
        if item.kind in reference.refers.kinds
        and not (item.entry.file == mention.file and reference.path[: len(item.path)] == item.path)
    ]


def _nearest_record(record: str, facts: Facts) -> str | None:
    """The record itself; else one that is spelt much like it."""
    if record in facts.entries:
        return record
    # Comparing with every record would be slow: a slip is in the date or in what follows it.
    written = record.rpartition("/")[2].lower()
    date, rest = written[:_DATE], written[_DATE:]
    alike = [each for each in facts.entries if each[:_DATE] == date or each[_DATE:] == rest]
    near = difflib.get_close_matches(written, alike, n=1, cutoff=0.8)
    return near[0] if near else None


class Earlier:
    """What records mean by the ids of their own items, where an earlier item was meant."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._by_id: dict[str, list[Item]] = {}

    def find(
        self,
        item: Item,
        *,
        kinds: Container[ItemKind],
        fits: Callable[[Item], bool] = lambda _: True,
    ) -> str | None:
        """The full name of the earlier item with the id of a record's own one.

        It is that of the last meeting of the series before; else of any record before.

        Args:
            item: The record's own item.
            kinds: The kinds of item that the field takes.
            fits: Whether an earlier item can have been meant.
        """
        if not self._by_id:
            for each in self._facts.items.values():
                self._by_id.setdefault(each.row.id, []).append(each)
        same_id = self._by_id.get(item.row.id, ())
        fitting = [each for each in same_id if each.kind in kinds and fits(each)]
        found = _last_before(item.entry, fitting, self._facts)
        return found.ref if found else None

    def find_open(self, item: Item) -> str | None:
        """The deferral or escalated decision that was open before the record of a decision."""
        facts = self._facts

        def is_open(each: Item) -> bool:
            decision = facts.decisions.get(each.ref)
            if decision is None or decision.outcome == "decided":
                return False
            steps = (decision.resolved_by, *decision.superseded_by)
            records = {step.ref.rpartition("/")[0] for step in steps if step}
            return not any(
                facts.comes_later(item.entry.id, than=facts.entries[record]) for record in records
            )

        return self.find(item, kinds=(ItemKind.DECISION,), fits=is_open)


def _earlier(items: Sequence[Item], mention: Mention, facts: Facts) -> Item | None:
    """The one that a record means which leaves out the record: the last before it."""
    if mention.entry is None or "/" in mention.reference.name:
        return None
    return _last_before(mention.entry, items, facts)


def _last_before(entry: Entry, items: Sequence[Item], facts: Facts) -> Item | None:
    """The last of some items before a record.

    It is of its series, else of a meeting of one of its people, else of any.
    """
    before = [item for item in items if facts.comes_later(entry.id, than=item.entry)]
    series = entry.record.series
    own = [item for item in before if series and item.entry.record.series == series]
    people = set(entry.present)
    shared = [item for item in before if people & set(item.entry.present)]
    return next(reversed(own or shared or before), None)


def _nearest(name: str, items: Sequence[Item]) -> Item | None:
    number = int(name[1:])
    return min(items, key=lambda item: abs(int(item.row.id[1:]) - number), default=None)


def _as_written(item: Item, mention: Mention) -> str:
    return item.row.id if mention.entry and item.entry.id == mention.entry.id else item.ref
