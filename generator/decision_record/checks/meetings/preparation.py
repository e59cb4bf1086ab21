"""DR501 to DR503: whether a meeting was prepared, an issue tried, and the words written."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.examples import in_tier_1, in_tier_2
from decision_record.checks.meetings.held import (
    HeldMeeting,
    held_meetings,
    meetings_of,
)
from decision_record.checks.rule import Rule, RuleThreshold, in_update
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity, Underlined
from decision_record.ledger.items import Item
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.prereads import Preread, PrereadPart, PrereadRow
from decision_record.model.records import FileKind
from decision_record.text.wording import join_words

HOURS_BEFORE = 48
"""How many hours before a meeting begins both halves of its pre-read are sent."""
STARTS = time(9)
"""When a meeting begins whose series does not say."""

_PARTS: Mapping[str, tuple[PrereadPart, ...]] = {
    "cs": ("themes", "escalations", "questions"),
    "product": ("roadmap", "decisions", "stances"),
}
_SIDES = {"cs": "CS's half", "product": "Product's half"}


class _Sent(NamedTuple):
    """Half of a pre-read, with where it is written."""

    half: Preread
    at: Pointer
    elsewhere: bool
    """Whether an update says it, and not the meeting's own record."""


_PREREADS = ("preread", "prereads", "cancelled")


def find_poor_prereads(context: CheckContext, *, hours: int = HOURS_BEFORE) -> Iterable[Problem]:
    """Pre-reads that are missing, late or lack a part, a side at a time (DR501)."""
    yield from _of_no_meeting(context)
    rows = _rows_by_series(context)
    moved = _moves(context)
    judged: set[tuple[str, date]] = set()
    for held in held_meetings(context, "tier-1", "combined", "quarterly-review"):
        day = (held.meeting.series, held.entry.date)
        again = day in judged
        judged.add(day)
        days = {held.entry.date, *moved.get((held.meeting.series, held.entry.date), ())}
        for side in _PARTS:
            if again and not getattr(held.meeting.preread, side):
                # What was sent, or not, for the first meeting of a day is judged there.
                continue
            sent = [*_own(held, side), *_told(context, held, side, days, rows)]
            if context.lost.has_updates(_PREREADS) or context.lost.has_meetings(
                held.meeting.series, sections=_PREREADS
            ):
                # What could not be read may be about a half, or that the meeting was moved.
                sent = [each for each in sent if not each.elsewhere]
                if not sent:
                    continue
            if sent:
                # What was sent again, with more or with a correction, is judged by its best.
                faults = (list(_faults(context, held, side, each, hours=hours)) for each in sent)
                yield from min(faults, key=len)
            else:
                yield _missing(held, side)


def _of_no_meeting(context: CheckContext) -> Iterator[Problem]:
    """Rows of `prereads` that leave open which half they are of, so that they count for none."""
    for entry in context.records.entries:
        for index, row in enumerate(entry.update.prereads if entry.update else ()):
            lacks = [each for each in ("series", "meeting", "side") if getattr(row, each) is None]
            if lacks:
                missing = join_words([quote(each) for each in lacks])
                yield Problem(
                    code="DR501",
                    message=f"this pre-read has no {missing}, and counts for no meeting",
                    help=f"add {join_words([f'`{each}: …`' for each in lacks])}",
                    at=point(entry, "prereads", index, part=Underlined.ROW),
                )


def _rows_by_series(context: CheckContext) -> Mapping[str, list[tuple[int, PrereadRow, Pointer]]]:
    """The pre-reads that updates tell of, each with the position of its update."""
    rows: dict[str, list[tuple[int, PrereadRow, Pointer]]] = {}
    for position, entry in enumerate(context.records.entries):
        for index, row in enumerate(entry.update.prereads if entry.update else ()):
            if row.series:
                where = point(entry, "prereads", index, part=Underlined.ROW)
                rows.setdefault(row.series, []).append((position, row, where))
    return rows


