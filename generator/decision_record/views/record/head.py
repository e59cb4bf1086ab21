"""The head of a record's page: whether it was held, who was there, what was sent before."""

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision_record.ledger.prereads import SIDES, SentHalf
from decision_record.model.meeting_names import meeting_name
from decision_record.model.prereads import Preread
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, order_of_replay
from decision_record.model.series import Series
from decision_record.views.record.parts import Fact, FactValue, RecordContext, compose, named, plain
from decision_record.views.series.preread import HalfRow, show_preread
from decision_record.views.shared.agenda import WRITING_DOWN, agenda_of
from decision_record.views.shared.context import Link, ViewContext, address_of
from decision_record.views.shared.expected import expect
from decision_record.views.shared.words import count, ordinal, short_day

_CANCELLED = {
    "sprint": "a sprint came in between",
    "renewals": "renewals came in between",
    "planning": "planning came in between",
    "absence": "someone was absent",
    "other": None,
    None: None,
}
_SPENT_ON = {"accounts": "single accounts", "org": "organisation", "document": "writing the record"}
"""What the minutes of some blocks went to, where the block's own name says too little."""
_HALVES = {"cs": "Pre-read from CS", "product": "Pre-read from Product"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """That a meeting did not happen."""

    because: str | None
    """As in "a sprint came in between"."""
    note: str | None
    moved_to: Fact | None


def show_cancellation(
    meeting: Meeting, page: RecordContext, *, personal: bool
) -> Cancellation | None:
    """That the meeting did not happen, why, and when it was held instead."""
    cancelled = meeting.cancelled
    if cancelled is None:
        return None
    moved = None
    if cancelled.moved_to:
        to = meeting_name(cancelled.moved_to, meeting.series)
        held = page.record(to) if to in page.context.index.entries else None
        moved = compose(
            "Moved to",
            days=() if held else (cancelled.moved_to,),
            pieces=(held,) if held else (),
        )
    return Cancellation(
        because=None if personal else _CANCELLED[cancelled.because],
        note=None if personal else cancelled.note,
        moved_to=moved,
    )


def find_neighbours(entry: Entry, *, context: ViewContext) -> tuple[Link | None, Link | None]:
    """The meetings of the series before and after."""
    if entry.meeting is None:
        return None, None
    entries = context.index.entries_of_series[entry.meeting.series]
    here = bisect_left(entries, order_of_replay(entry), key=order_of_replay)
    earlier, later = range(here - 1, -1, -1), range(here + 1, len(entries))
    before = next((entries[each] for each in earlier if entries[each].meeting), None)
    after = next((entries[each] for each in later if entries[each].meeting), None)
    return _link(before), _link(after)


def _link(entry: Entry | None) -> Link | None:
    if entry is None:
        return None
    cancelled = ", cancelled" if entry.meeting and entry.meeting.cancelled else ""
    which = f" ({ordinal(entry.number)} meeting)" if entry.number > 1 else ""
    return Link(text=f"{short_day(entry.date)}{which}{cancelled}", address=address_of(entry))


def expect_next(entry: Entry, *, context: ViewContext) -> Link | None:
    """When the series of a meeting meets next, on the page that prepares it."""
    standing = context.ledger.series.get(entry.series or "") if entry.meeting else None
    expected = expect(standing, context=context).on if standing else None
    if standing is None or expected is None:
        return None
    was = " was" if expected.day < context.ledger.as_of else ""
    link = context.link_series(entry.series or "")
    return Link(
        text=f"Next{was} expected {short_day(expected.day)}", address=f"{link.address}next/"
    )


def show_facts(page: RecordContext, *, series: Series | None) -> Iterator[Fact]:
    """Who was there, how long it took, and what was sent before."""
    entry = page.entry
    yield from _people(page)
    meeting = entry.meeting
    if meeting:
        yield from _minutes(meeting, series=series, page=page)
        yield from plain("Written", _written(meeting))
        yield from _prereads(meeting, page)
    yield from plain("Formerly", ", ".join(entry.record.formerly))


def _people(page: RecordContext) -> Iterator[Fact]:
    """Who wrote an update; who came to a meeting, who did not, and who kept the time."""
    entry = page.entry
    if entry.update:
        yield from named("Written by", page.person(entry.update.by))
        queue = entry.update.series
        yield from named("Its actions join", page.series(queue) if queue else None)
        return
    meeting = entry.meeting
    if meeting is None:
        return
    yield from named("Present", *(page.person(each) for each in meeting.attendees))
    yield from named("Guests", *(FactValue("", prose=guest) for guest in meeting.guests))
    yield from named("Apologies", *(page.person(each) for each in meeting.apologies))
    for absent, present in meeting.delegates.items():
        name = page.person(absent).text
        yield compose("Delegate", pieces=(page.person(present, note=f"for {name}"),))
    yield from named("Timekeeper", page.person(meeting.timekeeper) if meeting.timekeeper else None)


def _written(meeting: Meeting) -> str | None:
    return {
        "after": "after the meeting",
        "in-meeting": "before the meeting closed",
        None: None,
    }[meeting.written]


def _minutes(meeting: Meeting, *, series: Series | None, page: RecordContext) -> Iterator[Fact]:
    planned = (series.minutes or series.ritual.minutes) if series else None
    if meeting.minutes is not None:
        of = f" of {planned} planned" if planned else ""
        yield from plain("Minutes", f"{meeting.minutes}{of}")
    if meeting.minutes_on:
        blocks = _planned_minutes(series, page=page) if series else {}
        yield compose(
            "Minutes by block",
            pieces=tuple(
                FactValue(
                    text=_SPENT_ON.get(block, block), note=_spent(minutes, block, blocks=blocks)
                )
                for block, minutes in meeting.minutes_on.items()
            ),
        )


def _planned_minutes(series: Series, *, page: RecordContext) -> Mapping[str, int]:
    """The minutes of each block; nothing where the ritual sets none."""
    blocks = agenda_of(series, context=page.context)
    planned: dict[str, int] = {each.name: each.minutes for each in blocks if each.minutes}
    return planned | {"document": WRITING_DOWN} if planned else planned


def _spent(minutes: int, block: str, *, blocks: Mapping[str, int]) -> str:
    """As in "27 of 15", or of what the ritual has no time for "25, none planned"."""
    if not blocks:
        return str(minutes)
    return f"{minutes} of {blocks[block]}" if block in blocks else f"{minutes} with none planned"


def _prereads(meeting: Meeting, page: RecordContext) -> Iterator[Fact]:
    """Both halves, each with the update that tells of it where the meeting's record does not."""
    preread = page.context.ledger.prereads.get((meeting.series, meeting.date))
    judged = show_preread(preread, context=page.context).halves if preread else (None, None)
    for side, row in zip(SIDES, judged, strict=True):
        # One that was sent for a meeting that wants none is in its record alone.
        own: Preread | None = getattr(meeting.preread, side)
        half = preread.half(side) if preread else None
        sent = half or own
        if sent:
            told = (page.record(half.record),) if half and not own else ()
            yield compose(_HALVES[side], pieces=(_sent(sent, meeting, row=row), *told))
        elif preread and meeting.held:
            yield from plain(_HALVES[side], "none on record")


def _sent(preread: Preread | SentHalf, meeting: Meeting, *, row: HalfRow | None) -> FactValue:
    """As in "22 Feb 2026, 17:30, 2 days before, late: roadmap, decisions; without stances"."""
    sent = preread.sent
    days = (meeting.date - sent.date()).days
    before = f", {count(days, 'day')} before" if days > 0 else ", on the day" if not days else ""
    late = ", late" if row and row.is_late else ""
    lacks = f"; without {row.lacks}" if row and row.lacks else ""
    holds = f": {', '.join(preread.includes)}{lacks}" if preread.includes else ""
    return FactValue(text=f"{short_day(sent)}, {sent:%H:%M}{before}{late}{holds}")
