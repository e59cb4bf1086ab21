from collections.abc import Callable
from datetime import date

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.replay import replay
from decision_record.pages.book import Book, open_book
from decision_record.pages.home import HomeView, view_home


def home_of(text: str, *, as_of: str = "2026-06-29") -> HomeView:
    records = make_records(parse(text))
    return view_home(book=open_book(records=records, ledger=replay(records, day(as_of))))


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("home.html").check(draw("home", view_home(book=harbour)))


def test_late_actions_are_listed_by_days() -> None:
    view = home_of("""
        2026-06-01-tier-1:
          actions:
            cs:
              - {id: A1, what: Late by a week, owner: bob, due: 2026-06-22}
              - {id: A2, what: Late by a month, owner: bob, due: 2026-05-29}
              - {id: A3, what: Due today, owner: bob, due: 2026-06-29}
    """)
    assert [row.what for row in view.attention.actions] == ["Late by a month", "Late by a week"]
    assert [each.events[0].what for each in view.week] == ["Due today"]


def test_a_customer_with_a_qbr_ahead_is_told_before_it_is_late() -> None:
    view = home_of("""
        accounts: {north: {qbrs: [2026-07-10]}}
        2026-06-26-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Do it., accounts: [north, south], say: We do it.}
    """)
    (news,) = view.attention.loops
    (customer,) = news.customers
    assert customer.account.text == "North Mills"
    assert customer.ahead == "QBR in 11 days"


def test_news_of_several_customers_is_one_row() -> None:
    view = home_of("""
        2026-06-01-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Do it., accounts: [north, south], say: We do it.}
    """)
    assert len(view.attention.loops) == 1
    assert view.attention.open_loops == view.attention.total == 2


def test_an_escalation_waits_two_weeks_before_it_needs_somebody() -> None:
    text = """
        2026-06-16-bob:
          escalations: [{id: E1, account: north, issue: It fails.}]
        2026-06-15-bob:
          escalations: [{id: E1, account: south, issue: It fails too.}]
    """
    view = home_of(text)
    assert [row.issue for row in view.attention.raised] == ["It fails too."]


def test_nobody_waits_for_an_answer_to_a_customer_who_left() -> None:
    view = home_of("""
        accounts: {north: {churned: {on: 2026-06-20}}}
        2026-06-01-bob:
          escalations: [{id: E1, account: north, issue: It fails., answer_by: 2026-06-30}]
          questions: [{id: Q1, account: north, ask: When?, answer_by: 2026-06-30}]
    """)
    assert view.attention.raised == ()
    assert view.week == ()


def test_a_slip_shows_the_old_and_the_new_day() -> None:
    view = home_of("""
        2026-05-01-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build it.
              commitment: {target: 2026-06-30, confidence: committed}
        2026-06-23-otto:
          roadmap: [{commitment: 2026-05-01-tier-1/D1, status: slipped, target: 2026-07-24}]
        2026-06-24-otto: {notes: Nothing new.}
    """)
    (changed,) = view.changed
    (change,) = changed.changes
    assert (change.kind, change.from_, change.to) == (
        "Slipped",
        date(2026, 6, 30),
        date(2026, 7, 24),
    )
    assert [link.text for link in view.quiet] == ["Update by Otto, 24 Jun 2026"]


def test_the_arr_behind_commitments_counts_a_customer_once() -> None:
    view = home_of("""
        2026-05-01-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: One.
              accounts: [north]
              commitment: {target: 2026-09-01}
            - id: D2
              outcome: decided
              what: Two.
              accounts: [north, south]
              commitment: {target: 2026-09-01}
    """)
    (figure,) = (each for each in view.figures if each.address == "commitments/")
    assert figure.number == "2"
    assert figure.note == "$150,000 ARR behind"


def test_every_figure_leads_somewhere(draw: Callable[..., str]) -> None:
    view = home_of("""
        2026-06-29-tier-1:
          decisions: [{id: D1, outcome: decided, what: Do it., accounts: [north]}]
    """)
    text = draw("home", view)
    for figure in view.figures:
        name = figure.address.partition("#")[2]
        assert not name or f'id="{name}"' in text
