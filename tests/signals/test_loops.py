"""SG401 to SG403."""

import pytest

from signalling import messages, signals_on

PROMISED = """
    accounts: {north: {qbrs: [2026-01-15, 2026-06-30]}}
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Approvals phase two., owner: otto, accounts: [north],
           commitment: {target: 2026-06-15}}
    2026-01-28-bob:
      loops: [{item: 2026-01-27-tier-1/D1, account: north, on: 2026-01-28, by: bob}]
"""


def news(row: str) -> str:
    return (
        PROMISED
        + f"""
    2026-05-26-tier-1:
      roadmap: [{{commitment: 2026-01-27-tier-1/D1, {row}}}]
      actions:
        cs: [{{id: A1, what: Tell North that approvals are off, owner: lena, due: 2026-06-12,
               account: north, closes_loop: 2026-01-27-tier-1/D1}}]
"""
    )


DESCOPED = news("status: descoped, because: Too few")


def test_a_surprise_ahead_says_what_to_tell_whom_and_until_when() -> None:
    (found,) = signals_on("2026-06-29", DESCOPED, "SG401")
    assert found.message == (
        "Tell North that approvals are off: 17 days late, and their QBR is tomorrow."
    )
    assert found.about.account == "north"
    assert found.about.ref == "2026-01-27-tier-1/D1"
    assert found.owner == "lena"


@pytest.mark.parametrize(
    "row", ["status: shipped", "status: slipped, target: 2026-09-01", "status: descoped"]
)
def test_what_ships_slips_or_is_descoped_can_surprise(row: str) -> None:
    assert len(signals_on("2026-05-31", news(row), "SG401")) == 1
    assert signals_on("2026-05-30", news(row), "SG401") == ()
    assert signals_on("2026-07-01", news(row), "SG401") == ()


def test_what_was_told_cannot() -> None:
    told = (
        DESCOPED
        + """
    2026-06-01-bob:
      loops: [{item: 2026-01-27-tier-1/D1, account: north, on: 2026-06-01, by: bob}]
"""
    )
    for code in ("SG401", "SG402"):
        assert signals_on("2026-06-29", told, code) == ()


def test_a_renewal_is_as_pressing_as_a_qbr() -> None:
    renewing = DESCOPED.replace("qbrs: [2026-01-15, 2026-06-30]", "renewal: 2026-07-10")
    assert signals_on("2026-06-09", renewing, "SG401") == ()
    (found,) = signals_on("2026-06-10", renewing, "SG401")
    assert found.message.endswith("due in 2 days, and their renewal is in 30 days.")


def test_a_loop_is_late_after_its_action_s_date() -> None:
    assert signals_on("2026-06-12", DESCOPED, "SG402") == ()
    assert messages(signals_on("2026-06-13", DESCOPED, "SG402")) == [
        "Tell North that approvals are off: 1 day late; Lena tells them."
    ]


def test_or_a_week_after_it_opened_where_nobody_took_it() -> None:
    decided = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build it., accounts: [north]}]
"""
    assert signals_on("2026-02-03", decided, "SG402") == ()
    assert messages(signals_on("2026-02-04", decided, "SG402")) == [
        "Tell North Mills that “We build it” was decided: 1 day late; Bob tells them."
    ]


def test_a_loop_of_somebody_who_left_belongs_to_nobody() -> None:
    left = """
    people: {bob: {name: Bob, role: csm, left: 2026-02-15}}
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build it., accounts: [north, south]}]
"""
    assert signals_on("2026-02-15", left, "SG403") == ()
    (found,) = signals_on("2026-02-16", left, "SG403")
    assert found.message == (
        "Tell North Mills that “We build it” was decided: Bob has left, so name one."
    )
    assert found.owner == "vera"


def test_an_action_that_does_not_name_its_account_is_named_with_it() -> None:
    other = DESCOPED.replace("Tell North that approvals are off", "Write the hard mail")
    (found,) = signals_on("2026-06-13", other, "SG402")
    assert found.message == ("Write the hard mail, for North Mills: 1 day late; Lena tells them.")
