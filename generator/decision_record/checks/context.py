"""What a rule may look at: the records, what loading found, and what follows over all of them.

Everything is worked out once, before the first rule runs. There is no day here: a check sees the
records to their end, so that the same files give the same answer on any day.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from decision_record.checks.files.meant_days import Far, settle_days
from decision_record.checks.lost_records import REPLAYED_SECTIONS, LostRecords
from decision_record.checks.references.mentions import (
    Mention,
    ReferenceLookup,
    find_suspect_references,
)
from decision_record.checks.references.origins import find_first_days
from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.agreed import replay_agreed
from decision_record.ledger.asked import replay_requests
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.items import Item, items_of
from decision_record.ledger.loops import Loop, LoopKey
from decision_record.ledger.paths import RaisedPath, trace_paths
from decision_record.ledger.product_words import gather_words
from decision_record.ledger.raised import Raised, replay_raised
from decision_record.ledger.stage import TIERS_FROM
from decision_record.model.record import Meeting, Update
from decision_record.model.records import Entry, FileKind, Records, order_of_replay
from decision_record.model.refs import Named
from decision_record.repository.load import Loaded, Shaped


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckContext:
    """What a rule may look at."""

    records: Records
    shaped: tuple[Shaped, ...]
    """Every file that has a shape."""
    written: tuple[Entry, ...]
    """The meetings and updates that have a shape, also those whose identity is taken already.

    In the order of the replay.
    """
    problems: Mapping[str, tuple[Problem, ...]]
    """What was found while reading, by code."""
    doubtful: Mapping[Named, Sequence[Mention]]
    """The references of every file that may be wrong, by what they name: see `doubt.py`."""
    entries: Mapping[str, Entry]
    """The records of the replay, by identity."""
    positions: Mapping[str, int]
    """Where each record is in the replay."""
    rows: Mapping[str, Sequence[Item]]
    """The items of each record that has a shape, by the name of its file."""
    items: Mapping[str, Item]
    """The items of the replay by their full names; of two with one name the first."""
    actions: Mapping[str, QueuedAction]
    decisions: Mapping[str, LoggedDecision]
    raised: Mapping[str, Raised]
    """Escalations and briefings: each part of a path."""
    first_days: Mapping[str, date | None]
    """The day from which on records may have changed each item: see `origins.py`."""
    path_of: Mapping[str, RaisedPath]
    """The path of each escalation and briefing."""
    loops: Mapping[LoopKey, Loop]
    lost: LostRecords
    """The meetings and updates that could not be read, or not in full."""
    former_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The names that the file of each record had before, by the name of the file: git's facts."""
    typed: Mapping[str, date] = field(default_factory=dict)
    """The dates of the files whose record is taken to be of another day, as they are typed."""
    far: Mapping[str, Far] = field(default_factory=dict)
    """The files whose year is plainly mistyped, by name."""
    today: date | None = None
    """The day after which no record is expected; None where no clock was given."""
    tiers_from: int = TIERS_FROM
    """CSMs from whom on tiers are expected at series-a too."""
    found: tuple[Problem, ...] = ()
    """What the rules found before anything was silenced; known only to the rule on silencing."""
    off: frozenset[str] = frozenset()
    """The rules that do not run; known only to the rule on silencing."""
    ground: frozenset[str] = frozenset()
    """The rules whose errors no record can excuse; known only to the rule on silencing."""
    row_by_row: frozenset[str] = frozenset()
    """The rules that judge every row by itself; known only to the rule on silencing."""

    def is_unread(self, ref: str) -> bool:
        """Whether an item, by its full name, may be in what could not be read."""
        return self.records.unread.holds_item(ref)

    def misses(
        self,
        since: date,
        until: date,
        *,
        series: str | None = None,
        sections: Collection[str] = REPLAYED_SECTIONS,
    ) -> bool:
        """Whether a record of these days could not be read, and may contain what is missing.

        Args:
            since: The first day.
            until: The last day.
            series: Of the meetings, only those of this series; updates may be of any.
            sections: Of a record that could be read in part, the sections that matter.
        """
        return self.lost.between(since, until, series=series, sections=sections)

    def misses_since(
        self,
        ref: str,
        until: date = date.max,
        *,
        series: str | None = None,
        sections: Collection[str] = REPLAYED_SECTIONS,
    ) -> bool:
        """Whether a record that could not be read may have changed an item, or what it came from.

        Args:
            ref: The full name of an item of the replay.
            until: The last day of such a record.
            series: Of the meetings, only those of this series; updates may be of any.
            sections: Of a record that could be read in part, the sections that matter.
        """
        since = self.first_days.get(ref)
        return since is None or self.misses(since, until, series=series, sections=sections)

    def rests_on_unread(self, ref: str) -> bool:
        """Whether an item of the replay came from one that could not be read."""
        return self.first_days.get(ref) is None

    def is_there(self, ref: str, entry: Entry) -> bool:
        """Whether a record may mention an item; one of a later record is DR208, and no more."""
        return not self.comes_later(ref.rpartition("/")[0], than=entry)

    @property
    def newest(self) -> date | None:
        """The day of the newest record, also of one that could not be read; None without any.

        Checks on reference files go by this day.
        """
        unread = (
            date.fromisoformat(name[:_DATE])
            for kind, name in self.records.unread.ids
            if kind in (FileKind.MEETING, FileKind.UPDATE)
        )
        return max((*(entry.date for entry in self.records.entries), *unread), default=None)

    def comes_later(self, record: str, *, than: Entry) -> bool:
        """Whether a record comes after another one in the replay."""
        return self.positions.get(record, -1) > self.positions.get(than.id, len(self.positions))


