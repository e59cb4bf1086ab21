"""SG961 and SG962: one-on-ones that leave the career out, and CSMs who have none.

Only the two people of a one-on-one see SG961.
"""

from collections.abc import Iterator
from datetime import date

from decision_record.ledger.cadence import later
from decision_record.ledger.grouping import group
from decision_record.signals.context import SignalContext
from decision_record.signals.meetings import owner_of
from decision_record.signals.rule import About, Finding, SignalExample, SignalRule, SignalThreshold
from decision_record.text.wording import count, long_day

TIMES_EMPTY = 4
"""Times† running that the career part was empty."""

DAYS_OF_BEGINNING = 91
"""Days† of a CSM's first three months, in which other things come first."""


def find_no_career(
    context: SignalContext, *, times: int = TIMES_EMPTY, beginning: int = DAYS_OF_BEGINNING
) -> Iterator[Finding]:
    """One-on-ones whose career part stayed empty."""
    entries_of = group(context.ledger.entries, lambda each: [each.series])
    for name, series in context.records.series.items():
        if series.kind != "one-on-one":
            continue
        csm = next((each for each in series.members if _is_csm(each, context)), None)
        known = context.records.people.get(csm) if csm else None
        since = later(known.since, days=beginning) if known and known.since else date.min
        empty: list[date] = []
        for entry in entries_of.get(name, ()):
            if entry.meeting and entry.meeting.held and entry.date >= since:
                if entry.meeting.career:
                    empty.clear()
                else:
                    empty.append(entry.date)
        if len(empty) >= times:
            yield Finding(
                message=f"Talk about {context.person(csm) if csm else 'the CSM'}'s career: that "
                f"part was empty {count(len(empty), 'time')} in a row, "
                f"since {long_day(empty[0])}.",
                about=About(series=name),
                owner=owner_of(name, context),
                day=empty[0],
            )


def _is_csm(person: str, context: SignalContext) -> bool:
    known = context.records.people.get(person)
    return known is not None and known.role == "csm"


NO_CAREER = SignalRule(
    code="SG961",
    name="career-not-discussed",
    says="The career part of a one-on-one was empty four times in a row.",
    definition="At least the last four held meetings of the series have nothing under `career`. "
    "Meetings in the CSM's first 91 days do not count. Only a personal build shows "
    "this signal.",
    why="A CSM without a career conversation at work looks for a job elsewhere.",
    thresholds=(
        SignalThreshold(name="times", value=TIMES_EMPTY, unit="times", means="empty in a row"),
        SignalThreshold(
            name="beginning", value=DAYS_OF_BEGINNING, unit="days", means="after a CSM starts"
        ),
    ),
    example=SignalExample(
        records="""
    series: {bob-one-on-one: {kind: one-on-one, members: [vera, bob]}}
    2026-05-07-bob-one-on-one: {coaching: Listening.}
    2026-05-14-bob-one-on-one: {coaching: Listening.}
    2026-05-21-bob-one-on-one: {coaching: Listening.}
    2026-05-28-bob-one-on-one: {coaching: Listening.}
""",
        appears=date(2026, 5, 28),
        silent=date(2026, 5, 27),
    ),
    find=find_no_career,
    personal=True,
)


def find_without_one_on_one(context: SignalContext) -> Iterator[Finding]:
    """CSMs whose manager has no one-on-one series with them."""
    talks = [each for each in context.records.series.values() if each.kind == "one-on-one"]
    if not talks and not any(file.personal_root for file in context.records.files):
        return
    pairs = [
        frozenset(each.members) for each in talks if not (each.until and each.until < context.as_of)
    ]
    for csm in context.ledger.growth.csms:
        manager = context.records.people[csm].manager
        if manager is None or any({csm, manager} <= pair for pair in pairs):
            continue
        if context.records.own and not any(manager in each.members for each in talks):
            # The folder of another manager's one-on-ones is not read here.
            continue
        yield Finding(
            message=f"Set up a one-on-one: {context.person(manager)} has no series with "
            f"{context.person(csm)}.",
            about=About(person=csm),
            owner=manager,
        )


NO_ONE_ON_ONE = SignalRule(
    code="SG962",
    name="csm-without-a-one-on-one",
    says="A CSM's manager has no one-on-one series with them.",
    definition="In a company that records one-on-ones, no current one-on-one series has both the "
    "CSM and "
    "their manager as members. CSMs without a manager in people.yml are left out; a personal build "
    "also leaves out CSMs of other managers.",
    why="A CSM without a one-on-one has no regular place to raise problems with a customer.",
    example=SignalExample(
        records="""
    people: {bob: {name: Bob, role: csm, manager: vera}}
    series: {bob-and-vera: {kind: one-on-one, members: [vera, bob], until: 2026-04-30}}
    2026-04-27-bob-and-vera: {}
""",
        appears=date(2026, 5, 1),
        silent=date(2026, 4, 30),
    ),
    find=find_without_one_on_one,
)
