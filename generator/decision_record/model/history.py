"""Values that changed over time: written as one value, or as a history of several (records.md §3).

Either way the model holds a history, oldest first or in any other order; `on_day` reads it.
"""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, TypeVar

from pydantic import BeforeValidator

from decision_record.model.refs import PersonRef
from decision_record.model.values import Day, Money, Shape, Wanted

ALWAYS = date.min
"""The `since` of a value that was written without a history."""


class Since(Shape):
    """One entry of a history."""

    since: Day
    """The first day on which it holds."""

    @property
    def is_whole(self) -> bool:
        """Whether the field was written as one value, without a history."""
        return self.since == ALWAYS


class Amount(Since):
    """What an account is worth a year, from a day on."""

    amount: Money
    """Annual recurring revenue, in the organisation's currency."""


class Holder(Since):
    """Who is responsible for an account, from a day on."""

    person: PersonRef
    """Who is responsible."""


AnySince = TypeVar("AnySince", bound=Since)


def on_day(history: Sequence[AnySince], day: date) -> AnySince:
    """The last entry whose `since` is not after the day; before the first entry, the first.

    Of two entries of one day the one written last counts.
    """
    if len(history) == 1:
        return history[0]
    entries = sorted(history, key=lambda each: each.since)
    begun = [each for each in entries if each.since <= day]
    return begun[-1] if begun else entries[0]


def one_or_history(
    make: Callable[[str], Since], *, short: object, wanted: Wanted
) -> BeforeValidator:
    """Takes one value as a history of one; problems with it are reported on the field.

    Args:
        make: What validates the one value and makes its entry.
        short: The type of the one value.
        wanted: Both forms in words, with an example of the history.
    """

    def from_file(value: object) -> Any:  # noqa: ANN401 - pydantic takes what the field declares
        if not value or isinstance(value, dict):
            raise wanted.refusal()
        return (make(value),) if isinstance(value, str) else value

    return BeforeValidator(from_file, json_schema_input_type=short)
