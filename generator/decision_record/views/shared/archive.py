"""Long lists, year by year: which pages there are, and what each has.

A year that is too long for one page goes on on others: `2026`, then `2026-page-2`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any, Generic, TypeVar

from decision_record.views.shared.context import Link
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

Value = TypeVar("Value")
Row = TypeVar("Row")


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
class Period(Generic[Row]):
    """A month of a list, or a year of it, newest first."""

    id: str
    title: str
    rows: tuple[Row, ...]

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Archive(Generic[Value]):
    """A list by year: where its pages are, and what each of them says and shows."""

    base: str
    """The address that the years are added to."""
    as_of: date
    pages: tuple[YearPage[Value], ...]
    """Newest first; none of a list that is empty, or short enough for another page."""
    title: Callable[[str], str]
    """A page's title, from the year's."""
    description: Callable[[str], str]
    """Its description, likewise."""
    lead: Callable[[YearPage[Value]], str]
    rows: str
    """What its rows are, by which the template knows how they look."""
    periods: Callable[[YearPage[Value]], tuple[Period[Any], ...]]
    """The rows of a page under their headings."""
    list: str | None = None
    """The name of the list, by which numbers refer to it."""
    of: Link | None = None
    """Whose list it is, where that is a thing with a page of its own."""
    rest: Link | None = None
    """The way to what the list leaves out."""

    @property
    def total(self) -> int:
        """How much the whole list has."""
        return sum(len(page.values) for page in self.pages)

    @property
    def years(self) -> Years:
        """The way to every page, for a page that is none of them."""
        return link_years(self.pages, base=self.base)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchiveView(View):
    """Rows by month, newest first, with the way to every page of the list."""

    lead: str
    years: Years
    rows: str
    periods: tuple[Period[Any], ...]
    list: str | None = None
    of: Link | None = None
    rest: Link | None = None
    empty: str | None = None
    """What is said where there are no rows."""


def view_archive(archive: Archive[Value], page: YearPage[Value]) -> ArchiveView:
    """One page of a list by year."""
    periods = archive.periods(page)
    return ArchiveView(
        title=archive.title(page.title),
        description=archive.description(page.title),
        toc=tuple(period.section for period in periods),
        as_of=archive.as_of,
        lead=archive.lead(page),
        years=link_years(archive.pages, base=archive.base, here=page.step),
        rows=archive.rows,
        periods=periods,
        list=archive.list,
        of=archive.of,
        rest=archive.rest,
    )


def count_rows(singular: str, plural: str | None = None) -> Callable[[YearPage[Value]], str]:
    """The usual lead: how many rows a page has, as in "12 decisions, newest first."."""
    return lambda page: f"{count(len(page.values), singular, plural)}, newest first."


def by_month(
    show: Callable[[Value], Row], *, day: Callable[[Value], date]
) -> Callable[[YearPage[Value]], tuple[Period[Row], ...]]:
    """The usual headings: months.

    Args:
        show: A value as a row.
        day: The day of a value.
    """
    return lambda page: group_months(page.values, show=show, day=day)


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
    values: Iterable[Value], *, show: Callable[[Value], Row], day: Callable[[Value], date]
) -> tuple[Period[Row], ...]:
    """Rows by month, in the order in which their values come."""
    return tuple(
        Period(
            id=f"{year}-{month:02}",
            title=f"{date(year, month, 1):%B} {year}",
            rows=tuple(map(show, group)),
        )
        for (year, month), group in groupby(
            values, key=lambda value: (day(value).year, day(value).month)
        )
    )
