"""What ships a promise is in the history of each account that was promised it."""

from pathlib import Path

import went_wrong
from building import day, replay_on
from decision_record.ledger.accounts import AccountStanding

HERE = Path(__file__).parent
SHIPPED = "2026-02-20-pm.x/S1"


def steps(standing: AccountStanding) -> list[tuple[str, str]]:
    return [(each.kind, each.ref) for each in standing.timeline]


def test_it_is_there_and_is_the_last_record() -> None:
    accounts = went_wrong.ledger_of(HERE, "2026-03-01").accounts

    assert steps(accounts["aa"]) == [("decision", "2026-02-02-hop.x/D1"), ("shipped", SHIPPED)]
    assert accounts["aa"].timeline[-1].day == day("2026-02-19")
    assert accounts["aa"].last_record == "2026-02-20-pm.x"
    assert (steps(accounts["bb"]), accounts["bb"].last_record) == ([], None)


def test_it_is_not_there_before() -> None:
    accounts = went_wrong.ledger_of(HERE, "2026-02-19").accounts

    assert steps(accounts["aa"]) == [("decision", "2026-02-02-hop.x/D1")]


def test_what_ships_to_one_is_told_in_the_history_of_the_other_too() -> None:
    ledger = replay_on(
        "2026-06-29",
        """
    accounts: {north: {aliases: [old-north]}}
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Faster., accounts: [old-north, south], say: In May.,
           commitment: {target: 2026-05-15}}
    2026-05-04-ines:
      shipped:
        - {id: S1, what: Faster for North., on: 2026-05-02, accounts: [north],
           delivers: 2026-02-24-tier-1/D1}
    """,
    )
    for name in ("north", "south"):
        standing = ledger.accounts[name]
        assert ("shipped", "2026-05-04-ines/S1") in steps(standing)
        assert standing.last_record == "2026-05-04-ines"


AHEAD = """
    accounts: {north: {churned: {on: 2026-06-30, because: Too dear.}}}
    2026-06-22-standup:
      releases:
        - {what: Faster lists, on: 2026-06-29, accounts: [north]}
        - {what: New lists, on: 2026-07-02, accounts: [north]}
"""


def test_what_is_dated_after_the_day_stands_apart() -> None:
    standing = replay_on("2026-06-29", AHEAD).accounts["north"]

    assert [(each.day, each.text) for each in standing.timeline] == [
        (day("2026-06-29"), "Faster lists")
    ]
    assert [(each.day, each.kind, each.text) for each in standing.ahead] == [
        (day("2026-06-30"), "churn", "Too dear."),
        (day("2026-07-02"), "release", "New lists"),
    ]
    assert standing.last_record == "2026-06-22-standup"


def test_what_was_ahead_is_in_the_timeline_on_its_day() -> None:
    standing = replay_on("2026-07-02", AHEAD).accounts["north"]

    assert len(standing.timeline) == 3
    assert standing.ahead == ()
