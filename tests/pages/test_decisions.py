from collections.abc import Callable

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.replay import replay
from decision_record.pages.book import Book, open_book
from decision_record.pages.decisions import (
    DecisionsView,
    LogRow,
    decision_years,
    view_decisions,
    view_decisions_year,
)


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("decisions.html").check(draw("decisions", view_decisions(book=harbour)))
    (year,) = decision_years(book=harbour)
    shown = draw("decisions-year", view_decisions_year(year, book=harbour))
    golden("decisions-year.html").check(shown)


def book_of(text: str) -> Book:
    records = make_records(parse(text))
    return open_book(records=records, ledger=replay(records, day("2026-06-29")))


def log(shown: DecisionsView) -> list[LogRow]:
    return [row for month in shown.months for row in month.rows]


SOME = """
    2025-11-04-tier-1:
      decisions: [{id: D1, outcome: decided, what: Old., commitment: {target: 2025-12-01}}]
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: Later., due: 2026-07-10}
        - {id: D2, outcome: escalated, what: To greta., to: cpo, due: 2026-03-10}
        - {id: D3, outcome: deferred, what: Settled., due: 2026-03-01}
        - {id: D4, outcome: deferred, what: Someday.}
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: So be it., resolves: [2026-02-24-tier-1/D3]}
        - {id: D2, outcome: deferred, what: Later still., due: 2026-08-01,
           about: [2026-02-24-tier-1/D2]}
"""


def test_what_waits_comes_first_and_what_is_late_before_it() -> None:
    shown = view_decisions(book=book_of(SOME))
    assert shown.waiting is not None
    assert [each.row.what for each in shown.waiting] == [
        "To greta.",
        "Later.",
        "Later still.",
        "Someday.",
    ]
    assert shown.waiting[0].row.state.text == "Late"
    assert [link.text for link in shown.waiting[0].again] == ["D2, Tier 1, 31 Mar 2026"]
    assert "1 of them late" in shown.lead


def test_the_first_page_holds_the_newest_year_alone() -> None:
    book = book_of(SOME)
    assert decision_years(book=book) == ("2026", "2025")
    assert [each.row.what for each in log(view_decisions(book=book))] == [
        "So be it.",
        "Later still.",
        "Later.",
        "To greta.",
        "Settled.",
        "Someday.",
    ]
    (old,) = log(view_decisions_year("2025", book=book))
    assert old.promise is not None
    assert old.promise.text == "Past its target"
    assert old.target is not None


def test_a_superseded_promise_has_no_state_of_its_own() -> None:
    shown = view_decisions_year(
        "2026",
        book=book_of("""
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: One., commitment: {target: 2026-09-01}}]
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: Two., supersedes: [2026-02-24-tier-1/D1]}]
        """),
    )
    old = log(shown)[-1]
    assert old.row.superseded_by is not None
    assert (old.promise, old.target) == (None, None)


def test_an_organisation_without_decisions(draw: Callable[..., str]) -> None:
    book = book_of("2026-02-24-tier-1: {}")
    text = draw("decisions", view_decisions(book=book))
    assert "Nothing waits." in text
    assert "Nothing was decided so far." in text
