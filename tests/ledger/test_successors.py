"""What successors and roadmap rows mean for each account of a commitment."""

import pytest

from building import day, make_records, parse
from decision_record.ledger.replay import Ledger, is_brought_forward, replay
from decision_record.ledger.successors import find_new_target, withdrawn_from

OLD = "2026-02-24-tier-1/D1"
PROMISED = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., accounts: [north, south, west],
           commitment: {target: 2026-06-01}}
"""
SPLIT = (
    PROMISED
    + """
    2026-03-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: North first., accounts: [north],
           supersedes: [2026-02-24-tier-1/D1], commitment: {target: 2026-05-01}}
        - {id: D2, outcome: decided, what: South as planned., accounts: [south],
           supersedes: [2026-02-24-tier-1/D1], commitment: {target: 2026-06-01}}
"""
)


def ledger_of(text: str) -> Ledger:
    return replay(make_records(parse(text)), day("2026-04-30"))


def test_a_promise_is_withdrawn_from_whom_no_successor_names() -> None:
    ledger = ledger_of(SPLIT)
    assert withdrawn_from(ledger.decisions[OLD], ledger=ledger) == ("west",)
    before = ledger_of(PROMISED)
    assert withdrawn_from(before.decisions[OLD], ledger=before) == ()


@pytest.mark.parametrize(
    ("account", "move"),
    [
        ("north", ("2026-03-24-tier-1/D1", day("2026-05-01"))),
        ("south", None),
        ("west", None),
    ],
)
def test_a_successor_that_promises_another_day_is_found(account: str, move: object) -> None:
    ledger = ledger_of(SPLIT)
    assert find_new_target(ledger.decisions[OLD], account, ledger=ledger) == move


def test_the_last_move_decides_whether_a_target_was_brought_forward() -> None:
    row = """
    2026-{}-tier-1:
      roadmap: [{{commitment: 2026-02-24-tier-1/D1, status: slipped, target: {}}}]
"""
    earlier, later = row.format("03-24", "2026-05-01"), row.format("04-14", "2026-07-01")
    for text, expected in ((earlier, True), (earlier + later, False), ("", False)):
        assert is_brought_forward(OLD, "north", ledger=ledger_of(PROMISED + text)) is expected
    ledger = ledger_of(PROMISED + earlier)
    assert not is_brought_forward(OLD, "unknown", ledger=ledger)
    assert not is_brought_forward("2026-02-24-tier-1/S9", "north", ledger=ledger)
