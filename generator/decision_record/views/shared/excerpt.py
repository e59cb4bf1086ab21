"""Long lists, cut: the rows that a page shows, and how many there are in all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Excerpt(Generic[Row]):
    """The first rows of a list."""

    rows: tuple[Row, ...]
    total: int
    """How many rows the list has."""

    @property
    def more(self) -> int:
        """How many are not shown."""
        return self.total - len(self.rows)


def first_of(rows: Sequence[Row], size: int | None) -> Excerpt[Row]:
    """The first rows of a list; all of it without a size."""
    return Excerpt(rows=tuple(rows[:size]), total=len(rows))
