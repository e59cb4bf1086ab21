from decision_record.measures import actions
from measuring import measure_on, parts

QUEUE = """
    2026-01-27-tier-1:
      actions:
        cs:
          - {id: A1, what: Tell., owner: bob, due: 2026-02-03}
          - {id: A2, what: Ask., owner: bob, due: 2026-02-03}
        pm:
          - {id: A3, what: Size., owner: ines, due: 2026-02-11}
          - {id: A4, what: Draw., owner: ines, due: 2026-02-11}
    2026-02-24-tier-1:
      review:
        - {action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-02-02}
        - {action: 2026-01-27-tier-1/A2, outcome: rolled, due: 2026-03-10}
        - {action: 2026-01-27-tier-1/A3, outcome: done, on: 2026-02-20}
        - {action: 2026-01-27-tier-1/A4, outcome: dropped, note: No.}
    2026-03-31-tier-1:
      review: [{action: 2026-01-27-tier-1/A2, outcome: done, on: 2026-03-09}]
"""


def test_done_by_the_first_date() -> None:
    found = measure_on("2026-04-30", QUEUE, actions.ON_TIME)

    assert parts(found, "2026-Q1") == (25.0, 1, 4, 4)
    assert parts(found, "2026-02 cs") == (50.0, 1, 2, 2)
    assert parts(found, "2026-02 pm") == (0.0, 0, 2, 2)


def test_what_was_dropped_by_then_is_left_out() -> None:
    text = QUEUE.replace("due: 2026-02-11}", "due: 2026-02-27}")

    found = measure_on("2026-04-30", text, actions.ON_TIME)

    assert parts(found, "2026-02 pm") == (100.0, 1, 1, 1)


def test_what_is_not_due_yet_is_left_out() -> None:
    assert "2026-02 pm" not in measure_on("2026-02-10", QUEUE, actions.ON_TIME)


def test_reviews_that_gave_a_new_date() -> None:
    found = measure_on("2026-04-30", QUEUE, actions.ROLLED)

    assert parts(found, "2026-Q1") == (20.0, 1, 5, 5)
    assert parts(found, "2026-02 cs") == (50.0, 1, 2, 2)
    assert found["2026-03"].before == 25.0


def test_the_median_of_the_days_open() -> None:
    found = measure_on("2026-04-30", QUEUE, actions.DAYS_OPEN)

    # 6, 24 and 28 days in February, 41 in March.
    assert parts(found, "2026-02") == (24.0, 58, 3, 3)
    assert parts(found, "2026-Q1") == (26.0, 99, 4, 4)
    assert parts(found, "2026-Q1 pm") == (26.0, 52, 2, 2)
