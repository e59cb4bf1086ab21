"""DR401, DR402 and DR404: who has to be at a meeting, who may stand in, and who is left out."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import in_tier_1, in_tier_2
from decision_record.checks.meetings.held import HeldMeeting, held_meetings
from decision_record.checks.rule import Rule
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, Severity
from decision_record.model.record import Meeting
from decision_record.model.records import FileKind, Records
from decision_record.model.reference import PRODUCT_ROLES, Role
from decision_record.model.series import SeriesKind
from decision_record.text.wording import join_words

_CS_ROLES: frozenset[Role] = frozenset({"vp-cs", "cs-lead", "csm", "cs-ops"})


@dataclass(frozen=True, slots=True, kw_only=True)
class _Seat:
    """A seat that a ritual cannot do without."""

    title: str
    roles: frozenset[Role]
    """Who holds it by role."""
    stand_ins: frozenset[Role] = frozenset()
    """Who else may attend for it."""
    stand_in: str
    """The same, as a sentence names them."""
    holder: str = ""
    """The name of the seat in organization.yml, where it has one."""
    side: frozenset[Role] = frozenset()
    """The roles of its side; a member of the series who is of it may sit as well."""


_LEADERS = (
    _Seat(
        title="the VP CS",
        roles=frozenset({"vp-cs"}),
        stand_ins=frozenset({"cs-lead"}),
        stand_in="a CS lead",
        holder="vp_cs",
    ),
    _Seat(
        title="the Head of Product",
        roles=frozenset({"head-of-product"}),
        stand_ins=frozenset({"pm-lead"}),
        stand_in="a PM lead",
        holder="head_of_product",
    ),
)
_PAIR = (
    _Seat(
        title="the CSM",
        roles=frozenset({"csm"}),
        stand_ins=frozenset({"cs-lead"}),
        stand_in="a CSM",
        side=_CS_ROLES,
    ),
    _Seat(
        title="the PM",
        roles=frozenset({"pm"}),
        stand_ins=frozenset({"pm-lead"}),
        stand_in="a PM",
        side=PRODUCT_ROLES,
    ),
)
_OPERATIONS = (
    _Seat(
        title="CS Ops",
        roles=frozenset({"cs-ops"}),
        stand_in="a member of CS Ops",
        holder="cs_ops",
    ),
    _Seat(
        title="PM Ops",
        roles=frozenset({"pm-ops"}),
        stand_in="a member of PM Ops",
        holder="pm_ops",
    ),
)
_SEATS: tuple[tuple[SeriesKind, tuple[_Seat, ...]], ...] = (
    ("tier-1", _LEADERS),
    ("combined", _LEADERS),
    ("tier-2", _PAIR),
    ("tier-3", _OPERATIONS),
)
"""Who has to be there (records.md §6)."""


def _role(records: Records, person: str) -> Role | None:
    known = records.people.get(person)
    return known.role if known else None


def _holder(records: Records, seat: _Seat) -> str | None:
    """The person who has the seat in organization.yml."""
    if not seat.holder or records.organization is None:
        return None
    holder: str | None = getattr(records.organization.seats, seat.holder)
    return holder


def _sits(person: str, *, seat: _Seat, held: HeldMeeting, records: Records) -> bool:
    role = _role(records, person)
    return (
        role in seat.roles
        or role in seat.stand_ins
        or person == _holder(records, seat)
        or (role in seat.side and person in held.series.members)
    )


def _empty_seats(context: CheckContext) -> Iterator[tuple[HeldMeeting, _Seat]]:
    """The required seats without an eligible attendee; an unknown person may be eligible."""
    records = context.records
    if records.unread.touches(FileKind.PEOPLE, FileKind.ORGANIZATION):
        return
    for kind, seats in _SEATS:
        for held in held_meetings(context, kind):
            present = held.meeting.present
            if any(person not in records.people for person in present):
                continue
            for seat in seats:
                if not any(
                    _sits(each, seat=seat, held=held, records=records) for each in present
                ) and (kind != "tier-3" or _is_held(seat, records)):
                    yield held, seat


def _is_held(seat: _Seat, records: Records) -> bool:
    """Whether the seat has a holder at all: a small company has no operations."""
    roles = {person.role for person in records.people.values()}
    return _holder(records, seat) is not None or bool(roles & seat.roles)


def find_empty_seats(context: CheckContext) -> Iterable[Problem]:
    """Meetings at which a required seat was empty and no eligible person filled it (DR401)."""
    records = context.records
    for held, seat in _empty_seats(context):
        absent = next(
            (each for each in held.meeting.delegates if _had(each, seat, held, context)), ""
        )
        if absent:
            stood = held.meeting.delegates[absent]
            yield Problem(
                code="DR401",
                message=f"{records.person_name(stood)} attended for {records.person_name(absent)}, "
                f"and is not {seat.stand_in}",
                help=f"only {seat.stand_in} may attend for {seat.title}; if none can, move the "
                "meeting",
                at=point(held.entry, "delegates", absent),
            )
        else:
            yield Problem(
                code="DR401",
                message=f"the seat of {seat.title} was empty at this {held.called}",
                help=f"if {seat.title} was there, add them to `attendees`; {seat.stand_in} may "
                "attend in their place, written "
                f"`delegates: {{{_absentee(seat, held, context)}: …}}`",
                at=point(held.entry, "attendees"),
            )


def _had(person: str, seat: _Seat, held: HeldMeeting, context: CheckContext) -> bool:
    """Whether the seat was this person's."""
    return _sits(person, seat=seat, held=held, records=context.records)


