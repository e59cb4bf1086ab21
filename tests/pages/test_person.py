from collections.abc import Callable
from dataclasses import replace

import pytest

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.replay import replay
from decision_record.model.reference import Taxonomy
from decision_record.pages.book import Book, open_book
from decision_record.pages.person import PersonView, view_person


def person(name: str, text: str, *, as_of: str = "2026-06-29") -> PersonView:
    taxonomy = Taxonomy.model_validate({"areas": {"charts": {"name": "Charts", "pm": "ines"}}})
    records = replace(make_records(parse(text)), taxonomy=taxonomy)
    book = open_book(records=records, ledger=replay(records, day(as_of)))
    return view_person(name, book=book)


@pytest.mark.parametrize("name", ["bob.obrien", "otto.brandt", "nils.aker", "tariq.aziz"])
def test_page(name: str, harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("person", view_person(name, book=harbour))
    golden(f"person-{name}.html").check(text)


def test_each_task_stands_once_where_it_is_most_pressing() -> None:
    view = person(
        "otto",
        """
        2026-06-01-tier-1:
          actions:
            pm:
              - {id: A1, what: Late, owner: otto, due: 2026-06-28}
              - {id: A2, what: Soon, owner: otto, due: 2026-07-06}
              - {id: A3, what: Later, owner: otto, due: 2026-07-07}
          decisions:
            - {id: D1, outcome: deferred, what: An answer., owner: otto, due: 2026-08-01}
            - {id: D2, outcome: deferred, what: A late answer., owner: otto, due: 2026-06-02}
        """,
    )
    queue = view.queue
    assert [each.what for each in queue.late] == ["A late answer.", "Late"]
    assert [each.what for each in queue.week] == ["Soon"]
    assert [each.what for each in queue.awaited] == ["An answer."]
    assert [each.what for each in queue.later] == ["Later"]


def test_a_pm_answers_for_an_area() -> None:
    text = """
        2026-06-10-tier-2:
          questions: [{id: Q1, account: north, ask: When?, area: charts, answer_by: 2026-08-01}]
          escalations: [{id: E1, account: north, issue: It fails., area: charts}]
          briefings: [{id: B1, account: south, request: Something else., area: berths}]
    """
    awaited = person("ines", text).queue.awaited
    assert {each.what for each in awaited} == {"When?", "It fails."}
    assert person("otto", text).queue.awaited == ()


def test_a_csm_sees_what_customers_wait_for() -> None:
    view = person(
        "bob",
        """
        accounts: {north: {qbrs: [2026-07-10]}}
        2026-06-10-tier-2:
          questions: [{id: Q1, account: north, ask: When?, area: charts}]
        """,
    )
    assert [row.ask for row in view.asked] == ["When?"]
    (before,) = view.before
    assert (before.account.text, before.ahead, before.open) == (
        "North Mills",
        "QBR in 11 days",
        "1 question without an answer",
    )


def test_whoever_tells_a_customer_has_it_once() -> None:
    text = """
        2026-06-20-tier-1:
          decisions: [{id: D1, outcome: decided, what: Do it., accounts: [north, south]}]
          actions:
            cs:
              - id: A1
                what: Ring them
                owner: bob
                due: 2026-06-30
                account: north
                closes_loop: D1
    """
    assert [each.what for each in person("bob", text).queue.week] == ["Ring them"]
    assert [each.what for each in person("lena", text).queue.late] == ["Tell them: Do it."]


def test_who_left_says_so(harbour: Book) -> None:
    assert view_person("nils.aker", book=harbour).left == day("2026-03-15")
    assert view_person("bob.obrien", book=harbour).left is None
