"""What the page of a record is made of: parts with rows, each as written and with its state now.

The parts know no section of a record; record_items, record_decisions, record_rows and
record_rituals fill them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from decision_record.ledger.items import text_of
from decision_record.model.records import Entry
from decision_record.views.shared.context import SAYABLE, Chip, Link, ViewContext, address_of
from decision_record.views.shared.words import Badge, Due, Tone


class FactValue(NamedTuple):
    """One value of a fact: a name, that may lead somewhere, a day, free text, or some of these.

    Pieces and facts are tuples, because a page has hundreds and a template takes tuples apart
    several times faster than it reads attributes.
    """

    text: str
    address: str | None = None
    day: date | None = None
    note: str | None = None
    prose: str | None = None
    """Free text, as it was written."""
    lead: str = ""
    """What comes between it and the piece before."""
    chip: Chip | None = None
    """Of an item of another record, what the page shows in place of the text."""


class Fact(NamedTuple):
    """A name with its values."""

    label: str
    pieces: tuple[FactValue, ...]
    due: Due | None = None
    tone: str | None = None
    """What the label's colour means, where it has one."""
    wide: bool = False
    """Whether it takes a line of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """Words for a customer."""

    label: str
    """As in "You can say"."""
    text: str
    kind: str
    """`say`, `not` for what must not be promised, `old` for what is no longer said."""
    since: date | None = None
    source: Link | None = None
    """Where they were written, if not here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One time that a target moved."""

    from_: date | None
    to: date
    because: str | None
    source: FactValue


class RowHalf(NamedTuple):
    """One half of a row: its state today, or as it was written."""

    name: str
    state: Badge | None
    quotes: tuple[Quote, ...]
    moved: tuple[Moved, ...]
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRow:
    """One row of a section. What has an id can be linked to."""

    id: str | None = None
    written: Badge | None = None
    """What the record says became of it, as in "Rolled"."""
    what: str | None = None
    item: FactValue | None = None
    """What the row is about, where that has a name: a theme, a metric, a pod."""
    state: Badge | None = None
    """Its state today."""
    today: tuple[Fact, ...] = ()
    """What became of it since."""
    quotes: tuple[Quote, ...] = ()
    moved: tuple[Moved, ...] = ()
    facts: tuple[Fact, ...] = ()
    """As written."""

    @property
    def gone(self) -> bool:
        """Whether it holds no longer."""
        return self.state is not None and self.state.tone is Tone.QUIET

    @property
    def sides(self) -> Iterator[RowHalf]:
        """What became of it, and what was written of it; a side without anything is left out."""
        if self.state or self.today:
            yield RowHalf("today", self.state, (), (), self.today)
        if self.quotes or self.moved or self.facts:
            yield RowHalf("body", None, self.quotes, self.moved, self.facts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowGroup:
    """Rows of a part that belong together, as the actions of one side."""

    title: str | None
    rows: tuple[RecordRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPart:
    """One section of a record."""

    id: str
    title: str
    groups: tuple[RowGroup, ...] = ()
    text: str | None = None

    @property
    def number(self) -> int:
        """How many rows it has."""
        return sum(len(group.rows) for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordContext:
    """A record and the view context: makes the names and links that the rows of its page need."""

    entry: Entry
    context: ViewContext
    address: str
    """The record's own."""

    def ref(self, name: str) -> str:
        """The full name of an item."""
        return self.entry.name_of(name)

    def item(self, ref: str, *, day: date | None = None, note: str | None = None) -> FactValue:
        """An item by its full name; one of this record by its id alone."""
        if ref not in self.context.ledger.items:
            return FactValue(text=ref.removeprefix(f"{self.entry.id}/"), day=day, note=note)
        record, _, id_ = ref.partition("/")
        if record == self.entry.id:
            return FactValue(text=id_, address=f"{self.address}#{id_}", day=day, note=note)
        link = self.context.link_item(ref)
        return FactValue(text=link.text, address=link.address, day=day, note=note, chip=link.chip)

    def record(self, record: str, *, day: date | None = None, note: str | None = None) -> FactValue:
        """A record by what people call it."""
        if record == self.entry.id:
            return FactValue(text="here", day=day, note=note)
        link = self.context.link_record(record)
        return FactValue(text=link.text, address=link.address, day=day, note=note)

    def person(self, person: str, *, note: str | None = None) -> FactValue:
        """A person by name."""
        known = self.context.records.people.get(person)
        if known is None:
            return FactValue(text=person, note=note)
        return FactValue(text=known.name, address=f"people/{person}/", note=note)

    def account(
        self, account: str, *, day: date | None = None, note: str | None = None
    ) -> FactValue:
        """An account by its name of today."""
        name = self.context.records.account_id(account)
        known = self.context.records.accounts.get(name)
        if known is None:
            return FactValue(text=account, day=day, note=note)
        return FactValue(text=known.name, address=f"accounts/{name}/", day=day, note=note)

    def series(self, series: str) -> FactValue:
        """A series by name."""
        if series not in self.context.records.series:
            return FactValue(text=series)
        link = self.context.link_series(series)
        return FactValue(text=link.text, address=link.address)

    def area(self, area: str) -> FactValue:
        """A product area by its name."""
        known = self.context.records.taxonomy.areas.get(area)
        return FactValue(text=known.name if known else area)

    def theme(self, theme: str) -> FactValue:
        """A theme by its name."""
        link = self.context.link_theme(theme)
        return FactValue(text=link.text, address=link.address)

    def category(self, category: str) -> FactValue:
        """A kind of friction by its name."""
        return FactValue(text=self.context.records.taxonomy.categories.get(category, category))

    def quote_words(self, say: str | None, accounts: Iterable[str]) -> tuple[Quote, ...]:
        """Words for customers: they may be said, or they were said then."""
        if not say:
            return ()
        named = tuple(self.context.records.account_id(each) for each in accounts)
        label = self.context.label_of_words(say, named)
        return (Quote(label=label, text=say, kind="say" if label == SAYABLE else "old"),)

    def text_of(self, ref: str) -> str | None:
        """What an item says about itself, in a sentence."""
        item = self.context.ledger.items.get(ref)
        return text_of(item.row) if item else None


