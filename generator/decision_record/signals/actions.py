"""SG101 to SG104: actions that are overdue, rolled too often, or not reviewed."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import date

from decision_record.ledger.actions import QueuedAction
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import (
    Finding,
    SignalExample,
    SignalRule,
    SignalThreshold,
    about_item,
)
from decision_record.text.wording import count, days_late, long_day, quote

TIMES_ROLLED = 3
"""Times† that an action has to be rolled for the signal to appear."""

MEETINGS_OF_SILENCE = 2
"""Meetings† of its series without a word on it."""


def _open_actions(context: SignalContext) -> Iterator[QueuedAction]:
    return (each for each in context.ledger.actions.values() if each.is_open)


def find_overdue(context: SignalContext) -> Iterator[Finding]:
    """Open actions whose day has passed."""
    for action in _open_actions(context):
        days = action.overdue_days(context.as_of)
        if days:
            yield Finding(
                message=f"{context.person(action.owner)} owes {quote(action.what)}: "
                f"{days_late(days)}.",
                about=about_item(action.ref, action.account),
                owner=action.owner,
                day=action.due,
            )


OVERDUE = SignalRule(
    code="SG101",
    name="action-overdue",
    says="An action is overdue.",
    definition="An open action is past its current due date. The most overdue comes first.",
    why="A date that passes without an update teaches everyone that dates mean nothing.",
    example=SignalExample(
        records="""
    2026-01-27-tier-1:
      actions: {cs: [{id: A1, what: Send the notes, owner: bob, due: 2026-02-02}]}
""",
        appears=date(2026, 2, 3),
        silent=date(2026, 2, 2),
    ),
    find=find_overdue,
)


def find_rolled(context: SignalContext, *, times: int = TIMES_ROLLED) -> Iterator[Finding]:
    """Open actions that were rolled again and again."""
    for action in _open_actions(context):
        if action.rolled >= times:
            yield Finding(
                message=f"Do {quote(action.what)} or drop it: {context.person(action.owner)} "
                f"rolled it {count(action.rolled, 'time')} since {long_day(action.opened)}.",
                about=about_item(action.ref, action.account),
                owner=action.owner,
                day=action.opened,
            )


ROLLED = SignalRule(
    code="SG102",
    name="action-rolled",
    says="An action was rolled three times or more.",
    definition="An open action got a new date in at least three reviews.",
    why="An action rolled three times is not wanted or too big. Do it, split it or drop it.",
    thresholds=(
        SignalThreshold(name="times", value=TIMES_ROLLED, unit="times", means="rolled, at least"),
    ),
    example=SignalExample(
        records="""
    2026-01-06-tier-2:
      actions: {pm: [{id: A1, what: Send the table, owner: ines, due: 2026-01-20}]}
    2026-01-20-tier-2:
      review: [{action: 2026-01-06-tier-2/A1, outcome: rolled, due: 2026-02-03}]
    2026-02-03-tier-2:
      review: [{action: 2026-01-06-tier-2/A1, outcome: rolled, due: 2026-02-17}]
    2026-02-17-tier-2:
      review: [{action: 2026-01-06-tier-2/A1, outcome: rolled, due: 2026-03-03}]
""",
        appears=date(2026, 2, 17),
        silent=date(2026, 2, 16),
    ),
    find=find_rolled,
)


def find_silent(
    context: SignalContext, *, meetings: int = MEETINGS_OF_SILENCE
) -> Iterator[Finding]:
    """Open actions that the last meetings of their series did not review."""
    position = {entry.id: index for index, entry in enumerate(context.ledger.entries)}
    held: dict[str, list[date]] = {}
    for entry in context.ledger.entries:
        if entry.meeting and entry.meeting.held:
            held.setdefault(entry.meeting.series, []).append(entry.date)
    for action in _open_actions(context):
        spoken = max(position[each] for each in (action.record, *_reviewed_in(action)))
        day = context.ledger.entries[spoken].date
        # A second meeting of that day does not have to mention it again.
        of_series = held.get(action.series or "", [])
        silent = len(of_series) - bisect_right(of_series, day)
        if silent >= meetings:
            yield Finding(
                message=f"Ask {context.person(action.owner)} about {quote(action.what)}: "
                f"{count(silent, 'meeting')} of {context.series(action.series or '')} have "
                f"not reviewed it since {long_day(day)}.",
                about=about_item(action.ref, action.account),
                owner=action.owner,
                day=day,
            )


def _reviewed_in(action: QueuedAction) -> Iterator[str]:
    return (step.record for step in action.reviews)


SILENT = SignalRule(
    code="SG103",
    name="action-not-reviewed",
    says="An action was not reviewed in two meetings of its series.",
    definition="An open action has no update since it was opened "
    "or last reviewed, and its series has met at least twice "
    "since then.",
    why="The opening review makes an action binding. An action that is not reviewed is lost.",
    thresholds=(
        SignalThreshold(
            name="meetings",
            value=MEETINGS_OF_SILENCE,
            unit="meetings",
            means="held without reviewing it",
        ),
    ),
    example=SignalExample(
        records="""
    2026-01-06-tier-2:
      actions: {pm: [{id: A1, what: Send the table, owner: ines, due: 2026-06-30}]}
    2026-01-20-tier-2: {notes: Nothing.}
    2026-02-03-tier-2: {notes: Nothing again.}
""",
        appears=date(2026, 2, 3),
        silent=date(2026, 2, 2),
    ),
    find=find_silent,
)


def find_stranded(context: SignalContext) -> Iterator[Finding]:
    """Open actions in the queue of a series that ended."""
    for action in _open_actions(context):
        ended = _ended(action.series, context) if action.series else None
        if ended:
            yield Finding(
                message=f"Close {quote(action.what)}, or take it to a series that meets: "
                f"{context.series(action.series or '')} ended on {long_day(ended)}.",
                about=about_item(action.ref, action.account),
                owner=action.owner,
                day=ended,
            )


def _ended(series: str, context: SignalContext) -> date | None:
    """The last day of a series that ended before the day."""
    known = context.records.series.get(series)
    until = known.until if known else None
    return until if until and until < context.as_of else None


STRANDED = SignalRule(
    code="SG104",
    name="action-in-ended-series",
    says="An action is open in the queue of a series that ended.",
    definition="An action is open, and its series ended (`until`).",
    why="No meeting reviews it now.",
    example=SignalExample(
        records="""
    series: {pilot: {kind: tier-2, until: 2026-03-31}}
    2026-03-24-pilot:
      actions: {pm: [{id: A1, what: Send the table, owner: ines, due: 2026-04-30}]}
""",
        appears=date(2026, 4, 1),
        silent=date(2026, 3, 31),
    ),
    find=find_stranded,
)
