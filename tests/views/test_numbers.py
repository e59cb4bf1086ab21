import pytest

from building import day
from decision_record.ledger.calendar import Period, month_of, quarter_of
from decision_record.measures.measure import Measure, Value
from decision_record.views.shared.numbers import Better, Scale, show_reading
from decision_record.views.shared.words import Tone


def scale(unit: str | None, better: Better | None = None) -> Scale:
    return Scale(unit=unit, better=better, currency="USD")


@pytest.mark.parametrize(
    ("unit", "amount", "words"),
    [
        ("%", 77.3, "77.3%"),
        ("%", 100.0, "100%"),
        ("days", 3.4, "3.4 days"),
        ("days", 1.0, "1 day"),
        ("days", 0.0, "0 days"),
        ("escalations", 1200.0, "1,200 escalations"),
        ("escalations and briefings", 2.0, "2"),
        ("currency", 82000.0, "$82,000"),
        (None, 61.0, "61"),
    ],
)
def test_a_number_has_its_unit(unit: str | None, amount: float, words: str) -> None:
    assert scale(unit).say(amount) == words


@pytest.mark.parametrize(
    ("unit", "better", "now", "before", "words", "tone"),
    [
        ("%", "higher", 77.3, 84.2, "down 6.9 points, worse", Tone.RISK),
        ("%", "higher", 84.2, 77.3, "up 6.9 points, better", Tone.DONE),
        ("days", "lower", 4.4, 3.4, "up 1 day, worse", Tone.RISK),
        ("days", "lower", 1.0, 3.4, "down 2.4 days, better", Tone.DONE),
        ("currency", "lower", 82000.0, 0.0, "up $82,000, worse", Tone.RISK),
        ("escalations", None, 5.0, 4.0, "up 1 escalation", Tone.PLAIN),
        ("escalations", None, 3.0, 4.0, "down 1 escalation", Tone.PLAIN),
        ("days", "lower", 2.0, 2.0, "the same", Tone.PLAIN),
    ],
)
def test_a_trend_is_good_or_bad_only_where_the_measure_says_which(
    unit: str, better: Better | None, now: float, before: float, words: str, tone: Tone
) -> None:
    trend = scale(unit, better).compare(now, before)
    assert (trend.words, trend.tone) == (words, tone)
    assert trend.sign == ("=" if now == before else "↑" if now > before else "↓")


def measure(unit: str) -> Measure:
    return Measure(
        name="it",
        title="It",
        definition="It.",
        unit=unit,
        example="It.",
        compute=lambda _: (),
        better="higher",
    )


def reading_of(unit: str, value: Value) -> tuple[str | None, str | None, bool, str | None]:
    shown = show_reading(value, measure(unit), currency="USD", as_of=day("2026-06-12"))
    return shown.value, shown.of, shown.so_far, shown.trend.words if shown.trend else None


def value(
    period: Period, amount: float | None, of: tuple[float, float], before: float | None = None
) -> Value:
    return Value(
        period=period,
        value=amount,
        numerator=of[0],
        denominator=of[1],
        sample=9,
        before=before,
        note=None if amount is not None else "not due yet",
    )


def test_a_reading_says_what_it_is_of() -> None:
    may = month_of(day("2026-05-01"))
    assert reading_of("%", value(may, 60.0, (9, 15), 50.0)) == (
        *("60%", "9 of 15", False, "up 10 points, better"),
    )
    assert reading_of("days", value(may, 2.5, (22.5, 9)))[:2] == ("2.5 days", "sample of 9")
    assert reading_of("escalations", value(may, 7.0, (7, 12)))[:2] == ("7 escalations", "of 12")
    assert reading_of("escalations", value(may, 7.0, (7, 7)))[:2] == ("7 escalations", None)
    assert reading_of("currency", value(may, 82e3, (82e3, 3e6)))[:2] == ("$82,000", "of $3,000,000")


def test_what_goes_on_is_compared_with_nothing() -> None:
    quarter = quarter_of(day("2026-06-12"))
    assert reading_of("%", value(quarter, 60.0, (9, 15), 50.0)) == ("60%", "9 of 15", True, None)


def test_what_is_not_due_yet_says_so() -> None:
    july = month_of(day("2026-07-01"))
    shown = show_reading(
        value(july, None, (0, 1)), measure("%"), currency="USD", as_of=day("2026-06-12")
    )
    assert (shown.value, shown.note, shown.so_far) == (None, "not due yet", False)
