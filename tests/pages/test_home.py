from collections.abc import Callable

import pytest

import building
from building import book_of
from conftest import GoldenFolder
from decision_record.model.series import SeriesFile
from decision_record.pages.book import Book
from decision_record.pages.home import HomeView, view_home


def home_of(text: str, *, as_of: str = "2026-06-29") -> HomeView:
    return view_home(book=book_of(text, as_of=as_of))


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("home.html").check(draw("home", view_home(book=harbour)))


def test_an_organisation_without_records_is_told_where_to_begin(draw: Callable[..., str]) -> None:
    view = home_of("{}")
    assert view.toc[0].title == "Nothing is written down yet"
    assert 'href="../../guide/first-record/"' in draw("home", view)
    begun = draw("home", home_of("2026-06-01-tier-1: {notes: Held.}"))
    assert "guide/first-record/" not in begun


def test_late_actions_are_listed_by_days() -> None:
    view = home_of("""
        2026-06-01-tier-1:
          actions:
            cs:
              - {id: A1, what: Late by a week, owner: bob, due: 2026-06-22}
              - {id: A2, what: Late by a month, owner: bob, due: 2026-05-29}
              - {id: A3, what: Due today, owner: bob, due: 2026-06-29}
    """)
    assert [row.what for row in view.attention.actions.rows] == [
        "Late by a month",
        "Late by a week",
    ]
    assert [each.events[0].what for each in view.week] == ["Due today"]


DESCOPED = """
    accounts: {north: {qbrs: [2026-07-10]}}
    2026-05-01-otto:
      decisions:
        - id: D1
          outcome: decided
          what: Build it.
          accounts: [north, south]
          commitment: {target: 2026-09-30}
      actions:
        cs:
          - {id: A1, what: Tell North., owner: bob, due: 2026-06-15, account: north,
             closes_loop: D1}
          - {id: A2, what: Something else., owner: bob, due: 2026-06-15, account: north}
    2026-06-01-otto:
      roadmap: [{commitment: 2026-05-01-otto/D1, status: descoped, because: Too few.}]
"""


def test_a_surprise_ahead_is_said_once() -> None:
    attention = home_of(DESCOPED).attention
    (surprise,) = attention.surprises.news
    (customer,) = surprise.customers
    assert (customer.account.text, customer.ahead) == ("North Mills", "QBR in 11 days")
    assert customer.owner is not None
    assert customer.owner.text == "Bob"
    (late,) = attention.untold.news
    assert [each.account.text for each in late.customers] == ["South Yard"]
    assert [row.what for row in attention.actions.rows] == ["Something else."]
    assert attention.total == 3


def test_a_promise_decided_anew_is_a_surprise_before_a_qbr() -> None:
    attention = home_of("""
        accounts: {north: {qbrs: [2026-07-10]}}
        2026-05-01-otto:
          decisions:
            - {id: D1, outcome: decided, what: Build it., accounts: [north, south],
               commitment: {target: 2026-09-30}}
        2026-06-26-otto:
          decisions:
            - {id: D1, outcome: decided, what: Build half of it., supersedes: [2026-05-01-otto/D1],
               accounts: [north, south], commitment: {target: 2026-12-31}}
    """).attention
    (news,) = attention.surprises.news
    assert news.because == "changed on 26 Jun 2026"
    assert [(each.account.text, each.ahead) for each in news.customers] == [
        ("North Mills", "QBR in 11 days")
    ]
    assert attention.untold.news == ()


def test_a_customer_with_a_meeting_ahead_is_told_before_others() -> None:
    attention = home_of("""
        accounts: {north: {qbrs: [2026-07-10]}}
        2026-05-01-otto:
          decisions: [{id: D1, outcome: decided, what: One., accounts: [south]}]
        2026-06-01-otto:
          decisions: [{id: D1, outcome: decided, what: Two., accounts: [north, south]}]
    """).attention
    assert [(news.what, len(news.customers)) for news in attention.untold.news] == [
        ("Two.", 2),
        ("One.", 1),
    ]
    assert attention.untold.news[0].customers[0].ahead == "QBR in 11 days"


def test_news_of_several_customers_is_one_row() -> None:
    view = home_of("""
        2026-06-01-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Do it., accounts: [north, south], say: We do it.}
    """)
    assert len(view.attention.untold.news) == 1
    assert view.attention.untold.total == view.attention.total == 2


def test_what_is_escalated_waits_for_its_ruling_before_it_is_late() -> None:
    attention = home_of("""
        2026-06-01-tier-1:
          decisions:
            - {id: D1, outcome: escalated, what: Buy it?, to: cpo, due: 2026-07-10}
            - {id: D2, outcome: escalated, what: Sell it?, to: cpo, due: 2026-06-10}
            - {id: D3, outcome: deferred, what: Late answer., owner: otto, due: 2026-06-10}
            - {id: D4, outcome: deferred, what: Not late., owner: otto, due: 2026-07-10}
    """).attention
    assert [row.what for row in attention.rulings.rows] == ["Sell it?", "Buy it?"]
    assert [row.what for row in attention.answers.rows] == ["Late answer."]


