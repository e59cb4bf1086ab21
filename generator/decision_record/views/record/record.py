"""The page of one record: its header, and its parts in the order of its ritual.

A one-on-one is personal: its page says that it was held or cancelled, and shows the customers and
actions that its two people took further; nothing else of it is read here (records.md §7).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.checks.catalogue import find_rule, url_of
from decision_record.model.records import Entry
from decision_record.views.people.personal import is_personal
from decision_record.views.record.changes import Changes, show_changes
from decision_record.views.record.head import (
    Cancellation,
    expect_next,
    find_neighbours,
    show_cancellation,
    show_facts,
)
from decision_record.views.record.order import parts_in_order, personal_parts
from decision_record.views.record.parts import Fact, RecordPart, make_record_context
from decision_record.views.record.written import Act, link_forge, show_acts
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count, long_day, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A part that can be reached from the top of the page."""

    id: str
    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """A rule that says nothing about this record."""

    rule: str
    says: str | None
    """What it looks for; None for a rule that there is not."""
    address: str | None
    reason: str


_EMPTY = "No other entries. Decisions, actions and discussed items appear here."
_WITHHELD = (
    "This one-on-one is personal. Customer issues that were promoted, and shared actions, appear "
    "here."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(View):
    """One record, as written and with its state today."""

    id: str
    heading: str
    day: date
    kind: str
    """As in "Tier 1" or "Update"."""
    cancelled: Cancellation | None
    facts: tuple[Fact, ...]
    acts: tuple[Act, ...]
    """Who wrote, merged and changed it, where git knows."""
    at_forge: tuple[Link, ...]
    """Where its file and the history of that are read; whole addresses."""
    changes: tuple[Changes, ...]
    """What changed of what was there before."""
    jumps: tuple[Jump, ...]
    parts: tuple[RecordPart, ...]
    empty: str
    """What is said where there is nothing but the head."""
    notes: str | None
    allow: tuple[Silenced, ...]
    previous: Link | None
    """The meeting of the series before this one."""
    next: Link | None
    series: Link | None
    expected: Link | None
    """When the series meets next, on the page of its last meeting."""


def view_record(record: str, *, context: ViewContext) -> RecordView:
    """The page of a record.

    Args:
        record: Its identity; it is dated on or before the ledger's day.
        context: Everything else.
    """
    entry = context.index.entries[record]
    page = make_record_context(entry, context=context)
    series = context.records.series.get(entry.series or "")
    personal = is_personal(record, context=context)
    meeting = entry.meeting
    parts = tuple(personal_parts(page) if personal else parts_in_order(page, series=series))
    changes = () if personal else tuple(show_changes(page))
    title = context.title_of(entry)
    previous, following = find_neighbours(entry, context=context)
    return RecordView(
        id=entry.id,
        title=f"{title}, {short_day(entry.date)}",
        heading=title,
        description=_describe(title, entry=entry, parts=parts),
        toc=tuple(_sections(parts, changes=changes)),
        as_of=context.ledger.as_of,
        day=entry.date,
        kind="Update" if meeting is None else series.ritual.name if series else "Meeting",
        cancelled=show_cancellation(meeting, page, personal=personal) if meeting else None,
        facts=() if personal else tuple(show_facts(page, series=series)),
        acts=tuple(show_acts(record, context=context)),
        at_forge=tuple(link_forge(entry, context=context)),
        changes=changes,
        jumps=_jumps(parts),
        parts=parts,
        empty=_WITHHELD if personal else _EMPTY,
        notes=None if personal else entry.record.notes,
        allow=() if personal else tuple(_silenced(entry)),
        previous=previous,
        next=following,
        series=context.link_series(meeting.series) if meeting else None,
        expected=None if following else expect_next(entry, context=context),
    )


def _sections(parts: tuple[RecordPart, ...], *, changes: tuple[Changes, ...]) -> Iterator[Section]:
    if changes:
        yield Section(id="changed", title="What changed")
    for part in parts:
        yield Section(id=part.id, title=part.title)


def _silenced(entry: Entry) -> Iterator[Silenced]:
    for code, reason in entry.record.allow.items():
        rule = find_rule(code)
        yield Silenced(
            rule=code,
            says=rule.says if rule else None,
            address=url_of(code) if rule else None,
            reason=reason,
        )


def _jumps(parts: tuple[RecordPart, ...]) -> tuple[Jump, ...]:
    """The parts with how many rows each has; what was decided and agreed first."""
    first = {"decisions": 0, "actions": 1}
    return tuple(
        Jump(id=part.id, title=part.title, number=part.number)
        for part in sorted(parts, key=lambda part: first.get(part.id, 2))
    )


def _describe(title: str, *, entry: Entry, parts: tuple[RecordPart, ...]) -> str:
    words = f"{title}, {long_day(entry.date)}"
    if entry.meeting and entry.meeting.cancelled:
        return f"{words}: cancelled."
    numbers = {part.id: part.number for part in parts}
    counted = [
        count(numbers[name], name.removesuffix("s"))
        for name in ("decisions", "actions")
        if name in numbers
    ]
    return f"{words}: {', '.join(counted)}." if counted else f"{words}."
