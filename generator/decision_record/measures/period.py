"""Months and quarters: which period a day lies in, and which one came before.

A fiscal year is named by the calendar year in which it ends†; where it is the calendar year, its
quarters are written as in `2026-Q1`, else as in `FY2027-Q1`. Nothing here knows of records.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

_MONTHS = 12
_MONTHS_OF_QUARTER = 3


NEARLY_OVER = 3
"""Days† before its end from which on a period is read as a whole one."""


class PeriodKind(StrEnum):
    """How long a period is."""

    MONTH = "month"
    QUARTER = "quarter"


class Period(NamedTuple):
    """A month or a quarter. A tuple, because very many days are looked up."""

    kind: PeriodKind
    starts: date
    ends: date
    """Its last day."""
    label: str
    """As in `2026-01`, `2026-Q1` or `FY2027-Q1`."""


def month_of(day: date) -> Period:
    """The calendar month of a day."""
    last = monthrange(day.year, day.month)[1]
    return Period(
        PeriodKind.MONTH,
        day.replace(day=1),
        day.replace(day=last),
        f"{day.year:04}-{day.month:02}",
    )


def quarter_of(day: date, *, fiscal_year_starts: int = 1) -> Period:
    """The quarter of a day.

    Args:
        day: Any day.
        fiscal_year_starts: The month in which the fiscal year starts, 1 to 12.
    """
    into_year = (day.month - fiscal_year_starts) % _MONTHS
    first = _months(day) - into_year % _MONTHS_OF_QUARTER
    number = into_year // _MONTHS_OF_QUARTER + 1
    is_calendar = fiscal_year_starts == 1
    year = day.year + (not is_calendar and day.month >= fiscal_year_starts)
    return Period(
        PeriodKind.QUARTER,
        _first_day(first),
        _last_day(first + _MONTHS_OF_QUARTER - 1),
        f"{'' if is_calendar else 'FY'}{year:04}-Q{number}",
    )


@lru_cache(maxsize=4096)  # every case of every measure asks for its day
def periods_of(day: date, *, fiscal_year_starts: int = 1) -> tuple[Period, Period]:
    """The month and the quarter of a day."""
    return month_of(day), quarter_of(day, fiscal_year_starts=fiscal_year_starts)


def period_before(period: Period, *, fiscal_year_starts: int = 1) -> Period | None:
    """The period of the same kind before another; None at the calendar's beginning."""
    if period.starts == date.min:
        return None
    day = period.starts - timedelta(days=1)
    if period.kind is PeriodKind.MONTH:
        return month_of(day)
    return quarter_of(day, fiscal_year_starts=fiscal_year_starts)


def name_period(period: Period) -> str:
    """A period as people say it: "June 2026", "Q2 2026", "Q1 FY2027"."""
    if period.kind is PeriodKind.MONTH:
        return f"{period.starts:%B %Y}"
    year, _, quarter = period.label.partition("-")
    return f"{quarter} {year}"


def newest_full(kind: PeriodKind, *, as_of: date, fiscal_year_starts: int = 1) -> Period:
    """The newest period that is over, or nearly: what is read as a whole."""
    month, quarter = periods_of(as_of, fiscal_year_starts=fiscal_year_starts)
    period = month if kind is PeriodKind.MONTH else quarter
    if (period.ends - as_of).days <= NEARLY_OVER:
        return period
    return period_before(period, fiscal_year_starts=fiscal_year_starts) or period


def _months(day: date) -> int:
    return day.year * _MONTHS + day.month - 1


def _first_day(months: int) -> date:
    """A month's first day; the calendar's, where it begins later."""
    year, month = divmod(months, _MONTHS)
    return date(year, month + 1, 1) if year >= date.min.year else date.min


def _last_day(months: int) -> date:
    """A month's last day; the calendar's, where it ends before."""
    year, month = divmod(months, _MONTHS)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, monthrange(year, month + 1)[1])
