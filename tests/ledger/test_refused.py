"""What is not decided, or not now, must not be promised (records.md §5, Words)."""

from building import replay_on
from decision_record.ledger.messaging.talking import CautionReason

RECORD = "2026-02-24-tier-1"


def refused(
    text: str, account: str = "north", as_of: str = "2026-03-01"
) -> list[tuple[CautionReason, str]]:
    """Why each item is not to be promised to an account, by item."""
    messages = replay_on(as_of, text).messages[account]
    found = [(each.why, each.ref) for each in messages.do_not_promise]
    return sorted(found, key=lambda each: each[1])


def test_of_several_deferrals_of_one_thing_it_is_the_newest() -> None:
    text = """
    2026-02-10-tier-1:
      escalations: [{id: E1, account: north, issue: It fails.}]
      decisions:
        - {id: D1, outcome: deferred, what: Which one?, owner: otto, due: 2026-03-10,
           because: No data., about: [E1]}
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: Which one?, owner: otto, due: 2026-04-10,
           because: No data yet., about: [2026-02-10-tier-1/E1]}
"""
    assert refused(text, as_of="2026-02-20") == [(CautionReason.DEFERRED, "2026-02-10-tier-1/D1")]
    assert refused(text) == [(CautionReason.DEFERRED, f"{RECORD}/D1")]
    assert refused(text, "south") == []


def test_an_escalated_decision_stays_one_while_what_it_is_about_is_deferred() -> None:
    text = """
    2026-02-10-tier-1:
      decisions:
        - {id: D1, outcome: escalated, what: Buy it?, owner: otto, to: cpo, due: 2026-03-10,
           recommendation: Buy., accounts: [north]}
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: Not this month., owner: otto, due: 2026-04-10,
           because: No data., about: [2026-02-10-tier-1/D1]}
"""
    assert refused(text) == [
        (CautionReason.ESCALATED, "2026-02-10-tier-1/D1"),
        (CautionReason.DEFERRED, f"{RECORD}/D1"),
    ]


def test_decisions_about_each_other_concern_the_accounts_of_both() -> None:
    text = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: escalated, what: One?, owner: otto, to: cpo, due: 2026-03-10,
           recommendation: One., accounts: [north], about: [D2]}
        - {id: D2, outcome: escalated, what: Two?, owner: otto, to: cpo, due: 2026-03-10,
           recommendation: Two., accounts: [south], about: [D1]}
"""
    both = [(CautionReason.ESCALATED, f"{RECORD}/D1"), (CautionReason.ESCALATED, f"{RECORD}/D2")]
    assert refused(text) == both
    assert refused(text, "south") == both
