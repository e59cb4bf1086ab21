from collections.abc import Callable

import pytest

from building import day, view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.commitment_groups import group_commitments
from decision_record.views.lists.commitments import (
    LATEST,
    SIZE,
    CommitmentsView,
    archive_ended,
    commitment_pages,
    view_commitments,
    view_commitments_page,
)
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.commitment_rows import CommitmentRow
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("commitments.html").check(draw("commitments", view_commitments(context=harbour)))


def test_page_of_what_ended(
    harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    archive = archive_ended(context=harbour)
    shown = draw("archive", view_archive(archive, archive.pages[0]))
    golden("commitments-ended.html").check(shown)


def promises(text: str) -> CommitmentsView:
    return view_commitments(context=view_context_of(text))


def group_of_one(target: str, later: str) -> str:
    """The group in which a promise for a target stands after later records."""
    shown = promises(
        f"""
    2026-01-27-tier-1:
      decisions:
        - {{id: D1, outcome: decided, what: It., accounts: [north], commitment: {{{target}}}}}
    2026-01-28-bob:
      loops: [{{item: 2026-01-27-tier-1/D1, account: north, on: 2026-01-28}}]
    {later}"""
    )
    (group,) = [*(each.id for each in shown.groups), *("ended" for _ in shown.ended)]
    return group


ROADMAP = """
    {on}-tier-1:
      roadmap: [{{commitment: 2026-01-27-tier-1/D1, {row}}}]
"""
TOLD = """
    2026-06-24-bob:
      loops: [{item: 2026-01-27-tier-1/D1, account: north, on: 2026-06-24}]
"""


def later(on: str, row: str) -> str:
    return ROADMAP.format(on=on, row=row)


@pytest.mark.parametrize(
    ("target", "then", "group"),
    [
        ("target: 2026-06-28", "", "late"),
        ("target: 2026-06-29", "", "soon"),
        ("target: 2026-07-13", "", "soon"),
        ("target: 2026-07-14", "", "on-track"),
        ("confidence: expected", "", "on-track"),
        ("target: 2026-06-20", later("2026-06-23", "status: slipped, target: 2026-06-25"), "late"),
        (
            "target: 2026-06-20",
            later("2026-06-22", "status: slipped, target: 2026-09-01"),
            "slipped",
        ),
        (
            "target: 2026-06-20",
            later("2026-06-21", "status: slipped, target: 2026-09-01"),
            "on-track",
        ),
        ("target: 2026-06-30", later("2026-06-22", "status: shipped"), "not-told"),
        ("target: 2026-06-30", later("2026-06-22", "status: shipped") + TOLD, "ended"),
        ("target: 2026-06-30", later("2026-06-22", "status: descoped"), "descoped"),
        ("target: 2026-06-30", later("2026-06-22", "status: descoped") + TOLD, "ended"),
    ],
)
def test_a_promise_stands_in_the_first_group_that_fits(target: str, then: str, group: str) -> None:
    assert group_of_one(target, then) == group


def states_of(target: str, then: str) -> list[str]:
    shown = promises(f"""
    2026-01-27-tier-1:
      decisions: [{{id: D1, outcome: decided, what: It., commitment: {{{target}}}}}]
    {then}""")
    (row,) = [each for group in shown.groups for each in group.rows]
    return [state.text for state in row.states]


@pytest.mark.parametrize(
    ("target", "states"),
    [
        ("target: 2026-07-01", ["Slipped since last Monday"]),
        ("target: 2026-06-25", ["Overdue", "Slipped since last Monday"]),
        ("target: 2026-09-01", ["Slipped since last Monday"]),
    ],
)
def test_whatever_group_it_is_in_a_slip_of_this_week_is_marked(
    target: str, states: list[str]
) -> None:
    slip = later("2026-06-23", f"status: slipped, {target}")
    assert states_of("target: 2026-06-20", slip) == states


def test_what_slipped_long_ago_is_only_slipped() -> None:
    slip = later("2026-04-28", "status: slipped, target: 2026-09-01")
    assert states_of("target: 2026-06-20", slip) == ["Slipped"]


def ended(text: str) -> list[CommitmentRow]:
    context = view_context_of(text)
    archive = archive_ended(context=context)
    views = [view_archive(archive, page) for page in archive.pages]
    return [row for view in views for month in view.periods for row in month.rows]


REPLACED = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It., commitment: {target: 2026-09-01}}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: More., supersedes: [2026-01-27-tier-1/D1]}]
"""


def test_what_replaces_a_promise_is_named() -> None:
    (row,) = ended(REPLACED)
    assert row.superseded_by[0].text == "D1, Tier 1, 24 Feb 2026"
    assert row.ended == day("2026-02-24")
    shown = promises(REPLACED)
    assert (shown.pending, shown.arr, shown.groups) == (0, 0, ())


def test_the_first_page_lists_the_latest_that_ended_and_the_years_list_all() -> None:
    made = "\n".join(
        f"        - {{id: D{n}, outcome: decided, what: It {n}., commitment: {{}}}}"
        for n in range(1, LATEST + 3)
    )
    kept = "\n".join(
        f"        - {{commitment: 2025-01-27-tier-1/D{n}, status: shipped, on: 2025-{n:02}-01}}"
        for n in range(1, LATEST + 3)
    )
    text = f"""
    2025-01-27-tier-1:
      decisions:
{made}
    2026-02-24-tier-1:
      roadmap:
{kept}
    """
    shown = promises(text)
    assert [each.what for each in shown.ended][:2] == ["It 12.", "It 11."]
    assert (len(shown.ended), shown.ended_number) == (LATEST, LATEST + 2)
    assert shown.years is not None
    assert [link.address for link in shown.years.links] == ["commitments/ended/2025/"]
    assert [row.what for row in ended(text)] == [f"It {n}." for n in range(12, 0, -1)]


def test_an_account_counts_once_and_a_promise_to_several_is_one_row() -> None:
    shown = promises("""
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: It., accounts: [north, south],
           commitment: {target: 2026-09-01}}
        - {id: D2, outcome: decided, what: That., accounts: [north],
           commitment: {target: 2026-08-01}}
    """)
    (group,) = [each for each in shown.groups if each.rows]
    assert [each.what for each in group.rows] == ["That.", "It."]
    assert (shown.pending, shown.arr, group.arr) == (2, 150_000, 150_000)
    assert [link.text for link in group.rows[1].accounts] == ["North Mills", "South Yard"]


def test_promises_go_on_on_other_pages_the_pressing_ones_first() -> None:
    rows = "\n".join(
        f"        - {{id: D{number}, outcome: decided, what: It., commitment: {{target: {on}}}}}"
        for number in range(1, 2 * SIZE)
        for on in (["2026-06-01"] if number < SIZE - 10 else ["2026-12-01"])
    )
    context = view_context_of(f"    2026-01-27-tier-1:\n      decisions:\n{rows}")
    whole = group_commitments(context=context)
    assert commitment_pages(whole) == 2
    pages = [view_commitments_page(number, whole, context=context) for number in (1, 2)]
    assert [[(each.id, each.number, each.span) for each in page.groups] for page in pages] == [
        [("late", SIZE - 11, None), ("on-track", SIZE + 10, "1 to 11")],
        [("on-track", SIZE + 10, "12 to 70")],
    ]
    shown = [each.item for page in pages for group in page.groups for each in group.rows]
    assert len(shown) == len(set(shown)) == 2 * SIZE - 1
    assert {page.pending for page in pages} == {2 * SIZE - 1}


def test_an_organisation_without_promises(draw: Callable[..., str]) -> None:
    assert "No open commitments." in draw("commitments", promises("2026-02-24-tier-1: {}"))
