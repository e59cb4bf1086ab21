"""All the records of an organisation, as one frozen value.

It says what was written and where each file lies; what follows from it is the ledger's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Literal

from decision_record.diagnostics import DocumentPath
from decision_record.model.account import Account
from decision_record.model.meeting_names import split_number
from decision_record.model.pod import Pod
from decision_record.model.record import Meeting, Update
from decision_record.model.reference import Organization, Person, Taxonomy
from decision_record.model.series import Series

SeatName = Literal["vp_cs", "head_of_product", "cpo", "cto", "ceo", "cs_ops", "pm_ops"]


class FileKind(StrEnum):
    """What a file holds; its folder decides (records.md §2)."""

    ORGANIZATION = "organization"
    PEOPLE = "people"
    TAXONOMY = "taxonomy"
    SERIES = "series"
    ACCOUNT = "account"
    POD = "pod"
    MEETING = "meeting"
    UPDATE = "update"


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """One file below a records root."""

    name: str
    """The file as people call it: relative to the working directory, with `/`."""
    path: str
    """The file below its root, as in `accounts/ostermark.yml`."""
    kind: FileKind
    id: str
    """The identity that its name gives: the stem."""
    personal_root: str | None = None
    """The personal folder that it lies in, as people call it; None where everyone reads it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A meeting or an update with its identity: one step of the replay."""

    id: str
    file: File
    record: Meeting | Update

    @property
    def date(self) -> date:
        """When it happened."""
        return self.record.date

    @property
    def meeting(self) -> Meeting | None:
        """The meeting, where it is one."""
        return self.record if isinstance(self.record, Meeting) else None

    @property
    def update(self) -> Update | None:
        """The update, where it is one."""
        return self.record if isinstance(self.record, Update) else None

    @property
    def series(self) -> str | None:
        """The series whose queue the actions of the record join."""
        return self.record.series

    @property
    def number(self) -> int:
        """Which meeting of its series on the day it is; 1 of an update too."""
        return split_number(self.id).number if self.meeting else 1

    @property
    def present(self) -> tuple[str, ...]:
        """Who was there when it was said: the meeting's people, or who wrote the update."""
        record = self.record
        return record.present if isinstance(record, Meeting) else (record.by,)

    def name_of(self, reference: str) -> str:
        """The full name of an item: `D1` becomes `<record>/D1`."""
        return reference if "/" in reference else f"{self.id}/{reference}"


@dataclass(frozen=True, kw_only=True)
class Unread:
    """What is there but could not be read, so that nothing is said about what refers to it.

    It has no slots, so that the kinds of its files are looked for once.
    """

    kinds: frozenset[FileKind] = frozenset()
    """Kinds of which at least one file could not be read."""
    ids: frozenset[tuple[FileKind, str]] = frozenset()
    """The files that could not be read, by kind and identity."""
    partial: Mapping[tuple[FileKind, str], frozenset[str]] = field(default_factory=dict)
    """The files that lost a row or a value, each with the sections that lost it."""
    names: frozenset[tuple[FileKind, str]] = frozenset()
    """The names that are given where something could not be read: of a person, a series, a word
    of the taxonomy as in `areas/reporting`, and those that an account had before."""
    values: Mapping[tuple[FileKind, str], frozenset[DocumentPath]] = field(default_factory=dict)
    """What of the other files could not be read or is written twice, be it rows or values. In its
    path a row has its id, where it has one, in the place of its number."""
    items: frozenset[str] = frozenset()
    """The full names of items whose row could not be read; a record's identity where a row
    without a readable id was lost in it."""

    def touches(self, *kinds: FileKind) -> bool:
        """Whether anything of these kinds of file could not be read, be it a row or a value."""
        return not (self.kinds.isdisjoint(kinds) and self._kinds_in_part.isdisjoint(kinds))

    @cached_property
    def _kinds_in_part(self) -> frozenset[FileKind]:
        return frozenset(kind for kind, _ in self.partial)

    def holds_item(self, ref: str) -> bool:
        """Whether an item with this full name may be in what could not be read."""
        record, _, _ = ref.rpartition("/")
        return (
            not self.items.isdisjoint((ref, record))
            or (FileKind.MEETING, record) in self.ids
            or (FileKind.UPDATE, record) in self.ids
        )

    def holds_name(self, kind: FileKind, name: str) -> bool:
        """Whether a person, a series or a word may be in what could not be read."""
        if kind in (FileKind.ACCOUNT, FileKind.POD):
            named = {(kind, name), (kind, ANY_NAME)}
            return not (named.isdisjoint(self.ids) and named.isdisjoint(self.names))
        group, _, _ = name.partition("/")
        return kind in self.kinds or not self.names.isdisjoint(((kind, name), (kind, group)))


