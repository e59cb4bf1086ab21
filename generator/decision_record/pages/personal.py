"""What is personal: a one-on-one belongs to two people, and pages for everyone leave it out."""

from decision_record.pages.book import Book


def is_personal(record: str, *, book: Book) -> bool:
    """Whether a record is that of a one-on-one (records.md §7); not so on its two people's site."""
    entry = book.entries.get(record)
    return (
        entry is not None and not book.records.own and book.records.kind_of(entry) == "one-on-one"
    )
