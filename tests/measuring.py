"""What a measure says of a small organisation, in a form that a test can be read by."""

from collections.abc import Mapping
from datetime import date

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.measures.catalogue import run_measures
from decision_record.measures.measure import Measure, Value


def measure_on(
    as_of: str, text: str, measure: Measure, *, written: Mapping[str, date] | None = None
) -> Mapping[str, Value]:
    """The values of a measure on a day, each by its period and its part.

    As in `2026-Q1`, or `2026-01 reporting` for an area, `2026-Q1 crew days` for a pod's metric.
    """
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    (measured,) = run_measures(
        Index(records=records, ledger=ledger), written=written, measures=[measure]
    )
    return {
        " ".join((each.period.label, *(name for _, name in each.by))): each
        for each in measured.values
    }


def parts(values: Mapping[str, Value], key: str) -> tuple[float | None, ...]:
    """Value, numerator, denominator and sample."""
    each = values[key]
    return each.value, each.numerator, each.denominator, each.sample
