"""A pod quarter by quarter, as it would go into the quarterly review.

A review judges the quarter that was over on its day, or was in its last two weeks.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.calendar import (
    Period,
    PeriodKind,
    name_period,
    period_before,
    quarter_of,
)
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.pods import MetricStanding, PodEvaluation, PodStanding
from decision_record.measures.measure import Value
from decision_record.views.pods.readings import judge, say_value
from decision_record.views.record.rituals import VERDICTS
from decision_record.views.shared.cadence_strip import say_cadence
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.numbers import say_number
from decision_record.views.shared.words import Badge, count

SHOWN = 6
"""Quarters that a pod's page goes back; older ones are in the records of their reviews."""
DECISIONS = 12
"""Decisions of a quarter that are linked."""
EARLY = 14
"""Days before the end of a quarter from which on a review judges it (checks.md, SG903)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricMove:
    """Where a metric got to in a quarter."""

    name: str
    baseline: str | None
    target: str | None
    value: str | None
    """The last reading of the quarter."""
    state: Badge


@dataclass(frozen=True, slots=True, kw_only=True)
class PodVerdict:
    """What a quarterly review said about the pod."""

    verdict: Badge | None
    record: Link
    summary: str | None
    said: tuple[tuple[str, str], ...]
    """What it said about cadence, escalations and relationship, each by its name."""
    for_vp: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuarterRow:
    """A pod in a quarter."""

    id: str
    title: str
    so_far: bool
    cadence: str
    escalations: str
    """As in "2 raised; 2 acknowledged, after 1 day on average; 4 resolved, …"."""
    leadership: str | None
    """How many reached leadership, against the quarter in which the pod began."""
    metrics: tuple[MetricMove, ...]
    actions: str
    decisions: tuple[Link, ...]
    decided: int
    """How many decisions its meetings logged."""
    verdicts: tuple[PodVerdict, ...]


def show_quarters(standing: PodStanding, *, context: ViewContext) -> tuple[QuarterRow, ...]:
    """The pod's quarters, newest first."""
    quarters = tuple(_quarters(standing, context=context))
    return tuple(_show(each, standing, context=context) for each in quarters)


def show_verdict(evaluation: PodEvaluation, *, context: ViewContext) -> PodVerdict:
    """What a quarterly review said."""
    report = evaluation.report
    judged = report.evaluation
    words = (
        ("Cadence", judged.cadence if judged else None),
        ("Escalations", judged.escalations if judged else None),
        ("Relationship", judged.relationship if judged else None),
    )
    return PodVerdict(
        verdict=VERDICTS[judged.verdict] if judged and judged.verdict else None,
        record=context.link_record(evaluation.record),
        summary=report.summary,
        said=tuple((name, text) for name, text in words if text),
        for_vp=report.for_vp,
    )


def _quarters(standing: PodStanding, *, context: ViewContext) -> Iterator[Period]:
    """From the quarter of the day back to that in which the pod began."""
    starts = context.records.fiscal_year_starts
    quarter: Period | None = quarter_of(context.ledger.as_of, fiscal_year_starts=starts)
    for _ in range(SHOWN):
        if quarter is None or quarter.ends < standing.begins:
            return
        yield quarter
        quarter = period_before(quarter, fiscal_year_starts=starts)


def _show(quarter: Period, standing: PodStanding, *, context: ViewContext) -> QuarterRow:
    decisions = _decisions(quarter, standing, context=context)
    meetings = [
        meeting
        for series in standing.series
        for meeting in series.meetings
        if _inside(quarter, meeting.expected or meeting.day)
    ]
    return QuarterRow(
        id=quarter.label,
        title=name_period(quarter),
        so_far=quarter.ends > context.ledger.as_of,
        cadence=say_cadence(meetings) if meetings else "No meeting was expected",
        escalations=_say_escalations(quarter, context.ledger.paths_through(standing.escalations)),
        leadership=_say_leadership(quarter, standing, context=context),
        metrics=tuple(_move(each, quarter) for each in standing.metrics),
        actions=_say_actions(quarter, standing, context=context),
        decisions=tuple(context.link_item(ref) for ref in decisions[:DECISIONS]),
        decided=len(decisions),
        verdicts=tuple(
            show_verdict(each, context=context)
            for each in standing.evaluations
            if _judged(each.day, context=context) == quarter
        ),
    )


