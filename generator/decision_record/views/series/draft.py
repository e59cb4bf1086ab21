"""The record of a next meeting for reading: its text, and where it is started and downloaded."""

from dataclasses import dataclass
from datetime import date

from decision_record.drafts.next_meeting import Draft
from decision_record.model.meeting_names import meeting_name
from decision_record.views.series.next_records import address_of_draft, next_day
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import long_day

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
    """Where it is started at the forge, as a whole address."""
    forge: str | None
    """What people call the forge, as in "GitHub"."""
    is_filled: bool
    """Whether the forge's editor opens with the text in it."""
    is_personal: bool
    """Whether it belongs into a folder that only its two people read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherDay:
    """The record of a meeting that was held on another day than the page is for."""

    words: str
    """The day, as in "yesterday, 28 June 2026"."""
    begin: str | None
    """Where it is started at the forge, as a whole address."""
    download: Link


def show_other_days(series: str, *, context: ViewContext) -> tuple[OtherDay, ...]:
    """The days, beside the page's own, of which a meeting may be written up."""
    return tuple(
        OtherDay(
            words=_name_day(draft.day, as_of=context.ledger.as_of),
            begin=_begin(draft, context=context)[0],
            download=Link(text=f"{draft.identity}.yml", address=address_of_draft(series, draft)),
        )
        for draft in context.other_drafts.get(series, ())
    )


def _name_day(day: date, *, as_of: date) -> str:
    near = {0: "today, ", 1: "yesterday, "}.get((as_of - day).days, "")
    return f"{near}{day:%A} {long_day(day)}"


def _begin(draft: Draft, *, context: ViewContext) -> tuple[str | None, bool]:
    """Where a record is started at the forge, and whether its editor opens with the text in it."""
    if context.forge is None or draft.is_personal:
        return None, False
    begun = context.forge.new(draft.path, draft.text)
    return (begun.address, begun.is_filled) if begun else (None, False)


def show_draft(series: str, *, context: ViewContext) -> DraftRow | None:
    """The draft of a series' next record; None where there is none to write."""
    draft = context.drafts.get(series)
    if draft is None:
        return None
    begin, is_filled = _begin(draft, context=context)
    name = f"{draft.identity}.yml"
    return DraftRow(
        name=name,
        path=draft.path,
        text=draft.text if len(draft.text) <= LONGEST else None,
        download=Link(text=f"Download {name}", address=address_of_draft(series, draft)),
        begin=begin,
        forge=context.forge.name if context.forge else None,
        is_filled=is_filled,
        is_personal=draft.is_personal,
    )


def written_already(series: str, *, context: ViewContext) -> Link | None:
    """The record of the day to prepare, where there is one already."""
    as_of = context.ledger.as_of
    day = next_day(context.ledger.series[series], as_of=as_of) or as_of
    entry = context.index.entries.get(meeting_name(day, series))
    return context.link_record(entry.id) if entry else None
