"""A deferral replaces nothing that was decided."""

from pathlib import Path

import went_wrong
from building import replay_on

HERE = Path(__file__).parent
PROMISE, DEFERRAL = "2026-03-03-tier-1/D1", "2026-04-07-tier-1/D1"


def test_what_was_decided_is_still_promised() -> None:
    ledger = went_wrong.ledger_of(HERE, "2026-04-08")
    promise, deferral = ledger.decisions[PROMISE], ledger.decisions[DEFERRAL]
    assert promise.commitment is not None

    assert (promise.state, promise.superseded_by) == ("standing", ())
    assert promise.commitment.promised_to == ("alpha", "beta")
    assert deferral.state == "open"
    assert not [key for key in ledger.loops if key[0] == DEFERRAL]


def test_what_is_decided_resolves_the_deferral_that_it_supersedes() -> None:
    text = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Whether., accounts: [north], due: 2026-02-10}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: Yes., supersedes: [2026-01-27-tier-1/D1]}]
    """
    ledger = replay_on("2026-02-24", text)
    old, new = ledger.decisions.values()

    assert old.resolved_by is not None
    assert (old.state, old.resolved_by.ref, old.superseded_by) == ("resolved", new.ref, ())
    assert new.accounts == ()