def _absentee(seat: _Seat, held: HeldMeeting, context: CheckContext) -> str:
    """Whose seat it was, as far as organization.yml and series.yml say."""
    members = (each for each in held.series.members if _had(each, seat, held, context))
    return _holder(context.records, seat) or next(members, "…")


EMPTY_SEAT = Rule(
    code="DR401",
    slug="empty-seat",
    severity=Severity.WARNING,
    says="A required seat was empty, and no eligible person filled it.",
    looks_at="`attendees` and `delegates` of tier 1 and combined meetings (VP CS and Head of "
    "Product; only a CS lead and a PM lead may attend in their place), of tier 2 (a CSM and a PM; "
    "any PM may attend in their place) and of tier 3 (CS Ops and PM Ops). Cancelled meetings have "
    "no seats.",
    fields=("meeting/attendees", "meeting/delegates"),
    why="What is agreed without the person responsible is agreed again next time, or is not kept.",
    failing=in_tier_1(attendees="[maren.oyelaran]", timekeeper="maren.oyelaran"),
    passing=in_tier_1(),
    find=find_empty_seats,
)

_OUTSIDERS: frozenset[Role] = frozenset({"sales", "marketing", "csm", "support"})
"""Whom a tier 1 leaves out."""
_OPS = re.compile(r"\bcs[\s-]?op(?:s|erations)\b", re.IGNORECASE)
"""A guest of CS Ops, as people write it."""
CS_OPS_IN_TIER_1 = 1
"""How many of CS Ops a tier 1 takes at most."""


def find_outsiders(context: CheckContext) -> Iterable[Problem]:
    """People at a meeting that leaves them out (DR402). Who stands in is DR401's business."""
    for held in held_meetings(context, "tier-1"):
        yield from _outside_tier_1(held, context)
    if context.lost.has_meetings():
        # One that could not be read may be the tier 1 to which something went.
        return
    gone_up = _gone_up(context)
    for held in held_meetings(context, "tier-2"):
        if held.entry.id in gone_up or _goes_up(held.meeting):
            continue
        for index, person in _attendees(held):
            seat = next((each for each in _LEADERS if _leads(context.records, person, each)), None)
            if seat and not _is_needed(context, held, person):
                advice = (
                    "hold it without them; if an item has to go to tier 1, write "
                    "`outcome: escalated` in its briefing"
                )
                yield _outsider(context, held, index, f"is {seat.title}", advice)


def _outside_tier_1(held: HeldMeeting, context: CheckContext) -> Iterator[Problem]:
    ops = 0
    for index, person in _attendees(held):
        role = _role(context.records, person)
        ops += role == "cs-ops"
        if role in _OUTSIDERS:
            advice = (
                "put what they know into the pre-read; bring single accounts to a tier 2"
                if role == "csm"
                else "move their topics to a meeting of their own, under `parked`"
            )
            yield _outsider(context, held, index, f"is {_NAMES[role]}", advice)
        elif role == "cs-ops" and ops > CS_OPS_IN_TIER_1:
            advice = "one person from CS Ops is enough, to keep the time and take notes"
            yield _outsider(context, held, index, "is a second person from CS Ops", advice)
        elif role and role != "cs-ops" and not _belongs(person, held, context):
            yield _outsider(context, held, index, "is a guest", _WITHOUT_GUESTS)
    for index, guest in enumerate(held.meeting.guests):
        if _OPS.search(guest) and ops < CS_OPS_IN_TIER_1:
            ops += 1
            continue
        yield Problem(
            code="DR402",
            message=f"{quote(guest)} is a guest, and a tier 1 has no guests except one from CS Ops",
            help=_WITHOUT_GUESTS,
            at=point(held.entry, "guests", index),
        )


