from decision_record.measures import leadership
from measuring import measure_on, parts

ISSUES = """
    2026-03-18-tier-2:
      briefings:
        - {id: B1, account: north, request: Export., area: reporting, outcome: escalated}
        - {id: B2, account: south, request: Setup., area: mobile, outcome: answered}
        - {id: B3, account: south, request: Login., area: mobile, outcome: open}
    2026-03-30-bob:
      escalations:
        - {id: E1, account: south, issue: Lost., area: mobile}
        - {id: E2, account: south, issue: Slow., area: mobile}
    2026-03-31-tier-1:
      minutes_on: {accounts: 15, roadmap: 20}
      escalations:
        - {id: E1, account: north, issue: Export., area: reporting, from: 2026-03-18-tier-2/B1}
      decisions:
        - {id: D1, outcome: deferred, what: The export., about: [E1], due: 2026-04-14}
    2026-04-28-tier-1:
      minutes_on: {accounts: 25}
      escalations: [{id: E1, account: south, issue: Lost., from: 2026-03-30-bob/E1}]
      decisions:
        - {id: D1, outcome: escalated, what: It., to: cpo, about: [2026-03-31-tier-1/D1]}
    2026-05-26-tier-1:
      minutes_on: {roadmap: 60}
"""


def test_an_issue_reaches_leadership_once_on_the_day_it_comes_there() -> None:
    found = measure_on("2026-05-30", ISSUES, leadership.AT_LEADERSHIP)

    # Raised in March: the export, what was lost, what is slow. The first came up at once, the
    # second in April.
    assert parts(found, "2026-Q1") == (1.0, 1, 3, 3)
    assert parts(found, "2026-Q2") == (1.0, 1, 1, 1)
    assert parts(found, "2026-Q1 reporting") == (1.0, 1, 1, 1)
    assert parts(found, "2026-Q2 mobile") == (1.0, 1, 1, 1)
    assert found["2026-Q2"].before == 1.0


def test_before_it_comes_there_it_has_not() -> None:
    found = measure_on("2026-03-30", ISSUES, leadership.AT_LEADERSHIP)

    assert parts(found, "2026-Q1") == (0.0, 0, 2, 2)


def test_what_a_passed_up_decision_was_about_reaches_the_cpo() -> None:
    found = measure_on("2026-05-30", ISSUES, leadership.AT_TOP)

    assert parts(found, "2026-Q2") == (1.0, 1, 1, 1)
    assert parts(found, "2026-Q1") == (0.0, 0, 3, 3)


def test_the_cpo_is_leadership_too() -> None:
    text = """
    2026-03-18-tier-2:
      escalations: [{id: E1, account: north, issue: Export.}]
      decisions: [{id: D1, outcome: escalated, what: It., to: cto, about: [E1]}]
"""

    assert parts(measure_on("2026-03-31", text, leadership.AT_LEADERSHIP), "2026-Q1")[0] == 1.0


def test_what_no_tier_2_saw_before_tier_1() -> None:
    found = measure_on("2026-05-30", ISSUES, leadership.UNSEEN)

    assert parts(found, "2026-03") == (0.0, 0, 1, 1)
    assert parts(found, "2026-04") == (100.0, 1, 1, 1)


def test_a_tier_2_after_tier_1_has_not_seen_it_first() -> None:
    text = (
        ISSUES
        + """
    2026-05-27-tier-2:
      briefings: [{id: B1, account: south, request: Lost., from: 2026-04-28-tier-1/E1}]
"""
    )

    assert parts(measure_on("2026-05-30", text, leadership.UNSEEN), "2026-04")[0] == 100.0


def test_briefings_that_tier_2_settled_by_itself() -> None:
    found = measure_on("2026-05-30", ISSUES, leadership.SETTLED)

    assert parts(found, "2026-Q1") == (33.3, 1, 3, 3)


def test_a_briefing_that_tier_1_decided_was_not_settled_in_tier_2() -> None:
    text = ISSUES.replace(
        "about: [E1], due", "about: [E1], due: 2026-05-01}\n        - {id: D2, outcome: decided, "
        "what: Build it., resolves: [2026-03-18-tier-2/B3], due",
    )  # fmt: skip

    assert parts(measure_on("2026-05-30", text, leadership.SETTLED), "2026-Q1")[1] == 1


def test_minutes_on_single_accounts_of_the_meetings_that_kept_count() -> None:
    found = measure_on("2026-05-30", ISSUES, leadership.MINUTES)

    assert parts(found, "2026-03") == (15.0, 15, 1, 1)
    assert parts(found, "2026-05") == (0.0, 0, 1, 1)
    assert parts(found, "2026-Q2") == (12.5, 25, 2, 2)
    assert not measure_on("2026-05-30", "2026-03-31-tier-1: {}", leadership.MINUTES)
