"""The halves of a pre-read, in the record of their meeting or in an update before it."""

from typing import Literal

from decision_record.model.values import (
    Day,
    Moment,
    SeriesRef,
    Shape,
)

PrereadPart = Literal["themes", "escalations", "questions", "roadmap", "decisions", "stances"]


class Preread(Shape):
    """One side's half of the pre-read."""

    sent: Moment
    """When it was sent."""
    includes: tuple[PrereadPart, ...] = ()
    """What it holds."""


class PrereadRow(Preread):
    """A half of a pre-read, sent before a meeting that has no record yet."""

    series: SeriesRef | None = None
    """The series of the meeting."""
    meeting: Day | None = None
    """The day of the meeting."""
    side: Literal["cs", "product"] | None = None
    """Whose half it is."""
