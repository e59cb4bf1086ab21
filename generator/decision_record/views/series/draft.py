"""The record of a next meeting for reading: its text, and where it is begun and downloaded."""

from dataclasses import dataclass

from decision_record.model.meeting_names import meeting_name
from decision_record.views.series.next_records import address_of_draft, next_day
from decision_record.views.shared.context import Book, Link

LONGEST = 100_000
"""Characters of a record that its page shows; a longer one is downloaded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A record to complete."""

    name: str
    """Its file's name, as in `2026-06-30-tier-1.yml`."""
    path: str
    """Its file below the folder of records."""
    text: str | None
    """None for one that is too long for the page."""
    download: Link
    begin: str | None
    """Where it is begun at the forge, as a whole address."""
    forge: str | None
    """What people call the forge, as in "GitHub"."""
    is_filled: bool
    """Whether the forge's editor opens with the text in it."""
    is_personal: bool
    """Whether it belongs into a folder that only its two people read."""


def show_draft(series: str, *, book: Book) -> DraftRow | None:
    """The draft of a series' next record; None where there is none to write."""
    draft = book.drafts.get(series)
    if draft is None:
        return None
    begun = None
    if book.forge and not draft.is_personal:
        begun = book.forge.new(draft.path, draft.text)
    name = f"{draft.identity}.yml"
    return DraftRow(
        name=name,
        path=draft.path,
        text=draft.text if len(draft.text) <= LONGEST else None,
        download=Link(text=f"Download {name}", address=address_of_draft(series, draft)),
        begin=begun.address if begun else None,
        forge=book.forge.name if book.forge else None,
        is_filled=begun.is_filled if begun else False,
        is_personal=draft.is_personal,
    )


def written_already(series: str, *, book: Book) -> Link | None:
    """The record of the day to prepare, where there is one already."""
    as_of = book.ledger.as_of
    day = next_day(book.ledger.series[series], as_of=as_of) or as_of
    entry = book.entries.get(meeting_name(day, series))
    return book.link_record(entry.id) if entry else None
