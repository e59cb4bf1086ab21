"""How long escalations wait: for an acknowledgement by Product, and for being resolved.

By area, by segment and by pod. Each escalation counts by itself, by part and not by path: one that
was raised again has days of its own. Briefings are acknowledged as they are brought, and are left
out.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from decision_record.ledger.raised import Raised
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Value
from decision_record.measures.paths import escalation_slices
from decision_record.measures.summary import Case, mean, middle, worst


def take_mean_to_acknowledge(context: MeasureContext) -> Iterable[Value]:
    """Days to acknowledgement, on average."""
    return mean(context, _acknowledged(context))


def take_median_to_acknowledge(context: MeasureContext) -> Iterable[Value]:
    """Days to acknowledgement, the median."""
    return middle(context, _acknowledged(context))


def take_worst_to_acknowledge(context: MeasureContext) -> Iterable[Value]:
    """The longest wait for an acknowledgement, those that still wait included."""
    return worst(context, (*_acknowledged(context), *_unacknowledged(context)))


def take_mean_to_resolve(context: MeasureContext) -> Iterable[Value]:
    """Days until escalations were resolved, on average."""
    return mean(context, _resolved(context))


def take_median_to_resolve(context: MeasureContext) -> Iterable[Value]:
    """Days until escalations were resolved, the median."""
    return middle(context, _resolved(context))


def take_worst_to_resolve(context: MeasureContext) -> Iterable[Value]:
    """The longest time until one was resolved."""
    return worst(context, _resolved(context))


def _escalations(context: MeasureContext) -> Iterator[Raised]:
    return (each for each in context.ledger.raised.values() if each.kind == "escalation")


def _acknowledged(context: MeasureContext) -> Iterator[Case]:
    slices = escalation_slices(context)
    for each in _escalations(context):
        days = each.days_to_acknowledge
        if days is not None and each.acknowledged and each.acknowledged <= context.as_of:
            yield Case(each.raised, max(days, 0), slices=slices[each.ref])


def _unacknowledged(context: MeasureContext) -> Iterator[Case]:
    slices = escalation_slices(context)
    for each in _escalations(context):
        known_since = (day for day in (each.acknowledged, each.resolved) if day)
        if min(known_since, default=date.max) > context.as_of:
            days = (context.as_of - each.raised).days
            yield Case(each.raised, days, slices=slices[each.ref])


def _resolved(context: MeasureContext) -> Iterator[Case]:
    slices = escalation_slices(context)
    for each in _escalations(context):
        days = each.days_to_resolve
        if days is not None and each.resolved:
            yield Case(each.resolved, max(days, 0), slices=slices[each.ref])


_ACKNOWLEDGED = (
    "Days from the day an escalation was raised to the day Product acknowledged it; {how}, of the "
    "escalations raised in the period that were acknowledged{also}. Each escalation counts by "
    "itself, even if several are parts of one chain. The numerator is the sum of the days, the "
    "denominator the number of escalations."
)
_RESOLVED = (
    "Days from the day an escalation was raised to the day it was resolved; {how}, of the "
    "escalations resolved in the period. Each escalation counts by itself, even if several are "
    "parts of one chain. The numerator is the sum of the days, the denominator the number of "
    "escalations."
)

ACKNOWLEDGED_MEAN = Measure(
    name="days-to-acknowledge-mean",
    title="Days to acknowledgement, mean",
    definition=_ACKNOWLEDGED.format(how="the mean", also=""),
    unit="days",
    better="lower",
    example="Acknowledged after 12, 5 and 7 days: 8.",
    compute=take_mean_to_acknowledge,
)
ACKNOWLEDGED_MEDIAN = Measure(
    name="days-to-acknowledge-median",
    title="Days to acknowledgement, median",
    definition=_ACKNOWLEDGED.format(how="the median", also=""),
    unit="days",
    better="lower",
    example="Acknowledged after 12, 5 and 7 days: 7.",
    compute=take_median_to_acknowledge,
)
ACKNOWLEDGED_WORST = Measure(
    name="days-to-acknowledge-worst",
    title="Days to acknowledgement, worst",
    definition=_ACKNOWLEDGED.format(how="the longest", also=", or still wait for it"),
    unit="days",
    better="lower",
    example="Acknowledged after 12 days, and another waiting for 21 days: 21.",
    compute=take_worst_to_acknowledge,
)
RESOLVED_MEAN = Measure(
    name="days-to-resolve-mean",
    title="Days to resolution, mean",
    definition=_RESOLVED.format(how="the mean"),
    unit="days",
    better="lower",
    example="Resolved after 40, 4 and 10 days: 18.",
    compute=take_mean_to_resolve,
)
RESOLVED_MEDIAN = Measure(
    name="days-to-resolve-median",
    title="Days to resolution, median",
    definition=_RESOLVED.format(how="the median"),
    unit="days",
    better="lower",
    example="Resolved after 40, 4 and 10 days: 10.",
    compute=take_median_to_resolve,
)
RESOLVED_WORST = Measure(
    name="days-to-resolve-worst",
    title="Days to resolution, worst",
    definition=_RESOLVED.format(how="the longest"),
    unit="days",
    better="lower",
    example="Resolved after 40, 4 and 10 days: 40.",
    compute=take_worst_to_resolve,
)
