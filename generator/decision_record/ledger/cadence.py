"""The arithmetic of cadences: which day a meeting is expected on after another.

Weeks are seven days. A month later is the same weekday at the same place of the month: after the
second Tuesday comes the second Tuesday; after the last, the last. Nothing here knows of records.
"""

from calendar import monthrange
from datetime import date, timedelta

from decision_record.model.series import Cadence

GRACE = 2
"""Days† around an expected day within which a meeting is in time (checks.md, SG801)."""

_WEEK = 7
_WEEKS = {"weekly": 1, "biweekly": 2}
_MONTHS = {"monthly": 1, "quarterly": 3}


def step(day: date, cadence: Cadence) -> date | None:
    """The day expected after a meeting; None where nothing is, or beyond the calendar's end."""
    try:
        if cadence in _WEEKS:
            return day + timedelta(weeks=_WEEKS[cadence])
        if cadence in _MONTHS:
            return _same_place(day, months=_MONTHS[cadence])
    except (OverflowError, ValueError):
        return None
    return None


def later(day: date, *, days: int) -> date:
    """So many days later; the calendar's last day where it ends before."""
    return date.max if (date.max - day).days < days else day + timedelta(days=days)


def _same_place(day: date, *, months: int) -> date:
    """The same weekday at the same place, so many months later."""
    count = day.year * 12 + day.month - 1 + months
    year, month = count // 12, count % 12 + 1
    first, length = monthrange(year, month)
    weekdays = range(1 + (day.weekday() - first) % _WEEK, length + 1, _WEEK)
    is_last = day.day + _WEEK > monthrange(day.year, day.month)[1]
    return date(year, month, weekdays[-1 if is_last else (day.day - 1) // _WEEK])
