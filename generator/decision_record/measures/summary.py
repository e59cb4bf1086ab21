"""From single cases to values: shares, counts, means, medians and worst cases, a period each.

A case counts in the month and in the quarter of its day, for the whole company and for each part
that it belongs to. A period in which there is no case has no value.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from statistics import median
from typing import NamedTuple

from decision_record.ledger.calendar import Period
from decision_record.measures.context import MeasureContext
from decision_record.measures.measure import Slice, Value


class Case(NamedTuple):
    """One thing that is counted. A tuple, because there are very many."""

    day: date
    """The day that decides in which period it counts."""
    amount: float
    """What it adds to the numerator; 0 or 1 of a share."""
    out_of: float = 1
    """What it adds to the denominator."""
    slices: tuple[Slice, ...] = ()
    """The parts that it belongs to, beside the whole company."""


def share(context: MeasureContext, cases: Iterable[Case]) -> Iterator[Value]:
    """The numerator as a percentage of the denominator."""
    return _summarise(context, cases, lambda group: 100 * _quotient(group))


def mean(context: MeasureContext, cases: Iterable[Case]) -> Iterator[Value]:
    """The numerator divided by the denominator."""
    return _summarise(context, cases, _quotient)


def count(context: MeasureContext, cases: Iterable[Case]) -> Iterator[Value]:
    """The numerator by itself."""
    return _summarise(context, cases, lambda group: sum(each.amount for each in group))


def middle(context: MeasureContext, cases: Iterable[Case]) -> Iterator[Value]:
    """The median of the amounts."""
    return _summarise(context, cases, lambda group: median(each.amount for each in group))


def worst(context: MeasureContext, cases: Iterable[Case]) -> Iterator[Value]:
    """The greatest of the amounts."""
    return _summarise(context, cases, lambda group: max(each.amount for each in group))


def kept(done: date | None, *, due: date, as_of: date) -> bool | None:
    """Whether something was done by its day; None as long as no one can know."""
    if due > as_of:
        return None
    if done is not None and done <= due:
        return True
    return None if due == as_of else False


def rounded(value: float) -> float:
    """To one decimal, so that the same records give the same text everywhere."""
    return float(round(value, 1))


def _summarise(
    context: MeasureContext, cases: Iterable[Case], summary: Callable[[Sequence[Case]], float]
) -> Iterator[Value]:
    for (period, by), group in sorted(_group(context, cases).items(), key=lambda each: each[0]):
        denominator = sum(each.out_of for each in group)
        if denominator:
            yield Value(
                period=period,
                value=rounded(summary(group)),
                numerator=sum(each.amount for each in group),
                denominator=denominator,
                sample=len(group),
                by=by,
            )


def _group(
    context: MeasureContext, cases: Iterable[Case]
) -> dict[tuple[Period, Slice], list[Case]]:
    groups: dict[tuple[Period, Slice], list[Case]] = {}
    for case in cases:
        if case.day <= context.as_of:
            for period in context.periods_of(case.day):
                for by in ((), *case.slices):
                    groups.setdefault((period, by), []).append(case)
    return groups


def _quotient(group: Sequence[Case]) -> float:
    return sum(each.amount for each in group) / sum(each.out_of for each in group)
