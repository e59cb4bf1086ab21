from collections.abc import Callable

import pytest

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.replay import replay
from decision_record.pages.book import Book, open_book
from decision_record.pages.commitments import SHOWN, CommitmentsView, view_commitments


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("commitments.html").check(draw("commitments", view_commitments(book=harbour)))


def promises(text: str) -> CommitmentsView:
    records = make_records(parse(text))
    return view_commitments(
        book=open_book(records=records, ledger=replay(records, day("2026-06-29")))
    )


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
    (group,) = [each.id for each in (*shown.groups, *shown.ended) if each.rows]
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
        ("target: 2026-06-30", later("2026-06-22", "status: shipped") + TOLD, "kept"),
        ("target: 2026-06-30", later("2026-06-22", "status: descoped"), "descoped"),
    ],
)
def test_a_promise_stands_in_the_first_group_that_fits(target: str, then: str, group: str) -> None:
    assert group_of_one(target, then) == group


def test_what_replaces_a_promise_is_named() -> None:
    shown = promises("""
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It., commitment: {target: 2026-09-01}}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: More., supersedes: [2026-01-27-tier-1/D1]}]
    """)
    (group,) = [each for each in shown.ended if each.rows]
    assert group.id == "superseded"
    assert group.rows[0].superseded_by is not None
    assert group.rows[0].ended == day("2026-02-24")
    assert (shown.pending, shown.arr) == (0, 0)


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
    assert [each.row.what for each in group.rows] == ["That.", "It."]
    assert (shown.pending, shown.arr, group.arr) == (2, 150_000, 150_000)
    assert [link.text for link in group.rows[1].row.accounts] == ["North Mills", "South Yard"]


def test_a_full_page_keeps_what_presses() -> None:
    rows = "\n".join(
        f"        - {{id: D{number}, outcome: decided, what: It., commitment: {{target: {on}}}}}"
        for number in range(1, SHOWN + 1)
        for on in (["2026-06-01"] if number % 2 else ["2026-12-01"])
    )
    extra = f"        - {{id: D{SHOWN + 1}, outcome: decided, what: It., commitment: {{}}}}"
    shown = promises(f"    2026-01-27-tier-1:\n      decisions:\n{rows}\n{extra}")
    sizes = {each.id: (len(each.rows), each.more) for each in shown.groups if each.number}
    assert sizes == {"late": (SHOWN // 2, 0), "on-track": (SHOWN // 2, 1)}


def test_an_organisation_without_promises(draw: Callable[..., str]) -> None:
    assert "Nothing is promised." in draw("commitments", promises("2026-02-24-tier-1: {}"))
