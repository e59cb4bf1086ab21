"""Every item of the records by its full name, as in `2026-03-31-tier-1/D1`."""

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from decision_record.diagnostics import DocumentPath
from decision_record.model.asked import Briefing, Escalation, Feedback, Question, Request
from decision_record.model.decided import Action, Decision, Shipped
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry

Row = Action | Briefing | Decision | Escalation | Feedback | Question | Request | Shipped


class Item(NamedTuple):
    """An item with its record. A tuple, because there are very many."""

    ref: str
    kind: ItemKind
    entry: Entry
    row: Row
    path: DocumentPath
    """Its place in its file."""

    @property
    def delivers(self) -> str | None:
        """The commitment that a shipped item delivers, by its full name; None of any other item."""
        row = self.row
        if not isinstance(row, Shipped) or not row.delivers:
            return None
        return self.entry.name_of(row.delivers)


def items_of(entry: Entry) -> Iterator[Item]:
    """The items of a record, in the order of the replay."""
    record = entry.record
    sections: tuple[tuple[ItemKind, DocumentPath, tuple[Row, ...]], ...] = (
        (ItemKind.ESCALATION, ("escalations",), record.escalations),
        (ItemKind.BRIEFING, ("briefings",), record.briefings),
        (ItemKind.QUESTION, ("questions",), record.questions),
        (ItemKind.REQUEST, ("requests",), record.requests),
        (ItemKind.FEEDBACK, ("feedback",), record.feedback),
        (ItemKind.SHIPPED, ("shipped",), record.shipped),
        (ItemKind.DECISION, ("decisions",), record.decisions),
        (ItemKind.ACTION, ("actions", "cs"), record.actions.cs),
        (ItemKind.ACTION, ("actions", "pm"), record.actions.pm),
        (ItemKind.ACTION, ("actions", "shared"), record.actions.shared),
    )
    for kind, path, rows in sections:
        for index, row in enumerate(rows):
            yield Item(f"{entry.id}/{row.id}", kind, entry, row, (*path, index))


def index_items(entries: Iterable[Entry]) -> Mapping[str, Item]:
    """All items by name; of two with one name the first."""
    items: dict[str, Item] = {}
    for entry in entries:
        for item in items_of(entry):
            items.setdefault(item.ref, item)
    return items


def text_of(row: Row) -> str:
    """The one text that says what an item is."""
    match row:
        case Escalation():
            return row.issue
        case Briefing():
            return row.request
        case Question():
            return row.ask
        case _:
            return row.what
