"""A decision for one account answers the question of another: whose words hold for how long."""

import pytest

from building import replay_on
from decision_record.ledger.messaging.talking import CautionReason
from decision_record.ledger.replay import Ledger

CHURNED = "churned: {on: 2026-04-20, because: They closed.}"


def on(day: str, *, south: str = "name: South Yard") -> Ledger:
    """Built for South, which asked nothing; North asked, and is not named."""
    return replay_on(
        day,
        f"""
        accounts: {{south: {{{south}}}}}
        2026-03-03-tier-2:
          questions: [{{id: Q1, account: north, ask: When does the export come?}}]
        2026-03-31-tier-1:
          decisions:
            - {{id: D1, outcome: decided, what: Build the export., owner: otto, accounts: [south],
               say: The export comes by 1 June., resolves: [2026-03-03-tier-2/Q1],
               commitment: {{target: 2026-06-01, confidence: committed}}}}
        """,
    )


@pytest.mark.parametrize("south", ["name: South Yard", CHURNED])
def test_words_hold_for_who_asked_up_to_their_target(south: str) -> None:
    north = on("2026-06-01", south=south).messages["north"]
    assert [each.text for each in north.say] == ["The export comes by 1 June."]
    assert north.do_not_promise == ()


@pytest.mark.parametrize("south", ["name: South Yard", CHURNED])
def test_who_asked_must_not_be_promised_a_day_that_passed(south: str) -> None:
    """That the account for which it was to be built has left does not make the words true."""
    north = on("2026-06-02", south=south).messages["north"]
    assert north.say == ()
    (caution,) = north.do_not_promise
    assert caution.why is CautionReason.OVERDUE
    assert caution.words == "The export comes by 1 June."
    assert caution.since.isoformat() == "2026-06-02"
    assert caution.told is None


def test_who_churned_has_no_messages() -> None:
    assert "south" not in on("2026-06-02", south=CHURNED).messages
