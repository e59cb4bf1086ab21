"""What a measure is: a name, its definition and the function that computes its values.

A value never belongs to a person: no slice names one, so that people cannot be ranked.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Literal

from decision_record.ledger.calendar import Period
from decision_record.measures.context import MeasureContext

SliceKind = Literal[
    "area", "segment", "side", "pod", "ritual", "outcome", "metric", "item", "day", "role"
]
"""What a value may be of, where it is not of the whole company."""

Slice = tuple[tuple[SliceKind, str], ...]
"""Which part of the company a value is of, as in `(("area", "reporting"),)`; empty for all of it.

Adoption is of a pod, a metric, an item and the days since that item was there for everyone.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """A measure's number over a period."""

    period: Period
    value: float | None
    """In the measure's unit; None only where `note` says why there is no number yet."""
    numerator: float | None
    denominator: float | None
    """Where they are not the two parts of a quotient, the measure's definition says what they are;
    None where there is nothing to compare with."""
    sample: int
    """How many things it was taken from."""
    by: Slice = ()
    unit: str | None = None
    """The value's own unit, where it is not the measure's."""
    note: str | None = None
    """Why there is no number yet: `not due yet`, or `due`."""
    before: float | None = None
    """The same measure of the same part in the period before; None where there was none."""


Compute = Callable[[MeasureContext], Iterable[Value]]
"""What computes a measure's values, in all periods; periods without a sample have none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One number that says how the work together goes."""

    name: str
    """Its key, as in `days-to-acknowledge-mean`."""
    title: str
    """As people read it."""
    definition: str
    """What is counted, in which period, and over what."""
    unit: str
    """`%`, `days`, `minutes`, `currency` (the organisation's), or what is counted."""
    example: str
    """A case, with its value."""
    compute: Compute
    better: Literal["higher", "lower"] | None = None
    """Which way is good; None where neither is by itself."""
