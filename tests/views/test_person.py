from collections.abc import Callable
from dataclasses import replace

import pytest

from building import day, make_records, parse, view_context_of
from conftest import GoldenFolder
from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.model.reference import Taxonomy
from decision_record.views.people.person import (
    FIRST,
    SIZE,
    PersonView,
    QueueView,
    queue_pages,
    view_person,
    view_queue,
)
from decision_record.views.people.queue import queue_of
from decision_record.views.shared.context import ViewContext, make_view_context


def person(name: str, text: str, *, as_of: str = "2026-06-29") -> PersonView:
    taxonomy = Taxonomy.model_validate({"areas": {"charts": {"name": "Charts", "pm": "ines"}}})
    records = replace(make_records(parse(text)), taxonomy=taxonomy)
    context = make_view_context(Index(records=records, ledger=replay(records, day(as_of))))
    return view_person(name, context=context)


@pytest.mark.parametrize("name", ["bob.obrien", "otto.brandt", "nils.aker", "tariq.aziz"])
def test_page(
    name: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    text = draw("person", view_person(name, context=harbour))
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
    assert [each.what for each in queue.week] == [
        "Product's half of the pre-read, for Tier 1",
        "Soon",
    ]
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
    # The area has no PM, nor has the account: as Head of Product he is asked.
    assert [each.what for each in person("otto", text).queue.awaited] == ["Something else."]


def test_a_csm_sees_what_customers_wait_for() -> None:
    view = person(
        "bob",
        """
        accounts: {north: {qbrs: [2026-07-10]}}
        2026-06-10-tier-2:
          questions: [{id: Q1, account: north, ask: When?, area: charts}]
        """,
    )
    assert [row.ask for row in view.asked.rows] == ["When?"]
    (before,) = view.before
    assert (before.account.text, before.ahead, before.open) == (
        "North Mills",
        "QBR in 11 days",
        "1 unanswered question",
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


def test_who_left_says_so(harbour: ViewContext) -> None:
    assert view_person("nils.aker", context=harbour).left == day("2026-03-15")
    assert view_person("bob.obrien", context=harbour).left is None


def _later(person: str, number: int, *, context: ViewContext) -> QueueView:
    return view_queue(person, number, queue=queue_of(person, context=context), context=context)


def test_a_long_queue_goes_on_on_other_pages() -> None:
    number = FIRST + SIZE + 7
    actions = ", ".join(
        f"{{id: A{n}, what: No. {n}, owner: otto, due: 2026-0{6 if n <= 130 else 9}-01}}"
        for n in range(1, number + 1)
    )
    context = view_context_of(f"2026-05-01-tier-1: {{actions: {{pm: [{actions}]}}}}")
    first = view_person("otto", context=context)
    queue = queue_of("otto", context=context)
    assert queue_pages(queue) == 3
    assert (len(first.queue.late), first.queue.later) == (FIRST, ())
    assert (len(first.whole.late), len(first.whole.later)) == (130, number - 130)
    pages = [first.queue, *(_later("otto", each, context=context).queue for each in (2, 3))]
    assert [len(page.tasks) for page in pages] == [FIRST, SIZE, 7]
    shown = {task.item.address for page in pages for task in page.tasks}
    assert len(shown) == number


def test_the_contents_name_this_week_only_where_the_page_has_it() -> None:
    late = ", ".join(
        f"{{id: A{n}, what: Late, owner: otto, due: 2026-06-01}}" for n in range(2, FIRST + 2)
    )
    soon = "{id: A1, what: Soon, owner: otto, due: 2026-06-30}"
    context = view_context_of(f"2026-05-01-tier-1: {{actions: {{pm: [{soon}, {late}]}}}}")
    sections = [each.id for each in view_person("otto", context=context).toc]
    assert "week" not in sections
    assert "week" in [each.id for each in _later("otto", 2, context=context).toc]
    assert "week" in [each.id for each in view_person("bob", context=context).toc]


def test_signals_stand_only_where_the_page_does_not_say_it() -> None:
    text = """
        series: {tier-2: {kind: tier-2, members: [bob, ines], cadence: weekly}}
        2026-05-01-tier-2:
          attendees: [bob, ines]
          actions: {cs: [{id: A1, what: Late, owner: bob, due: 2026-05-08}]}
    """
    records = make_records(parse(text))
    ledger = replay(records, day("2026-06-29"))
    context = make_view_context(
        Index(records=records, ledger=ledger), findings=find(Index(records=records, ledger=ledger))
    )
    codes = {signal.code for signal in context.signals_of_person["bob"]}
    assert "SG101" in codes
    view = view_person("bob", context=context)
    assert [task.label for task in view.queue.late] == ["Follow-up", "Action"]
    assert view.queue.late[0].what.startswith("Hold Tier 2, or write down why not")
    assert view.queue.late[1].what == "Late"
    assert view.signals.rows == ()
    assert [each.prepare.address for each in view.meetings.rows] == ["series/tier-2/next/"]


def test_the_sample_shows_everyone_what_waits(sample: ViewContext) -> None:
    greta = view_person("greta.sandoval", context=sample)
    unheard = [task for task in greta.queue.late if task.note == "not acknowledged"]
    assert [task.account and task.account.text for task in unheard] == ["Pennycress Bakeries"]
    elin = view_person("elin.marchetti", context=sample)
    assert any(
        task.account and task.account.text == "Ostermark Foods" and task.label == "Question"
        for task in elin.queue.week
    )
    lucia = view_person("lucia.farrow", context=sample)
    assert "Tamsin & Rowe Retail" not in {each.account.text for each in lucia.accounts}


def test_who_tells_a_customer_reads_of_it_once() -> None:
    text = """
        2026-05-01-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Do it.
              accounts: [north]
              say: We do it.
          actions: {cs: [{id: A1, what: Tell them, owner: bob, due: 2026-05-08, account: north,
                          closes_loop: D1}]}
    """
    records = make_records(parse(text))
    ledger = replay(records, day("2026-06-29"))
    context = make_view_context(
        Index(records=records, ledger=ledger), findings=find(Index(records=records, ledger=ledger))
    )
    assert "SG402" in [each.code for each in context.signals_of_person["bob"]]
    view = view_person("bob", context=context)
    assert [each.what for each in view.queue.late] == ["Tell them"]
    assert "SG402" not in [each.code for each in view.signals.rows]


def test_research_asks_are_on_the_page_of_their_owner_and_of_the_areas_pm() -> None:
    context = view_context_of("""
    taxonomy: {areas: {mobile: {name: Mobile, pm: ines}}}
    series: {ops: {kind: tier-3}}
    2026-06-02-otto:
      research:
        - {area: mobile, what: Offline use, owner: otto, by: 2026-07-10, accounts_wanted: 2}
        - {area: mobile, what: Enough asked, owner: otto, accounts_wanted: 1, asked: [north]}
    2026-06-03-ops:
      process_changes:
        - {what: One page on escalations, owner: otto, due: 2026-07-01, status: running}
        - {what: An old one, owner: otto, status: dropped}
    """)
    for person in ("otto", "ines"):
        view = view_person(person, context=context)
        assert [each.what for each in view.research.lines] == ["Offline use"]
        assert "research" in [each.id for each in view.toc]
    assert view_person("bob", context=context).research.lines == ()
    (change,) = view_person("otto", context=context).changes.lines
    assert (change.what, change.badges[0].text) == ("One page on escalations", "Running")
    assert view_person("ines", context=context).changes.lines == ()


def test_a_csm_sees_what_the_customers_wait_for_each_path_once_and_the_soonest_first() -> None:
    text = """
        2026-06-01-tier-2:
          escalations:
            - {id: E1, account: north, issue: It fails., answer_by: 2026-06-20}
            - {id: E2, account: north, issue: No day yet.}
          briefings: [{id: B1, account: north, request: Tabs, answer_by: 2026-06-10}]
        2026-06-15-tier-1:
          escalations:
            - {id: E1, account: north, issue: It still fails., from: 2026-06-01-tier-2/E1}
            - {id: E2, account: south, issue: Of somebody else.}
    """
    bob = person("bob", text)
    assert [each.item.ref for each in bob.raised.rows] == [
        "2026-06-01-tier-2/B1",
        "2026-06-15-tier-1/E1",
        "2026-06-01-tier-2/E2",
    ]
    assert "Waiting on Product" in [each.title for each in bob.toc]
    listed = {each.item.address for each in bob.raised.rows}
    assert not any(each.address in listed for each in bob.signals.rows)


def test_a_meeting_that_was_not_held_is_late_and_not_today() -> None:
    text = """
        series: {ours: {kind: tier-2, members: [lena, ines], cadence: biweekly}}
        2026-03-04-ours: {}
    """
    for as_of, words in (("2026-03-18", "today"), ("2026-04-10", "23 days late")):
        (meeting,) = person("lena", text, as_of=as_of).meetings.rows
        assert (meeting.on.day, meeting.on.words) == (day("2026-03-18"), words)
