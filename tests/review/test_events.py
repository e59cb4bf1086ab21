"""What a review says where several differences are one event, and what it counts."""

import pytest

from reviewing import review_texts, told

BASE = """
    2026-03-31-tier-1:
      briefings: [{id: B1, account: north, request: Reports are late., answer_by: 2026-05-20}]
      decisions:
        - {id: D1, outcome: decided, what: Build the export., owner: otto, accounts: [north, south],
           commitment: {target: 2026-06-01}}
        - {id: D2, outcome: deferred, what: Whether to build SSO., owner: otto, due: 2026-04-28,
           because: No estimate., accounts: [north]}
        - {id: D3, outcome: decided, what: Weekly calls., owner: vera, accounts: [south]}
      actions:
        cs:
          - {id: A1, what: Tell South, owner: bob, due: 2026-04-10, account: south, closes_loop: D3}
          - {id: A2, what: Draw a map, owner: bob, due: 2026-04-10}
"""
RECORD = "2026-03-31-tier-1"


def _next(rows: str) -> list[str]:
    return told(BASE, f"{BASE}    2026-04-28-tier-1:\n      {rows}\n")


def test_an_action_that_is_dropped_leaves_the_customer_to_be_told() -> None:
    dropped = f"review: [{{action: {RECORD}/A1, outcome: dropped, note: Not now.}}]"
    assert (
        "actions: Dropped: Tell South (Bob), on 28 Apr: Not now; South Yard is still to be "
        "told about “Weekly calls”, and no open action does so"
    ) in _next(dropped)
    other = (
        "actions: {cs: [{id: A1, what: Call South, owner: lena, due: 2026-05-05, account: south, "
        f"closes_loop: {RECORD}/D3}}]}}"
    )
    assert "actions: Dropped: Tell South (Bob), on 28 Apr: Not now." in _next(
        f"{dropped}\n      {other}"
    )


def test_what_is_deferred_again_has_both_days() -> None:
    again = (
        "decisions: [{id: D1, outcome: deferred, what: Whether to build SSO., owner: otto, "
        f"due: 2026-05-20, because: Still none., accounts: [north], about: [{RECORD}/D2]}}]"
    )
    assert (
        "decisions: Deferred: “Whether to build SSO.” (Otto), for North Mills, deferred again, "
        "answer by 28 Apr → 20 May, because “Still none.”"
    ) in _next(again)


def test_what_is_rolled_and_handed_over_has_its_day_once() -> None:
    rows = (
        f"review: [{{action: {RECORD}/A2, outcome: rolled, due: 2026-05-20}}, "
        f"{{action: {RECORD}/A2, outcome: handed-over, owner: lena}}]"
    )
    said = _next(rows)
    assert "actions: Rolled: Draw a map (Lena), 10 Apr → 20 May" in said
    assert "actions: Handed over: Draw a map, from Bob to Lena" in said


def test_a_briefing_that_a_decision_resolves_is_one_sentence() -> None:
    rows = (
        "decisions: [{id: D1, outcome: decided, what: Reports at six., owner: otto, "
        f"say: At six., resolves: [{RECORD}/B1]}}]"
    )
    assert [each for each in _next(rows) if each.startswith("requests")] == [
        "requests: Resolved: North Mills, “Reports are late”, on 28 Apr, by “Reports at six”"
    ]


def test_an_answer_that_resolves_is_one_sentence() -> None:
    rows = f"updates: [{{item: {RECORD}/B1, answered: 2026-04-27, answer: At six., by: ines}}]"
    assert [each for each in _next(rows) if each.startswith("requests")] == [
        "requests: Answered: North Mills, “Reports are late”: “At six.” (Ines, 27 Apr)"
    ]


def test_a_shipped_item_and_what_it_delivers_are_one_sentence_and_one_shipment() -> None:
    rows = f"shipped: [{{id: S1, what: Export., on: 2026-04-20, delivers: {RECORD}/D1}}]"
    after = f"{BASE}    2026-04-28-tier-1:\n      {rows}\n"
    shipped = [each for each in told(BASE, after) if each.startswith("commitments")]
    assert shipped == [
        (
            "commitments: Shipped: Build the export, to North Mills and South Yard ($150,000 ARR), "
            "on 20 Apr, by “Export”"
        )
    ]
    assert " 1 shipment " in review_texts(BASE, after).summary


