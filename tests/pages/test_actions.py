from collections.abc import Callable

import pytest

import building
from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.replay import replay
from decision_record.model.series import SeriesFile
from decision_record.pages.actions import SHOWN, ActionsView, view_actions
from decision_record.pages.book import Book, open_book


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("actions.html").check(draw("actions", view_actions(book=harbour)))


def board(text: str) -> ActionsView:
    records = make_records(parse(text))
    return view_actions(book=open_book(records=records, ledger=replay(records, day("2026-06-29"))))


def test_each_side_has_its_column_late_ones_first_and_larger_accounts_before_smaller() -> None:
    shown = board("""
    2026-05-26-tier-1:
      actions:
        cs:
          - {id: A1, what: Later., owner: bob, due: 2026-07-10, account: north}
          - {id: A2, what: Small., owner: lena, due: 2026-06-26, account: south}
          - {id: A3, what: Large., owner: bob, due: 2026-06-26, account: north}
          - {id: A4, what: Done., owner: bob, due: 2026-06-01}
        pm: [{id: A5, what: Theirs., owner: ines, due: 2026-06-30}]
    2026-06-24-tier-1:
      review: [{action: 2026-05-26-tier-1/A4, outcome: done}]
    """)
    cs, product, shared = shown.columns
    assert [card.what for card in cs.cards] == ["Large.", "Small.", "Later."]
    assert (cs.number, cs.late, cs.arr) == (3, 2, 150_000)
    assert (product.number, product.late, product.arr) == (1, 0, 0)
    assert shared.cards == ()
    assert shown.lead.startswith("4 open actions, 2 late.")


def test_a_long_column_shows_the_ones_that_press() -> None:
    rows = "\n".join(
        f"          - {{id: A{number}, what: Do it., owner: bob, due: 2026-07-01}}"
        for number in range(1, SHOWN + 11)
    )
    shown = board(f"    2026-05-26-tier-1:\n      actions:\n        cs:\n{rows}")
    column = shown.columns[0]
    assert (len(column.cards), column.more, column.number) == (SHOWN, 10, SHOWN + 10)


def test_of_a_one_on_one_only_what_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = SeriesFile.model_validate({"talk": {"kind": "one-on-one"}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **talk})
    shown = board("""
    2026-05-11-talk:
      actions:
        cs:
          - {id: A1, what: Private., owner: bob, due: 2026-07-10}
          - {id: A2, what: For all., owner: bob, due: 2026-07-10, share: true}
    """)
    assert [card.what for card in shown.columns[0].cards] == ["For all."]
