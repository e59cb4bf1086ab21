"""The output of tier 1: decisions a meeting, their outcomes, and whether deferrals are answered."""

from collections import Counter
from collections.abc import Iterable, Iterator

from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Slice, Value
from decision_record.measures.summary import Case, count, kept, mean, share
from decision_record.model.series import SeriesKind

LEADERSHIP: tuple[SeriesKind, ...] = ("tier-1", "combined")
"""The meetings that decide: a combined one is tier 1 as well."""

_OUTCOMES = ("decided", "deferred", "escalated")


def count_decisions(context: MeasureContext) -> Iterable[Value]:
    """Decisions for each meeting that was held."""
    logged = Counter(each.record for each in context.ledger.decisions.values())
    return mean(
        context,
        (Case(entry.date, logged[entry.id]) for entry in context.held(*LEADERSHIP)),
    )


def share_outcomes(context: MeasureContext) -> Iterable[Value]:
    """Each outcome's share of what these meetings decided; the outcomes together are all."""
    for outcome in _OUTCOMES:
        by: Slice = (("outcome", outcome),)
        cases = (
            Case(each.day, each.outcome == outcome, slices=(by,))
            for each in context.ledger.decisions.values()
            if context.kinds.get(each.record) in LEADERSHIP
        )
        yield from (each for each in share(context, cases) if each.by)


def share_answered(context: MeasureContext) -> Iterable[Value]:
    """Deferrals that were answered by their date."""
    return share(context, _deferrals(context))


def _deferrals(context: MeasureContext) -> Iterator[Case]:
    for each in context.ledger.decisions.values():
        due = each.row.due
        if each.outcome == "deferred" and due:
            answered = each.resolved_by.day if each.resolved_by else None
            in_time = kept(answered, due=due, as_of=context.as_of)
            if in_time is not None:
                yield Case(due, in_time)


def count_surprises(context: MeasureContext) -> Iterable[Value]:
    """Surprises that were recorded, of all records that could report one."""
    told = Counter(each.record for each in context.ledger.surprises)
    return count(context, (Case(entry.date, told[entry.id]) for entry in context.ledger.entries))


DECISIONS_PER_MEETING = Measure(
    name="decisions-per-tier-1",
    title="Decisions per tier 1",
    definition="Decisions logged in tier 1 or combined meetings (numerator) for each of these "
    "meetings that was held in the period (denominator).",
    unit="decisions",
    example="Two tier 1s with four and five decisions: 4.5.",
    compute=count_decisions,
)
OUTCOMES = Measure(
    name="decision-outcomes",
    title="Decided, deferred, escalated",
    definition="Of the decisions logged in tier 1 or combined meetings of the period "
    "(denominator), those with each outcome (numerator).",
    unit="%",
    example="Three decided and one deferred: 75% and 25%, and 0% escalated.",
    compute=share_outcomes,
)
DEFERRALS_ANSWERED = Measure(
    name="deferrals-answered-in-time",
    title="Deferrals answered by their date",
    definition="Of the deferrals whose date fell in the period and has passed (denominator), "
    "those that a decision resolved or replaced by that date (numerator). Deferring it again "
    "is no answer.",
    unit="%",
    better="higher",
    example="Due on 13 February, decided on 24 February: not in time.",
    compute=share_answered,
)
SURPRISES = Measure(
    name="surprises",
    title="Surprises recorded",
    definition="Incidents against the no-surprises rule, on the date of the record that reports "
    "them (numerator); the denominator is the number of records in the period.",
    unit="surprises",
    better="lower",
    example="One of twenty records reports a customer who was told too late: 1.",
    compute=count_surprises,
)
