from collections.abc import Callable

import pytest

import building
from building import view_context_of
from conftest import GoldenFolder
from decision_record.model.series import SeriesFile
from decision_record.views.lists.actions import (
    SIZE,
    ActionsView,
    set_board,
    view_actions,
    view_actions_page,
)
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("actions.html").check(draw("actions", view_actions(context=harbour)))


def board(text: str) -> ActionsView:
    return view_actions(context=view_context_of(text))


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
    assert [card.row.what for card in cs.cards] == ["Large.", "Small.", "Later."]
    assert (cs.number, cs.late, cs.arr) == (3, 2, 150_000)
    assert (product.number, product.late, product.arr) == (1, 0, 0)
    assert shared.cards == ()
    assert shown.lead.startswith("4 open actions, 2 late.")


def test_a_long_column_goes_on_on_other_pages() -> None:
    rows = "\n".join(
        f"          - {{id: A{number}, what: Do it., owner: bob, due: 2026-07-01}}"
        for number in range(1, 2 * SIZE + 11)
    )
    context = view_context_of(f"    2026-05-26-tier-1:\n      actions:\n        cs:\n{rows}")
    whole = set_board(context=context)
    pages = [view_actions_page(number, whole, context=context) for number in (1, 2, 3)]
    assert whole.pages == len(pages)
    shown = [card.row.item for page in pages for card in page.columns[0].cards]
    assert len(shown) == len(set(shown)) == 2 * SIZE + 10
    assert [page.columns[0].span for page in pages] == ["1 to 60", "61 to 120", "121 to 130"]
    assert {page.columns[0].number for page in pages} == {2 * SIZE + 10}
    assert pages[0].pages.next == pages[1].pages.links[1]
    assert pages[2].pages.next is None
    assert (pages[0].closed is None, pages[1].closed is None) == (False, True)


def test_a_short_column_says_on_later_pages_where_it_stands(draw: Callable[..., str]) -> None:
    rows = "\n".join(
        f"          - {{id: A{number}, what: Do it., owner: bob, due: 2026-07-01}}"
        for number in range(1, SIZE + 2)
    )
    context = view_context_of(f"""
    2026-05-26-tier-1:
      actions:
        pm: [{{id: A900, what: Theirs., owner: ines, due: 2026-06-30}}]
        cs:
{rows}
    """)
    second = draw("actions", view_actions_page(2, set_board(context=context), context=context))
    assert "All actions of this side are on the previous pages." in second
    assert "No open actions." in second
    assert "Theirs." not in second


def test_a_card_has_the_names_that_a_board_is_filtered_by(draw: Callable[..., str]) -> None:
    shown = draw(
        "actions",
        board("""
    pods: {mobile: {name: Mobile, structure: outcome, outcome: Rounds, members: {pm: ines},
                    started: 2026-05-01, status: operational}}
    series: {mobile-standup: {kind: pod-standup, pod: mobile}}
    2026-05-26-tier-1:
      decisions: [{id: D1, outcome: decided, what: Do it., accounts: [north]}]
      actions: {shared: [{id: A1, what: Plain., owner: vera, due: 2026-07-10}]}
    2026-06-01-mobile-standup:
      actions:
        cs: [{id: A1, what: Tell North., owner: bob, due: 2026-06-26, account: north,
              closes_loop: 2026-05-26-tier-1/D1}]
        """),
    )
    assert (
        'data-side="cs" data-owner="bob" data-account="north" data-series="mobile-standup" '
        'data-pod="mobile" data-overdue="3" data-list="actions/overdue actions/cs/overdue" '
        "data-loop>" in shown
    )
    assert (
        '<li data-ref="2026-05-26-tier-1/A1" data-side="shared" data-owner="vera" '
        'data-series="tier-1">' in shown
    )
    assert "Closes the loop on " in shown


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
    assert [card.row.what for card in shown.columns[0].cards] == ["For all."]
