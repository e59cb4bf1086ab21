"""Where the friction is: by area and by segment, so that a first pod begins where it helps."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from decision_record.ledger.calendar import Period
from decision_record.ledger.churn import ChurnedAccount
from decision_record.ledger.raised import Raised
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Slice, Value
from decision_record.measures.paths import escalation_slices, is_upper
from decision_record.measures.summary import Case, count, rounded


def count_escalations(context: MeasureContext) -> Iterable[Value]:
    """Escalations."""
    slices = escalation_slices(context)
    raised = list(_escalations(context))
    return count(context, (Case(each.raised, 1, slices=slices[each.ref]) for each in raised))


def _escalations(context: MeasureContext) -> Iterator[Raised]:
    return (each for each in context.ledger.raised.values() if each.kind == "escalation")


def count_raised_again(context: MeasureContext) -> Iterable[Value]:
    """What came back to a table that it had been to, or to one below."""
    slices = escalation_slices(context)
    again = _raised_again(context)
    return count(
        context,
        (
            Case(each.raised, each.ref in again, slices=slices[each.ref])
            for each in context.ledger.raised.values()
        ),
    )


def _raised_again(context: MeasureContext) -> frozenset[str]:
    """Parts of paths that are no step up from all that came before them."""
    again = set()
    raised = context.ledger.raised
    for path in dict.fromkeys(each.path for each in raised.values()):
        reached = is_upper(context, raised[path[0]])
        for ref in path[1:]:
            upper = is_upper(context, raised[ref])
            if reached or not upper:
                again.add(ref)
            reached = reached or upper
    return frozenset(again)


def find_concentration(context: MeasureContext) -> Iterable[Value]:
    """The area with most escalations, and its share; of several with as many each of them."""
    values = list(count_escalations(context))
    totals = {each.period: each.sample for each in values if not each.by}
    for period, areas in _areas(values).items():
        most = max(each.sample for each in areas)
        for each in areas:
            if each.sample == most:
                yield Value(
                    period=period,
                    value=rounded(100 * most / totals[period]),
                    numerator=most,
                    denominator=totals[period],
                    sample=totals[period],
                    by=each.by,
                )


def _areas(values: Iterable[Value]) -> dict[Period, list[Value]]:
    """The values of areas, by period."""
    areas: dict[Period, list[Value]] = {}
    for value in values:
        if value.by and value.by[0][0] == "area":
            areas.setdefault(value.period, []).append(value)
    return areas


def sum_churn(context: MeasureContext) -> Iterable[Value]:
    """ARR that left, of what there was before the period began."""
    accounts = context.records.accounts
    for period in context.recorded_periods():
        lost: dict[Slice, float] = {}
        for each in context.ledger.churned:
            if period.starts <= each.day <= period.ends:
                for by in _slices_of(each, context):
                    lost[by] = lost.get(by, 0) + each.arr
        eve = period.starts - timedelta(days=period.starts > date.min)
        there = {name: worth for name, each in accounts.items() if (worth := each.arr_on(eve))}
        wholes: dict[Slice, list[float]] = {}
        for name, worth in there.items():
            for by in ((), (("segment", accounts[name].segment),)):
                wholes.setdefault(by, []).append(worth)
        for by in sorted({*wholes, *lost}):
            whole = wholes.get(by) or wholes.get(()) or []
            if whole:
                yield Value(
                    period=period,
                    value=rounded(lost.get(by, 0)),
                    numerator=rounded(lost.get(by, 0)),
                    denominator=rounded(sum(whole)),
                    sample=len(whole),
                    by=by,
                )


def _slices_of(churned: ChurnedAccount, context: MeasureContext) -> Iterator[Slice]:
    """The company, the account's segment, and the areas of what made it leave."""
    yield ()
    yield (("segment", context.records.accounts[churned.account].segment),)
    raised = context.ledger.raised
    for area in dict.fromkeys(raised[ref].area for ref in churned.causes if ref in raised):
        if area:
            yield (("area", area),)


ESCALATIONS = Measure(
    name="escalations",
    title="Escalations",
    definition="Escalations raised in the period, wherever they were written down (numerator and "
    "denominator). Each counts by itself, even if several are parts of one chain. Briefings are "
    "not counted.",
    unit="escalations",
    example="Four in a January tier 1, one in an update: 5.",
    compute=count_escalations,
)
RAISED_AGAIN = Measure(
    name="raised-again",
    title="Raised again",
    definition="Of the escalations and briefings raised in the period (denominator), those that "
    "continue an earlier one (`from`) at the same level or at a lower one (numerator). Each part "
    "of a chain counts by itself. From tier 2 to tier 1 is a step up, and does not count.",
    unit="escalations and briefings",
    better="lower",
    example="Brought to tier 2 on three days and then to tier 1: 2.",
    compute=count_raised_again,
)
CONCENTRATION = Measure(
    name="escalation-concentration",
    title="Where escalations concentrate",
    definition="The area with most of the escalations raised in the period (numerator; each by "
    "itself, not by chain) and its share of all of them, those without an area included "
    "(denominator). At 60% or more a pod for that product area belongs there. If several areas "
    "have the same number, each is named.",
    unit="%",
    example="Nine of fifteen are about reporting: reporting, 60%.",
    compute=find_concentration,
)
CHURN = Measure(
    name="arr-churned",
    title="ARR churned",
    definition="ARR, on the day before, of the accounts that left in the period (numerator; their "
    "segments, and the areas of the escalations and briefings that their file names as causes), "
    "and of all accounts, or all of the segment, on the day before the period (denominator). An "
    "account with causes in two areas counts in both.",
    unit="currency",
    better="lower",
    example="Tamsin & Rowe, 82,000, left on 30 April: 82,000 in the second quarter.",
    compute=sum_churn,
)
