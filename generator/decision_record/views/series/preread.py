"""The pre-read of a meeting: which half was sent, which is missing, who owes it and by when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from decision_record.ledger.prereads import (
    PREREAD_SEATS,
    SIDES,
    MeetingPreread,
    PrereadSide,
    SentHalf,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Badge, Tone, count, days_ahead

_NAMES: Mapping[PrereadSide, str] = {"cs": "Customer Success", "product": "Product"}
_PARTS: Mapping[PrereadSide, tuple[str, ...]] = {
    "cs": ("themes", "escalations", "questions"),
    "product": ("roadmap", "decisions", "stances"),
}
"""What each half holds (checks.md, DR501)."""
_NEAR = 2
"""Days before a half is due from which on it is pressing (checks.md, SG803)."""
_WEEK = 7
"""Days within which a weekday says which day is meant."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HalfRow:
    """One side's half."""

    side: str
    owner: Link | None
    """Who owes it, where the organisation says."""
    state: Badge
    words: str
    """As in "It was due on Sunday and is 1 day late"."""
    sent: datetime | None
    holds: str
    """The parts that it has, or will have."""
    lacks: str | None
    """The parts that it was sent without."""
    record: Link | None
    """Where it was written down that it was sent."""
    notes: str | None
    """What the update that says so adds in its own words; a meeting's notes are no pre-read."""
    is_late: bool
    """Whether it was sent after it was due."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrereadHalves:
    """Both halves of a meeting's pre-read."""

    meeting: Link | None
    """Its record; None for one that has none yet."""
    day: date
    due: datetime
    weekday: str
    """Of the day on which it is due."""
    is_past: bool
    """Whether that day is over."""
    halves: tuple[HalfRow, ...]


def show_preread(preread: MeetingPreread, *, context: ViewContext) -> PrereadHalves:
    """The pre-read of a meeting, held or to come."""
    return PrereadHalves(
        meeting=context.link_record(preread.record) if preread.record else None,
        day=preread.meeting,
        due=preread.due,
        weekday=f"{preread.due:%A}",
        is_past=preread.due.date() < context.ledger.as_of,
        halves=tuple(_half(side, preread, context=context) for side in SIDES),
    )


def _half(side: PrereadSide, preread: MeetingPreread, *, context: ViewContext) -> HalfRow:
    half = preread.half(side)
    seat = context.records.seat(PREREAD_SEATS[side])
    lacks = [part for part in _PARTS[side] if part not in half.includes] if half else []
    state, words = _judge(half, preread, as_of=context.ledger.as_of)
    return HalfRow(
        side=_NAMES[side],
        owner=context.link_person(seat) if seat else None,
        state=state,
        words=words,
        sent=half.sent if half else None,
        holds=", ".join(half.includes if half else _PARTS[side]),
        lacks=", ".join(lacks) or None,
        record=context.link_record(half.record) if half else None,
        notes=_notes(half, context=context) if half else None,
        is_late=half is not None and half.sent > preread.due,
    )


def _notes(half: SentHalf, *, context: ViewContext) -> str | None:
    entry = context.index.entries[half.record]
    return None if entry.meeting else entry.record.notes


def _judge(half: SentHalf | None, preread: MeetingPreread, *, as_of: date) -> tuple[Badge, str]:
    due = preread.due
    if half:
        late = half.sent - due
        if half.sent <= due:
            return Badge(text="Sent", tone=Tone.DONE), "in time"
        ago = count(late.days, "day") if late.days else "less than a day"
        return Badge(text="Sent late", tone=Tone.RISK), f"{ago} after it was due"
    if preread.record:
        return Badge(text="Not sent", tone=Tone.LATE), "no record says that it was"
    left = (due.date() - as_of).days
    if left < 0:
        on = f"{due:%A}" if left > -_WEEK else "its day"
        return (
            Badge(text="Missing", tone=Tone.LATE),
            f"was due on {on}, {count(-left, 'day')} late",
        )
    return Badge(text="Not sent yet", tone=Tone.RISK if left <= _NEAR else Tone.PLAIN), (
        f"due {days_ahead(left)}"
    )
