from datetime import date

import pytest

from decision_record.text.wording import (
    count,
    days_ahead,
    days_late,
    days_since,
    join_words,
    money,
    shorten,
    show_number,
    times,
)

AS_OF = date(2026, 6, 29)


def test_numbers_stand_with_their_nouns() -> None:
    assert [count(number, "day") for number in (0, 1, 2, 1200)] == [
        "0 days",
        "1 day",
        "2 days",
        "1,200 days",
    ]
    assert [times(number) for number in (1, 2, 3)] == ["once", "twice", "3 times"]


def test_days_are_counted_from_today() -> None:
    assert [days_ahead(left) for left in (0, 1, 2)] == ["today", "tomorrow", "in 2 days"]
    assert [days_late(days) for days in (3, 1, 0, -1, -2)] == [
        "3 days late",
        "1 day late",
        "due today",
        "due tomorrow",
        "due in 2 days",
    ]
    assert days_since(date(2026, 6, 8), as_of=AS_OF) == "for 21 days"
    assert days_since(date(2026, 7, 8), as_of=AS_OF) == "since today"


@pytest.mark.parametrize(
    ("number", "shown"),
    [(45, "45"), (1_234_567, "1,234,567"), (2.5, "2.5"), (215_000.75, "215,000.75"), (-3.0, "-3")],
)
def test_a_number_is_written_in_digits(number: float, shown: str) -> None:
    assert show_number(number) == shown


def test_words_are_joined_as_people_join_them() -> None:
    assert join_words([]) == ""
    assert join_words(["a"]) == "a"
    assert join_words(["a", "b", "c"]) == "a, b and c"
    assert join_words(["a", "b"], last="or") == "a or b"


@pytest.mark.parametrize(
    ("amount", "currency", "said"),
    [(215_000, "USD", "$215,000"), (1.5, "EUR", "€1.50"), (215_000, "SEK", "215,000 SEK")],
)
def test_money_has_its_currency(amount: float, currency: str, said: str) -> None:
    assert money(amount, currency) == said


def test_a_text_is_one_short_line() -> None:
    assert shorten("Ship **it**\n  now.") == "Ship it now"
    assert shorten(None) == ""
    assert shorten("word " * 40).endswith("word…")
    assert shorten("A word at the end of one sentence. " + "Others " * 40).count(".") == 1
    assert shorten("It came four times at the whole group, in a minute. " + "x" * 40).endswith(
        "minute…"
    )
    assert len(shorten("word " * 40)) <= 71
    assert shorten(f"The name (and {'why ' * 30})") == "The name…"
