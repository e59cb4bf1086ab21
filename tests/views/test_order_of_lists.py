"""The order of each list, where the records have it in another order, and so have the names."""

import pytest

from building import day, view_context_of
from decision_record.views.account.since import since_qbr
from decision_record.views.home.changed import find_changed
from decision_record.views.lists.accounts import view_accounts
from decision_record.views.lists.area import view_area
from decision_record.views.lists.questions import view_questions
from decision_record.views.lists.requests import view_requests
from decision_record.views.lists.theme import view_theme
from decision_record.views.people.person import view_person
from decision_record.views.pods.figures import last_verdict
from decision_record.views.pods.pods import view_pods
from decision_record.views.series.prep.operations import process
from decision_record.views.series.prep.pods import reports
from decision_record.views.shared.context import ViewContext

COMPANY = """
    accounts:
      north: {name: zenith, arr: 100, renewal: 2026-07-09}
      south: {name: Quarry, arr: 300, csm: bob, renewal: 2026-07-20}
      east: {name: alpine, arr: 200, segment: s, csm: bob, renewal: 2026-07-02}
      gone: {name: Aged, arr: 1, segment: s, csm: bob, renewal: 2026-07-01,
             churned: {on: 2026-03-01}}
      left: {name: Zoned, arr: 1, segment: s, csm: bob, renewal: 2026-07-01,
             churned: {on: 2026-05-01}}
"""


@pytest.fixture(scope="module")
def company() -> ViewContext:
    return view_context_of(COMPANY)


def test_accounts_are_by_name_what_comes_first_and_who_left_last(company: ViewContext) -> None:
    view = view_accounts(context=company)
    assert [each.account.text for each in view.accounts] == ["alpine", "Quarry", "zenith"]
    assert [each.account.text for each in view.soon.rows] == ["alpine", "zenith", "Quarry"]
    assert [each.account.text for each in view.left] == ["Zoned", "Aged"]


def test_a_person_s_accounts_are_by_name(company: ViewContext) -> None:
    accounts = view_person("bob", context=company).accounts
    assert [each.account.text for each in accounts] == ["alpine", "Quarry", "zenith"]


def test_what_a_person_owns_is_by_the_day_that_is_next() -> None:
    rows = (
        ("D1", "2026-09-01", "2026-08-20"),
        ("D2", "2026-07-10", "2026-08-10"),
        ("D3", "2026-08-01", "2026-08-30"),
    )
    promised = ", ".join(
        f"{{id: {id_}, outcome: decided, what: Ship it., owner: ines, accounts: [north], "
        f"commitment: {{target: {target}}}}}"
        for id_, target, _ in rows
    )
    decided = ", ".join(
        f"{{id: {id_}, outcome: decided, what: Do it., owner: ines, due: {due}}}"
        for id_, _, due in rows
    )
    view = view_person(
        "ines",
        context=view_context_of(
            f"2026-06-01-tier-1: {{decisions: [{promised}]}}\n"
            f"2026-06-02-tier-2: {{decisions: [{decided}]}}\n"
        ),
    )
    assert [each.item.ref for each in view.commitments.rows] == [
        f"2026-06-01-tier-1/{id_}" for id_ in ("D2", "D3", "D1")
    ]
    assert [each.item.ref for each in view.decisions.rows] == [
        f"2026-06-02-tier-2/{id_}" for id_ in ("D2", "D1", "D3")
    ]


_CREW = "structure: product-area, area: core, started: 2026-01-05, members: {pm: ines, csm: bob}"
PODS = f"""
    taxonomy: {{areas: {{core: {{name: Core, pm: ines}}}}}}
    pods:
      a: {{name: zinc, status: operational, {_CREW}}}
      b: {{name: Brass, status: operational, {_CREW}}}
      c: {{name: Alloy, status: dissolved, {_CREW}}}
      d: {{name: amber, status: operational, {_CREW}}}
    series: {{quarter: {{kind: quarterly-review}}}}
    2026-01-30-quarter: {{pods: [{{pod: a, evaluation: {{verdict: fix}}}}]}}
    2026-04-30-quarter: {{pods: [{{pod: a, evaluation: {{verdict: expand}}}}]}}
    2026-06-20-quarter: {{pods: [{{pod: a, summary: Nothing was judged.}}]}}
"""


