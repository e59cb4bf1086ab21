"""One promise becomes a decision for each customer: both supersede it, and count at once."""

from pathlib import Path

import pytest

import went_wrong
from building import day, replay_on
from decision_record.ledger.replay import Ledger

HERE = Path(__file__).parent
OLD, ALPHA, BETA = "2026-03-03-tier-1/D1", "2026-04-07-tier-1/D1", "2026-04-07-tier-1/D2"


def states(ledger: Ledger, ref: str) -> dict[str | None, str]:
    commitment = ledger.decisions[ref].commitment
    assert commitment is not None
    return {each.account: each.state.value for each in commitment.by_account}


def test_each_customer_has_a_successor_and_nothing_is_withdrawn() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    old = ledger.decisions[OLD]

    assert states(ledger, OLD) == {"alpha": "superseded", "beta": "superseded"}
    assert [(step.ref, step.accounts) for step in old.superseded_by] == [
        (ALPHA, ("alpha",)),
        (BETA, ("beta",)),
    ]
    assert {ref: loop.because for ref, loop in ledger.loops.items() if loop.is_open} == {
        (ALPHA, "alpha"): "superseded",
        (BETA, "beta"): "superseded",
    }


def test_each_has_its_own_words_alone() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")

    assert [(each.text, each.accounts) for each in ledger.decisions[ALPHA].words()] == [
        ("June.", ("alpha",))
    ]
    assert [(each.text, each.accounts) for each in ledger.decisions[BETA].words()] == [
        ("API.", ("beta",))
    ]


# More of the kind: one for a customer, one for all the others; in either order.

ONE = "{id: D1, outcome: decided, what: For North., accounts: [north], say: In June.,"
REST = "{id: D2, outcome: decided, what: For the others., say: In July.,"
END = "supersedes: [2026-01-27-tier-1/D1], commitment: {target: 2026-07-01}}"


@pytest.mark.parametrize("rows", [(ONE, REST), (REST, ONE)])
def test_one_that_names_none_takes_over_those_that_nobody_names(rows: tuple[str, str]) -> None:
    text = f"""
    2026-01-27-tier-1:
      decisions:
        - {{id: D1, outcome: decided, what: Build it., accounts: [north, south, west],
           say: In May., commitment: {{target: 2026-05-01}}}}
    2026-02-24-tier-1:
      decisions:
        - {rows[0]} {END}
        - {rows[1]} {END}
    """
    ledger = replay_on("2026-02-24", text)
    rest = ledger.decisions["2026-02-24-tier-1/D2"]

    assert set(states(ledger, "2026-01-27-tier-1/D1").values()) == {"superseded"}
    assert states(ledger, "2026-02-24-tier-1/D1") == {"north": "promised"}
    assert states(ledger, "2026-02-24-tier-1/D2") == {"south": "promised", "west": "promised"}
    assert rest.accounts == ("south", "west")
    assert [each.accounts for each in rest.words()] == [("south", "west")]
    assert ledger.loops["2026-02-24-tier-1/D2", "west"].because == "superseded"


def test_who_was_told_the_same_words_and_date_is_owed_nothing() -> None:
    text = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., accounts: [north, south], say: In May.,
           commitment: {target: 2026-05-01}}
    2026-02-03-bob:
      loops: [{item: 2026-01-27-tier-1/D1, account: north, on: 2026-02-03}]
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it for both., accounts: [north, south],
           say: In May., supersedes: [2026-01-27-tier-1/D1], commitment: {target: 2026-05-01}}
    2026-03-31-tier-1:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-06-01,
                 because: Late., say: In June.}]
    """
    new = "2026-02-24-tier-1/D1"
    then = replay_on("2026-02-24", text)
    assert then.decisions[new].already_told == ("north",)
    assert (new, "north") not in then.loops
    assert then.loops[new, "south"].because == "superseded"
    commitment = then.decisions[new].commitment
    assert commitment is not None
    assert commitment.slips == ()

    slipped = replay_on("2026-03-31", text).loops[new, "north"]
    assert (slipped.state, slipped.because, slipped.opened) == (
        "open",
        "slipped",
        day("2026-03-31"),
    )
