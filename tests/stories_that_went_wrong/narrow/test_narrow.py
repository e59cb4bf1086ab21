"""A successor for one customer withdraws the promise from the others, and owes them a word."""

from pathlib import Path

import went_wrong
from building import day, replay_on
from decision_record.ledger.replay import Ledger
from decision_record.views.account.open_items import list_open

HERE = Path(__file__).parent
OLD, NEW = "2026-03-03-tier-1/D1", "2026-04-07-tier-1/D1"


def states(ledger: Ledger, ref: str) -> dict[str | None, str]:
    commitment = ledger.decisions[ref].commitment
    assert commitment is not None
    return {each.account: each.state.value for each in commitment.by_account}


def test_the_promise_of_the_other_is_withdrawn() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    old, new = ledger.decisions[OLD], ledger.decisions[NEW]

    assert states(ledger, OLD) == {"alpha": "superseded", "beta": "withdrawn"}
    assert states(ledger, NEW) == {"alpha": "promised"}
    assert old.commitment is not None
    assert old.commitment.state == "superseded"
    assert [(step.ref, step.accounts) for step in old.superseded_by] == [(NEW, ("alpha",))]
    assert new.withdrawn_for == {"beta": (OLD,)}
    assert ledger.accounts["beta"].open.commitments == 0
    assert ledger.accounts["alpha"].open.commitments == 1


def test_the_other_is_owed_a_word_and_has_none_of_the_new_ones() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    loop = ledger.loops[NEW, "beta"]

    assert (loop.state, loop.because, loop.opened) == ("open", "withdrawn", day("2026-04-07"))
    assert (loop.owner, loop.due) == ("dan", day("2026-04-14"))
    assert ledger.loops[OLD, "beta"].state == "ended"
    assert [each.accounts for each in ledger.decisions[NEW].words()] == [("alpha",)]


def test_a_later_target_is_a_slip_for_the_one_that_is_taken_over() -> None:
    commitment = went_wrong.ledger_of(HERE, "2026-04-08").decisions[NEW].commitment
    assert commitment is not None
    (slip,) = commitment.slips

    assert (slip.from_, slip.to, slip.accounts) == (
        day("2026-05-15"),
        day("2026-06-15"),
        ("alpha",),
    )
    assert commitment.original_target == day("2026-05-15")
    assert commitment.state == "on-track"


def test_its_page_has_no_open_commitment_and_says_that_it_was_withdrawn() -> None:
    context = went_wrong.view_context_of(HERE, "2026-04-08")
    beta = list_open("beta", context=context)

    assert beta.commitments == ()
    assert [each.state.text for each in beta.past_commitments] == ["Withdrawn"]


def test_until_then_both_are_promised() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-06")

    assert states(ledger, OLD) == {"alpha": "promised", "beta": "promised"}


# More of the kind: the one that was left out is taken over later.

LATER = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., accounts: [north, south], say: In May.,
           commitment: {target: 2026-05-01}}
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: For North., accounts: [north], say: In June.,
           supersedes: [2026-01-27-tier-1/D1], commitment: {target: 2026-06-01}}
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: For South., accounts: [south], say: In July.,
           supersedes: [2026-01-27-tier-1/D1], commitment: {target: 2026-07-01}}
"""


def test_a_later_successor_takes_over_who_was_left_out() -> None:
    ledger = replay_on("2026-04-01", LATER)
    first, second = "2026-02-24-tier-1/D1", "2026-03-31-tier-1/D1"

    assert states(ledger, "2026-01-27-tier-1/D1") == {"north": "superseded", "south": "superseded"}
    assert ledger.loops[first, "south"].state == "ended"
    assert ledger.loops[second, "south"].because == "superseded"
    assert ledger.decisions[first].withdrawn_for == {}
    commitment = ledger.decisions[second].commitment
    assert commitment is not None
    assert [(slip.from_, slip.to) for slip in commitment.slips] == [
        (day("2026-05-01"), day("2026-07-01"))
    ]
    assert replay_on("2026-03-30", LATER).loops[first, "south"].is_open


def test_without_a_commitment_who_was_told_and_has_it_loses_nothing() -> None:
    text = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Ask twice., accounts: [north, south], say: We ask twice.}
      actions:
        cs:
          - {id: A1, what: Tell North., owner: bob, due: 2026-02-03, account: north,
             closes_loop: D1}
    2026-02-10-tier-2:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-02-02}]
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Ask thrice., accounts: [west], say: Thrice.,
           supersedes: [2026-01-27-tier-1/D1]}
    """
    ledger = replay_on("2026-02-24", text)
    new = "2026-02-24-tier-1/D1"

    # North was told, and the decision was followed through; South was never told.
    assert ledger.loops["2026-01-27-tier-1/D1", "north"].state == "told"
    assert (new, "north") not in ledger.loops
    assert ledger.loops["2026-01-27-tier-1/D1", "south"].state == "ended"
    assert ledger.loops[new, "south"].because == "withdrawn"
    assert ledger.loops[new, "west"].because == "decided"