def test_pods_are_by_name_and_those_that_were_dissolved_last() -> None:
    context = view_context_of(PODS)
    assert [each.pod.text for each in view_pods(context=context).pods] == [
        *("amber", "Brass", "zinc"),
        "Alloy",
    ]
    assert [each.what for each in reports(context=context).lines] == ["amber", "Brass", "zinc"]


def test_a_pod_s_last_verdict_is_that_of_the_newest_review_with_one() -> None:
    context = view_context_of(PODS)
    verdict = last_verdict(context.ledger.pods["a"], context=context)
    assert verdict
    assert (str(verdict.day), verdict.verdict.text) == ("2026-04-30", "Expand")


def test_open_process_changes_are_by_due_date_and_the_newest_that_ended_come_next() -> None:
    context = view_context_of(
        """
    series: {ops: {kind: tier-3}}
    2026-01-20-ops:
      process_changes:
        - {what: Open and due last., due: 2026-09-01, status: running}
        - {what: Done first., status: done}
        - {what: Open without a day., status: running}
        - {what: Open and due first., due: 2026-07-01, status: running}
    2026-04-20-ops: {process_changes: [{what: Done last., status: done}]}
    """
    )
    topic = process(context=context)
    assert [each.what for each in (*topic.lines, *topic.folded)] == [
        "Open and due first.",
        "Open and due last.",
        "Open without a day.",
        "Done last.",
        "Done first.",
    ]


ASKED = """
    taxonomy:
      areas: {core: {name: Core, pm: ines}}
      themes: {a: {name: Zoom, area: core}, b: {name: Export, area: core},
               c: {name: Clocks, area: core}}
"""


def test_an_area_has_the_most_arr_first_and_questions_by_the_day_of_their_answer() -> None:
    view = view_area(
        "core",
        context=view_context_of(
            f"{COMPANY}{ASKED}"
            """
    2026-06-01-tier-1:
      escalations:
        - {id: E1, account: north, issue: Least., area: core}
        - {id: E2, account: south, issue: Most., area: core}
        - {id: E3, account: east, issue: Between., area: core}
      questions:
        - {id: Q1, account: north, ask: Without a day., area: core}
        - {id: Q2, account: north, ask: Last., area: core, answer_by: 2026-07-30}
        - {id: Q3, account: north, ask: First., area: core, answer_by: 2026-07-10}
      requests:
        - {id: R1, account: north, what: Least., area: core}
        - {id: R2, account: east, what: Between., area: core}
        - {id: R3, account: south, what: Most., area: core}
      feedback:
        - {id: F1, account: north, what: Least., area: core}
        - {id: F2, account: east, what: Between., area: core}
        - {id: F3, account: south, what: Most., area: core}
    """
        ),
    )
    by_arr = ["Most.", "Between.", "Least."]
    assert [each.issue for each in view.raised.rows] == by_arr
    assert [each.ask for each in view.questions.rows] == ["First.", "Last.", "Without a day."]
    assert [each.what for each in view.requests.rows] == by_arr
    assert [each.what for each in view.feedback.rows] == by_arr


def test_topics_are_by_the_accounts_that_ask_then_by_their_arr_then_by_name() -> None:
    view = view_questions(
        context=view_context_of(
            f"{COMPANY}{ASKED}"
            """
    2026-06-01-tier-2:
      questions:
        - {id: Q1, account: north, ask: By one., theme: a}
        - {id: Q2, account: north, ask: By two., theme: b, answer_by: 2026-08-02}
        - {id: Q3, account: east, ask: By two., theme: b, answer_by: 2026-08-01}
        - {id: Q4, account: south, ask: By one with more., theme: c}
        - {id: Q5, account: south, ask: By one with more.}
    """
        )
    )
    assert [(each.title, each.accounts, each.arr) for each in view.topics] == [
        ("Export", 2, 300),
        ("Clocks", 1, 300),
        ("No theme or area named", 1, 300),
        ("Zoom", 1, 100),
    ]
    rows = view.topics[0].rows
    assert [each.item.ref for each in rows] == ["2026-06-01-tier-2/Q3", "2026-06-01-tier-2/Q2"]