_DATE = len("2026-03-31")
"""How much of a record's name is its date."""


def make_check_context(
    loaded: Loaded, *, tiers_from: int = TIERS_FROM, today: date | None = None
) -> CheckContext:
    """Work out what the rules look at."""
    settled = settle_days(loaded, today=today)
    loaded = settled.loaded
    records = loaded.records
    entries = {entry.id: entry for entry in records.entries}
    agreed = replay_agreed(
        records.entries,
        as_of=date.max,
        records=records,
        requests=replay_requests(records.entries, records=records),
    )
    problems: dict[str, list[Problem]] = {}
    for problem in loaded.problems:
        problems.setdefault(problem.code, []).append(problem)
    shaped = (
        Entry(id=each.file.id, file=each.file, record=each.model)
        for each in loaded.shaped
        if isinstance(each.model, Meeting | Update)
    )
    written = {entry.file.name: entry for entry in sorted(shaped, key=order_of_replay)}
    rows = {name: tuple(items_of(entry)) for name, entry in written.items()}
    items = _index(rows, records.entries)
    positions = {name: position for position, name in enumerate(entries)}
    doubt = ReferenceLookup(records=records, items=items, positions=positions)
    decisions = agreed.decisions
    words = gather_words(records.entries, records=records)
    raised = replay_raised(records.entries, records=records, words=words)
    return CheckContext(
        records=records,
        today=today,
        typed=settled.typed,
        far=settled.far,
        tiers_from=tiers_from,
        shaped=loaded.shaped,
        former_names=loaded.former_names,
        written=tuple(written.values()),
        problems={code: tuple(found) for code, found in problems.items()},
        entries=entries,
        positions=positions,
        rows=rows,
        items=items,
        first_days=find_first_days(items, records.unread),
        doubtful=find_suspect_references(loaded.shaped, written, doubt=doubt),
        raised=raised,
        path_of=trace_paths(records.entries, raised=raised, words=words, decisions=decisions),
        actions=agreed.actions,
        decisions=decisions,
        loops=agreed.loops,
        lost=LostRecords(records.unread),
    )


def _index(rows: Mapping[str, Sequence[Item]], entries: Iterable[Entry]) -> Mapping[str, Item]:
    items: dict[str, Item] = {}
    for entry in entries:
        for item in rows[entry.file.name]:
            items.setdefault(item.ref, item)
    return items


def point(entry: Entry, *path: str | int, part: Underlined = Underlined.VALUE) -> Pointer:
    """A place in a record; without a path its first line."""
    return Pointer(file=entry.file.name, path=path, part=part if path else Underlined.ROW)


def point_at(item: Item, *path: str | int, part: Underlined = Underlined.VALUE) -> Pointer:
    """A place in an item; without a path its row."""
    whole: DocumentPath = (*item.path, *path)
    return Pointer(file=item.entry.file.name, path=whole, part=part if path else Underlined.ROW)
