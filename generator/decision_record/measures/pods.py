"""How pods fare: their metrics, adoption of what they shipped, and escalations to leadership."""

from collections.abc import Iterable
from datetime import date

from decision_record.ledger.calendar import Period, PeriodKind
from decision_record.ledger.pods import AdoptionPoint, AdoptionState, MetricReading
from decision_record.measures.context import MeasureContext
from decision_record.measures.leadership import count_at_leadership
from decision_record.measures.measure import Measure, Slice, Value
from decision_record.measures.summary import rounded
from decision_record.model.pod import Metric


def compare_with_beginning(context: MeasureContext) -> Iterable[Value]:
    """Escalations to leadership in a pod's domain, against the quarter in which it began."""
    found = {(value.period, value.by): value for value in count_at_leadership(context)}
    quarters = [each for each in context.recorded_periods() if each.kind is PeriodKind.QUARTER]
    for pod in context.ledger.pods.values():
        by: Slice = (("pod", pod.id),)
        began = next((each for each in quarters if each.starts <= pod.begins <= each.ends), None)
        base = found.get((began, by)) if began else None
        for quarter in quarters:
            value = found.get((quarter, by))
            if not began or quarter.starts < began.starts or not (value or base):
                continue
            reached = value.numerator if value and value.numerator else 0
            yield Value(
                period=quarter,
                value=float(reached),
                numerator=reached,
                denominator=base.numerator if base and base.numerator else 0,
                sample=sum(each.sample for each in {value, base} if each),
                by=by,
            )


def read_metrics(context: MeasureContext) -> Iterable[Value]:
    """The last reading of each metric, against its baseline and target."""
    for pod in context.ledger.pods.values():
        for standing in pod.metrics:
            metric = standing.metric
            by: Slice = (("pod", pod.id), ("metric", metric.id))
            groups: dict[Period, list[MetricReading]] = {}
            for reading in standing.readings:
                if not reading.of and reading.as_of <= context.as_of:
                    for period in context.periods_of(reading.as_of):
                        groups.setdefault(period, []).append(reading)
            for period, readings in groups.items():
                yield _against(metric, readings, period=period, by=by)


def _against(metric: Metric, readings: list[MetricReading], *, period: Period, by: Slice) -> Value:
    value, baseline, target = readings[-1].value, metric.baseline, metric.target
    return Value(
        period=period,
        value=value,
        numerator=None if baseline is None else rounded(value - baseline),
        denominator=None if baseline is None or target is None else rounded(target - baseline),
        sample=len(readings),
        by=by,
        unit=metric.unit,
    )


def read_adoption(context: MeasureContext) -> Iterable[Value]:
    """Adoption of each item at 30, 60 and 90 days; what has no reading says why."""
    for pod in context.ledger.pods.values():
        metrics = {each.metric.id: each.metric for each in pod.metrics}
        for point in pod.adoption:
            by: Slice = (
                ("pod", pod.id),
                ("metric", point.metric),
                ("item", point.of),
                ("day", str(point.day)),
            )
            metric = metrics.get(point.metric)
            for period in context.periods_of(_counts_on(point, context)):
                yield _adopted(point, metric, period=period, by=by, context=context)


def _counts_on(point: AdoptionPoint, context: MeasureContext) -> date:
    """The day on which adoption is due; what was read before that counts when it was read."""
    is_early = point.due > context.as_of and point.reading
    return min(point.reading.as_of, point.due) if is_early and point.reading else point.due


def _adopted(
    point: AdoptionPoint,
    metric: Metric | None,
    *,
    period: Period,
    by: Slice,
    context: MeasureContext,
) -> Value:
    reading = point.reading
    if reading and reading.as_of > context.as_of:
        reading = None
    is_due = point.due <= context.as_of
    waits = AdoptionState.DUE if is_due else AdoptionState.NOT_DUE_YET
    return Value(
        period=period,
        value=reading.value if reading else None,
        numerator=reading.value if reading else None,
        denominator=metric.target if metric else None,
        sample=1 if reading else 0,
        by=by,
        unit=metric.unit if metric else None,
        note=None if reading else waits.value,
    )


POD_ESCALATIONS = Measure(
    name="pod-escalations-to-leadership",
    title="Escalations to leadership in a pod's domain",
    definition="Escalated issues in the pod's domain that reached leadership in the quarter "
    "(numerator), and in the quarter in which the pod began (denominator). The sample is the "
    "number of escalated issues of its domain in both. Quarters only.",
    unit="escalations",
    better="lower",
    example="Nine in the quarter in which it began, two in the next: 2 against 9.",
    compute=compare_with_beginning,
)
METRICS = Measure(
    name="pod-metrics",
    title="A pod's metrics",
    definition="The last reading of the metric in the period, in the metric's own unit. The "
    "numerator is how far it is from the baseline, the denominator how far the target is; both "
    "are negative where lower is better. The sample is the number of readings.",
    unit="the metric's",
    example="Baseline 8 days, target 2, last reading 2.6: 2.6, which is -5.4 of -6.",
    compute=read_metrics,
)
ADOPTION = Measure(
    name="adoption",
    title="Adoption after general availability",
    definition="What was read 30, 60 and 90 days after an item's general availability "
    "(numerator), against the metric's target (denominator), in the period in which that day "
    "lies. Before that day the note says `not due yet`; after it, without a reading, `due`.",
    unit="the metric's",
    example="Shipped on 18 May, read on 17 June: 34%; 60 days on 17 July: not due yet.",
    compute=read_adoption,
)
