import pytest

from building import day
from decision_record.ledger.calendar import last_monday


@pytest.mark.parametrize(
    ("today", "monday"),
    [
        ("2026-06-29", "2026-06-22"),
        ("2026-06-30", "2026-06-29"),
        ("2026-07-05", "2026-06-29"),
        ("2026-07-06", "2026-06-29"),
    ],
)
def test_last_monday_is_before_the_day(today: str, monday: str) -> None:
    assert last_monday(day(today)) == day(monday)
