"""Which day a meeting is expected on after another."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from building import day
from decision_record.ledger.cadence import later, step
from decision_record.model.series import Cadence


@pytest.mark.parametrize(
    ("cadence", "after", "expected"),
    [
        ("weekly", "2026-01-27", "2026-02-03"),
        ("biweekly", "2026-01-27", "2026-02-10"),
        ("monthly", "2026-01-13", "2026-02-10"),  # the second Tuesday
        ("monthly", "2026-02-24", "2026-03-31"),  # the last Tuesday, whichever that is
        ("monthly", "2026-03-31", "2026-04-28"),
        ("monthly", "2026-12-01", "2027-01-05"),
        ("quarterly", "2026-04-09", "2026-07-09"),  # the second Thursday
        ("quarterly", "2026-11-30", "2027-02-22"),  # the last Monday
    ],
)
def test_the_next_day(cadence: Cadence, after: str, expected: str) -> None:
    assert step(day(after), cadence) == day(expected)


def test_nothing_is_due_as_needed_nor_after_the_calendar_s_end() -> None:
    assert step(day("2026-01-27"), "as-needed") is None
    assert step(date(9999, 12, 28), "weekly") is None
    assert step(date(9999, 12, 28), "monthly") is None
    assert later(date(9999, 12, 28), days=365) == date.max


@given(st.dates(max_value=date(9990, 1, 1)), st.sampled_from([("monthly", 35), ("quarterly", 98)]))
def test_a_month_later_is_the_same_weekday(after: date, cadence: tuple[Cadence, int]) -> None:
    name, most = cadence
    following = step(after, name)

    assert following is not None
    assert following.weekday() == after.weekday()
    assert 28 <= (following - after).days <= most
