"""What `measures.json` says: one item for each value of a measure, in a period, of a part."""

from collections.abc import Iterator, Mapping
from datetime import date

from decision_record.exports.facts import Facts
from decision_record.ledger.replay import Ledger
from decision_record.measures.catalogue import run_measures
from decision_record.measures.measure import Measure, Value
from decision_record.model.records import Records
from decision_record.model.reference import Organization

_CURRENCY = "currency"
"""The unit of amounts, in the place of which the organisation's currency is written."""


def gather_measures(
    ledger: Ledger, *, records: Records, written: Mapping[str, date] | None = None
) -> list[Facts]:
    """Every value of every measure.

    Args:
        ledger: The state on the day.
        records: What it was replayed from.
        written: The day on which each record was written down, where git's facts are known.
    """
    company = records.organization
    currency = company.currency if company else Organization.model_fields["currency"].default
    return [
        dict(_of_value(value, measured.measure, currency=currency))
        for measured in run_measures(ledger, records=records, written=written)
        for value in measured.values
    ]


def _of_value(value: Value, measure: Measure, *, currency: str) -> Iterator[tuple[str, object]]:
    """The facts of a value; one that is absent has no key."""
    unit = value.unit or measure.unit
    facts: Facts = {
        "measure": measure.name,
        "title": measure.title,
        "period": value.period.label,
        "from": value.period.starts,
        "until": value.period.ends,
        "by": dict(value.by) or None,
        "value": value.value,
        "numerator": value.numerator,
        "denominator": value.denominator,
        "sample": value.sample,
        "unit": currency if unit == _CURRENCY else unit,
        "before": value.before,
        "note": value.note,
    }
    yield from ((key, fact) for key, fact in facts.items() if fact is not None)
