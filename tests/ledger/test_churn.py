"""The customers that left: what they were worth, and whether Product had heard why."""

import pytest

from building import day, replay_on
from decision_record.ledger.churn import ChurnedAccount

LEFT = """
accounts:
  north:
    arr: [{since: 2025-01-01, amount: 80000}, {since: 2026-04-01, amount: 90000}]
    churned: {on: 2026-05-01, because: It never came., causes: [2026-02-04-tier-2/B1]}
"""
RAISED = "  briefings: [{id: B1, account: north, request: Export.}]"
ALONE = f"2026-02-04-tier-2:\n  attendees: [bob]\n{RAISED}"


def churned(as_of: str, *lines: str) -> tuple[ChurnedAccount, ...]:
    return replay_on(as_of, "\n".join((LEFT, *lines))).churned


def test_it_is_known_from_its_day_with_what_it_was_worth() -> None:
    (north,) = churned("2026-05-01")

    assert (north.account, north.day, north.arr) == ("north", day("2026-05-01"), 90000)
    assert churned("2026-04-30") == ()


def test_the_first_to_leave_comes_first() -> None:
    text = "accounts: {north: {churned: {on: 2026-05-01}}, south: {churned: {on: 2026-04-01}}}"

    assert [each.account for each in replay_on("2026-05-01", text).churned] == ["south", "north"]


def test_product_had_heard_where_it_attended_a_record_that_said_so() -> None:
    (north,) = churned("2026-05-01", ALONE.replace("[bob]", "[bob, ines]"))

    assert north.causes == ("2026-02-04-tier-2/B1",)
    assert north.heard_in == ("2026-02-04-tier-2",)
    assert north.heard


@pytest.mark.parametrize(
    "later",
    [
        """
2026-03-31-tier-1:
  attendees: [vera, otto]
  escalations: [{id: E1, account: north, issue: Export., from: 2026-02-04-tier-2/B1}]
""",
        "2026-02-05-ines: {updates: [{item: 2026-02-04-tier-2/B1, acknowledged: 2026-02-05}]}",
        """
2026-03-31-tier-1:
  attendees: [otto]
  decisions: [{id: D1, outcome: deferred, what: Export., about: [2026-02-04-tier-2/B1]}]
""",
    ],
)
def test_or_a_later_record_that_brought_it_on(later: str) -> None:
    (north,) = churned("2026-05-01", ALONE, later)

    assert north.heard


@pytest.mark.parametrize(
    "later",
    [
        "",
        "2026-02-05-lena: {updates: [{item: 2026-02-04-tier-2/B1, note: Again.}]}",
        "2026-05-01-ines: {updates: [{item: 2026-02-04-tier-2/B1, note: Too late.}]}",
        "2026-03-31-tier-1: {attendees: [otto]}",
    ],
)
def test_it_had_not_where_nobody_of_it_was_there_before_the_customer_left(later: str) -> None:
    (north,) = churned("2026-06-01", ALONE, later)

    assert north.heard_in == ()
    assert not north.heard


def test_causes_in_records_that_are_not_there_are_none() -> None:
    (north,) = churned("2026-05-01")

    assert north.causes == ()
    assert not north.heard