def make_record_context(entry: Entry, *, context: ViewContext) -> RecordContext:
    """A record, ready to be shown."""
    return RecordContext(entry=entry, context=context, address=address_of(entry))


def compose(
    label: str,
    *,
    days: tuple[date, ...] = (),
    pieces: tuple[FactValue, ...] = (),
    text: str | None = None,
    tone: Tone | None = None,
) -> Fact:
    """A fact of several values: days that each replaced the one before, then names, then words."""
    joined = [
        FactValue("", day=day, lead=" → " if number else "") for number, day in enumerate(days)
    ]
    for piece in pieces:
        joined.append(piece._replace(lead=", ") if joined else piece)
    if text:
        joined.append(FactValue("", prose=text, lead=": " if joined else ""))
    return Fact(label, tuple(joined), None, tone.value if tone else None, bool(text))


def due_by(label: str, due: Due) -> Fact:
    """A fact of a day that a reader counts to."""
    return Fact(label, (), due)


def named(label: str, *pieces: FactValue | None) -> tuple[Fact, ...]:
    """A fact of names, or nothing where there are none."""
    there = [each for each in pieces if each]
    if not there:
        return ()
    if len(there) > 1:
        there[1:] = [each._replace(lead=", ") for each in there[1:]]
    return (Fact(label, tuple(there)),)


def written(label: str, text: str | None) -> tuple[Fact, ...]:
    """A fact of free text, or nothing where there is none."""
    return (Fact(label, (FactValue("", prose=text),), wide=True),) if text else ()


def dated(label: str, day: date | None) -> tuple[Fact, ...]:
    """A fact of a day, or nothing where there is none."""
    return (Fact(label, (FactValue("", day=day),)),) if day else ()


def plain(label: str, text: str | None) -> tuple[Fact, ...]:
    """A fact of our own words or a number, or nothing where there is none."""
    return (Fact(label, (FactValue(text),)),) if text else ()


def one_group(rows: Iterable[RecordRow]) -> tuple[RowGroup, ...]:
    """Rows without a heading of their own."""
    return (RowGroup(title=None, rows=tuple(rows)),)
