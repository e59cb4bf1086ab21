"""Hours that rituals cost a week, by role.

Never by person: a role that only one person has in a period has no value (checks.md, Measures).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from decision_record.ledger.calendar import Period
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Value
from decision_record.measures.summary import rounded
from decision_record.model.record import Meeting
from decision_record.model.reference import Person, Role

ROLE_GROUPS: Mapping[Role, str] = MappingProxyType(
    {
        "pm": "pm",
        "pm-lead": "pm",
        "csm": "csm",
        "cs-lead": "csm",
        "vp-cs": "leader",
        "head-of-product": "leader",
        "cpo": "leader",
        "cto": "leader",
    }
)
"""The roles whose time is counted, each with its group."""

_FEWEST_PEOPLE = 2
_DAYS_A_WEEK = 7


@dataclass(slots=True)
class _Spent:
    """What the people of a role spent in a period."""

    minutes: int = 0
    meetings: int = 0


def hours_by_role(context: MeasureContext) -> Iterator[Value]:
    """Hours a week that one person of each role spends in rituals, on average."""
    spent = _gather(context)
    for period in context.recorded_periods():
        first = max(period.starts, context.ledger.entries[0].date)
        last = context.last_day(period)
        for group in sorted(set(ROLE_GROUPS.values())):
            weeks = [
                found
                for person in context.records.people.values()
                if ROLE_GROUPS.get(person.role) == group
                and (found := _weeks_there(person, first, last))
            ]
            cost = spent.get((period, group))
            if cost and len(weeks) >= _FEWEST_PEOPLE:
                hours = cost.minutes / 60
                yield Value(
                    period=period,
                    value=rounded(hours / sum(weeks)),
                    numerator=rounded(hours),
                    denominator=rounded(sum(weeks)),
                    sample=cost.meetings,
                    by=(("role", group),),
                )


def _gather(context: MeasureContext) -> Mapping[tuple[Period, str], _Spent]:
    """Minutes and meetings by period and role group."""
    spent: dict[tuple[Period, str], _Spent] = {}
    people = context.records.people
    for entry in context.held():
        meeting = entry.meeting
        minutes = _minutes(meeting, context) if meeting else 0
        if meeting is None or not minutes:
            continue
        groups = [
            group
            for each in meeting.present
            if (person := people.get(each)) and (group := ROLE_GROUPS.get(person.role))
        ]
        for period in context.periods_of(entry.date):
            for group in set(groups):
                cost = spent.setdefault((period, group), _Spent())
                cost.minutes += minutes * groups.count(group)
                cost.meetings += 1
    return spent


def _minutes(meeting: Meeting, context: MeasureContext) -> int:
    """How long a meeting took: as recorded, else as its series or its ritual plans; 0 unknown."""
    series = context.records.series[meeting.series]
    return meeting.minutes or series.minutes or series.ritual.minutes or 0


def _weeks_there(person: Person, first: date, last: date) -> float:
    """The weeks between two days in which a person worked here."""
    began = max(first, person.since or first)
    ended = min(last, person.left or last)
    return max(0, (ended - began).days + 1) / _DAYS_A_WEEK


def hours(context: MeasureContext) -> Iterable[Value]:
    """Nothing where nothing was recorded."""
    return hours_by_role(context) if context.ledger.entries else ()


HOURS = Measure(
    name="hours-in-rituals",
    title="Hours in rituals a week, by role",
    definition="Hours in meetings held in the period, counted once for each person of the role "
    "who was there (numerator), for each week that the people of the role worked here in it "
    "(denominator): what one of them spends a week, on average. Minutes are the record's, else "
    "the series'; a meeting without either is not counted. PM leads count as PMs, CS leads as "
    "CSMs; leaders are VP CS, Head of Product, CPO and CTO. A role that one person alone has in "
    "the period is left out, because the number would be that person's.",
    unit="hours",
    better="lower",
    example="Two PMs, each in four tier 2s of 30 minutes in a month of four weeks: 0.5 hours.",
    compute=hours,
)
