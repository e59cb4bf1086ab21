"""Whether commitments are kept: at the first promised date, by how far they slip, for how much."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from decision_record.ledger.calendar import Period, PeriodKind
from decision_record.ledger.commitments import Commitment, CommitmentState
from decision_record.ledger.decisions import LoggedDecision
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Measure, Value
from decision_record.measures.summary import Case, kept, mean, rounded, share


def share_kept(context: MeasureContext) -> Iterable[Value]:
    """Commitments that shipped by the first date that was promised."""
    return share(context, _by_first_date(context))


def _by_first_date(context: MeasureContext) -> Iterator[Case]:
    for decision, commitment in _commitments(context):
        first = commitment.original_target
        if first is None or _was_replaced(decision, commitment, by=first):
            continue
        in_time = kept(commitment.shipped, due=first, as_of=context.as_of)
        if in_time is not None:
            yield Case(first, in_time)


def _commitments(context: MeasureContext) -> Iterator[tuple[LoggedDecision, Commitment]]:
    for decision in context.ledger.decisions.values():
        if decision.commitment:
            yield decision, decision.commitment


def _was_replaced(decision: LoggedDecision, commitment: Commitment, *, by: date) -> bool:
    """Whether another decision took its place while an account was still promised it."""
    superseded = commitment.state is CommitmentState.SUPERSEDED
    return superseded and decision.superseded_by[0].day <= by


def take_days_slipped(context: MeasureContext) -> Iterable[Value]:
    """How far a slip moves a target."""
    return mean(
        context,
        (
            Case(slip.day, (slip.to - slip.from_).days)
            for _, commitment in _commitments(context)
            for slip in commitment.slips
            if slip.from_
        ),
    )


def sum_arr_slipped(context: MeasureContext) -> Iterable[Value]:
    """ARR of the accounts whose commitments slipped, of all with a commitment to be kept."""
    ledger_accounts = context.records.accounts
    waiting = _pending_in(context, context.recorded_periods())
    for period, commitments in waiting.items():
        pending = [
            (commitment, names)
            for decision, commitment in commitments
            if (names := _promised(decision, commitment, period)) is not None
        ]
        promised = {name for _, names in pending for name in names}
        slipped = {
            name
            for commitment, _ in pending
            for slip in commitment.slips
            if period.starts <= slip.day <= period.ends
            for name in slip.accounts
        }
        day = context.last_day(period)
        worth = {
            name: ledger_accounts[name].arr_on(day) for name in promised if name in ledger_accounts
        }
        if pending:
            lost = rounded(sum(worth.get(name, 0) for name in sorted(slipped)))
            yield Value(
                period=period,
                value=lost,
                numerator=lost,
                denominator=rounded(sum(worth[name] for name in sorted(worth))),
                sample=len(pending),
            )


def _pending_in(
    context: MeasureContext, periods: Sequence[Period]
) -> Mapping[Period, Sequence[tuple[LoggedDecision, Commitment]]]:
    """By period, in their order, the commitments made by its end and not over before it."""
    found: dict[Period, list[tuple[LoggedDecision, Commitment]]] = {each: [] for each in periods}
    kinds = [[each for each in periods if each.kind is kind] for kind in PeriodKind]
    for decision, commitment in _commitments(context):
        last = max((each.on or date.max for each in commitment.by_account), default=date.min)
        for of_kind in kinds:
            first = bisect_left(of_kind, decision.day, key=lambda each: each.ends)
            end = bisect_right(of_kind, last, key=lambda each: each.starts)
            for period in of_kind[first:end]:
                found[period].append((decision, commitment))
    return found


def _promised(
    decision: LoggedDecision, commitment: Commitment, period: Period
) -> frozenset[str] | None:
    """The accounts that were promised it on any day of a period; None where it was not pending."""
    if decision.day > period.ends:
        return None
    waiting = [
        each.account for each in commitment.by_account if (each.on or date.max) >= period.starts
    ]
    return frozenset(name for name in waiting if name) if waiting else None


KEPT = Measure(
    name="commitments-kept",
    title="Commitments kept at the first promised date",
    definition="Of the commitments whose first target fell in the period and has passed "
    "(denominator), those that shipped by it (numerator). One that was replaced by then is left "
    "out; one that was descoped was not kept.",
    unit="%",
    better="higher",
    example="Promised for 15 April, slipped to 20 May, shipped on 18 May: not kept.",
    compute=share_kept,
)
DAYS_SLIPPED = Measure(
    name="days-slipped",
    title="Days slipped",
    definition="Days from the old target to the new one (numerator) for each slip that was "
    "written down in the period (denominator). A target that moves to an earlier day counts as "
    "negative.",
    unit="days",
    better="lower",
    example="From 15 April to 20 May: 35.",
    compute=take_days_slipped,
)
ARR_SLIPPED = Measure(
    name="arr-under-slipped-commitments",
    title="ARR under slipped commitments",
    definition="ARR, on the period's last day or today, of the accounts of commitments that "
    "slipped in the period (numerator), of the ARR of all accounts with a commitment that was "
    "still to be kept in it (denominator). An account counts once. The sample is the number of "
    "these commitments.",
    unit="currency",
    better="lower",
    example="An export for accounts worth 400,000 slips: 400,000.",
    compute=sum_arr_slipped,
)
