"""The measures, in the order of checks.md, and how they are computed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.index import Index
from decision_record.measures import (
    actions,
    commitments,
    decisions,
    friction,
    hours,
    leadership,
    loops,
    meetings,
    pods,
    waiting,
)
from decision_record.measures.context import MeasureContext, make_measure_context
from decision_record.measures.measure import Measure, Value

MEASURES: tuple[Measure, ...] = (
    decisions.DECISIONS_PER_MEETING,
    decisions.OUTCOMES,
    decisions.DEFERRALS_ANSWERED,
    actions.ON_TIME,
    actions.ROLLED,
    actions.DAYS_OPEN,
    waiting.ACKNOWLEDGED_MEAN,
    waiting.ACKNOWLEDGED_MEDIAN,
    waiting.ACKNOWLEDGED_WORST,
    waiting.RESOLVED_MEAN,
    waiting.RESOLVED_MEDIAN,
    waiting.RESOLVED_WORST,
    leadership.SETTLED,
    leadership.MINUTES,
    leadership.AT_LEADERSHIP,
    leadership.AT_TOP,
    leadership.UNSEEN,
    friction.ESCALATIONS,
    friction.RAISED_AGAIN,
    friction.CHURN,
    pods.POD_ESCALATIONS,
    commitments.KEPT,
    commitments.DAYS_SLIPPED,
    commitments.ARR_SLIPPED,
    loops.TOLD,
    loops.UNANSWERED,
    decisions.SURPRISES,
    hours.HOURS,
    meetings.HELD,
    meetings.DELEGATED,
    meetings.RECORDED,
    meetings.CATEGORISED,
    meetings.COUNTED,
    pods.METRICS,
    pods.ADOPTION,
    friction.CONCENTRATION,
)
"""Every measure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """A measure with its values."""

    measure: Measure
    values: tuple[Value, ...]
    """Months before quarters, oldest first; of a period the whole company first."""


def run_measures(
    index: Index,
    *,
    written: Mapping[str, date] | None = None,
    measures: Sequence[Measure] = MEASURES,
) -> tuple[Measured, ...]:
    """All measures as they are on the ledger's day.

    Args:
        index: The day's ledger and its records.
        written: The day on which each record was written down, by record, where git's facts are
            known; without it nothing is said about how soon records are written.
        measures: Which measures.
    """
    context = make_measure_context(index, written=written)
    return tuple(
        Measured(measure=each, values=_with_trend(context, each.compute(context)))
        for each in measures
    )


def _with_trend(context: MeasureContext, values: Iterable[Value]) -> tuple[Value, ...]:
    """The values in their order, each with that of the period before."""
    ordered = sorted(values, key=lambda each: (each.period, each.by))
    known = {(each.period, each.by): each.value for each in ordered}
    return tuple(
        replace(each, before=known.get((before, each.by)))
        if (before := context.before(each.period))
        else each
        for each in ordered
    )
