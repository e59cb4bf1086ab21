"""Long lists, year by year: which pages there are, and what each has.

A year that is too long for one page goes on on others: `2026`, then `2026-page-2`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Generic, TypeVar

from decision_record.views.shared.context import Link
from decision_record.views.shared.sections import Section

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(Generic[Value]):
    """One page of a year's list."""

    year: int
    number: int
    """1 for the first page of the year, which holds its newest days."""
    pages: int
    """How many pages the year has."""
    values: tuple[Value, ...]

    @property
    def step(self) -> str:
        """The last step of its address."""
        return str(self.year) if self.number == 1 else f"{self.year}-page-{self.number}"

    @property
    def title(self) -> str:
        """What it is called: the year, and the page where there are several."""
        if self.pages == 1:
            return str(self.year)
        return f"{self.year}, page {self.number} of {self.pages}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Month(Generic[Value]):
    """A month of a list, newest first."""

    id: str
    title: str
    rows: tuple[Value, ...]

    @property
    def section(self) -> Section:
        """Its heading."""
        return Section(id=self.id, title=self.title)


@dataclass(frozen=True, slots=True, kw_only=True)
class Years:
    """The way to every page of a list."""

    links: tuple[Link, ...]
    here: str | None
    """The address of the page that is open, if it is one of them."""


def page_years(
    values: Iterable[Value], *, day: Callable[[Value], date], size: int
) -> tuple[YearPage[Value], ...]:
    """The pages of a list.

    Args:
        values: What is listed, newest first.
        day: The day of one of them.
        size: How many a page holds at most.
    """

    def pages() -> Iterator[YearPage[Value]]:
        for year, group in groupby(values, key=lambda value: day(value).year):
            known = tuple(group)
            starts = range(0, len(known), size)
            for number, start in enumerate(starts, start=1):
                yield YearPage(
                    year=year,
                    number=number,
                    pages=len(starts),
                    values=known[start : start + size],
                )

    return tuple(pages())


def link_years(pages: Iterable[YearPage[Value]], *, base: str, here: str | None = None) -> Years:
    """Links to every page, the first of each year by its number alone."""
    return Years(
        links=tuple(
            Link(
                text=str(page.year) if page.number == 1 else f"page {page.number}",
                address=f"{base}{page.step}/",
            )
            for page in pages
        ),
        here=f"{base}{here}/" if here else None,
    )


def group_months(
    values: Iterable[Value], *, day: Callable[[Value], date]
) -> tuple[Month[Value], ...]:
    """Values by month, in the order in which they come."""
    return tuple(
        Month(
            id=f"{year}-{month:02}",
            title=f"{date(year, month, 1):%B} {year}",
            rows=tuple(group),
        )
        for (year, month), group in groupby(
            values, key=lambda value: (day(value).year, day(value).month)
        )
    )
