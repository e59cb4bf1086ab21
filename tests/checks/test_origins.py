"""From which day on records may have changed an item, also through what it came from."""

from collections.abc import Mapping
from datetime import date

import pytest

from building import make_records, parse
from decision_record.checks.references.origins import find_first_days
from decision_record.ledger.items import items_of
from decision_record.model.records import FileKind, Unread

JANUARY, MARCH, APRIL = date(2026, 1, 6), date(2026, 3, 3), date(2026, 4, 7)


def first_days(text: str, *, lost: str | None = None) -> Mapping[str, date | None]:
    records = make_records(parse(text))
    items = {item.ref: item for entry in records.entries for item in items_of(entry)}
    ids = frozenset({(FileKind.UPDATE, lost)} if lost else ())
    return find_first_days(items, Unread(ids=ids))


def test_an_item_that_came_from_nothing_has_its_own_day() -> None:
    days = first_days("2026-03-03-bob: {decisions: [{id: D1, outcome: decided, what: Ship it}]}\n")
    assert days == {"2026-03-03-bob/D1": MARCH}


CHAIN = """\
2026-01-06-bob: {decisions: [{id: D1, outcome: decided, what: Ship it}]}
2026-03-03-bob:
  decisions: [{id: D1, outcome: decided, what: Ship it later, supersedes: [2026-01-06-bob/D1]}]
2026-04-07-bob:
  decisions:
    - {id: D1, outcome: decided, what: Ship a part, supersedes: [2026-03-03-bob/D1]}
    - {id: D2, outcome: decided, what: Ship another}
"""


def test_a_chain_has_the_day_of_its_oldest_part() -> None:
    assert first_days(CHAIN) == {
        "2026-01-06-bob/D1": JANUARY,
        "2026-03-03-bob/D1": JANUARY,
        "2026-04-07-bob/D1": JANUARY,
        "2026-04-07-bob/D2": APRIL,
    }


def test_what_came_from_an_unread_record_has_no_day() -> None:
    text = CHAIN.partition("\n")[2]
    assert first_days(text, lost="2026-01-06-bob") == {
        "2026-01-06-bob/D1": None,
        "2026-03-03-bob/D1": None,
        "2026-04-07-bob/D1": None,
        "2026-04-07-bob/D2": APRIL,
    }


def test_what_came_from_an_item_that_no_record_holds_has_its_own_day() -> None:
    text = CHAIN.partition("\n")[2]
    assert first_days(text)["2026-04-07-bob/D1"] == MARCH


@pytest.mark.parametrize(
    ("row", "section"),
    [
        ("{id: E1, account: north, issue: Slow, from: 2026-01-06-bob/E1}", "escalations"),
        ("{id: B1, account: north, request: Why?, from: 2026-01-06-bob/E1}", "briefings"),
    ],
)
def test_what_was_raised_again_came_from_what_it_continues(row: str, section: str) -> None:
    days = first_days(
        "2026-01-06-bob: {escalations: [{id: E1, account: north, issue: Slow}]}\n"
        f"2026-03-03-bob: {{{section}: [{row}]}}\n"
    )
    assert set(days.values()) == {JANUARY}


def test_an_action_came_from_what_it_tells() -> None:
    action = "{id: A1, what: Call, owner: bob, due: 2026-03-10, closes_loop: 2026-01-06-bob/D1}"
    days = first_days(
        "2026-01-06-bob: {decisions: [{id: D1, outcome: decided, what: Ship it}]}\n"
        f"2026-03-03-bob: {{actions: {{cs: [{action}]}}}}\n"
    )
    assert days["2026-03-03-bob/A1"] == JANUARY


def test_a_circle_has_the_day_of_its_oldest_part() -> None:
    days = first_days(
        "2026-01-06-bob:\n"
        "  decisions: [{id: D1, outcome: decided, what: A, supersedes: [2026-03-03-bob/D1]}]\n"
        "2026-03-03-bob:\n"
        "  decisions: [{id: D1, outcome: decided, what: B, supersedes: [2026-01-06-bob/D1]}]\n"
    )
    assert set(days.values()) == {JANUARY}
