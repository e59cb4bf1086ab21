"""How two histories of one field differ: what holds from which day, before and after a change."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TypeVar

from decision_record.model.history import Since, on_day
from decision_record.review.names import Names

AnySince = TypeVar("AnySince", bound=Since)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Days in a row on which a field has one value before a change, and another one after it."""

    old: object
    new: object
    first: date | None
    """The first of the days; None where it holds on all earlier ones: before the first entry of a
    history, the first holds (records.md §3)."""
    last: date | None
    """The last of the days; None where it holds on."""

    def holds_on(self, day: date) -> bool:
        """Whether a day is one of these."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)

    def days(self, names: Names) -> str:
        """The days in words, behind a comma."""
        first = f", from {names.day(self.first)}" if self.first else ""
        return f"{first}, until {names.day(self.last)}" if self.last else first


def compare_histories(
    old: Sequence[AnySince], new: Sequence[AnySince], *, field: str
) -> Iterator[Stretch]:
    """The stretches of days on which two histories differ, oldest first.

    Args:
        old: The history before the change.
        new: The history after it.
        field: The field of an entry that holds its value, as in `person`.
    """
    days = sorted({each.since for each in (*old, *new)})
    pairs = [(_value(old, day, field), _value(new, day, field)) for day in days]
    for (was, is_), run in groupby(zip(pairs, days, strict=True), key=itemgetter(0)):
        held = [day for _, day in run]
        ends = next((day for day in days if day > held[-1]), None)
        if was != is_:
            yield Stretch(
                old=was,
                new=is_,
                first=None if held[0] == days[0] else held[0],
                last=ends - timedelta(days=1) if ends else None,
            )


def _value(history: Sequence[AnySince], day: date, field: str) -> object:
    return getattr(on_day(history, day), field) if history else None