def test_an_escalation_presses_after_two_weeks_or_before_a_renewal() -> None:
    view = home_of("""
        accounts:
          east: {name: East, arr: "1000", segment: enterprise, csm: bob, renewal: 2026-07-20}
        2026-06-16-bob:
          escalations: [{id: E1, account: north, issue: It fails.}]
        2026-06-15-bob:
          escalations: [{id: E1, account: south, issue: It fails too.}]
        2026-06-28-bob:
          escalations: [{id: E1, account: east, issue: New., acknowledged: 2026-06-28}]
        2026-06-01-bob:
          escalations: [{id: E1, account: east, issue: Both.}]
    """)
    shown = [(each.row.issue, each.ahead) for each in view.attention.raised.rows]
    assert shown == [
        ("Both.", "renewal in 21 days"),
        ("New.", "renewal in 21 days"),
        ("It fails too.", None),
    ]
    assert [each.reasons for each in view.attention.raised.rows] == [
        ("Renewal near", "No word from Product"),
        ("Renewal near",),
        ("No word from Product",),
    ]


def test_an_answer_owed_before_a_meeting_is_named_with_it() -> None:
    view = home_of("""
        accounts: {north: {qbrs: [2026-06-30]}}
        2026-06-01-bob:
          questions: [{id: Q1, account: north, ask: When?}, {id: Q2, account: south, ask: Why?}]
    """)
    (owed,) = view.attention.owed.rows
    assert (owed.row.ask, owed.ahead) == ("When?", "QBR tomorrow")


def test_missed_meetings_and_prereads_that_are_due_are_named(draw: Callable[..., str]) -> None:
    book = book_of("""
        series: {tier-2: {kind: tier-2, cadence: weekly}}
        2026-05-05-tier-2: {notes: Held.}
        2026-06-02-tier-1: {notes: Held.}
        2026-06-20-ines:
          prereads:
            - {series: tier-1, meeting: 2026-06-30, side: product, sent: 2026-06-20T09:00}
    """)
    shown = draw("home", view_home(book=book))
    messages = [each.message for each in view_home(book=book).attention.meetings.rows]
    assert any(each.startswith("Hold Tier 2, or write down why not") for each in messages)
    assert any("pre-read" in each for each in messages)
    assert 'href="../../series/tier-2/">' in shown


def test_a_long_list_says_how_many_more_there_are(draw: Callable[..., str]) -> None:
    rows = "\n".join(
        f"            - {{id: A{number}, what: Do {number}., owner: bob, due: 2026-06-02}}"
        for number in range(1, 26)
    )
    view = home_of(f"""
        2026-06-01-tier-1:
          actions:
            cs:
{rows}
    """)
    assert (len(view.attention.actions.rows), view.attention.actions.total) == (10, 25)
    assert '<a href="../../actions/">15 more on the board</a>' in draw("home", view)


def test_nobody_waits_for_an_answer_to_a_customer_who_left() -> None:
    view = home_of("""
        accounts: {north: {churned: {on: 2026-06-20}}}
        2026-06-01-bob:
          escalations: [{id: E1, account: north, issue: It fails., answer_by: 2026-06-30}]
          questions: [{id: Q1, account: north, ask: When?, answer_by: 2026-06-30}]
    """)
    assert view.attention.raised.total == 0
    assert view.week == ()


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


def test_of_a_long_day_the_first_of_each_sort_are_listed() -> None:
    rows = "\n".join(
        f"            - {{id: A{number}, what: Do {number}., owner: bob, due: 2026-07-01}}"
        for number in range(1, 21)
    )
    view = home_of(f"""
        accounts: {{north: {{qbrs: [2026-07-01]}}}}
        2026-06-01-tier-1:
          actions:
            cs:
{rows}
    """)
    (wednesday,) = view.week
    assert [event.kind for event in wednesday.events] == ["QBR", *["Action"] * 8]
    assert [(more.number, more.rest.address) for more in wednesday.more] == [(12, "actions/")]


def test_of_a_one_on_one_only_what_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = SeriesFile.model_validate({"talk": {"kind": "one-on-one"}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **talk})
    view = home_of("""
        2026-06-23-talk:
          decisions: [{id: D1, outcome: escalated, what: Private ruling., to: cpo, due: 2026-06-25}]
          actions:
            cs:
              - {id: A1, what: Private., owner: bob, due: 2026-06-25}
              - {id: A2, what: Private too., owner: bob, due: 2026-06-30}
              - {id: A3, what: For all., owner: bob, due: 2026-06-25, share: true}
        2026-06-24-talk:
          review: [{action: 2026-06-23-talk/A1, outcome: rolled, due: 2026-06-26}]
    """)
    assert [row.what for row in view.attention.actions.rows] == ["For all."]
    assert view.attention.rulings.total == 0
    assert view.week == ()
    assert view.changed.groups == ()
    assert view.changed.lead == "1 new action"


def test_every_figure_leads_somewhere(draw: Callable[..., str]) -> None:
    view = home_of("""
        2026-06-29-tier-1:
          decisions: [{id: D1, outcome: decided, what: Do it., accounts: [north]}]
    """)
    text = draw("home", view)
    for figure in view.figures:
        name = figure.address.partition("#")[2]
        assert not name or f'id="{name}"' in text
