"""Which references the rules have to check: all that are not plainly correct.

A record has several references in every row, and nearly all of them exist. They are looked up here,
once and fast, so that the rules on references see only those that may be wrong. This module reports
nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from decision_record.checks.references.spelling import declared_names
from decision_record.diagnostics import Pointer
from decision_record.ledger.items import Item
from decision_record.model.fields import Reference, find_references
from decision_record.model.records import Entry, File, Records
from decision_record.model.refs import Named
from decision_record.repository.load import Shaped


class Mention(NamedTuple):
    """A reference with the file that it stands in."""

    file: File
    entry: Entry | None
    """The record, where the file is one."""
    reference: Reference
    name: str
    """What is named; an item by its full name where its record is known."""
    model: BaseModel
    """What the file says."""

    @property
    def at(self) -> Pointer:
        """Where it is."""
        reference = self.reference
        return Pointer(file=self.file.name, path=reference.path, part=reference.part)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceLookup:
    """What references are looked up in."""

    records: Records
    items: Mapping[str, Item]
    positions: Mapping[str, int]
    """Where each record is in the replay."""


_LAST_SECTIONS = frozenset({"decisions", "actions"})
"""Sections in which a record may name all of its own items: nothing is opened after them."""


def find_suspect_references(
    shaped: Iterable[Shaped], entries: Mapping[str, Entry], *, doubt: ReferenceLookup
) -> Mapping[Named, Sequence[Mention]]:
    """The references that are not plainly in order, by what they name."""
    doubtful: dict[Named, list[Mention]] = {named: [] for named in Named}
    declared = declared_names(doubt.records)
    presence = {
        name: (person.since or date.min, person.left or date.max)
        for name, person in doubt.records.people.items()
    }
    for each in shaped:
        entry = entries.get(each.file.name)
        for reference in find_references(each.model):
            named, name = reference.refers.to, reference.name
            if named is Named.ITEM:
                name = entry.name_of(name) if entry else name
                sound = _is_sound(name, reference, entry, doubt)
            elif named is Named.PERSON:
                since, left = presence.get(name, (date.max, date.min))
                sound = since <= entry.date <= left if entry else name in presence
            else:
                sound = name in declared[named]
            if not sound:
                doubtful[named].append(Mention(each.file, entry, reference, name, each.model))
    return doubtful


def _is_sound(name: str, reference: Reference, entry: Entry | None, doubt: ReferenceLookup) -> bool:
    """Whether an item exists, is of a kind that is meant, and was there before."""
    item = doubt.items.get(name)
    if item is None or entry is None or item.kind not in reference.refers.kinds:
        return False
    if item.entry.id == entry.id:
        return reference.path[0] in _LAST_SECTIONS
    return doubt.positions[item.entry.id] < doubt.positions.get(entry.id, -1)
