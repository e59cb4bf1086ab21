"""The lists of meetings and updates: the latest, and those of each year."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.ledger.items import text_of
from decision_record.model.records import Entry
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.archive import (
    Archive,
    ArchiveView,
    by_month,
    count_rows,
    group_months,
    page_years,
)
from decision_record.views.shared.context import Link, ViewContext, address_of
from decision_record.views.shared.once import once
from decision_record.views.shared.words import Badge, Tone, count, short_day

LATEST = 50
"""Records that the first page lists."""
SIZE = 500
"""Records that a page of a year lists at most, so that it stays small."""
LENGTH = 140
"""Letters of a decision that a row shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRow:
    """A record in a list."""

    day: date
    record: Link
    mark: Badge | None
    """Cancelled or moved; None for what took place."""
    decisions: int
    actions: int
    about: str | None
    """What it decided first, else what it was about first; cut where it is long."""


@once
def archive_meetings(*, context: ViewContext) -> Archive[Entry]:
    """All records by year, newest first."""
    return Archive(
        base="meetings/",
        as_of=context.ledger.as_of,
        pages=page_years(reversed(context.ledger.entries), day=day_of, size=SIZE),
        title=lambda year: f"Meetings of {year}",
        description=lambda year: f"Meetings of {year}: who met when, and what was decided.",
        lead=count_rows("record"),
        rows="meetings",
        periods=by_month(partial(show_record, context=context), day=day_of),
    )


def view_meetings(*, context: ViewContext) -> ArchiveView:
    """The latest records, with the way to all others."""
    entries = context.ledger.entries[: -LATEST - 1 : -1]
    held = sum(1 for each in context.ledger.entries if each.meeting and each.meeting.held)
    updates = sum(1 for each in context.ledger.entries if each.update)
    cancelled = len(context.ledger.entries) - held - updates
    words = (
        f"{count(held, 'meeting')} held, {cancelled:,} cancelled, "
        f"{count(updates, 'update')} between them"
    )
    more = len(context.ledger.entries) > len(entries)
    months = group_months(entries, show=partial(show_record, context=context), day=day_of)
    return ArchiveView(
        title="Meetings",
        description="Meetings: who met when, and what was decided.",
        toc=tuple(month.section for month in months),
        as_of=context.ledger.as_of,
        lead=f"{words}; the latest {LATEST} are here." if more else f"{words}.",
        years=archive_meetings(context=context).years,
        rows="meetings",
        periods=months,
        empty="No meetings yet. Files in `records/meetings/` appear here.",
    )


def day_of(entry: Entry) -> date:
    """The day of a record."""
    return entry.date


def show_record(entry: Entry, *, context: ViewContext) -> MeetingRow:
    """A record as a row of a list."""
    record = entry.record
    personal = is_personal(entry.id, context=context)
    decisions = () if personal else record.decisions
    actions = record.actions
    own = (*actions.cs, *actions.pm, *actions.shared)
    return MeetingRow(
        day=entry.date,
        record=Link(text=context.title_of(entry), address=address_of(entry)),
        mark=_mark(entry),
        decisions=len(decisions),
        actions=sum(1 for each in own if each.share or not personal),
        about=None if personal else _about(entry, context=context),
    )


def _about(entry: Entry, *, context: ViewContext) -> str | None:
    """The first decision, else the first thing that was brought, told or answered."""
    record = entry.record
    if entry.meeting and entry.meeting.cancelled:
        note = entry.meeting.cancelled.note
        return _cut(note) if note else None
    earlier = (
        *(("Answer", row.item) for row in record.updates),
        *(("Roadmap", row.commitment) for row in record.roadmap),
        *(("Told", row.item) for row in record.loops),
        *(("Reviewed", row.action or row.decision or "") for row in record.review),
    )
    said = (
        *(row.what for row in record.decisions[:1]),
        *(f"Shipped: {row.what}" for row in record.shipped[:1]),
        *(f"Escalation: {row.issue}" for row in record.escalations[:1]),
        *(f"Briefing: {row.request}" for row in record.briefings[:1]),
        *(f"Question: {row.ask}" for row in record.questions[:1]),
        *(f"Request: {row.what}" for row in record.requests[:1]),
        *(f"Feedback: {row.what}" for row in record.feedback[:1]),
        *(f"{label}: {_text(entry.name_of(name), context=context)}" for label, name in earlier[:1]),
        *("A pre-read was sent" for _ in (entry.update.prereads[:1] if entry.update else ())),
        *((record.notes,) if record.notes else ()),
    )
    return _cut(said[0]) if said else None


def _text(ref: str, *, context: ViewContext) -> str:
    item = context.ledger.items.get(ref)
    return text_of(item.row) if item else ref


def _mark(entry: Entry) -> Badge | None:
    cancelled = entry.meeting.cancelled if entry.meeting else None
    if cancelled is None:
        return None
    if cancelled.moved_to:
        return Badge(text=f"Moved to {short_day(cancelled.moved_to)}", tone=Tone.RISK)
    return Badge(text="Cancelled", tone=Tone.RISK)


def _cut(text: str) -> str:
    """The beginning of a text, up to a whole word."""
    flat = " ".join(text.split())
    if len(flat) <= LENGTH:
        return flat
    return f"{flat[:LENGTH].rsplit(' ', 1)[0].rstrip(',;:')} …"
