"""Pre-reads: which half was sent for which meeting, when, and with what in it (records.md §5).

A meeting's own record says it, else what updates before it say; an update may name the day that a
meeting was moved from. Whether a half is late or lacks a part is for checks and signals.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Literal
from zoneinfo import ZoneInfo

from decision_record.ledger.series import SeriesStanding
from decision_record.model.prereads import Preread, PrereadPart
from decision_record.model.record import Prereads
from decision_record.model.records import Entry, Records, SeatName
from decision_record.model.series import SeriesKind

PREPARED: frozenset[SeriesKind] = frozenset({"tier-1", "combined", "quarterly-review"})
"""The kinds of meeting that both sides send a pre-read for."""

HOURS_BEFORE = 48
"""Hours before a meeting begins by which both halves are sent."""

STARTS = time(9)
"""When a meeting† begins whose series does not say."""

PrereadSide = Literal["cs", "product"]

SIDES: tuple[PrereadSide, ...] = ("cs", "product")

PREREAD_SEATS: Mapping[PrereadSide, SeatName] = MappingProxyType(
    {"cs": "vp_cs", "product": "head_of_product"}
)
"""Who sends each half."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentHalf:
    """One side's half of a pre-read, as it was sent."""

    sent: datetime
    """In the organisation's time zone where no other was written."""
    includes: tuple[PrereadPart, ...]
    record: str
    """Where it was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPreread:
    """The pre-read of one meeting, held, called off or still to come."""

    series: str
    meeting: date
    record: str | None
    """The meeting's record, where it has one."""
    due: datetime
    """48 hours before it begins, in the organisation's time zone."""
    cs: tuple[SentHalf, ...]
    """Customer Success's half, as often as it was sent, in the order of the replay."""
    product: tuple[SentHalf, ...]

    def half(self, side: PrereadSide) -> SentHalf | None:
        """What a side sent last; None where it sent nothing."""
        sent = self.cs if side == "cs" else self.product
        return sent[-1] if sent else None

    @property
    def missing(self) -> tuple[PrereadSide, ...]:
        """The sides that sent nothing."""
        return tuple(side for side in SIDES if not self.half(side))


_Rows = Mapping[tuple[str, date, str], list[SentHalf]]
"""What updates say, by series, day of the meeting and side."""


def gather_prereads(
    entries: Sequence[Entry], *, records: Records, series: Mapping[str, SeriesStanding]
) -> Mapping[tuple[str, date], MeetingPreread]:
    """The pre-reads by series and day: of each meeting that wants one, and of the next."""
    organization = records.organization
    zone = ZoneInfo(organization.timezone if organization else "UTC")
    rows: dict[tuple[str, date, str], list[SentHalf]] = {}
    moved: dict[tuple[str, date], list[date]] = {}
    found: dict[tuple[str, date], MeetingPreread] = {}
    for entry in entries:
        for row in entry.update.prereads if entry.update else ():
            if row.series and row.meeting and row.side:
                half = _half(row, entry, zone)
                rows.setdefault((row.series, row.meeting, row.side), []).append(half)
        meeting = entry.meeting
        if meeting is None or not _wants_preread(meeting.series, series):
            continue
        if meeting.cancelled and meeting.cancelled.moved_to:
            moved.setdefault((meeting.series, meeting.cancelled.moved_to), []).append(entry.date)
        key = (meeting.series, entry.date)
        if key in found:
            # What was sent for the first meeting of a day was sent for the second too.
            found[key] = _with_own(found[key], entry, zone)
            continue
        own = {"cs": meeting.preread.cs, "product": meeting.preread.product}
        days = (*moved.get((meeting.series, entry.date), ()), entry.date)
        halves = {
            side: (_half(said, entry, zone),)
            if (said := own[side])
            else tuple(_told(rows, meeting.series, days, side))
            for side in SIDES
        }
        found[key] = _preread(key, entry.id, halves, series[meeting.series], zone)
    for name, standing in series.items():
        if standing.next and _wants_preread(name, series) and (name, standing.next) not in found:
            key = (name, standing.next)
            days = (*moved.get(key, ()), standing.next)
            halves = {side: tuple(_told(rows, name, days, side)) for side in SIDES}
            found[key] = _preread(key, None, halves, standing, zone)
    return found


def _with_own(preread: MeetingPreread, entry: Entry, zone: ZoneInfo) -> MeetingPreread:
    """The pre-read of a day with what the record of its second meeting adds."""
    said = entry.meeting.preread if entry.meeting else Prereads()
    cs, product = (() if half is None else (_half(half, entry, zone),) for half in said.halves)
    return replace(preread, cs=(*preread.cs, *cs), product=(*preread.product, *product))


def _wants_preread(name: str, series: Mapping[str, SeriesStanding]) -> bool:
    return name in series and series[name].series.kind in PREPARED


def _half(row: Preread, entry: Entry, zone: ZoneInfo) -> SentHalf:
    sent = row.sent if row.sent.tzinfo else row.sent.replace(tzinfo=zone)
    return SentHalf(sent=sent, includes=row.includes, record=entry.id)


def _told(rows: _Rows, series: str, days: Sequence[date], side: str) -> Iterator[SentHalf]:
    for day in dict.fromkeys(days):
        yield from rows.get((series, day, side), ())


def _preread(
    key: tuple[str, date],
    record: str | None,
    halves: Mapping[PrereadSide, tuple[SentHalf, ...]],
    standing: SeriesStanding,
    zone: ZoneInfo,
) -> MeetingPreread:
    name, day = key
    starts = standing.series.starts
    begins = datetime.combine(day, time.fromisoformat(starts) if starts else STARTS, tzinfo=zone)
    # The calendar's first days have no two days before them.
    two_days = timedelta(hours=HOURS_BEFORE) if day > date(1, 1, 3) else timedelta()
    return MeetingPreread(
        series=name,
        meeting=day,
        record=record,
        due=begins - two_days,
        cs=halves["cs"],
        product=halves["product"],
    )
