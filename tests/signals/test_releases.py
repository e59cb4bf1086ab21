"""SG701 to SG703."""

from signalling import messages, signals_on

SHIPPED = """
    2026-04-22-ines:
      shipped: [{id: S1, what: Scheduled reports., on: 2026-04-22, accounts: [north]}]
"""


def test_what_is_live_for_two_weeks_is_briefed() -> None:
    assert messages(signals_on("2026-05-06", SHIPPED, "SG701")) == [
        "Brief CS on “Scheduled reports”: live for 14 days."
    ]
    assert len(signals_on("2026-07-22", SHIPPED, "SG701")) == 1
    assert signals_on("2026-07-23", SHIPPED, "SG701") == ()


def test_what_was_briefed_or_told_to_everybody_is_known() -> None:
    briefed = SHIPPED.replace("accounts: [north]", "briefed: 2026-04-23")
    told = (
        SHIPPED
        + """
    2026-04-30-bob:
      loops: [{item: 2026-04-22-ines/S1, account: north, on: 2026-04-30, by: bob}]
"""
    )
    for other in (briefed, told):
        assert signals_on("2026-05-06", other, "SG701") == ()


def test_a_partial_delivery_is_known_when_its_own_accounts_were_told() -> None:
    partial = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north, south],
           say: It comes., commitment: {target: 2026-08-30}}
    2026-04-22-ines:
      shipped:
        - {id: S1, what: Scheduled reports., on: 2026-04-22, accounts: [north],
           delivers: 2026-02-24-tier-1/D1}
"""
    told = """
    2026-04-30-bob:
      loops: [{item: 2026-04-22-ines/S1, account: north, on: 2026-04-30, by: bob}]
"""
    assert len(signals_on("2026-05-06", partial, "SG701")) == 1
    assert signals_on("2026-05-06", partial + told, "SG701") == ()


RELEASED = """
    2026-06-22-standup:
      releases: [{what: New columns, on: 2026-07-02, cs_impact: Macros break.}]
"""


def test_a_release_that_cs_notices_is_briefed_before() -> None:
    assert messages(signals_on("2026-06-29", RELEASED, "SG702")) == [
        "Brief CS on “New columns” before it is released in 3 days: “Macros break”."
    ]
    assert len(signals_on("2026-07-02", RELEASED, "SG702")) == 1
    assert signals_on("2026-07-03", RELEASED, "SG702") == ()


def test_one_that_was_briefed_or_that_nobody_notices_is_not_said() -> None:
    briefed = RELEASED.replace("on: 2026-07-02", "on: 2026-07-02, briefed: 2026-06-22")
    quiet = RELEASED.replace(", cs_impact: Macros break.", "")
    later = (
        RELEASED
        + """
    2026-06-29-standup:
      releases: [{what: New columns, on: 2026-07-02, cs_impact: Macros., briefed: 2026-06-29}]
"""
    )
    for other in (briefed, quiet, later):
        assert signals_on("2026-06-29", other, "SG702") == ()


def test_a_later_standup_may_leave_out_what_an_earlier_one_said() -> None:
    shorter = """
    2026-06-29-standup:
      releases: [{what: New columns, on: 2026-07-06}]
"""
    briefed = RELEASED.replace("on: 2026-07-02", "on: 2026-07-02, briefed: 2026-06-22")
    assert messages(signals_on("2026-06-29", RELEASED + shorter, "SG702")) == [
        "Brief CS on “New columns” before it is released in 7 days: “Macros break”."
    ]
    assert signals_on("2026-06-29", briefed + shorter, "SG702") == ()


def test_a_release_without_a_name_is_asked_for_too() -> None:
    nameless = RELEASED.replace("what: New columns, ", "")
    assert messages(signals_on("2026-06-29", nameless, "SG702")) == [
        "Brief CS on a release before it is released in 3 days: “Macros break”."
    ]


WANTED = """
    2026-05-12-tier-2:
      research: [{what: How crews sync, owner: ines, by: 2026-05-30, accounts_wanted: 3}]
"""


def test_research_without_customers_is_said_until_it_is_history() -> None:
    assert messages(signals_on("2026-05-12", WANTED, "SG703")) == [
        "Find 3 customers for Ines by 30 May 2026: “How crews sync”. No customer asked yet."
    ]
    assert len(signals_on("2026-08-29", WANTED, "SG703")) == 1
    assert signals_on("2026-08-30", WANTED, "SG703") == ()


def test_one_customer_who_was_asked_is_enough() -> None:
    asked = WANTED.replace("accounts_wanted: 3", "asked: [south]")
    assert signals_on("2026-05-12", asked, "SG703") == ()
