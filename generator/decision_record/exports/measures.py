"""What `measures.json` says: one item for each value of a measure, in a period, of a part."""

from collections.abc import Sequence

from decision_record.exports.present import Facts, present
from decision_record.measures.catalogue import Measured
from decision_record.measures.measure import Measure, Value

_CURRENCY = "currency"
"""The unit of amounts, in the place of which the organisation's currency is written."""


def list_measures(measures: Sequence[Measured], *, currency: str) -> list[Facts]:
    """Every value of every measure; amounts are in the currency."""
    return [
        _of_value(value, measured.measure, currency=currency)
        for measured in measures
        for value in measured.values
    ]


def _of_value(value: Value, measure: Measure, *, currency: str) -> Facts:
    """The facts of a value."""
    unit = value.unit or measure.unit
    return present(
        measure=measure.name,
        title=measure.title,
        period=value.period.label,
        from_=value.period.starts,
        until=value.period.ends,
        by=dict(value.by) or None,
        value=value.value,
        numerator=value.numerator,
        denominator=value.denominator,
        sample=value.sample,
        unit=currency if unit == _CURRENCY else unit,
        before=value.before,
        note=value.note,
    )
