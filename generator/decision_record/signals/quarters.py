"""Quarters of the fiscal year, counted so that one after the other is one more."""

from datetime import date, timedelta
from typing import NamedTuple


class Quarter(NamedTuple):
    """A quarter of a fiscal year; its number counts from the calendar's beginning."""

    number: int
    starts: int
    """The month in which the fiscal year starts."""

    @property
    def first(self) -> date:
        """Its first day."""
        months = self.number * 3 + (self.starts - 1) % 3
        return date(max(months // 12, 1), months % 12 + 1, 1) if months >= _MONTHS else date.min

    @property
    def last(self) -> date:
        """Its last day."""
        after = Quarter(self.number + 1, self.starts)
        months = after.number * 3 + (self.starts - 1) % 3
        return date.max if months // 12 > date.max.year else after.first - timedelta(days=1)


_MONTHS = 12
"""The months before the calendar's first year."""


def quarter_of(day: date, *, starts: int) -> Quarter:
    """The quarter that a day is in.

    Args:
        day: The day.
        starts: The month in which the fiscal year starts, 1 to 12.
    """
    return Quarter((day.year * 12 + day.month - 1 - (starts - 1) % 3) // 3, starts)