def test_requests_of_a_state_are_those_not_told_first_then_by_arr_then_the_oldest() -> None:
    view = view_requests(
        context=view_context_of(
            f"{COMPANY}"
            """
    2026-05-01-bob:
      requests:
        - {id: R1, account: north, what: Told.}
        - {id: R2, account: north, what: Not told.}
        - {id: R3, account: south, what: Told and worth most.}
    2026-05-02-bob:
      requests: [{id: R1, account: south, what: Told and worth most too.}]
    2026-05-10-ines:
      updates:
        - {item: 2026-05-01-bob/R1, status: planned}
        - {item: 2026-05-01-bob/R2, status: planned}
        - {item: 2026-05-01-bob/R3, status: planned}
        - {item: 2026-05-02-bob/R1, status: planned}
    2026-05-12-bob:
      loops:
        - {item: 2026-05-01-bob/R1, account: north, on: 2026-05-12}
        - {item: 2026-05-01-bob/R3, account: south, on: 2026-05-12}
        - {item: 2026-05-02-bob/R1, account: south, on: 2026-05-12}
    """
        )
    )
    (planned,) = (each for each in view.groups if each.rows)
    assert [each.what for each in planned.rows] == [
        "Not told.",
        "Told and worth most.",
        "Told and worth most too.",
        "Told.",
    ]


def test_who_asked_for_a_theme_long_ago_is_by_arr_then_by_name() -> None:
    view = view_theme(
        "a",
        context=view_context_of(
            f"{COMPANY}{ASKED}"
            """
    2025-06-01-bob:
      feedback:
        - {id: F1, account: north, what: It., theme: a}
        - {id: F2, account: south, what: It., theme: a}
        - {id: F3, account: east, what: It., theme: a}
    """
        ),
    )
    assert [each.account.text for each in view.earlier] == ["Quarry", "alpine", "zenith"]


def test_what_changed_since_monday_is_by_kind_then_by_arr_then_the_newest() -> None:
    def decision(id_: str, account: str, what: str) -> str:
        return (
            f"{{id: {id_}, outcome: decided, what: {what}, owner: otto, accounts: [{account}], "
            "say: Yes.}"
        )

    context = view_context_of(
        f"{COMPANY}"
        "\n    2026-06-23-tier-1: {decisions: ["
        f"{decision('D1', 'north', 'Least.')}, {decision('D2', 'south', 'Most and older.')}]}}"
        "\n    2026-06-24-tier-2: {decisions: ["
        f"{decision('D1', 'east', 'Between.')}, {decision('D2', 'south', 'Most and newer.')}]}}\n"
    )
    (group,) = find_changed(context=context).groups
    assert [each.what for each in group.rows.rows] == [
        "Most and newer.",
        "Most and older.",
        "Between.",
        "Least.",
    ]


def test_the_headline_of_what_was_raised_twice_is_the_newest_day() -> None:
    context = view_context_of(
        """
    accounts: {north: {qbrs: [2026-05-01]}}
    2026-05-10-tier-2: {briefings: [{id: B1, account: north, request: It stops.}]}
    2026-06-10-tier-1:
      escalations: [{id: E1, account: north, issue: It stops., from: 2026-05-10-tier-2/B1}]
    """
    )
    since = since_qbr("north", qbr=day("2026-05-01"), size=None, context=context)
    (row,) = (row for group in since.groups for row in group.rows.rows)
    assert row.day == day("2026-06-10")
    assert [on for _, on in row.before] == [day("2026-05-10")]
