"""SG201 to SG205."""

from signalling import messages, signals_on

DEFERRED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: The bulk export waits for its sizing., because: Size.,
           owner: otto, due: 2026-02-13}
"""
DEFERRED_AGAIN = (
    DEFERRED
    + """
    2026-02-10-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: The bulk export waits for the budget., because: Money.,
           owner: otto, due: 2026-03-13, about: [2026-01-27-tier-1/D1]}
"""
)


def test_a_late_deferral_says_who_owes_the_answer() -> None:
    (found,) = signals_on("2026-02-18", DEFERRED, "SG201")
    assert found.message == (
        "Answer “The bulk export waits for its sizing”: deferred to 13 February 2026, 5 days ago; "
        "Otto owes the answer."
    )
    assert found.about.ref == "2026-01-27-tier-1/D1"


def test_what_was_deferred_again_is_late_by_its_new_date_only() -> None:
    assert signals_on("2026-02-18", DEFERRED_AGAIN, "SG201") == ()
    (found,) = signals_on("2026-03-14", DEFERRED_AGAIN, "SG201")
    assert found.about.ref == "2026-02-10-tier-1/D1"


def test_a_deferral_that_was_answered_is_no_signal() -> None:
    answered = (
        DEFERRED
        + """
    2026-02-14-ines:
      decisions: [{id: D1, outcome: decided, what: We build it., resolves: [2026-01-27-tier-1/D1]}]
"""
    )
    assert signals_on("2026-02-18", answered, "SG201") == ()


ESCALATED = """
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: escalated, what: Buy single sign-on., to: cpo, recommendation: Buy.,
           owner: otto, due: 2026-04-10, accounts: [north]}
"""


def test_a_late_ruling_is_asked_of_who_rules() -> None:
    (found,) = signals_on("2026-04-14", ESCALATED, "SG202")
    assert found.message == (
        "Ask Greta for the ruling on “Buy single sign-on”: due 10 April 2026, 4 days ago."
    )
    assert found.owner == "otto"


def ruled(accounts: str) -> str:
    return (
        ESCALATED
        + f"""
    2026-04-14-ines:
      decisions:
        - {{id: D1, outcome: decided, what: We buy it., resolves: [2026-03-31-tier-1/D1],
           accounts: [{accounts}]}}
"""
    )


def test_a_ruling_that_names_nobody_opens_no_loop() -> None:
    (found,) = signals_on("2026-04-14", ruled(""), "SG203")
    assert found.message == (
        "The ruling on “Buy single sign-on” came on 14 April 2026: name North Mills in a decision, "
        "so that they are told."
    )
    assert signals_on("2026-04-14", ruled("north"), "SG203") == ()


def test_a_decision_that_carries_the_ruling_on_opens_the_loop() -> None:
    carried = (
        ruled("")
        + """
    2026-04-28-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Single sign-on comes in July., accounts: [north],
           about: [2026-04-14-ines/D1]}
"""
    )
    assert len(signals_on("2026-04-27", carried, "SG203")) == 1
    assert signals_on("2026-04-28", carried, "SG203") == ()


DECIDED = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: Every release gets a date., owner: otto,
                   due: 2026-02-13, commitment: {target: 2026-05-01}}]
"""


def test_follow_through_that_is_late_names_its_owner() -> None:
    assert messages(signals_on("2026-02-14", DECIDED, "SG204")) == [
        "Follow through on “Every release gets a date”: 1 day late; Otto owns it."
    ]


def test_what_was_reviewed_as_done_or_descoped_is_followed_through() -> None:
    for row in (
        "review: [{decision: 2026-01-27-tier-1/D1, outcome: done}]",
        "roadmap: [{commitment: 2026-01-27-tier-1/D1, status: descoped, because: No.}]",
    ):
        after = f"{DECIDED}\n    2026-02-20-tier-1:\n      {row}\n"
        assert signals_on("2026-02-20", after, "SG204") == ()


def test_what_was_deferred_twice_is_said_once() -> None:
    assert signals_on("2026-02-09", DEFERRED_AGAIN, "SG205") == ()
    (found,) = signals_on("2026-02-10", DEFERRED_AGAIN, "SG205")
    assert found.message == (
        "Decide “The bulk export waits for the budget”: deferred twice since 27 January 2026; "
        "Otto owes the answer."
    )


def test_two_deferrals_about_one_escalation_are_one_thing() -> None:
    both = """
    2026-01-27-tier-1:
      escalations: [{id: E1, account: north, issue: No export.}]
      decisions: [{id: D1, outcome: deferred, what: No export yet., due: 2026-02-24, about: [E1]}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Still none., due: 2026-03-24,
                   about: [ABOUT]}]
"""
    same = both.replace("ABOUT", "2026-01-27-tier-1/E1")
    assert len(signals_on("2026-02-24", same, "SG205")) == 1
    assert signals_on("2026-02-24", both.replace("ABOUT", ""), "SG205") == ()