def _moves(context: CheckContext) -> Mapping[tuple[str, date], list[date]]:
    """The days that meetings were moved from, by series and the day that they were moved to."""
    moves: dict[tuple[str, date], list[date]] = {}
    for each in meetings_of(context):
        cancelled = each.meeting.cancelled
        if cancelled and cancelled.moved_to:
            moves.setdefault((each.meeting.series, cancelled.moved_to), []).append(each.entry.date)
    return moves


def _own(held: HeldMeeting, side: str) -> Iterator[_Sent]:
    half: Preread | None = getattr(held.meeting.preread, side)
    if half:
        yield _Sent(half, point(held.entry, "preread", side, "sent"), elsewhere=False)


def _told(
    context: CheckContext,
    held: HeldMeeting,
    side: str,
    days: set[date],
    rows: Mapping[str, list[tuple[int, PrereadRow, Pointer]]],
) -> Iterator[_Sent]:
    """What updates before the meeting say; nothing where its own record says it."""
    if getattr(held.meeting.preread, side):
        return
    own = context.positions.get(held.entry.id, 0)
    for position, row, where in rows.get(held.meeting.series, ()):
        if position < own and row.side == side and row.meeting in days:
            yield _Sent(row, where, elsewhere=True)


def _missing(held: HeldMeeting, side: str) -> Problem:
    return Problem(
        code="DR501",
        message=f"{_SIDES[side]} of the pre-read of this {held.called} is missing",
        help=f"if it was sent, add to `preread`: `{side}: {{sent: …, includes: "
        f"[{', '.join(_PARTS[side])}]}}`",
        at=point(held.entry, "preread", part=Underlined.KEY),
    )


def _in_zone(moment: datetime, zone: ZoneInfo) -> datetime:
    """A moment on the clock of a zone; at an end of the calendar as it was written."""
    try:
        return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)
    except OverflowError:
        return moment.replace(tzinfo=zone)


def _faults(
    context: CheckContext, held: HeldMeeting, side: str, sent: _Sent, *, hours: int
) -> Iterator[Problem]:
    organization = context.records.organization
    zone = ZoneInfo(organization.timezone if organization else "UTC")
    begins = time.fromisoformat(held.series.starts) if held.series.starts else STARTS
    start = datetime.combine(held.entry.date, begins, tzinfo=zone)
    when = _in_zone(sent.half.sent, zone)
    before = (start - when) / timedelta(hours=1)
    at = point(held.entry, "date") if sent.elsewhere else sent.at
    related = (RelatedPlace(at=sent.at, text="sent here"),) if sent.elsewhere else ()
    # Where organization.yml cannot be read the time zone is not known.
    if before < hours and not context.records.unread.touches(FileKind.ORGANIZATION):
        late = f"{int(before)} hours before it, not {hours}" if before > 0 else "after it began"
        latest = start - min(timedelta(hours=hours), start - datetime.min.replace(tzinfo=zone))
        yield Problem(
            code="DR501",
            message=f"{_SIDES[side]} of the pre-read of this {held.called} was sent {late}",
            help=f"send the next one {hours} hours before; this one was due "
            f"{latest:%Y-%m-%dT%H:%M}",
            at=at,
            related=related,
        )
    lacks = [part for part in _PARTS[side] if part not in sent.half.includes]
    if lacks:
        yield Problem(
            code="DR501",
            message=f"{_SIDES[side]} of the pre-read of this {held.called} has no "
            f"{join_words(lacks, last='or')}",
            help=f"write all of it: `includes: [{', '.join(_PARTS[side])}]`, or say in it that "
            "there is nothing new",
            at=at if sent.elsewhere else point(held.entry, "preread", side, "includes"),
            related=related,
        )


