from decision_record.measures import waiting
from measuring import measure_on, parts

RAISED = """
    2026-01-05-bob:
      escalations:
        - {id: E1, account: north, issue: Slow., area: reporting, raised: 2026-01-03}
        - {id: E2, account: south, issue: Lost., area: mobile}
        - {id: E3, account: south, issue: Cut off., area: mobile}
    2026-01-20-ines:
      updates:
        - {item: 2026-01-05-bob/E1, acknowledged: 2026-01-15, resolved: 2026-02-12}
        - {item: 2026-01-05-bob/E2, acknowledged: 2026-01-07}
    2026-02-16-ines:
      updates: [{item: 2026-01-05-bob/E2, resolved: 2026-02-15}]
"""


def test_days_to_acknowledgement_of_what_was_acknowledged() -> None:
    mean = measure_on("2026-02-20", RAISED, waiting.ACKNOWLEDGED_MEAN)
    median = measure_on("2026-02-20", RAISED, waiting.ACKNOWLEDGED_MEDIAN)

    assert parts(mean, "2026-01") == (7.0, 14, 2, 2)
    assert parts(median, "2026-Q1") == (7.0, 14, 2, 2)
    assert parts(mean, "2026-01 reporting") == (12.0, 12, 1, 1)
    assert parts(mean, "2026-01 enterprise") == (7.0, 14, 2, 2)


def test_the_worst_may_still_wait() -> None:
    worst = measure_on("2026-02-20", RAISED, waiting.ACKNOWLEDGED_WORST)

    assert worst["2026-01"].value == 46.0
    assert worst["2026-01"].sample == 3
    assert worst["2026-01 reporting"].value == 12.0


def test_days_to_resolution_in_the_period_in_which_it_came() -> None:
    mean = measure_on("2026-02-20", RAISED, waiting.RESOLVED_MEAN)

    assert "2026-01" not in mean
    assert parts(mean, "2026-02") == (40.5, 81, 2, 2)
    assert measure_on("2026-02-20", RAISED, waiting.RESOLVED_MEDIAN)["2026-02"].value == 40.5
    assert measure_on("2026-02-20", RAISED, waiting.RESOLVED_WORST)["2026-02"].value == 41.0
    assert not measure_on("2026-01-20", RAISED, waiting.RESOLVED_MEAN)


def test_a_pod_has_the_days_of_its_domain() -> None:
    text = (
        """
    pods:
      crew: {name: Crew, structure: product-area, area: mobile, started: 2026-01-01,
             members: {pm: ines, csm: bob, engineer: wes}}
"""
        + RAISED
    )

    found = measure_on("2026-02-20", text, waiting.ACKNOWLEDGED_MEAN)

    assert parts(found, "2026-Q1 crew") == (2.0, 2, 1, 1)
