"""What a rule may look at: the records, what loading found, and what follows over all of them.

Everything is worked out once, before the first rule runs. There is no day here: a check sees the
records to their end, so that the same files give the same answer on any day.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from decision_record.diagnostics import DocumentPath, Part, Pointer, Problem
from decision_record.ledger.actions import QueuedAction, replay_actions
from decision_record.ledger.decisions import LoggedDecision, replay_decisions
from decision_record.ledger.items import Item, index_items
from decision_record.load import Loaded, Shaped
from decision_record.model.fields import Reference, find_references
from decision_record.model.record import Meeting, Update
from decision_record.model.records import Entry, File, FileKind, Records
from decision_record.model.values import Named


class Mention(NamedTuple):
    """A reference with the file that it stands in. A tuple, because there are very many."""

    file: File
    entry: Entry | None
    """The record, where the file is one."""
    reference: Reference

    @property
    def name(self) -> str:
        """What is named; an item by its full name where its record is known."""
        name = self.reference.name
        is_item = self.reference.refers.to is Named.ITEM
        return self.entry.name_of(name) if is_item and self.entry else name

    @property
    def at(self) -> Pointer:
        """Where it stands."""
        reference = self.reference
        return Pointer(file=self.file.name, path=reference.path, part=reference.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a rule may look at."""

    records: Records
    shaped: tuple[Shaped, ...]
    """Every file that has a shape."""
    written: tuple[Entry, ...]
    """The meetings and updates that have a shape, also those whose identity is taken already."""
    problems: Mapping[str, tuple[Problem, ...]]
    """What was found while reading, by code."""
    mentions: Mapping[Named, Sequence[Mention]]
    """Every reference of every file, by what it names."""
    entries: Mapping[str, Entry]
    """The records of the replay, by identity."""
    positions: Mapping[str, int]
    """Where each record stands in the replay."""
    items: Mapping[str, Item]
    actions: Mapping[str, QueuedAction]
    decisions: Mapping[str, LoggedDecision]
    found: tuple[Problem, ...] = ()
    """What the rules found before anything was silenced; known only to the rule on silencing."""

    def is_unread(self, record: str) -> bool:
        """Whether a meeting or an update is there, but could not be read."""
        ids = self.records.unread.ids
        return (FileKind.MEETING, record) in ids or (FileKind.UPDATE, record) in ids

    def comes_later(self, record: str, *, than: Entry) -> bool:
        """Whether a record comes after another one in the replay."""
        return self.positions.get(record, -1) > self.positions.get(than.id, len(self.positions))


def gather_facts(loaded: Loaded) -> Facts:
    """Work out what the rules look at."""
    records = loaded.records
    entries = {entry.id: entry for entry in records.entries}
    actions = replay_actions(records.entries, records=records)
    problems: dict[str, list[Problem]] = {}
    for problem in loaded.problems:
        problems.setdefault(problem.code, []).append(problem)
    written = {
        each.file.name: Entry(id=each.file.id, file=each.file, record=each.model)
        for each in loaded.shaped
        if isinstance(each.model, Meeting | Update)
    }
    return Facts(
        records=records,
        shaped=loaded.shaped,
        written=tuple(written.values()),
        problems={code: tuple(found) for code, found in problems.items()},
        mentions=_mentions(loaded.shaped, written),
        entries=entries,
        positions={name: position for position, name in enumerate(entries)},
        items=index_items(records.entries),
        actions=actions,
        decisions=replay_decisions(records.entries, records=records, actions=actions),
    )


def _mentions(
    shaped: Iterable[Shaped], entries: Mapping[str, Entry]
) -> Mapping[Named, Sequence[Mention]]:
    mentions: dict[Named, list[Mention]] = {named: [] for named in Named}
    for each in shaped:
        entry = entries.get(each.file.name)
        for reference in find_references(each.model):
            mentions[reference.refers.to].append(Mention(each.file, entry, reference))
    return mentions


def point(entry: Entry, *path: str | int, part: Part = Part.VALUE) -> Pointer:
    """A place in a record; without a path its first line."""
    return Pointer(file=entry.file.name, path=path, part=part if path else Part.ROW)


def point_at(item: Item, *path: str | int, part: Part = Part.VALUE) -> Pointer:
    """A place in an item; without a path its row."""
    whole: DocumentPath = (*item.path, *path)
    return Pointer(file=item.entry.file.name, path=whole, part=part if path else Part.ROW)
