"""The signals, in the order of their codes, and how they are looked for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from decision_record.ledger.index import Index
from decision_record.signals import (
    actions,
    churn,
    commitments,
    decisions,
    escalations,
    loops,
    meetings,
    one_on_ones,
    pods,
    prereads,
    questions,
    releases,
    running,
)
from decision_record.signals.context import SignalContext
from decision_record.signals.rule import About, Signal, SignalRule

SIGNALS: tuple[SignalRule, ...] = (
    actions.OVERDUE,
    actions.ROLLED,
    actions.SILENT,
    actions.STRANDED,
    decisions.LATE_DEFERRAL,
    decisions.LATE_RULING,
    decisions.UNTOLD_RULING,
    decisions.LATE_FOLLOW_THROUGH,
    decisions.REPEATED_DEFERRAL,
    commitments.PAST_TARGET,
    commitments.DUE_SOON,
    commitments.SLIPPED,
    commitments.TWO_DATES,
    loops.SURPRISE_AHEAD,
    loops.LATE_LOOP,
    loops.ORPHAN,
    escalations.UNACKNOWLEDGED,
    escalations.BEFORE_RENEWAL,
    escalations.NPS_FALLOUT,
    escalations.RETURNING,
    escalations.PAST_ANSWER_DAY,
    questions.BEFORE_MEETING,
    questions.ENTERED,
    questions.LEFT_BY_DELEGATE,
    releases.UNBRIEFED,
    releases.UNANNOUNCED,
    releases.UNASKED,
    meetings.MISSED,
    meetings.TWICE_CALLED_OFF,
    prereads.PREREAD_DUE,
    meetings.WRITTEN_LATE,
    running.THIN_TAXONOMY,
    running.HALF_A_RHYTHM,
    running.LEFT_OUT,
    pods.ADRIFT,
    pods.UNREAD_METRIC,
    pods.UNJUDGED,
    pods.BURDENED,
    churn.UNHEARD,
    churn.LEFT_OPEN,
    churn.LEAVING,
    one_on_ones.NO_CAREER,
    one_on_ones.NO_ONE_ON_ONE,
)
"""Every signal."""


def find_signals(
    index: Index,
    *,
    written: Mapping[str, date] | None = None,
    rules: Sequence[SignalRule] = SIGNALS,
) -> tuple[Signal, ...]:
    """All signals of the ledger's day, by code, urgency and name.

    Args:
        index: The day's ledger and its records; days to come are known before. What is only for the
            two people of a one-on-one is looked for in their own build alone (records.md §7).
        written: The day on which each record was written down, where git is known.
        rules: Which signals are looked for.
    """
    context = SignalContext(index=index, written=written or {})
    found = (
        signal
        for rule in rules
        if index.records.own or not rule.personal
        for signal in _look(rule, context)
    )
    return tuple(sorted(found, key=lambda each: (each.code, each.day or date.max, each.about.name)))


def _look(rule: SignalRule, context: SignalContext) -> Iterator[Signal]:
    for finding in rule.find(context):
        yield Signal(
            code=rule.code,
            message=finding.message,
            about=finding.about,
            owner=finding.owner,
            address=_address_of(finding.about, context),
            day=finding.day,
        )


def _address_of(about: About, context: SignalContext) -> str:
    """The page of what it is about; of an item its place on its record's page.

    What is about the company as a whole is on the page of its health.
    """
    if about.ref:
        record, _, item = about.ref.partition("/")
        folder = "meetings" if context.index.entries[record].meeting else "updates"
        place = f"{folder}/{record}/"
        return f"{place}#{item}" if item else place
    for folder, name in (
        ("people", about.person),
        ("accounts", about.account),
        ("pods", about.pod),
        ("series", about.series),
    ):
        if name:
            return f"{folder}/{name}/"
    return "health/"