_WITHOUT_GUESTS = (
    "next time ask them before the meeting and put what they say into the pre-read, or meet them "
    "apart"
)


def _belongs(person: str, held: HeldMeeting, context: CheckContext) -> bool:
    """Whether a person is a member of the series, or may sit in one of its seats."""
    return person in held.series.members or any(
        _had(person, seat, held, context) for seat in _LEADERS
    )


_NAMES: dict[Role, str] = {
    "sales": "from Sales",
    "marketing": "from Marketing",
    "csm": "a CSM",
    "support": "from Support",
}


def _attendees(held: HeldMeeting) -> Iterator[tuple[int, str]]:
    """Who came on their own account, each with the row."""
    stood_in = held.meeting.delegates.values()
    return (each for each in enumerate(held.meeting.attendees) if each[1] not in stood_in)


def _outsider(
    context: CheckContext, held: HeldMeeting, index: int, says: str, advice: str
) -> Problem:
    name = context.records.person_name(held.meeting.attendees[index])
    return Problem(
        code="DR402",
        message=f"{name} {says} and does not belong in a {held.called}",
        help=advice,
        at=point(held.entry, "attendees", index),
    )


def _leads(records: Records, person: str, seat: _Seat) -> bool:
    return _role(records, person) in seat.roles or person == _holder(records, seat)


def _is_needed(context: CheckContext, held: HeldMeeting, person: str) -> bool:
    """Whether a member of the series attends for a side that has no other attendee."""
    others = [each for each in held.meeting.present if each != person]
    return person in held.series.members and any(
        _had(person, seat, held, context) and not any(_had(o, seat, held, context) for o in others)
        for seat in _PAIR
    )


def _goes_up(meeting: Meeting) -> bool:
    """Whether a tier 2 says that it takes something up to tier 1."""
    return (
        any(row.outcome == "escalated" for row in meeting.briefings)
        or any(row.outcome == "escalated" for row in meeting.decisions)
        or bool(meeting.escalations)
    )


def _gone_up(context: CheckContext) -> frozenset[str]:
    """The records from which a tier 1 says that something came."""
    return frozenset(
        held.entry.name_of(row.from_).partition("/")[0]
        for held in held_meetings(context, "tier-1")
        for row in held.meeting.escalations
        if row.from_
    )


OUTSIDER = Rule(
    code="DR402",
    slug="wrong-attendee",
    severity=Severity.WARNING,
    says="A person attended who does not belong in the meeting.",
    looks_at="`attendees` and `guests` of tier 1 (no Sales, Marketing, Support or single CSMs, "
    "and no guest except one from CS Ops) and `attendees` of tier 2 (neither VP CS nor Head of "
    "Product, unless an item goes to tier 1). A member of the series is no guest. Whether a "
    "delegate may attend is judged by DR401.",
    fields=("meeting/attendees", "meeting/guests"),
    why="A CSM in tier 1 makes it about their accounts; a VP in tier 2 makes it a report. Each "
    "meeting works because of who is not there.",
    failing=in_tier_1(attendees="[maren.oyelaran, tobias.wrenfield, desmond.achterberg]"),
    passing=in_tier_1(),
    find=find_outsiders,
)


def find_crowds(context: CheckContext) -> Iterable[Problem]:
    """Tier-2 meetings of more than one CSM or more than one PM (DR404)."""
    for held in held_meetings(context, "tier-2"):
        for title, seat in zip(("CSMs", "PMs"), _PAIR, strict=True):
            roles = [(each, _role(context.records, each)) for each in held.meeting.present]
            own = [each for each, role in roles if role in seat.roles]
            sitting = own or [each for each, role in roles if role in seat.stand_ins]
            if len(sitting) > 1:
                names = join_words([context.records.person_name(each) for each in sitting])
                yield Problem(
                    code="DR404",
                    message=f"this tier 2 had {len(sitting)} {title}: {names}",
                    help="hold it as one CSM and one PM, and give each other pair a series of its "
                    "own in series.yml, as in `tier-2-…: {kind: tier-2, members: […, …]}`",
                    at=point(held.entry, "attendees"),
                )


CROWD = Rule(
    code="DR404",
    slug="tier-2-too-large",
    severity=Severity.WARNING,
    says="A tier 2 was not held by one CSM and one PM.",
    looks_at="The roles of all who were at a tier 2. A lead counts where the side has no other "
    "attendee; a side without any attendee is DR401.",
    fields=("meeting/attendees",),
    why="Two people who know each other's accounts and roadmap settle six topics in half an "
    "hour. Any further pair only waits.",
    failing=in_tier_2(attendees="[desmond.achterberg, anneke.morrow, elin.marchetti]"),
    passing=in_tier_2(),
    find=find_crowds,
)
