"""SG501 to SG504."""

from signalling import messages, signals_on

RAISED = """
    accounts: {north: {renewal: 2026-07-20, pm: ines}}
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: A weekend is missing.}]
"""


def test_nobody_of_product_has_heard_of_it() -> None:
    (found,) = signals_on("2026-06-29", RAISED, "SG501")
    assert found.message == (
        "Acknowledge North Mills' “A weekend is missing”: nobody of Product has for 21 days, "
        "and their renewal is in 21 days."
    )
    assert (found.owner, found.about.account) == ("ines", "north")


def test_what_was_acknowledged_or_whose_customer_left_is_not_asked_for() -> None:
    heard = (
        RAISED
        + """
    2026-06-12-ines:
      updates: [{item: 2026-06-08-bob/E1, acknowledged: 2026-06-12, by: ines}]
"""
    )
    left = RAISED.replace("pm: ines", "churned: {on: 2026-06-20}")
    for other in (heard, left):
        assert signals_on("2026-06-29", other, "SG501") == ()
    assert len(signals_on("2026-06-29", heard, "SG502")) == 1
    assert signals_on("2026-06-29", left, "SG502") == ()


def test_what_is_open_before_a_renewal_says_how_long() -> None:
    assert messages(signals_on("2026-06-29", RAISED, "SG502")) == [
        (
            "Resolve “A weekend is missing” for North Mills: open for 21 days, and their "
            "renewal is "
            "in 21 days."
        )
    ]
    assert signals_on("2026-07-21", RAISED, "SG502") == ()


def test_of_a_path_the_last_escalation_speaks() -> None:
    carried = (
        RAISED
        + """
    2026-06-16-tier-2:
      briefings: [{id: B1, account: north, request: What do we say?, from: 2026-06-08-bob/E1}]
    2026-06-23-tier-1:
      escalations: [{id: E1, account: north, issue: Still missing., from: 2026-06-16-tier-2/B1}]
"""
    )
    (found,) = signals_on("2026-06-29", carried, "SG502")
    assert found.about.ref == "2026-06-23-tier-1/E1"


NPS = """
    2026-06-02-bob:
      escalations: [{id: E1, account: north, issue: Slow., trigger: nps, score: 3}]
"""


def test_a_bad_score_is_answered_in_its_week() -> None:
    assert signals_on("2026-06-07", NPS, "SG503") == ()
    assert messages(signals_on("2026-06-08", NPS, "SG503")) == [
        (
            "Answer North Mills' NPS score of 3: given on 2 June 2026, and its week is over "
            "without "
            "an answer."
        )
    ]
    answered = (
        NPS
        + """
    2026-06-04-ines:
      updates: [{item: 2026-06-02-bob/E1, resolved: 2026-06-04}]
"""
    )
    assert signals_on("2026-06-08", answered, "SG503") == ()


def again(first: str) -> str:
    return (
        RAISED
        + f"""
    {first}-bob:
      escalations: [{{id: E1, account: north, issue: The list is slow.}}]
"""
    )


def test_an_account_that_comes_back_within_a_quarter_is_said_for_a_quarter() -> None:
    assert signals_on("2026-06-08", again("2026-03-08"), "SG504") == ()
    (found,) = signals_on("2026-06-08", again("2026-03-09"), "SG504")
    assert found.message == (
        "Ask what North Mills really needs: escalated on 9 March 2026 and again on 8 June 2026, "
        "“A weekend is missing”."
    )
    assert len(signals_on("2026-09-07", again("2026-03-09"), "SG504")) == 1
    assert signals_on("2026-09-08", again("2026-03-09"), "SG504") == ()
