"""What is personal: a one-on-one belongs to two people, and pages for everyone leave it out."""

from decision_record.ledger.actions import QueuedAction
from decision_record.model.decided import Action
from decision_record.pages.book import Book


def is_personal(record: str, *, book: Book) -> bool:
    """Whether a record is that of a one-on-one (records.md §7); not so on its two people's site."""
    entry = book.entries.get(record)
    return (
        entry is not None and not book.records.own and book.records.kind_of(entry) == "one-on-one"
    )


def shows_action(action: QueuedAction, *, book: Book) -> bool:
    """Whether a page for everyone shows an action: of a one-on-one only what its two share."""
    row = book.ledger.items[action.ref].row
    return (isinstance(row, Action) and row.share) or not is_personal(action.record, book=book)
