"""Words that stopped being true: why, since when, and when the account was told."""

from building import day, make_records, parse
from decision_record.ledger.messaging.talking import UNTRUE
from decision_record.ledger.replay import replay

PROMISED = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build the planner., owner: otto, say: It comes in June.,
           accounts: [north], commitment: {target: 2026-06-01}}
      actions:
        cs: [{id: A1, what: Tell North., owner: bob, due: 2026-03-30, account: north,
              closes_loop: D1}]
    2026-03-31-tier-1:
      review: [{action: 2026-02-24-tier-1/A1, outcome: done}]
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: on-track, say: It is in design.}]
"""


def untrue(text: str, as_of: str) -> dict[str | None, tuple[str, str, str | None]]:
    """By words: why they are untrue, since when, and when North was told."""
    messages = replay(make_records(parse(text)), day(as_of)).messages["north"]
    return {
        each.words: (each.why.value, str(each.since), str(each.told) if each.told else None)
        for each in messages.do_not_promise
        if each.why in UNTRUE
    }


def test_a_word_given_on_the_day_of_the_replacement_was_about_the_old_promise() -> None:
    replaced = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, say: It comes in May.,
           accounts: [north], commitment: {target: 2026-05-15}}
      actions:
        cs: [{id: A1, what: Tell North., owner: bob, due: 2026-03-30, account: north,
              closes_loop: D1}]
    2026-04-07-tier-1:
      review: [{action: 2026-02-24-tier-1/A1, outcome: done}]
      decisions:
        - {id: D1, outcome: decided, what: Build it by June., owner: otto, say: It comes in June.,
           accounts: [north], supersedes: [2026-02-24-tier-1/D1], commitment: {target: 2026-06-15}}
"""
    assert untrue(replaced, "2026-04-08") == {
        "It comes in May.": ("superseded", "2026-04-07", None)
    }
    told = """
    2026-04-09-bob: {loops: [{item: 2026-04-07-tier-1/D1, account: north, on: 2026-04-09}]}
"""
    assert untrue(replaced + told, "2026-04-10") == {
        "It comes in May.": ("superseded", "2026-04-07", "2026-04-09")
    }


def test_a_promise_without_words_and_without_a_day_is_not_overdue() -> None:
    exploring = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build the planner., owner: otto, due: 2026-03-10,
           accounts: [north], commitment: {confidence: exploring}}
"""
    dated = exploring.replace("{confidence: exploring}", "{target: 2026-06-01}")
    assert untrue(exploring, "2026-12-31") == {}
    assert untrue(dated, "2026-06-01") == {}
    assert untrue(dated, "2026-06-02") == {None: ("overdue", "2026-06-02", None)}


def test_words_that_newer_ones_followed_end_with_these() -> None:
    slipped = (
        PROMISED
        + """
    2026-04-28-tier-1:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-07-31,
                 because: The design took longer., say: It comes in July.}]
    2026-05-04-bob: {loops: [{item: 2026-02-24-tier-1/D1, account: north, on: 2026-05-04}]}
"""
    )
    both = ("slipped", "2026-04-28", "2026-05-04")
    # The first target passes, and is no news: they heard the new one.
    for as_of in ("2026-05-20", "2026-06-20"):
        assert untrue(slipped, as_of) == {"It comes in June.": both, "It is in design.": both}


def test_words_without_an_end_are_untrue_once_their_target_has_passed() -> None:
    assert untrue(PROMISED, "2026-06-01") == {}
    both = ("overdue", "2026-06-02", None)
    assert untrue(PROMISED, "2026-06-02") == {"It comes in June.": both, "It is in design.": both}
