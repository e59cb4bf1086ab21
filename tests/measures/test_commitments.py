from decision_record.measures import commitments
from measuring import measure_on, parts

PROMISES = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Export., accounts: [north],
           commitment: {target: 2026-04-15}}
        - {id: D2, outcome: decided, what: Reports., accounts: [north, south],
           commitment: {target: 2026-04-24}}
        - {id: D3, outcome: decided, what: Limits., accounts: [south],
           commitment: {target: 2026-06-01}}
        - {id: D4, outcome: decided, what: Approvals., accounts: [south],
           commitment: {target: 2026-05-20}}
    2026-03-31-tier-1:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-05-20}]
    2026-04-28-tier-1:
      roadmap:
        - {commitment: 2026-02-24-tier-1/D2, status: shipped, on: 2026-04-22}
        - {commitment: 2026-02-24-tier-1/D4, status: descoped}
    2026-05-26-tier-1:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: shipped, on: 2026-05-18}]
      decisions:
        - {id: D1, outcome: decided, what: By tier., supersedes: [2026-02-24-tier-1/D3]}
"""


def test_kept_at_the_first_promised_date() -> None:
    found = measure_on("2026-06-29", PROMISES, commitments.KEPT)

    # The export late, the reports in time, approvals never; the limits were replaced before.
    assert parts(found, "2026-Q2") == (33.3, 1, 3, 3)
    assert parts(found, "2026-04") == (50.0, 1, 2, 2)


def test_what_is_not_due_yet_is_left_out() -> None:
    assert parts(measure_on("2026-04-30", PROMISES, commitments.KEPT), "2026-Q2")[3] == 2


def test_what_was_replaced_after_its_date_was_not_kept() -> None:
    text = PROMISES.replace("2026-06-01", "2026-05-25")

    assert parts(measure_on("2026-06-29", text, commitments.KEPT), "2026-Q2") == (25.0, 1, 4, 4)


def test_days_of_a_slip_on_the_day_it_was_said() -> None:
    found = measure_on("2026-06-29", PROMISES, commitments.DAYS_SLIPPED)

    assert parts(found, "2026-Q1") == (35.0, 35, 1, 1)
    assert "2026-Q2" not in found


def test_arr_under_slipped_commitments_of_all_that_was_promised() -> None:
    found = measure_on("2026-06-29", PROMISES, commitments.ARR_SLIPPED)

    assert parts(found, "2026-Q1") == (100000.0, 100000, 150000, 4)
    assert parts(found, "2026-Q2") == (0.0, 0, 150000, 4)
    assert parts(found, "2026-02") == (0.0, 0, 150000, 4)
    # In May the export, the limits until they were replaced; reports and approvals are over.
    assert parts(found, "2026-05") == (0.0, 0, 150000, 2)
