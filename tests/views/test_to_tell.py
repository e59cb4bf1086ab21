"""To tell: every open customer update, by day and then by account."""

from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.to_tell import (
    SIZE,
    loops_to_tell,
    to_tell_pages,
    view_to_tell,
    view_to_tell_page,
)
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("to-tell.html").check(draw("to-tell", view_to_tell(context=harbour)))


def test_every_open_loop_of_the_sample_is_listed_once(sample: ViewContext) -> None:
    view = view_to_tell(context=sample)
    opened = [each for each in sample.ledger.loops.values() if each.is_open]
    rows = [row for group in view.groups for row in group.rows]
    assert len(rows) == len(opened) > 0
    assert {(row.item.address, row.account.address) for row in rows} == {
        (sample.link_item(each.item).address, sample.link_account(each.account).address)
        for each in opened
    }
    assert sum(each.number for each in view.accounts) == len(opened)


def test_by_day_and_then_by_account() -> None:
    view = view_to_tell(
        context=view_context_of(
            """
            2026-06-01-tier-1:
              decisions:
                - {id: D1, outcome: decided, what: One., owner: otto, due: 2026-06-05,
                   accounts: [south, north]}
              actions:
                cs: [{id: A1, what: Tell South., owner: bob, due: 2026-07-01, account: south,
                      closes_loop: D1}]
            2026-06-24-tier-1:
              decisions:
                - {id: D1, outcome: decided, what: Two., owner: otto, due: 2026-06-30,
                   accounts: [north]}
            """,
        )
    )
    assert [
        (group.id, [(row.what, row.account.text) for row in group.rows]) for group in view.groups
    ] == [
        ("overdue", [("One.", "North Mills")]),
        ("week", [("Two.", "North Mills"), ("One.", "South Yard")]),
    ]
    assert [(each.account.text, each.number) for each in view.accounts] == [
        ("North Mills", 2),
        ("South Yard", 1),
    ]


def test_everybody_told(draw: Callable[..., str]) -> None:
    view = view_to_tell(context=view_context_of("2026-06-01-tier-1: {}"))
    assert view.lead is None
    assert "Every customer is up to date." in draw("to-tell", view)


def test_a_long_list_goes_on() -> None:
    names = [f"c{number}" for number in range(SIZE + 1)]
    known = "arr: 1, segment: s, csm: bob, renewal: 2027-01-01"
    accounts = "".join(f"{name}: {{name: {name}, {known}}}, " for name in names)
    context = view_context_of(
        f"""
        accounts: {{{accounts}}}
        2026-06-01-tier-1:
          decisions: [{{id: D1, outcome: decided, what: One., owner: otto, due: 2026-06-05,
                        accounts: [{", ".join(names)}]}}]
        """
    )
    loops = loops_to_tell(context=context)
    assert to_tell_pages(loops) == 2
    (group,) = view_to_tell_page(2, loops=loops, context=context).groups
    assert (group.number, len(group.rows)) == (SIZE + 1, 1)
