"""What ships to one customer has not shipped to the others."""

from pathlib import Path

import pytest

import went_wrong
from building import day, replay_on
from decision_record.ledger.commitments import Commitment
from decision_record.ledger.replay import Ledger
from decision_record.views.account.open_items import list_open

HERE = Path(__file__).parent
PROMISE = "2026-03-03-tier-1/D1"


def commitment_of(ledger: Ledger, ref: str) -> Commitment:
    commitment = ledger.decisions[ref].commitment
    assert commitment is not None
    return commitment


def test_the_other_stays_promised() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    commitment = commitment_of(ledger, PROMISE)
    alpha, beta = commitment.by_account

    assert (alpha.account, alpha.state, alpha.on) == ("alpha", "shipped", day("2026-04-06"))
    assert (beta.account, beta.state, beta.on) == ("beta", "promised", None)
    assert alpha.by == "2026-04-07-tier-1/S1"
    assert (commitment.state, commitment.shipped) == ("on-track", None)
    assert commitment.promised_to == ("beta",)


def test_its_loop_does_not_say_shipped() -> None:
    loops = went_wrong.ledger_of(HERE, "2026-04-08").loops

    alpha, beta = loops[PROMISE, "alpha"], loops[PROMISE, "beta"]
    assert (alpha.state, alpha.because, alpha.opened) == ("open", "shipped", day("2026-04-06"))
    assert (beta.state, beta.because, beta.told) == ("told", "decided", day("2026-03-12"))


def test_the_words_of_the_shipment_are_for_the_one_alone() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    words = list(ledger.decisions[PROMISE].words())

    assert [(each.text, each.ref, each.accounts) for each in words] == [
        ("We build it by May.", PROMISE, ("alpha", "beta")),
        ("It is live for you.", "2026-04-07-tier-1/S1", ("alpha",)),
    ]
    say = ledger.decisions[PROMISE].say
    assert say is not None
    assert say.text == "We build it by May."


def test_its_history_says_that_it_shipped_to_others_without_their_words() -> None:
    context = went_wrong.view_context_of(HERE, "2026-04-08")
    steps = [each for each in context.ledger.accounts["beta"].timeline if each.kind == "shipped"]

    assert [(each.outcome, each.note) for each in steps] == [("shipped to others", None)]


def test_its_page_has_an_open_commitment_that_did_not_ship() -> None:
    context = went_wrong.view_context_of(HERE, "2026-04-08")
    alpha, beta = (
        list_open("alpha", context=context),
        list_open("beta", context=context),
    )

    assert (alpha.commitments, [each.state.text for each in alpha.past_commitments]) == (
        (),
        ["Shipped"],
    )
    (row,) = beta.commitments
    assert (row.state.text, row.shipped, row.say) == ("On track", None, "We build it by May.")


# More of the kind: a row, then the rest; a nameless row after a part; what repeats.

PROMISED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., accounts: [north, south], say: In May.,
           commitment: {target: 2026-05-01}}
"""
ROW = "commitment: 2026-01-27-tier-1/D1"
REF = "2026-01-27-tier-1/D1"


def test_a_row_ships_to_the_accounts_that_it_names_and_the_rest_comes_later() -> None:
    text = (
        PROMISED
        + f"""
    2026-04-28-tier-1:
      roadmap:
        - {{{ROW}, status: shipped, on: 2026-04-20, accounts: [north], say: It is live.}}
        - {{{ROW}, status: on-track, say: Yours comes in May.}}
    2026-05-26-tier-1:
      roadmap: [{{{ROW}, status: slipped, target: 2026-06-10, because: Late., say: In June.}}]
    2026-06-09-tier-1:
      roadmap: [{{{ROW}, status: shipped, accounts: [south]}}]
    """
    )
    partly = commitment_of(replay_on("2026-04-28", text), REF)
    assert [each.state for each in partly.by_account] == ["shipped", "promised"]
    assert (partly.state, partly.slips) == ("on-track", ())

    slipped = replay_on("2026-05-26", text)
    assert commitment_of(slipped, REF).state == "slipped"
    assert [slip.accounts for slip in commitment_of(slipped, REF).slips] == [("south",)]
    assert slipped.loops[REF, "north"].because == "shipped"
    assert slipped.loops[REF, "south"].because == "slipped"
    assert [(each.text, each.accounts) for each in slipped.decisions[REF].words()] == [
        ("In May.", ("north", "south")),
        ("It is live.", ("north",)),
        ("Yours comes in May.", ("south",)),
        ("In June.", ("south",)),
    ]

    whole = commitment_of(replay_on("2026-06-09", text), REF)
    assert (whole.state, whole.shipped) == ("shipped", day("2026-06-09"))


@pytest.mark.parametrize("row", ["status: shipped, accounts: [north]", "status: shipped"])
def test_where_one_record_has_both_the_item_says_to_whom_and_the_row_adds_its_words(
    row: str,
) -> None:
    text = (
        PROMISED
        + f"""
    2026-04-28-tier-1:
      roadmap: [{{{ROW}, {row}, on: 2026-04-27, say: Try it.}}]
      shipped:
        - {{id: S1, what: It, on: 2026-04-20, accounts: [north], say: Live., delivers: {REF}}}
    """
    )
    ledger = replay_on("2026-04-28", text)
    commitment = commitment_of(ledger, REF)

    assert [(each.state, each.on) for each in commitment.by_account] == [
        ("shipped", day("2026-04-20")),
        ("promised", None),
    ]
    assert [(each.text, each.accounts) for each in ledger.decisions[REF].words()][1:] == [
        ("Try it.", ("north",)),
        ("Live.", ("north",)),
    ]


def test_what_repeats_changes_nothing_but_its_words_are_new() -> None:
    text = (
        PROMISED
        + f"""
    2026-04-22-ines:
      shipped: [{{id: S1, what: It, on: 2026-04-20, delivers: {REF}}}]
    2026-04-28-tier-1:
      roadmap: [{{{ROW}, status: shipped, on: 2026-04-27, say: It is live.}}]
    """
    )
    ledger = replay_on("2026-04-28", text)

    assert commitment_of(ledger, REF).shipped == day("2026-04-20")
    assert ledger.loops[REF, "north"].opened == day("2026-04-20")
    assert [each.accounts for each in ledger.decisions[REF].words()][-1] == ("north", "south")


def test_an_account_that_was_not_promised_it_gets_a_loop_of_the_item() -> None:
    text = (
        PROMISED
        + f"""
    2026-04-22-ines:
      shipped: [{{id: S1, what: It, on: 2026-04-20, accounts: [north, west], delivers: {REF}}}]
    """
    )
    loops = replay_on("2026-04-22", text).loops

    assert loops["2026-04-22-ines/S1", "west"].because == "shipped"
    assert ("2026-04-22-ines/S1", "north") not in loops


def test_what_delivers_a_commitment_without_accounts_ships_it_whole() -> None:
    text = f"""
    2026-01-27-tier-1:
      decisions: [{{id: D1, outcome: decided, what: Build it., commitment: {{target: 2026-05-01}}}}]
    2026-04-22-ines:
      shipped: [{{id: S1, what: It, on: 2026-04-20, accounts: [north], delivers: {REF}}}]
    """
    ledger = replay_on("2026-04-22", text)

    assert commitment_of(ledger, REF).state == "shipped"
    assert list(ledger.loops) == [("2026-04-22-ines/S1", "north")]
