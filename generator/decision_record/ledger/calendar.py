"""The calendar: the days that come for an account, and the months and fiscal quarters.

A fiscal year is named by the calendar year in which it ends†; where it is the calendar year, its
quarters are written as in `2026-Q1`, else as in `FY2027-Q1`.
"""

from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from typing import Literal, NamedTuple

from decision_record.model.account import Account
from decision_record.model.records import Records

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


def days_after(day: date, days: int) -> date:
    """The day so many days after another; the calendar's last where it ends before."""
    return day + min(timedelta(days=days), date.max - day)


def days_before(day: date, days: int) -> date:
    """The day so many days before another; the calendar's first where it begins later."""
    return day - min(timedelta(days=days), day - date.min)


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


def fiscal_quarter(day: date, *, records: Records) -> Period:
    """The quarter of a day in the company's own fiscal year."""
    return quarter_of(day, fiscal_year_starts=records.fiscal_year_starts)


DayKind = Literal["qbr", "renewal", "renewal-call", "exec-meeting", "other"]
"""What happens on a day of an account; `other` is another call."""


class AccountDay(NamedTuple):
    """A day of an account: a QBR, its renewal or a call."""

    on: date
    kind: DayKind


def days_of(account: Account) -> tuple[AccountDay, ...]:
    """Every QBR, renewal and call of an account, past and to come, soonest first.

    None on or after the day on which it churned: what was planned for later does not take place.
    """
    left = account.churned.on if account.churned else date.max
    days = (
        *(AccountDay(day, "qbr") for day in account.qbrs),
        *(AccountDay(call.on, call.kind) for call in account.calls),
        AccountDay(account.renewal, "renewal"),
    )
    return tuple(sorted(each for each in days if each.on < left))


def days_ahead_of(account: Account, *, as_of: date) -> tuple[AccountDay, ...]:
    """The days of an account that come, that of the day itself included, soonest first."""
    return tuple(each for each in days_of(account) if each.on >= as_of)


def next_qbr(account: Account, *, as_of: date) -> date | None:
    """The next QBR, on the day or after it; None where none is planned."""
    ahead = days_ahead_of(account, as_of=as_of)
    return next((each.on for each in ahead if each.kind == "qbr"), None)


def last_qbr(account: Account, *, as_of: date) -> date | None:
    """The last QBR before the day; None where there was none."""
    past = [each.on for each in days_of(account) if each.kind == "qbr" and each.on < as_of]
    return past[-1] if past else None


def last_monday(as_of: date) -> date:
    """The Monday before a day; of a Monday the one a week before."""
    return as_of - timedelta(days=as_of.weekday() or 7)
