from decision_record.measures import decisions
from measuring import measure_on, parts

TIER_1S = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: The export., owner: otto, due: 2026-02-13}
        - {id: D2, outcome: decided, what: The trail.}
        - {id: D3, outcome: escalated, what: Login., to: cpo}
    2026-02-04-bob:
      decisions: [{id: D1, outcome: decided, what: Not of a tier 1.}]
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: Build it., resolves: [2026-01-27-tier-1/D1]}]
    2026-03-31-tier-1:
      cancelled: {because: planning}
"""


def test_decisions_for_each_tier_1_that_was_held() -> None:
    found = measure_on("2026-04-30", TIER_1S, decisions.DECISIONS_PER_MEETING)

    assert parts(found, "2026-Q1") == (2.0, 4, 2, 2)
    assert parts(found, "2026-01") == (3.0, 3, 1, 1)
    assert "2026-03" not in found


def test_a_meeting_without_a_decision_counts() -> None:
    text = "2026-01-27-tier-1: {}"

    found = measure_on("2026-04-30", text, decisions.DECISIONS_PER_MEETING)

    assert parts(found, "2026-01") == (0.0, 0, 1, 1)


def test_each_outcome_has_its_share() -> None:
    found = measure_on("2026-04-30", TIER_1S, decisions.OUTCOMES)

    assert parts(found, "2026-Q1 decided") == (50.0, 2, 4, 4)
    assert parts(found, "2026-Q1 deferred") == (25.0, 1, 4, 4)
    assert parts(found, "2026-Q1 escalated") == (25.0, 1, 4, 4)
    assert parts(found, "2026-02 escalated") == (0.0, 0, 1, 1)
    assert "2026-Q1" not in found


def test_a_deferral_answered_late_was_not_answered_in_time() -> None:
    found = measure_on("2026-04-30", TIER_1S, decisions.DEFERRALS_ANSWERED)

    assert parts(found, "2026-02") == (0.0, 0, 1, 1)


def test_a_deferral_answered_by_its_date_or_replaced_by_then_was() -> None:
    for word in ("resolves", "supersedes"):
        text = TIER_1S.replace("02-13", "02-24").replace("resolves", word)

        found = measure_on("2026-04-30", text, decisions.DEFERRALS_ANSWERED)

        assert parts(found, "2026-02") == (100.0, 1, 1, 1)


def test_on_the_day_it_is_due_nobody_knows_yet() -> None:
    text = TIER_1S.replace("02-13", "02-23")

    assert not measure_on("2026-02-23", text, decisions.DEFERRALS_ANSWERED)
    assert measure_on("2026-02-24", text, decisions.DEFERRALS_ANSWERED)


def test_surprises_are_counted_and_none_is_a_number() -> None:
    text = (
        TIER_1S
        + """
    2026-04-02-bob:
      surprises: [{account: north, who: customer}, {account: south, who: pm}]
"""
    )

    found = measure_on("2026-04-30", text, decisions.SURPRISES)

    assert parts(found, "2026-Q1") == (0.0, 0, 4, 4)
    assert parts(found, "2026-Q2") == (2.0, 2, 1, 1)
    assert found["2026-Q2"].before == 0.0
