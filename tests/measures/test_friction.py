from decision_record.measures import friction
from measuring import measure_on, parts

RAISED = """
    accounts:
      west: {name: West, arr: 30000, segment: growth, csm: bob, renewal: 2026-12-01,
             churned: {on: 2026-04-30, causes: [2026-01-05-bob/E1, 2026-02-04-tier-2/B1]}}
    2026-01-05-bob:
      escalations:
        - {id: E1, account: west, issue: Slow., area: reporting}
        - {id: E2, account: south, issue: Lost., area: mobile}
        - {id: E3, account: south, issue: Cut off., area: mobile}
        - {id: E4, account: south, issue: Unclear.}
    2026-02-04-tier-2:
      briefings:
        - {id: B1, account: west, request: Slow., area: reporting, from: 2026-01-05-bob/E1}
    2026-02-24-tier-1:
      escalations:
        - {id: E1, account: west, issue: Slow., area: reporting, from: 2026-02-04-tier-2/B1}
    2026-03-04-tier-2:
      briefings:
        - {id: B1, account: west, request: Slow., area: reporting, from: 2026-02-24-tier-1/E1}
    2026-04-02-bob: {}
"""


def test_escalations_by_area_and_segment() -> None:
    found = measure_on("2026-06-29", RAISED, friction.ESCALATIONS)

    assert parts(found, "2026-Q1") == (5.0, 5, 5, 5)
    assert parts(found, "2026-01 mobile") == (2.0, 2, 2, 2)
    assert parts(found, "2026-Q1 growth") == (2.0, 2, 2, 2)
    assert "2026-Q2" not in found


def test_a_step_up_is_not_again() -> None:
    found = measure_on("2026-06-29", RAISED, friction.RAISED_AGAIN)

    # To a CSM's update, to tier 2 (again), to tier 1 (a step up), to tier 2 (again).
    assert parts(found, "2026-Q1") == (2.0, 2, 7, 7)
    assert parts(found, "2026-02 reporting") == (1.0, 1, 2, 2)
    assert parts(found, "2026-03 growth") == (1.0, 1, 1, 1)


def test_the_area_with_most_and_its_share() -> None:
    found = measure_on("2026-02-10", RAISED, friction.CONCENTRATION)

    assert {key: parts(found, key) for key in found} == {
        "2026-01 mobile": (50.0, 2, 4, 4),
        "2026-Q1 mobile": (50.0, 2, 4, 4),
    }


def test_of_areas_with_as_many_each_is_named() -> None:
    found = measure_on("2026-02-24", RAISED, friction.CONCENTRATION)

    assert parts(found, "2026-Q1 mobile") == (40.0, 2, 5, 5)
    assert parts(found, "2026-Q1 reporting") == (40.0, 2, 5, 5)


def test_arr_that_left_in_its_segment_and_in_the_areas_of_its_causes() -> None:
    found = measure_on("2026-06-29", RAISED, friction.CHURN)

    assert parts(found, "2026-Q1") == (0.0, 0, 180000, 3)
    assert parts(found, "2026-Q2") == (30000.0, 30000, 180000, 3)
    assert parts(found, "2026-Q2 growth") == (30000.0, 30000, 30000, 1)
    assert parts(found, "2026-Q2 enterprise") == (0.0, 0, 150000, 2)
    assert parts(found, "2026-Q2 reporting") == (30000.0, 30000, 180000, 3)
    assert found["2026-Q2"].before == 0.0


def test_nobody_has_left_before_the_day() -> None:
    assert parts(measure_on("2026-04-29", RAISED, friction.CHURN), "2026-Q2")[0] == 0.0
