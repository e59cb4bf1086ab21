"""SG801, SG802 and SG804: meetings that did not happen, or were written down late."""

from collections.abc import Iterator
from datetime import date

from decision_record.ledger.cadence import GRACE
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import About, Finding, SignalExample, SignalRule, SignalThreshold
from decision_record.text.wording import count, long_day

CALLED_OFF = 2
"""Meetings in a row that were called off."""

DAYS_TO_WRITE = 2
"""Days† after a meeting within which it is written down."""

DAYS_SHOWN = 30
"""Days† after a meeting for which it is shown that it was written down late."""


def owner_of(series: str, context: SignalContext) -> str | None:
    """Who sees to it that a series meets: its first member, else its pod's PM, else CS Ops."""
    known = context.records.series.get(series)
    if known and known.members:
        return known.members[0]
    pod = context.records.pods.get(known.pod) if known and known.pod else None
    return (pod.members.get("pm") if pod else None) or context.seat("cs_ops")


def find_missed(context: SignalContext) -> Iterator[Finding]:
    """Series whose next meeting did not come."""
    for name, standing in context.ledger.series.items():
        since = standing.missed_since
        if since:
            passed = [each for each in standing.missed if each.expected and each.expected >= since]
            more = f"; {count(len(passed), 'meeting')} by now" if len(passed) > 1 else ""
            yield Finding(
                message=f"Hold {context.series(name)}, or write down why not: expected on "
                f"{long_day(since)}, {count(context.ago(since), 'day')} ago{more}.",
                about=About(series=name, pod=standing.series.pod),
                owner=owner_of(name, context),
                day=since,
            )


MISSED = SignalRule(
    code="SG801",
    name="meeting-missed",
    says="A meeting was missed.",
    definition="The next meeting of a series is more than two days overdue, and no "
    "record says that it was held, cancelled or moved.",
    why="A cadence ends with one missed meeting that goes unnoticed.",
    thresholds=(SignalThreshold(value=GRACE, unit="days", means="after the expected day"),),
    example=SignalExample(
        records="""
    2026-01-27-tier-1: {notes: Held.}
""",
        appears=date(2026, 2, 27),
        silent=date(2026, 2, 26),
    ),
    find=find_missed,
)


def find_called_off(context: SignalContext, *, meetings: int = CALLED_OFF) -> Iterator[Finding]:
    """Series whose last meetings were all cancelled or moved."""
    for name, standing in context.ledger.series.items():
        written = [each for each in standing.meetings if each.record]
        row = 0
        while row < len(written) and written[-1 - row].is_called_off:
            row += 1
        if row >= meetings:
            days = [each.day for each in written[-row:] if each.day]
            yield Finding(
                message=f"Hold {context.series(name)}: {count(row, 'meeting')} in a row cancelled "
                f"or moved, since {long_day(days[0])}.",
                about=About(series=name, pod=standing.series.pod),
                owner=owner_of(name, context),
                day=days[0],
            )


TWICE_CALLED_OFF = SignalRule(
    code="SG802",
    name="cancelled-twice",
    says="Two meetings in a row were cancelled or moved.",
    definition="At least the last two records of a series say that its meeting was cancelled or "
    "moved. "
    "The signal ends when a meeting is held.",
    why="Once is a busy week. Twice is a meeting that has stopped.",
    thresholds=(
        SignalThreshold(
            name="meetings", value=CALLED_OFF, unit="meetings", means="cancelled or moved"
        ),
    ),
    example=SignalExample(
        records="""
    2026-01-13-tier-2: {cancelled: {because: sprint}}
    2026-01-27-tier-2: {cancelled: {because: renewals, moved_to: 2026-02-03}}
""",
        appears=date(2026, 1, 27),
        silent=date(2026, 1, 26),
    ),
    find=find_called_off,
)


def find_written_late(
    context: SignalContext, *, days: int = DAYS_TO_WRITE, shown: int = DAYS_SHOWN
) -> Iterator[Finding]:
    """Meetings that were written down days later, as far as git says."""
    for entry in context.ledger.entries:
        written = context.written.get(entry.id)
        if not (entry.meeting and entry.meeting.held and written and written <= context.as_of):
            continue
        passed = (written - entry.date).days
        if passed > days and context.ago(entry.date) <= shown:
            yield Finding(
                message=f"Write {context.series(entry.meeting.series)} in the meeting: the "
                f"record of {long_day(entry.date)} was written {count(passed, 'day')} later.",
                about=About(ref=entry.id, series=entry.meeting.series),
                owner=owner_of(entry.meeting.series, context),
                day=entry.date,
            )


WRITTEN_LATE = SignalRule(
    code="SG804",
    name="recorded-late",
    says="A record was written down more than two days after its meeting.",
    definition="According to git, the record of a held meeting was committed more than two days "
    "after the meeting. "
    "Shown for 30 days after the meeting. Meetings before the repository's first commit do not "
    "count; "
    "without git, or in a shallow clone, the signal never appears.",
    why="A record written from memory says what its writer remembers, not what was agreed.",
    thresholds=(
        SignalThreshold(
            name="days", value=DAYS_TO_WRITE, unit="days", means="until it is written down"
        ),
        SignalThreshold(
            name="shown", value=DAYS_SHOWN, unit="days", means="shown after the meeting"
        ),
    ),
    example=SignalExample(
        records="""
    2026-01-27-tier-1: {notes: Held.}
""",
        written=(("2026-01-27-tier-1", date(2026, 1, 30)),),
        appears=date(2026, 1, 30),
        silent=date(2026, 1, 29),
    ),
    find=find_written_late,
)
