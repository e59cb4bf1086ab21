"""The values of measures in words: with their unit, what they are of, and where they are going.

A value is better or worse only where its measure says which way is good; else it is up or down.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from decision_record.ledger.calendar import NEARLY_OVER, name_period
from decision_record.measures.measure import Measure, Value
from decision_record.views.shared.words import Tone, money

Better = Literal["higher", "lower"]

OWN_UNIT = "the metric's"
"""The unit of measures whose values bring their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Where a number went since the period before."""

    sign: str
    words: str
    """As in "up 6.9 points, worse"."""
    tone: Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReading:
    """A measure's value in a period."""

    period: str
    """As in "Q2 2026" or "June 2026"."""
    label: str
    """As in "2026-Q2": for programs."""
    so_far: bool
    """Whether the period goes on."""
    amount: float | None
    """For programs."""
    value: str | None
    """With its unit; None where there is none."""
    of: str | None
    """As in "17 of 22"."""
    numerator: str | None
    denominator: str | None
    sample: int
    note: str | None
    """Why there is no value, as in "not due yet"."""
    before: str | None
    """The value in the period before."""
    trend: Trend | None
    """None of a period that goes on, and where there is nothing to compare with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """What a number is in, and which way is good."""

    unit: str | None
    better: Better | None
    currency: str

    def say(self, amount: float) -> str:
        """A number with its unit: "77.3%", "3.4 days", "$82,000"."""
        if self.unit == "currency":
            return money(round(amount), self.currency)
        number = say_number(amount)
        if not self.unit or " and " in self.unit:
            return number
        if self.unit == "%":
            return f"{number}%"
        one = amount == 1 and self.unit.endswith("s")
        return f"{number} {self.unit[:-1] if one else self.unit}"

    def compare(self, amount: float, before: float) -> Trend:
        """Where a number went."""
        change = round(amount - before, 1)
        if not change:
            return Trend(sign="=", words="the same", tone=Tone.PLAIN)
        size = f"{say_number(abs(change))} points" if self.unit == "%" else self.say(abs(change))
        up = change > 0
        words = f"{'up' if up else 'down'} {size}"
        if self.better is None:
            return Trend(sign="↑" if up else "↓", words=words, tone=Tone.PLAIN)
        good = up == (self.better == "higher")
        return Trend(
            sign="↑" if up else "↓",
            words=f"{words}, {'better' if good else 'worse'}",
            tone=Tone.DONE if good else Tone.RISK,
        )


def say_number(amount: float) -> str:
    """A number to one decimal at most, with commas."""
    return f"{amount:,.0f}" if round(amount, 1) == round(amount) else f"{amount:,.1f}"


def show_reading(
    value: Value, measure: Measure, *, currency: str, as_of: date, better: Better | None = None
) -> MeasureReading:
    """A value of a measure in words.

    Args:
        value: What was measured.
        measure: What it is a value of.
        currency: The currency of amounts.
        as_of: The day that everything is true for.
        better: Which way is good, where the measure leaves it to the value.
    """
    scale = Scale(
        unit=value.unit if measure.unit == OWN_UNIT else measure.unit,
        better=measure.better or better,
        currency=currency,
    )
    so_far = value.period.starts <= as_of and (value.period.ends - as_of).days > NEARLY_OVER
    has_trend = value.value is not None and value.before is not None and not so_far
    return MeasureReading(
        period=name_period(value.period),
        label=value.period.label,
        so_far=so_far,
        amount=value.value,
        value=None if value.value is None else scale.say(value.value),
        of=_of(value, measure, currency=currency),
        numerator=_part(value.numerator, scale),
        denominator=_part(value.denominator, scale),
        sample=value.sample,
        note=value.note,
        before=None if value.before is None else scale.say(value.before),
        trend=scale.compare(value.value or 0, value.before or 0) if has_trend else None,
    )


def _of(value: Value, measure: Measure, *, currency: str) -> str | None:
    """The two parts of a value where it is a share or a count; else how many it was taken from."""
    if measure.unit == OWN_UNIT or value.numerator is None or value.denominator is None:
        return None
    if measure.unit == "currency":
        return f"of {money(round(value.denominator), currency)}"
    is_share = measure.unit == "%"
    if is_share:
        return f"{say_number(value.numerator)} of {say_number(value.denominator)}"
    if value.numerator != value.value:
        return f"sample of {value.sample:,}"
    return f"of {say_number(value.denominator)}" if value.denominator != value.value else None


def _part(amount: float | None, scale: Scale) -> str | None:
    if amount is None:
        return None
    return scale.say(amount) if scale.unit == "currency" else say_number(amount)
