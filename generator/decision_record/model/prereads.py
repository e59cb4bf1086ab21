"""The halves of a pre-read, in the record of their meeting or in an update before it."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from decision_record.model.refs import SeriesRef
from decision_record.model.values import Day, Moment, Shape

PrereadPart = Literal["themes", "escalations", "questions", "roadmap", "decisions", "stances"]


class Preread(Shape):
    """One side's half of the pre-read."""

    sent: Moment
    """When it was sent."""
    includes: tuple[PrereadPart, ...] = ()
    """What it holds."""


def _unless_none(value: object) -> object:
    return None if value == "none" else value


Half = Annotated[
    Preread | None,
    BeforeValidator(_unless_none, json_schema_input_type=Preread | Literal["none"] | None),
]
"""A half of a pre-read; `none` says that it was not sent, as an absent one does."""


class PrereadRow(Preread):
    """A half of a pre-read, sent before a meeting that has no record yet."""

    series: SeriesRef | None = None
    """The series of the meeting."""
    meeting: Day | None = None
    """The day of the meeting."""
    side: Literal["cs", "product"] | None = None
    """Whose half it is."""