ANY_NAME = "*"
"""In `Unread.names`: any name, because an account that could not be read may have had it before."""


@dataclass(frozen=True, kw_only=True)
class Records:
    """Everything that was written down. `entries` are in the order of the replay.

    It has no slots, so that the people of each role are looked for once.
    """

    organization: Organization | None = None
    people: Mapping[str, Person] = field(default_factory=dict)
    taxonomy: Taxonomy = field(default_factory=Taxonomy)
    series: Mapping[str, Series] = field(default_factory=dict)
    accounts: Mapping[str, Account] = field(default_factory=dict)
    pods: Mapping[str, Pod] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()
    files: tuple[File, ...] = ()
    """The files of these records, in the order of their names."""
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Former names of accounts, each with the name of today."""
    former_records: Mapping[str, str] = field(default_factory=dict)
    """Former names of records (`formerly`), each with the name of today."""
    unread: Unread = field(default_factory=Unread)
    own: bool = False
    """Whether they hold all of what is personal: those of the two people's own site."""

    @property
    def currency(self) -> str:
        """The currency of every amount, as its three-letter code."""
        default: str = Organization.model_fields["currency"].default
        return self.organization.currency if self.organization else default

    @property
    def fiscal_year_starts(self) -> int:
        """The month in which the fiscal year starts, 1 to 12."""
        default: int = Organization.model_fields["fiscal_year_starts"].default
        return self.organization.fiscal_year_starts if self.organization else default

    def account_id(self, name: str) -> str:
        """The account's name of today; a name that no one knows stays as it is."""
        return self.aliases.get(name, name)

    def account_ids(self, names: Iterable[str]) -> tuple[str, ...]:
        """Several accounts by their names of today, each once, in the order of the names."""
        return tuple(dict.fromkeys(map(self.account_id, names)))

    def person_name(self, person: str) -> str:
        """The name that people read; the identity where the person is not known."""
        known = self.people.get(person)
        return known.name if known else person

    def seat(self, seat: SeatName) -> str | None:
        """Who holds a seat; where the organisation does not say, the only one with that role."""
        held: str | None = getattr(self.organization.seats, seat) if self.organization else None
        if held:
            return held
        role = seat.replace("_", "-")
        fitting = self._people_of_role.get(role, ())
        return fitting[0] if len(fitting) == 1 else None

    @cached_property
    def _people_of_role(self) -> Mapping[str, Sequence[str]]:
        people: dict[str, list[str]] = {}
        for name, each in self.people.items():
            people.setdefault(each.role, []).append(name)
        return people

    def kind_of(self, entry: Entry) -> str | None:
        """The kind of the series that a record belongs to."""
        series = self.series.get(entry.series) if entry.series else None
        return series.kind if series else None


ReplayOrder = tuple[date, bool, str, int]


def order_of_replay(entry: Entry) -> ReplayOrder:
    """Oldest first; of a day the meetings before the updates, then by identity (records.md §5).

    A second meeting of a series comes after the first of its day.
    """
    if entry.update:
        return (entry.date, True, entry.id, 0)
    return order_of_meeting(entry.date, entry.id)


def order_of_meeting(day: date, name: str) -> ReplayOrder:
    """Where the record of a meeting with a name comes in the replay."""
    return (day, False, *split_number(name))
