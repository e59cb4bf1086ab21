"""SG301 to SG304."""

import pytest

from signalling import messages, signals_on

PROMISED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We build the export., owner: otto, themes: [export],
           accounts: [north, south], commitment: {target: 2026-04-15}}
"""


def reported(on: str, row: str) -> str:
    return f"""
    {on}-tier-1:
      roadmap: [{{commitment: 2026-01-27-tier-1/D1, {row}}}]
"""


def test_a_day_that_passed_in_silence_says_to_whom_it_was_promised() -> None:
    assert messages(signals_on("2026-04-25", PROMISED, "SG301")) == [
        (
            "Update the status of “We build the export”: its target passed 10 days ago, "
            "promised to North Mills and South Yard."
        )
    ]


@pytest.mark.parametrize(
    "row",
    [
        "status: slipped, target: 2026-05-15",
        "status: shipped",
        "status: descoped",
        "status: on-track",
    ],
)
def test_a_word_after_the_target_ends_the_silence(row: str) -> None:
    assert signals_on("2026-04-20", PROMISED + reported("2026-04-20", row), "SG301") == ()


def test_a_word_before_the_target_does_not() -> None:
    said = PROMISED + reported("2026-04-01", "status: on-track")
    assert len(signals_on("2026-04-20", said, "SG301")) == 1


def test_two_weeks_before_its_day_somebody_asks() -> None:
    assert messages(signals_on("2026-04-04", PROMISED, "SG302")) == [
        (
            "“We build the export” is due in 11 days, promised to North Mills and South Yard: "
            "ask Otto whether it holds."
        )
    ]
    assert len(signals_on("2026-04-15", PROMISED, "SG302")) == 1
    assert signals_on("2026-04-16", PROMISED, "SG302") == ()


def test_one_slip_is_no_signal_and_two_are() -> None:
    once = PROMISED + reported("2026-03-01", "status: slipped, target: 2026-05-15")
    twice = once + reported("2026-04-01", "status: slipped, target: 2026-06-15")
    assert signals_on("2026-04-02", once, "SG303") == ()
    assert messages(signals_on("2026-04-02", twice, "SG303")) == [
        (
            "Stop and replan “We build the export”: it slipped twice, from 15 April 2026 to "
            "15 June 2026, promised to North Mills and South Yard."
        )
    ]
    shipped = twice + reported("2026-06-01", "status: shipped")
    assert signals_on("2026-06-02", shipped, "SG303") == ()


def second(target: str, *, themes: str = "export", accounts: str = "south") -> str:
    return (
        PROMISED
        + f"""
    2026-02-24-tier-1:
      decisions:
        - {{id: D1, outcome: decided, what: Export again., themes: [{themes}],
           accounts: [{accounts}], commitment: {{target: {target}}}}}
"""
    )


def test_one_theme_with_two_days_is_said() -> None:
    assert messages(signals_on("2026-03-01", second("2026-05-30"), "SG304")) == [
        (
            "Agree on one day for “Export again”: South Yard expects 30 May 2026, "
            "North Mills and South Yard 15 April 2026."
        )
    ]


def test_the_same_day_another_theme_or_the_same_accounts_are_not() -> None:
    for other in (
        second("2026-04-15"),
        second("2026-05-30", themes="speed"),
        second("2026-05-30", accounts="south, north"),
    ):
        assert signals_on("2026-03-01", other, "SG304") == ()


def test_a_customer_who_left_hears_no_other_day() -> None:
    left = "\n    accounts: {south: {churned: {on: 2026-02-25}}}" + second("2026-05-30")
    assert len(signals_on("2026-02-24", left, "SG304")) == 1
    assert signals_on("2026-03-01", left, "SG304") == ()


SPLIT = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north, south],
           themes: [export], commitment: {target: 2026-05-01}}
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: For North., owner: otto, accounts: [north],
           themes: [export], supersedes: [2026-01-27-tier-1/D1], commitment: {target: 2026-06-01}}
        - {id: D2, outcome: decided, what: For South., owner: otto, accounts: [south],
           themes: [export], supersedes: [2026-01-27-tier-1/D1], commitment: {target: 2026-07-01}}
"""


def test_a_promise_that_was_split_by_customer_has_its_dates_on_purpose() -> None:
    assert signals_on("2026-02-24", SPLIT, "SG304") == ()
    apart = SPLIT.replace("supersedes: [2026-01-27-tier-1/D1], ", "")
    assert signals_on("2026-02-24", apart, "SG304") != ()


def test_who_has_it_already_is_not_named() -> None:
    text = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north, south],
           commitment: {target: 2026-04-15}}
    2026-04-10-ines:
      shipped:
        - {id: S1, what: It., on: 2026-04-10, accounts: [north], delivers: 2026-01-27-tier-1/D1}
    """
    (message,) = messages(signals_on("2026-04-20", text, "SG301"))
    assert "South Yard" in message
    assert "North Mills" not in message