def test_new_actions_and_feedback_are_shown_up_to_a_length() -> None:
    words = "Write down what each of them does on a Monday before the first shift begins"
    action = f"actions: {{cs: [{{id: A1, what: {words}., owner: lena, due: 2026-05-05}}]}}"
    assert f"actions: New: {words} (Lena), due 5 May" in _next(action)
    long = f"{words} " * 4
    feedback = f"feedback: [{{id: F1, account: north, what: {long}, tone: problem}}]"
    (said,) = [each for each in _next(feedback) if each.startswith("requests")]
    assert said.startswith(f"requests: Feedback: North Mills, “{words} {words} ")
    assert said.endswith("…” (problem)")
    assert 200 < len(said) < 250


def test_words_that_may_not_be_said_any_more_are_named_once_for_all_reasons() -> None:
    said = BASE.replace("commitment: {target: 2026-06-01}", "say: In June., commitment: {}")
    row = (
        "decisions: [{id: D1, outcome: decided, what: Buy it., owner: otto, accounts: [north], "
        f"supersedes: [{RECORD}/D1], commitment: {{target: 2026-08-01}}}}]"
    )
    words = [
        each
        for each in told(said, f"{said}    2026-04-28-tier-1:\n      {row}\n")
        if each.startswith("words")
    ]
    assert words == [
        (
            "words: Do not promise: “In June.” to North Mills (superseded); until now you could "
            "say it"
        ),
        "words: Do not promise: “In June.” to South Yard (withdrawn); until now you could say it",
    ]


def test_the_arr_of_what_an_account_raised_is_in_the_sentence_on_its_own() -> None:
    said = told(BASE, f"{BASE}    accounts: {{north: {{arr: 90000}}}}\n")
    assert [each for each in said if "Touched" not in each] == [
        "accounts: ARR: North Mills, $100,000 → $90,000; also the ARR of 1 escalation or briefing"
    ]


def test_a_customer_that_churns_is_named_with_the_arr_that_is_lost() -> None:
    said = told(BASE, f"{BASE}    accounts: {{south: {{churned: {{on: 2026-04-20}}}}}}\n")
    assert (
        "commitments: Customer churned: Build the export, for South Yard ($50,000 ARR), on 20 Apr"
    ) in said
    assert "accounts: Customer churned: South Yard ($50,000 ARR), on 20 Apr" in said


SUMMARIES = {
    f"    2026-04-28-tier-1: {{review: [{{action: {RECORD}/A2, outcome: handed-over, "
    "owner: lena}]}": "1 hand-over",
    f"    2026-04-28-tier-1: {{roadmap: [{{commitment: {RECORD}/D1, "
    "status: descoped}]}": "1 descoped commitment",
    f"    2026-04-28-tier-1: {{roadmap: [{{commitment: {RECORD}/D1, status: slipped, "
    "target: 2026-05-15}]}": "1 commitment brought forward",
    f"    2026-04-28-tier-1: {{updates: [{{item: {RECORD}/B1, answered: 2026-04-27, answer: No., "
    "by: ines}]}": "1 answer",
    "    accounts: {north: {churned: {on: 2026-04-20}}}": "1 churned customer",
    "    accounts: {north: {csm: lena, arr: 90000}}": "changes 1 account.",
    "    people: {zoe: {name: Zoe, role: pm}}": "changes 1 reference entry.",
    "    accounts: {north: {churned: {on: 2026-06-20}}}": "1 customer that will churn",
}


@pytest.mark.parametrize("rows", SUMMARIES)
def test_the_first_sentence_counts(rows: str) -> None:
    assert SUMMARIES[rows] in review_texts(BASE, f"{BASE}{rows}\n").summary


def test_the_first_sentence_counts_accounts_that_go() -> None:
    row = "{name: West, arr: 10, segment: small, csm: bob, renewal: 2026-08-01}"
    assert "removes 1 account" in review_texts(f"accounts: {{west: {row}}}", "accounts: {}").summary
