"""The item that the writer probably meant: for the help of DR206 and DR208."""

import difflib
import re
from bisect import bisect_left
from collections.abc import Callable, Container, Mapping, Sequence
from typing import Literal

from decision_record.checks.context import CheckContext
from decision_record.checks.references.mentions import Mention
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry

_ID = re.compile(r"([A-Za-z])?[ .#-]?0*(\d{1,6})", re.ASCII)
"""An id as people write it: `A1`, and `a1`, `A-1` or `1`."""
_DATE = len("2026-03-31")


def make_finder(context: CheckContext) -> Callable[[Mention], str | None]:
    """What finds the nearest item that exists, of the kinds that a field takes.

    It gives the item's name as the record that names it would write it; None where nothing is near.
    """
    by_record: dict[str, list[Item]] = {}
    for item in context.items.values():
        by_record.setdefault(item.entry.id, []).append(item)
    shelves, earlier = _Shelves(by_record), Earlier(context)
    find_record = _make_record_finder(context)
    records: dict[str, str | None] = {}

    def find(mention: Mention) -> str | None:
        record, _, written = mention.name.rpartition("/")
        if record not in records:
            records[record] = find_record(record)
        there = shelves.of(records[record] or "")
        near: Item | None = None
        for name in _as_ids(written, mention):
            same_kind = _fitting(_around(name, there.get(name[0], ())), mention)
            exact = next((item for item in same_kind if item.row.id == name), None)
            near = near or exact
            near = near or _earlier(name, mention, earlier)
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
    return [item for item in items if _fits(item, mention)]


def _fits(item: Item, mention: Mention) -> bool:
    reference = mention.reference
    return item.kind in reference.refers.kinds and not (
        item.entry.file == mention.file and reference.path[: len(item.path)] == item.path
    )


def _make_record_finder(context: CheckContext) -> Callable[[str], str | None]:
    """What finds the record of a name; else one that is spelt much like it."""
    of_day = group(context.entries, lambda name: [name[:_DATE]])
    of_rest = group(sorted(context.entries), lambda name: [name[_DATE:]])

    def find(record: str) -> str | None:
        if record in context.entries:
            return record
        # Comparing with every record would be slow: a slip is in the date or in what follows it.
        written = record.rpartition("/")[2].lower()
        own = of_rest.get(written[_DATE:], ())
        place = bisect_left(own, written)
        near_days = own[max(place - _NEAR_RECORDS, 0) : place + _NEAR_RECORDS]
        alike = dict.fromkeys((*of_day.get(written[:_DATE], ()), *near_days))
        near = difflib.get_close_matches(written, alike, n=1, cutoff=0.8)
        return near[0] if near else None

    return find


_NEAR_RECORDS = 60
"""Records of one series, before and after a day, that are compared with a name."""
_MOST_TRIED = 100
"""Earlier items of one id that are tried, the last one first."""


class Earlier:
    """What records mean by an id, where an earlier item was meant."""

    def __init__(self, context: CheckContext) -> None:
        self._facts = context
        self._shelves: dict[tuple[_Scope, str], list[Item]] = {}

    def find(
        self,
        item: Item,
        *,
        kinds: Container[ItemKind],
        fits: Callable[[Item], bool] = lambda _: True,
    ) -> str | None:
        """The full name of the earlier item with the id of a record's own one.

        Args:
            item: The record's own item.
            kinds: The kinds of item that the field takes.
            fits: Whether an earlier item can have been meant.
        """
        found = self.last_before(
            item.entry, item.row.id, fits=lambda each: each.kind in kinds and fits(each)
        )
        return found.ref if found else None

    def find_open(self, item: Item) -> str | None:
        """The deferral or escalated decision that was open before the record of a decision."""
        context = self._facts

        def is_open(each: Item) -> bool:
            decision = context.decisions.get(each.ref)
            if decision is None or decision.outcome == "decided":
                return False
            steps = (decision.resolved_by, *decision.superseded_by)
            records = {step.ref.rpartition("/")[0] for step in steps if step}
            return not any(
                context.comes_later(item.entry.id, than=context.entries[record])
                for record in records
            )

        return self.find(item, kinds=(ItemKind.DECISION,), fits=is_open)

    def last_before(self, entry: Entry, id_: str, *, fits: Callable[[Item], bool]) -> Item | None:
        """The last item of an id before a record.

        It is of its series, else of a meeting of one of its people, else of any record.
        """
        if not self._shelves:
            self._fill()
        for scopes in _scopes_of(entry):
            shelves = (self._shelves.get((scope, id_), ()) for scope in scopes)
            last = [each for shelf in shelves if (each := self._last(entry, shelf, fits))]
            if last:
                return max(last, key=self._place)
        return None

    def _last(
        self, entry: Entry, shelf: Sequence[Item], fits: Callable[[Item], bool]
    ) -> Item | None:
        end = bisect_left(shelf, self._facts.positions.get(entry.id, -1), key=self._place)
        before = reversed(shelf[max(end - _MOST_TRIED, 0) : end])
        return next((item for item in before if fits(item)), None)

    def _place(self, item: Item) -> int:
        return self._facts.positions[item.entry.id]

    def _fill(self) -> None:
        for item in self._facts.items.values():
            for scopes in _scopes_of(item.entry):
                for scope in dict.fromkeys(scopes):
                    self._shelves.setdefault((scope, item.row.id), []).append(item)


_Scope = tuple[Literal["series", "person", "all"], str]


def _scopes_of(entry: Entry) -> tuple[Sequence[_Scope], ...]:
    """Where an earlier item is looked for: in the series, with the same people, anywhere."""
    series = entry.record.series
    return (
        (("series", series),) if series else (),
        tuple(("person", person) for person in entry.present),
        (("all", ""),),
    )


def _earlier(name: str, mention: Mention, earlier: Earlier) -> Item | None:
    """The one that a record means which leaves out the record: the last before it."""
    if mention.entry is None or "/" in mention.reference.name:
        return None
    return earlier.last_before(mention.entry, name, fits=lambda item: _fits(item, mention))


def _nearest(name: str, items: Sequence[Item]) -> Item | None:
    number = int(name[1:])
    return min(items, key=lambda item: abs(int(item.row.id[1:]) - number), default=None)


def _as_written(item: Item, mention: Mention) -> str:
    return item.row.id if mention.entry and item.entry.id == mention.entry.id else item.ref
