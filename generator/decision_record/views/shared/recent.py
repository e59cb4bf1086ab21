"""The records of the last days, as lists of what was written lately go through them."""

from collections.abc import Iterator
from datetime import timedelta

from decision_record.model.records import Entry
from decision_record.views.shared.context import ViewContext


def entries_since(days: int, *, context: ViewContext) -> Iterator[Entry]:
    """The records of the last days, newest first."""
    first = context.ledger.as_of - timedelta(days=days)
    for entry in reversed(context.ledger.entries):
        if entry.date < first:
            return
        yield entry
