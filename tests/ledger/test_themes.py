"""records.md §5, Theme: each time it was presented, with ARR on that day and now, and stance."""

from building import day, replay_on

TEXT = """
accounts:
  north:
    aliases: [old-north]
    arr: [{since: 2025-01-01, amount: 80000}, {since: 2026-04-01, amount: 90000}]
    churned: {on: 2026-06-01}
2026-03-31-tier-1:
  themes:
    - {theme: export, accounts: [old-north, south, north], stance: not-now, response: Too dear.}
    - {theme: speed, accounts: [nobody]}
2026-04-28-tier-1: {themes: [{theme: export, accounts: [north, south], stance: planned}]}
"""


def test_each_time_with_its_arr_then_and_now() -> None:
    first, second = replay_on("2026-05-31", TEXT).themes["export"]

    assert (first.day, first.record) == (day("2026-03-31"), "2026-03-31-tier-1")
    assert first.accounts == ("north", "south")
    assert (first.arr, first.arr_now) == (130000, 140000)
    assert (first.stance, first.response) == ("not-now", "Too dear.")
    assert (second.arr, second.arr_now, second.stance) == (140000, 140000, "planned")


def test_now_is_the_day_of_the_ledger() -> None:
    first, _ = replay_on("2026-06-01", TEXT).themes["export"]

    assert (first.arr, first.arr_now) == (130000, 50000)


def test_accounts_that_nobody_knows_are_worth_nothing() -> None:
    (speed,) = replay_on("2026-06-01", TEXT).themes["speed"]

    assert (speed.accounts, speed.arr, speed.arr_now) == (("nobody",), 0, 0)