def _inside(quarter: Period, day: date | None) -> bool:
    return day is not None and quarter.starts <= day <= quarter.ends


def _judged(day: date, *, context: ViewContext) -> Period | None:
    """The quarter that a review on a day judges."""
    starts = context.records.fiscal_year_starts
    after = quarter_of(day + timedelta(days=EARLY), fiscal_year_starts=starts)
    return period_before(after, fiscal_year_starts=starts)


def _say_escalations(quarter: Period, found: Sequence[RaisedPath]) -> str:
    raised = [each for each in found if _inside(quarter, each.raised)]
    confirmed = _say_days(
        "acknowledged",
        found,
        day=lambda each: each.first_acknowledged,
        quarter=quarter,
    )
    settled = _say_days("resolved", found, day=lambda each: each.resolved, quarter=quarter)
    if not raised and not confirmed and not settled:
        return "None raised, none resolved"
    return "; ".join(part for part in (f"{len(raised):,} raised", confirmed, settled) if part)


def _say_days(
    word: str,
    found: Iterable[RaisedPath],
    *,
    day: Callable[[RaisedPath], date | None],
    quarter: Period,
) -> str | None:
    """How many came to something in the quarter, and after how long."""
    days = [
        max((done - each.raised).days, 0)
        for each in found
        if (done := day(each)) and _inside(quarter, done)
    ]
    if not days:
        return None
    mean = round(sum(days) / len(days), 1)
    how = "the same day" if not mean else f"after {_say_mean(mean)}"
    return f"{len(days):,} {word}, {how}{' on average' if len(days) > 1 and mean else ''}"


def _say_mean(days: float) -> str:
    return f"{say_number(days)} {'day' if days == 1 else 'days'}"


def _say_leadership(quarter: Period, standing: PodStanding, *, context: ViewContext) -> str | None:
    value = _leadership(quarter, standing, context=context)
    if value is None or value.value is None:
        return None
    said = f"{value.value:,.0f} reached leadership"
    is_first = quarter.starts <= standing.begins <= quarter.ends
    if is_first or value.denominator is None:
        return said
    return f"{said}, against {value.denominator:,.0f} in the quarter in which the pod began"


def _leadership(quarter: Period, standing: PodStanding, *, context: ViewContext) -> Value | None:
    measured = (
        each
        for each in context.findings.measures
        if each.measure.name == "pod-escalations-to-leadership"
    )
    return next(
        (
            value
            for each in measured
            for value in each.values
            if value.period == quarter
            and value.period.kind is PeriodKind.QUARTER
            and value.by == (("pod", standing.id),)
        ),
        None,
    )


def _move(standing: MetricStanding, quarter: Period) -> MetricMove:
    metric = standing.metric
    read = [each for each in standing.readings if _inside(quarter, each.as_of)]
    value = read[-1].value if read else None
    return MetricMove(
        name=metric.name,
        baseline=say_value(metric.baseline, metric.unit),
        target=say_value(metric.target, metric.unit),
        value=say_value(value, metric.unit),
        state=judge(metric, value),
    )


def _say_actions(quarter: Period, standing: PodStanding, *, context: ViewContext) -> str:
    """What the pod's queue did in the quarter."""
    actions = [
        action
        for series in standing.series
        for action in context.index.actions_of_series.get(series.id, ())
    ]
    done = sum(action.state == "done" and _inside(quarter, action.closed) for action in actions)
    agreed = sum(_inside(quarter, action.opened) for action in actions)
    return f"{count(agreed, 'action')} agreed, {done:,} done"


def _decisions(quarter: Period, standing: PodStanding, *, context: ViewContext) -> list[str]:
    return [
        f"{entry.id}/{row.id}"
        for series in standing.series
        for entry in context.index.entries_of_series.get(series.id, ())
        if _inside(quarter, entry.date)
        for row in entry.record.decisions
    ]
