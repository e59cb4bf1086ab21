"""records.md §5, Theme: who asks for it in a period, and is not settled."""

from dataclasses import replace

import pytest

from building import day, make_records, parse
from decision_record.ledger.demand import ThemeDemand, find_demand
from decision_record.ledger.replay import replay
from decision_record.model.reference import Taxonomy

TAXONOMY = Taxonomy.model_validate({"themes": {"speed": {"name": "Speed"}, "rows": {"name": "R"}}})
NOTHING = ThemeDemand(theme="speed", accounts=(), shipped_to=())


def demand(text: str, as_of: str = "2026-06-29", days: int = 91) -> ThemeDemand:
    records = replace(make_records(parse(text)), taxonomy=TAXONOMY)
    found = find_demand(replay(records, day(as_of)), records=records, days=days)
    return found.get("speed", NOTHING)


ONE = """
    2026-06-01-bob:
      {section}: [{{id: {id}, account: north, {what}: Slow., theme: speed{more}}}]
"""
KINDS = {
    "E1": ("escalations", "issue"),
    "B1": ("briefings", "request"),
    "Q1": ("questions", "ask"),
    "R1": ("requests", "what"),
    "F1": ("feedback", "what"),
}


def one(id_: str, more: str = "") -> str:
    section, what = KINDS[id_]
    return ONE.format(section=section, id=id_, what=what, more=more)


@pytest.mark.parametrize("id_", KINDS)
def test_each_kind_that_names_the_theme_counts_with_its_account_of_today(id_: str) -> None:
    (asking,) = demand(one(id_)).accounts

    assert (asking.account, asking.arr) == ("north", 100000)
    assert asking.items == (f"2026-06-01-bob/{id_}",)


def test_an_account_counts_once_and_those_with_the_most_arr_come_first() -> None:
    found = demand(
        """
    2026-06-01-bob:
      questions: [{id: Q1, account: south, ask: When?, theme: speed},
                  {id: Q2, account: north, ask: When?, theme: speed},
                  {id: Q3, account: north, ask: How?, theme: speed},
                  {id: Q4, account: south, ask: Why?, theme: rows}]
    """
    )

    assert found.names == ("north", "south")
    assert found.arr == 150000


def test_the_period_is_91_days_to_the_day() -> None:
    assert demand(one("Q1"), "2026-08-31").names == ("north",)
    assert demand(one("Q1"), "2026-09-01").names == ()
    assert demand(one("Q1"), "2026-07-01", days=30).names == ("north",)
    assert demand(one("Q1"), "2026-07-02", days=30).names == ()


@pytest.mark.parametrize(("tone", "counts"), [("wish", True), ("problem", True), ("praise", False)])
def test_praise_is_no_demand(tone: str, counts: bool) -> None:  # noqa: FBT001 - a column of the table
    assert demand(one("F1", f", tone: {tone}")).names == (("north",) if counts else ())


@pytest.mark.parametrize(
    ("id_", "settled"),
    [
        ("E1", "resolved: 2026-06-10"),
        ("B1", "answered: 2026-06-10, answer: Yes."),
        ("Q1", "answered: 2026-06-10, answer: Yes."),
        ("R1", "status: declined"),
    ],
)
def test_what_is_settled_counts_no_longer(id_: str, settled: str) -> None:
    text = (
        one(id_)
        + f"""
    2026-06-10-ines:
      updates: [{{item: 2026-06-01-bob/{id_}, {settled}}}]
    """
    )
    assert demand(text).names == ()
    assert demand(text, "2026-06-09").names == ("north",)


def test_an_interim_answer_settles_nothing() -> None:
    text = (
        one("Q1")
        + """
    2026-06-10-ines:
      updates: [{item: 2026-06-01-bob/Q1, answer: We measure., answer_by: 2026-07-01}]
    """
    )
    assert demand(text).names == ("north",)


def test_a_path_counts_until_all_of_it_is_resolved() -> None:
    text = (
        one("B1", ", outcome: answered")
        + """
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: Slow still., from: 2026-06-01-bob/B1}]
    """
    )
    assert demand(text, "2026-06-07").names == ()
    (asking,) = demand(text).accounts
    assert asking.items == ("2026-06-01-bob/B1",)


SHIPPED = """
    2026-05-01-tier-1:
      decisions: [{id: D1, outcome: decided, what: Ship it., accounts: [north], themes: [speed],
                   commitment: {target: 2026-06-20}}]
    2026-06-15-ines:
      roadmap: [{commitment: 2026-05-01-tier-1/D1, status: shipped, on: DAY}]
"""


@pytest.mark.parametrize("id_", KINDS)
@pytest.mark.parametrize(
    ("on", "counts"), [("2026-05-31", True), ("2026-06-01", False), ("2026-06-14", False)]
)
def test_what_shipped_to_the_account_after_it_asked_is_listed_apart(
    id_: str,
    on: str,
    counts: bool,  # noqa: FBT001 - a column of the table
) -> None:
    found = demand(one(id_) + SHIPPED.replace("DAY", on))

    assert found.names == (("north",) if counts else ())
    assert found.shipped_to == (() if counts else ("north",))


def test_what_shipped_to_another_account_settles_nothing() -> None:
    assert demand(
        one("Q1").replace("north", "south") + SHIPPED.replace("DAY", "2026-06-10")
    ).names == ("south",)


def test_a_request_of_the_theme_that_shipped_settles_feedback_too() -> None:
    text = """
    2026-06-01-bob:
      requests: [{id: R1, account: north, what: Speed., theme: speed}]
      feedback: [{id: F1, account: north, what: Slow., theme: speed}]
    2026-06-10-ines:
      updates: [{item: 2026-06-01-bob/R1, status: shipped}]
    """
    assert demand(text).names == ()
    assert demand(text, "2026-06-09").names == ("north",)


def test_who_churned_asks_for_nothing() -> None:
    text = "    accounts: {north: {churned: {on: 2026-06-20}}}\n" + one("Q1")
    assert demand(text, "2026-06-19").names == ("north",)
    assert demand(text, "2026-06-20").names == ()


def test_presented_rows_do_not_count() -> None:
    text = """
    2026-06-02-tier-1:
      themes: [{theme: speed, accounts: [north, south], stance: planned}]
    """
    assert demand(text).names == ()


def test_what_shipped_to_one_of_two_settles_it_for_that_one() -> None:
    text = """
    2026-05-01-tier-1:
      decisions: [{id: D1, outcome: decided, what: Ship it., accounts: [north, south],
                   themes: [speed], commitment: {target: 2026-06-20}}]
    2026-06-01-bob:
      questions: [{id: Q1, account: north, ask: When?, theme: speed},
                  {id: Q2, account: south, ask: When?, theme: speed}]
    2026-06-15-ines:
      roadmap: [{commitment: 2026-05-01-tier-1/D1, status: shipped, accounts: [north]}]
    """
    found = demand(text)
    assert (found.names, found.shipped_to) == (("south",), ("north",))