POOR_PREREAD = Rule(
    code="DR501",
    slug="incomplete-preread",
    severity=Severity.WARNING,
    says=f"A side's pre-read is missing, was sent less than {HOURS_BEFORE} hours before, lacks "
    "a part, or does not say for which meeting it is.",
    looks_at="`preread` of every tier 1, combined meeting and quarterly review that was held, and "
    "`prereads` in updates before it. CS sends themes, escalations and questions; Product sends "
    "roadmap, decisions and stances. The meeting begins when its series `starts`, else at nine.",
    fields=("meeting/preread", "update/prereads"),
    why='What is read for the first time in the meeting is answered with "I\'ll have to look". '
    "Then the hour ends in deferrals.",
    failing=in_tier_1(
        preread="\n  cs: {sent: 2026-04-25T16:00, includes: [themes, escalations, questions]}"
    ),
    passing=in_tier_1(),
    find=find_poor_prereads,
    thresholds=(RuleThreshold(name="hours", unit="hours before", default=HOURS_BEFORE),),
)


def find_untried(context: CheckContext) -> Iterable[Problem]:
    """Escalations and briefings that do not say what was tried (DR502)."""
    for entry in context.written:
        for item in context.rows[entry.file.name]:
            if isinstance(item.row, Escalation | Briefing) and not _was_tried(context, item):
                yield Problem(
                    code="DR502",
                    message=f"{item.row.id} does not say what CS has tried",
                    help="add it, as in `tried: A smaller export; it stops at the same row`, or "
                    "`tried: Nothing; only Product can change it`",
                    at=point_at(item),
                )


def _was_tried(context: CheckContext, item: Item) -> bool:
    """Whether an item, or what it was brought as before, says what was tried."""
    seen: set[str] = set()
    each: Item | None = item
    while each and each.ref not in seen and isinstance(each.row, Escalation | Briefing):
        if each.row.tried:
            return True
        seen.add(each.ref)
        before = each.entry.name_of(each.row.from_) if each.row.from_ else ""
        if context.is_unread(before):
            return True
        each = context.items.get(before)
    return False


UNTRIED = Rule(
    code="DR502",
    slug="nothing-tried",
    severity=Severity.WARNING,
    says="An escalation or a briefing does not say what was tried.",
    looks_at="`tried` of every escalation and briefing, and of what it was brought `from`.",
    fields=("meeting/escalations.tried", "meeting/briefings.tried"),
    why="The first thing that the PM asks is whether you tried the other setting. Written down, "
    "the answer saves a week.",
    failing=in_tier_2(
        briefings="\n  - {id: B1, account: ostermark, request: Does the export keep formulas?,"
        " answer_by: 2026-05-04, outcome: answered, answer: It keeps them.}"
    ),
    passing=in_tier_2(),
    find=find_untried,
)


def find_wordless_shipping(context: CheckContext) -> Iterable[Problem]:
    """What shipped without words for customers (DR503)."""
    for entry in context.written:
        said = {
            entry.name_of(row.commitment)
            for row in entry.record.roadmap
            if row.status == "shipped" and row.say
        }
        for index, row in enumerate(entry.record.shipped):
            if row.say is None and not (row.delivers and entry.name_of(row.delivers) in said):
                yield Problem(
                    code="DR503",
                    message=f"{row.id} has shipped, and there are no words to tell customers",
                    help="add what a CSM may say, as in `say: You can now export a whole year at "
                    "once.`",
                    at=point(entry, "shipped", index, part=Underlined.ROW),
                )


WORDLESS_SHIPPING = Rule(
    code="DR503",
    slug="shipped-without-words",
    severity=Severity.WARNING,
    says="Something shipped without words to tell customers.",
    looks_at="`say` of every row of `shipped`, and of a `roadmap` row of the same record that "
    "says that what it delivers has shipped.",
    fields=("meeting/shipped.say",),
    why="Each CSM reads the ticket and promises something else; or says nothing, and the customer "
    "finds it by accident.",
    failing=in_update(
        "shipped:\n  - {id: S1, what: Export of a whole year, area: reporting, on: 2026-04-20}\n"
    ),
    passing=in_update(
        "shipped:\n  - {id: S1, what: Export of a whole year, area: reporting, on: 2026-04-20,"
        " say: You can now export a whole year at once.}\n"
    ),
    row_by_row=True,
    find=find_wordless_shipping,
)
