"""What a reader sees on a record's page."""

from collections.abc import Iterator

from building import view_context_of
from decision_record.views.record.parts import Fact, RecordRow
from decision_record.views.record.record import RecordView, view_record


def view(record: str, text: str, *, as_of: str = "2026-06-29") -> RecordView:
    """A record's page, of the organisation that a text describes."""
    return view_record(record, context=view_context_of(text, as_of=as_of))


def rows(shown: RecordView, part: str) -> list[RecordRow]:
    """The rows of a part of it."""
    return [
        row
        for each in shown.parts
        if each.id == part
        for group in each.groups
        for row in group.rows
    ]


def words(facts: tuple[Fact, ...]) -> dict[str, str]:
    """What each fact says, as a reader sees it."""
    return {fact.label: "".join(_pieces(fact)) for fact in facts}


def _pieces(fact: Fact) -> Iterator[str]:
    if fact.due:
        yield f"{fact.due.day.isoformat()} {fact.due.words}"
    for piece in fact.pieces:
        yield piece.lead
        parts = (piece.text, piece.day and piece.day.isoformat(), piece.note, piece.prose)
        yield " ".join(part for part in parts if part)
