"""The second decision supersedes its sibling instead: the first customer is left without a word."""

from pathlib import Path

import went_wrong

HERE = Path(__file__).parent
OLD, FIRST, SECOND = "2026-03-03-tier-1/D1", "2026-04-07-tier-1/D1", "2026-04-07-tier-1/D2"


def test_what_was_just_promised_is_withdrawn_again() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    old, first = ledger.decisions[OLD].commitment, ledger.decisions[FIRST].commitment
    assert old is not None
    assert first is not None

    assert [(each.account, each.state) for each in old.by_account] == [
        ("alpha", "superseded"),
        ("beta", "withdrawn"),
    ]
    assert [(each.account, each.state) for each in first.by_account] == [("alpha", "withdrawn")]
    assert {ref: loop.because for ref, loop in ledger.loops.items() if loop.is_open} == {
        (FIRST, "beta"): "withdrawn",
        (SECOND, "alpha"): "withdrawn",
        (SECOND, "beta"): "decided",
    }
