"""The page of one record: its header, and its parts in the order of its ritual.

A one-on-one is personal: its page says that it was held or cancelled, and shows the customers and
actions that its two people took further; nothing else of it is read here (records.md §7).
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from decision_record.ledger.prereads import SIDES, SentHalf
from decision_record.model.prereads import Preread
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, order_of_replay
from decision_record.model.series import Series
from decision_record.pages.book import Book, Link, address_of
from decision_record.pages.personal import is_personal
from decision_record.pages.record_decisions import show_decisions
from decision_record.pages.record_items import (
    show_actions,
    show_briefings,
    show_escalations,
    show_feedback,
    show_questions,
    show_requests,
    show_shipped,
)
from decision_record.pages.record_one_on_ones import ONE_ON_ONE_SECTIONS
from decision_record.pages.record_parts import (
    Desk,
    Fact,
    Part,
    Piece,
    compose,
    named,
    open_desk,
    plain,
)
from decision_record.pages.record_rituals import (
    show_attention,
    show_customers,
    show_integration,
    show_moves,
    show_org,
    show_pods,
    show_prereads,
    show_process,
    show_reaction,
    show_readings,
    show_releases,
    show_sprint,
    show_taxonomy,
    show_themes,
)
from decision_record.pages.record_rows import (
    show_loops,
    show_parked,
    show_research,
    show_review,
    show_roadmap,
    show_surprises,
    show_updates,
)
from decision_record.pages.sections import Section
from decision_record.pages.words import count, long_day, short_day

CANCELLED = {
    "sprint": "a sprint came in between",
    "renewals": "renewals came in between",
    "planning": "planning came in between",
    "absence": "somebody was absent",
    "other": None,
    None: None,
}
SPENT_ON = {"accounts": "single accounts", "org": "organisation", "document": "writing down"}
"""What the minutes of some blocks went to, where the block's own name says too little."""
_HALVES = {"cs": "Pre-read from CS", "product": "Pre-read from Product"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump:
    """A part that can be reached from the top of the page."""

    id: str
    title: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """That a meeting did not happen."""

    because: str | None
    """As in "a sprint came in between"."""
    note: str | None
    moved_to: Fact | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silenced:
    """A rule that says nothing about this record."""

    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView:
    """One record, as written and as it stands today."""

    title: str
    heading: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    day: date
    kind: str
    """As in "Tier 1" or "Update"."""
    cancelled: Cancellation | None
    facts: tuple[Fact, ...]
    jumps: tuple[Jump, ...]
    parts: tuple[Part, ...]
    notes: str | None
    allow: tuple[Silenced, ...]
    previous: Link | None
    """The meeting of the series before this one."""
    next: Link | None


_ANY: Mapping[str, Callable[[Desk], Part]] = MappingProxyType(
    {
        "review": show_review,
        "escalations": show_escalations,
        "briefings": show_briefings,
        "updates": show_updates,
        "roadmap": show_roadmap,
        "requests": show_requests,
        "questions": show_questions,
        "shipped": show_shipped,
        "feedback": show_feedback,
        "research": show_research,
        "loops": show_loops,
        "surprises": show_surprises,
        "parked": show_parked,
        "decisions": show_decisions,
    }
)
_OF_A_RITUAL: Mapping[str, Callable[[Meeting, Desk], Part]] = MappingProxyType(
    {
        "themes": show_themes,
        "org": show_org,
        "taxonomy_coverage": show_taxonomy,
        "integration": show_integration,
        "process_changes": show_process,
        "releases": show_releases,
        "next_sprint": show_sprint,
        "attention": show_attention,
        "csm_reaction": show_reaction,
        "readings": show_readings,
        "moves": show_moves,
        "pods": show_pods,
        **ONE_ON_ONE_SECTIONS,
    }
)
_BLOCKS: Mapping[str | None, tuple[str, ...]] = MappingProxyType(
    {
        "tier-1": ("escalations", "updates", "roadmap", "themes", "org"),
        "tier-2": ("briefings", "escalations", "updates", "requests", "questions"),
        "tier-3": ("taxonomy_coverage", "integration", "process_changes"),
        "combined": (
            *("escalations", "updates", "roadmap", "themes", "org"),
            *("briefings", "requests", "questions"),
        ),
        "quarterly-review": ("themes", "roadmap", "pods", "org"),
        "pod-standup": ("escalations", "updates", "feedback", "releases"),
        "pod-sprint-review": ("shipped", "next_sprint", "attention", "csm_reaction"),
        "pod-metric-review": ("readings", "moves"),
        "one-on-one": ("goals", "challenges", "customers", "coaching", "career"),
    }
)
"""The blocks of each ritual in their order (records.md §6)."""


def _order_of(kind: str | None) -> tuple[str, ...]:
    """All sections in the order of a ritual: its review and blocks, the rest, the decisions."""
    named_first = ("review", *_BLOCKS.get(kind, ()))
    last = ("decisions",)
    rest = (each for each in (*_ANY, *_OF_A_RITUAL) if each not in {*named_first, *last})
    return (*named_first, *rest, *last)


_ORDERS: Mapping[str | None, tuple[str, ...]] = MappingProxyType(
    {kind: _order_of(kind) for kind in (None, *_BLOCKS)}
)


def view_record(record: str, *, book: Book) -> RecordView:
    """The page of a record.

    Args:
        record: Its identity; it is dated on or before the day of the book.
        book: Everything else.
    """
    entry = book.entries[record]
    desk = open_desk(entry, book=book)
    series = book.records.series.get(entry.series or "")
    personal = is_personal(record, book=book)
    meeting = entry.meeting
    parts = tuple(_personal_parts(desk) if personal else _parts(desk, series=series))
    title = book.title_of(entry)
    previous, following = _neighbours(entry, book=book)
    return RecordView(
        title=f"{title}, {short_day(entry.date)}",
        heading=title,
        description=_describe(title, entry=entry, parts=parts),
        toc=tuple(Section(id=part.id, title=part.title) for part in parts),
        as_of=book.ledger.as_of,
        day=entry.date,
        kind="Update" if meeting is None else series.ritual.name if series else "Meeting",
        cancelled=_cancellation(meeting, desk, personal=personal) if meeting else None,
        facts=() if personal else tuple(_facts(desk, series=series)),
        jumps=_jumps(parts),
        parts=parts,
        notes=None if personal else entry.record.notes,
        allow=()
        if personal
        else tuple(Silenced(rule=rule, reason=why) for rule, why in entry.record.allow.items()),
        previous=previous,
        next=following,
    )


def _parts(desk: Desk, *, series: Series | None) -> Iterator[Part]:
    """Every section that the record holds, decisions and actions last."""
    entry = desk.entry
    record, meeting, update = entry.record, entry.meeting, entry.update
    for name in _ORDERS.get(series.kind if series and meeting else None) or _ORDERS[None]:
        show = _ANY.get(name)
        if show:
            if getattr(record, name):
                yield show(desk)
        elif meeting and getattr(meeting, name):
            yield _OF_A_RITUAL[name](meeting, desk)
    if update and update.prereads:
        yield show_prereads(update, desk)
    actions = record.actions
    if actions.cs or actions.pm or actions.shared:
        yield show_actions(desk)


def _personal_parts(desk: Desk) -> Iterator[Part]:
    """What everybody may see of a one-on-one."""
    shown = [show_actions(desk, shared_only=True)]
    if desk.entry.meeting:
        shown.insert(0, show_customers(desk.entry.meeting, desk))
    return (part for part in shown if part.number)


def _jumps(parts: tuple[Part, ...]) -> tuple[Jump, ...]:
    """The parts with how many rows each has; what was decided and agreed first."""
    first = {"decisions": 0, "actions": 1}
    return tuple(
        Jump(id=part.id, title=part.title, number=part.number)
        for part in sorted(parts, key=lambda part: first.get(part.id, 2))
    )


def _describe(title: str, *, entry: Entry, parts: tuple[Part, ...]) -> str:
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


def _neighbours(entry: Entry, *, book: Book) -> tuple[Link | None, Link | None]:
    """The meetings of the series before and after."""
    if entry.meeting is None:
        return None, None
    entries = book.entries_of_series[entry.meeting.series]
    here = bisect_left(entries, order_of_replay(entry), key=order_of_replay)
    earlier, later = range(here - 1, -1, -1), range(here + 1, len(entries))
    before = next((entries[each] for each in earlier if entries[each].meeting), None)
    after = next((entries[each] for each in later if entries[each].meeting), None)
    return _link(before), _link(after)


def _link(entry: Entry | None) -> Link | None:
    if entry is None:
        return None
    cancelled = ", cancelled" if entry.meeting and entry.meeting.cancelled else ""
    return Link(text=f"{short_day(entry.date)}{cancelled}", address=address_of(entry))


def _cancellation(meeting: Meeting, desk: Desk, *, personal: bool) -> Cancellation | None:
    cancelled = meeting.cancelled
    if cancelled is None:
        return None
    moved = None
    if cancelled.moved_to:
        to = f"{cancelled.moved_to.isoformat()}-{meeting.series}"
        held = desk.record(to) if to in desk.book.entries else None
        moved = compose(
            "Moved to",
            days=() if held else (cancelled.moved_to,),
            pieces=(held,) if held else (),
        )
    return Cancellation(
        because=None if personal else CANCELLED[cancelled.because],
        note=None if personal else cancelled.note,
        moved_to=moved,
    )


def _facts(desk: Desk, *, series: Series | None) -> Iterator[Fact]:
    """Who was there, how long it took, and what was sent before."""
    entry = desk.entry
    if entry.update:
        yield from named("Written by", desk.person(entry.update.by))
        queue = entry.update.series
        yield from plain("Its actions join", (series.title if series else queue) if queue else None)
        return
    meeting = entry.meeting
    if meeting is None:
        return
    yield from named("Present", *(desk.person(each) for each in meeting.attendees))
    for absent, present in meeting.delegates.items():
        name = desk.person(absent).text
        yield compose("Stood in", pieces=(desk.person(present, note=f"for {name}"),))
    yield from named("Timekeeper", desk.person(meeting.timekeeper) if meeting.timekeeper else None)
    yield from _minutes(meeting, series=series)
    yield from plain("Written", _written(meeting))
    yield from _prereads(meeting, desk)


def _written(meeting: Meeting) -> str | None:
    return {
        "after": "after the meeting",
        "in-meeting": "before the meeting closed",
        None: None,
    }[meeting.written]


def _minutes(meeting: Meeting, *, series: Series | None) -> Iterator[Fact]:
    planned = (series.minutes or series.ritual.minutes) if series else None
    if meeting.minutes is not None:
        of = f" of {planned} planned" if planned else ""
        yield from plain("Minutes", f"{meeting.minutes}{of}")
    if meeting.minutes_on:
        yield compose(
            "Minutes on",
            pieces=tuple(
                Piece(text=SPENT_ON.get(block, block), note=str(minutes))
                for block, minutes in meeting.minutes_on.items()
            ),
        )


def _prereads(meeting: Meeting, desk: Desk) -> Iterator[Fact]:
    """Both halves, each with the update that tells of it where the meeting's record does not."""
    preread = desk.book.ledger.prereads.get((meeting.series, meeting.date))
    for side in SIDES:
        # One that was sent for a meeting that wants none is in its record alone.
        own: Preread | None = getattr(meeting.preread, side)
        half = preread.half(side) if preread else None
        sent = half or own
        if sent:
            told = (desk.record(half.record),) if half and not own else ()
            yield compose(_HALVES[side], pieces=(_sent(sent, meeting), *told))
        elif preread and meeting.held:
            yield from plain(_HALVES[side], "none on record")


def _sent(preread: Preread | SentHalf, meeting: Meeting) -> Piece:
    sent: datetime = preread.sent
    days = (meeting.date - sent.date()).days
    before = f", {count(days, 'day')} before" if days > 0 else ", on the day" if not days else ""
    holds = f": {', '.join(preread.includes)}" if preread.includes else ""
    return Piece(text=f"{short_day(sent)}, {sent:%H:%M}{before}{holds}")
