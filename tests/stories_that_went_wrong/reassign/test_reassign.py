"""An action, a decision and its commitment change hands, and no date moves."""

from pathlib import Path

import went_wrong
from building import day, replay_on
from decision_record.exports.agreed import of_action, of_commitment, of_decision

HERE = Path(__file__).parent
PROMISE, ACTION = "2026-03-03-tier-1/D1", "2026-03-03-tier-1/A1"


def test_the_action_is_handed_over_and_keeps_its_date() -> None:
    action = went_wrong.ledger_of(HERE, "2026-04-08").actions[ACTION]

    assert (action.owner, action.owners) == ("dan", ("cat", "dan"))
    assert (action.due, action.rolled, action.is_open) == (day("2026-03-30"), 0, True)
    assert of_action(action, as_of=day("2026-04-08"))["owners"] == ("cat", "dan")


def test_decision_and_commitment_have_the_new_owner() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    decision = ledger.decisions[PROMISE]
    assert decision.commitment is not None

    assert decision.owner == "eve"
    assert of_decision(decision)["owner"] == "eve"
    assert of_commitment(decision, decision.commitment, ledger=ledger)["owner"] == "eve"
    assert went_wrong.ledger_of(HERE, "2026-04-06").decisions[PROMISE].owner == "bob"


def test_a_review_row_on_the_decision_hands_over_both_too() -> None:
    text = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north],
           commitment: {target: 2026-05-01}}
    2026-02-24-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: handed-over, owner: ines}]
    2026-03-31-tier-1:
      review: [{decision: 2026-01-27-tier-1/D1, outcome: rolled, due: 2026-06-01, owner: wes}]
    """
    assert replay_on("2026-02-24", text).decisions["2026-01-27-tier-1/D1"].owner == "ines"
    later = replay_on("2026-03-31", text).decisions["2026-01-27-tier-1/D1"]
    assert (later.owner, later.due) == ("wes", day("2026-06-01"))


def test_the_open_loop_is_the_new_owners() -> None:
    loop = went_wrong.ledger_of(HERE, "2026-04-08").loops[PROMISE, "alpha"]

    assert (loop.owner, loop.due) == ("dan", day("2026-03-30"))
