from decision_record.measures import pods
from measuring import measure_on, parts

POD = """
    pods:
      crew:
        name: Crew
        structure: product-area
        area: reporting
        started: 2026-01-12
        members: {pm: ines, csm: bob, engineer: wes}
        metrics:
          - {id: days, name: Days, unit: days, better: lower, baseline: 8, target: 2}
          - {id: use, name: Use, unit: "%", better: higher, target: 60}
    series: {metrics: {kind: pod-metric-review, pod: crew}}
    2026-01-30-metrics: {readings: [{metric: days, value: 8}]}
    2026-02-27-metrics: {readings: [{metric: days, value: 5.2}]}
    2026-03-31-tier-1:
      escalations:
        - {id: E1, account: north, issue: Slow., area: reporting}
        - {id: E2, account: south, issue: Slow., area: reporting}
        - {id: E3, account: south, issue: Lost., area: mobile}
    2026-04-28-tier-1:
      escalations: [{id: E1, account: north, issue: Again., area: reporting}]
    2026-05-18-ines:
      shipped: [{id: S1, what: It., on: 2026-05-18, accounts: [north]}]
    2026-06-26-metrics:
      readings:
        - {metric: use, value: 34, as_of: 2026-06-17, of: 2026-05-18-ines/S1, day: 30}
"""
ITEM = "2026-05-18-ines/S1"


def test_escalations_to_leadership_against_the_quarter_of_the_beginning() -> None:
    found = measure_on("2026-06-29", POD, pods.POD_ESCALATIONS)

    assert {key: parts(found, key) for key in found} == {
        "2026-Q1 crew": (2.0, 2, 2, 2),
        "2026-Q2 crew": (1.0, 1, 2, 3),
    }
    assert found["2026-Q2 crew"].before == 2.0


def test_a_quarter_in_which_nothing_was_raised_is_none_against_some() -> None:
    text = POD.replace("issue: Again., area: reporting", "issue: Again., area: mobile")

    found = measure_on("2026-06-29", text, pods.POD_ESCALATIONS)

    assert parts(found, "2026-Q2 crew") == (0.0, 0, 2, 2)


def test_a_metric_against_its_baseline_and_target() -> None:
    found = measure_on("2026-06-29", POD, pods.METRICS)

    assert parts(found, "2026-Q1 crew days") == (5.2, -2.8, -6.0, 2)
    assert found["2026-02 crew days"].before == 8
    assert found["2026-02 crew days"].unit == "days"
    assert "2026-Q2 crew use" not in found


def test_adoption_that_was_read_and_adoption_that_is_not_due_yet() -> None:
    found = measure_on("2026-06-29", POD, pods.ADOPTION)

    assert parts(found, f"2026-Q2 crew use {ITEM} 30") == (34, 34, 60, 1)
    for key in (f"2026-07 crew use {ITEM} 60", f"2026-Q3 crew use {ITEM} 90"):
        assert parts(found, key) == (None, None, 60, 0)
        assert found[key].note == "not due yet"


def test_adoption_that_nobody_has_read_is_due() -> None:
    found = measure_on("2026-07-17", POD, pods.ADOPTION)

    assert found[f"2026-07 crew use {ITEM} 60"].note == "due"
