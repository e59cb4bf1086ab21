"""What leads before a meeting: what is new since the last one, and what is due soon."""

import pytest

from building import day, replay_on
from decision_record.ledger.recency import Recency, SplitList, lead_first, recency_of
from decision_record.ledger.replay import Ledger

HELD = "2026-05-26-tier-1: {attendees: [vera, otto]}\n"


def _recency(text: str) -> tuple[Ledger, Recency]:
    ledger = replay_on("2026-06-29", HELD + text)
    standing = ledger.series["tier-1"]
    return ledger, recency_of(standing, ledger=ledger, meeting=day("2026-06-30"))


@pytest.mark.parametrize(
    ("written", "due", "leads"),
    [
        ("2026-01-05", "2026-02-01", 0),
        ("2026-01-05", "2026-05-29", 0),
        ("2026-01-05", "2026-05-30", 1),
        ("2026-01-05", "2026-07-14", 1),
        ("2026-01-05", "2026-07-15", 0),
        ("2026-05-27", "2026-12-01", 1),
    ],
)
def test_an_action_leads_that_is_new_or_due_soon(written: str, due: str, leads: int) -> None:
    ledger, recency = _recency(
        f"{written}-bob: {{actions: {{cs: [{{id: A1, what: Ring, owner: bob, due: {due}}}]}}}}"
    )
    (action,) = ledger.actions.values()
    assert recency.action_leads(action) == bool(leads)


@pytest.mark.parametrize(
    ("answer_by", "qbr", "leads"),
    [
        ("2026-04-01", "2026-07-10", 1),
        ("2026-03-01", "2026-07-10", 0),
        ("2026-04-01", "2026-09-10", 0),
        ("2026-07-01", "2026-09-10", 1),
    ],
)
def test_an_escalation_leads_whose_answer_or_customer_meeting_is_near(
    answer_by: str, qbr: str, leads: int
) -> None:
    ledger, recency = _recency(
        f"""
accounts: {{north: {{qbrs: [{qbr}]}}}}
2026-02-05-bob:
  escalations: [{{id: E1, account: north, issue: It stops., answer_by: {answer_by}}}]
"""
    )
    (path,) = ledger.paths
    assert recency.path_leads(path) == bool(leads)


def test_a_new_word_of_product_makes_an_old_escalation_lead() -> None:
    ledger, recency = _recency("""
2026-02-05-bob: {escalations: [{id: E1, account: north, issue: It stops.}]}
2026-06-05-otto: {updates: [{item: 2026-02-05-bob/E1, answer: We found it.}]}
""")
    assert recency.path_leads(ledger.paths[0])


def test_a_request_leads_whose_status_changed_and_a_commitment_that_slipped() -> None:
    ledger, recency = _recency("""
2026-02-05-bob:
  requests:
    - {id: R1, account: north, what: Columns}
    - {id: R2, account: north, what: Rows}
  decisions:
    - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north],
       commitment: {target: 2026-10-01}}
    - {id: D2, outcome: decided, what: Build that., owner: otto, accounts: [north],
       commitment: {target: 2026-10-01}}
2026-06-05-otto:
  updates: [{item: 2026-02-05-bob/R1, status: planned}]
  roadmap:
    - {commitment: 2026-02-05-bob/D1, status: slipped, target: 2026-11-01, because: Late.}
""")
    assert [recency.request_leads(each) for each in ledger.requests.values()] == [True, False]
    assert [recency.decision_leads(each) for each in ledger.decisions.values()] == [True, False]


def test_a_short_list_is_whole_and_a_long_one_is_parted_in_its_order() -> None:
    numbers = (1, 2, 3, 4)
    assert lead_first(numbers, lambda each: each > 2, whole=4) == SplitList(leading=numbers)
    assert lead_first(numbers, lambda each: each % 2 == 0, whole=3) == SplitList(
        leading=(2, 4), folded=(1, 3)
    )
