"""The record of a next meeting, prefilled: its text, and where it is begun and downloaded."""

from dataclasses import dataclass

from decision_record.authoring.next_meeting import Draft, draft_meeting
from decision_record.ledger.series import SeriesStanding
from decision_record.pages.book import Book, Link
from decision_record.pages.expected import has_ended, next_day


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftRow:
    """A record to complete."""

    name: str
    """Its file's name, as in `2026-06-30-tier-1.yml`."""
    path: str
    """Its file below the folder of records."""
    text: str
    download: Link
    begin: str | None
    """Where it is begun at the forge, as a whole address."""
    is_filled: bool
    """Whether the forge's editor opens with the text in it."""
    is_personal: bool
    """Whether it belongs into a folder that only its two people read."""


def may_meet(standing: SeriesStanding, *, book: Book) -> bool:
    """Whether there is a meeting to prepare: expected on a day, or when it is needed."""
    if has_ended(standing, as_of=book.ledger.as_of):
        return False
    return standing.next is not None or standing.series.held_every == "as-needed"


def draft_of(series: str, *, book: Book) -> Draft | None:
    """The draft of a series' next record; of one that meets as needed, for today."""
    standing = book.ledger.series[series]
    if not may_meet(standing, book=book):
        return None
    as_of = book.ledger.as_of
    return draft_meeting(
        series,
        records=book.records,
        ledger=book.ledger,
        on=next_day(standing, as_of=as_of) or as_of,
        ground=book.ground,
    )


def address_of_draft(series: str, draft: Draft) -> str:
    """Where a draft is published, below the root of the site."""
    return f"series/{series}/next/{draft.identity}.yml"


def show_draft(series: str, *, book: Book) -> DraftRow | None:
    """The draft of a series' next record for reading; None where there is none to write."""
    draft = draft_of(series, book=book)
    if draft is None:
        return None
    begun = None
    if book.forge and not draft.is_personal:
        begun = book.forge.new(draft.path, draft.text)
    name = f"{draft.identity}.yml"
    return DraftRow(
        name=name,
        path=draft.path,
        text=draft.text,
        download=Link(text=f"Download {name}", address=address_of_draft(series, draft)),
        begin=begun.address if begun else None,
        is_filled=begun.is_filled if begun else False,
        is_personal=draft.is_personal,
    )


def written_already(series: str, *, book: Book) -> Link | None:
    """The record of the day that would be prepared, where somebody wrote it already."""
    standing = book.ledger.series[series]
    day = next_day(standing, as_of=book.ledger.as_of) or book.ledger.as_of
    entry = book.entries.get(f"{day}-{series}")
    return book.link_record(entry.id) if entry else None
