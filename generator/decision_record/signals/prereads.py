"""SG803: halves of a pre-read that are due, and were not sent."""

from collections.abc import Iterator, Mapping
from datetime import date

from decision_record.ledger.prereads import HOURS_BEFORE, PREREAD_SEATS, PrereadSide
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import About, Finding, SignalExample, SignalRule, SignalThreshold
from decision_record.text.wording import count, days_ahead, long_day

DAYS_BEFORE_DUE = 2
"""Days before a half is due from which on it is asked for: 48 hours."""

_WORDS: Mapping[PrereadSide, str] = {"cs": "Customer Success", "product": "Product"}


def find_due_prereads(context: SignalContext, *, days: int = DAYS_BEFORE_DUE) -> Iterator[Finding]:
    """Halves of pre-reads that were not sent, of meetings ahead."""
    for (series, day), preread in context.ledger.prereads.items():
        due = preread.due.date()
        left = (due - context.as_of).days
        if preread.record or day < context.as_of or left > days:
            continue
        when = f"{count(-left, 'day')} late" if left < 0 else f"due {days_ahead(left)}"
        for side in preread.missing:
            owner = context.seat(PREREAD_SEATS[side])
            who = context.person(owner) if owner else _WORDS[side]
            yield Finding(
                message=f"Send {_WORDS[side]}'s half of the pre-read for {context.series(series)} "
                f"of {long_day(day)}: {who} owes it, {when}.",
                about=About(series=series),
                owner=owner,
                day=due,
            )


PREREAD_DUE = SignalRule(
    code="SG803",
    name="preread-due",
    says="A half of a pre-read is due within 48 hours.",
    definition="One side has not sent its half of the pre-read for a tier 1, a "
    "combined meeting or a quarterly review, and the half is due (48 hours before the meeting) "
    "within "
    "two days. The signal ends when the half is sent or the meeting's day is over.",
    why="People who read the material in the meeting have no time left to decide.",
    thresholds=(
        SignalThreshold(value=HOURS_BEFORE, unit="hours", means="before the meeting"),
        SignalThreshold(name="days", value=DAYS_BEFORE_DUE, unit="days", means="before it is due"),
    ),
    example=SignalExample(
        records="""
    2026-01-27-tier-1: {notes: Held.}
    2026-02-12-ines:
      prereads: [{series: tier-1, meeting: 2026-02-24, side: product, sent: 2026-02-12T09:00}]
""",
        appears=date(2026, 2, 20),
        silent=date(2026, 2, 19),
    ),
    find=find_due_prereads,
)
