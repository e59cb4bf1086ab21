"""Measures in the exports: one item for each value of a measure, in a period, of a part."""

from collections.abc import Iterator, Sequence

from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.measures.catalogue import Measured
from decision_record.measures.measure import Measure, Value

_CURRENCY = "currency"
"""The unit of amounts, in the place of which the organisation's currency is written."""

VALUE = (
    Key("measure", Holds.TEXT, "The measure's name."),
    Key("title", Holds.TEXT, "The measure as people read it."),
    Key("period", Holds.TEXT, "A month or a quarter, as in `2026-05` and `2026-Q2`."),
    Key("from", Holds.DAY, "The first day of the period."),
    Key("until", Holds.DAY, "The last day of the period."),
    Key("by", Holds.NAMED, "The part that it is of; absent for the whole.", optional=True),
    Key("value", Holds.NUMBER, "The value; only absent with a `note`.", optional=True),
    Key("numerator", Holds.NUMBER, "As the measure's definition says.", optional=True),
    Key("denominator", Holds.NUMBER, "As the measure's definition says.", optional=True),
    Key("sample", Holds.COUNT, "How many things it was taken from."),
    Key("unit", Holds.TEXT, "Of the value; for amounts the currency."),
    Key("before", Holds.NUMBER, "The value in the period before, if any.", optional=True),
    Key("note", Holds.TEXT, "Why there is no value yet.", optional=True),
)


def list_values(context: ExportContext) -> Iterator[Facts]:
    """Every value of every measure; amounts are in the currency."""
    return list_measures(context.findings.measures, currency=context.records.currency)


def list_measures(measures: Sequence[Measured], *, currency: str) -> Iterator[Facts]:
    """Every value of some measures."""
    for measured in measures:
        for value in measured.values:
            yield _of_value(value, measured.measure, currency=currency)


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
