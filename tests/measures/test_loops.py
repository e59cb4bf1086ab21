from decision_record.measures import loops
from measuring import measure_on, parts

TOLD = """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It., accounts: [north, south], say: Yes.}]
      actions:
        cs:
          - {id: A1, what: Tell., owner: bob, due: 2026-02-13, account: north, closes_loop: D1}
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-02-12}]
"""


def test_told_by_the_date_of_the_action_or_within_seven_days() -> None:
    found = measure_on("2026-02-28", TOLD, loops.TOLD)

    # North by 13 February, told on the 12th; south by 3 February, and nobody has told them.
    assert parts(found, "2026-Q1") == (50.0, 1, 2, 2)


def test_told_after_its_date() -> None:
    found = measure_on("2026-02-28", TOLD.replace("on: 2026-02-12", "on: 2026-02-14"), loops.TOLD)

    assert parts(found, "2026-Q1") == (0.0, 0, 2, 2)


def test_a_new_date_does_not_make_it_in_time() -> None:
    text = TOLD.replace("outcome: done, on: 2026-02-12", "outcome: rolled, due: 2026-03-10") + (
        """
    2026-03-31-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-03-09}]
"""
    )

    assert parts(measure_on("2026-04-30", text, loops.TOLD), "2026-Q1") == (0.0, 0, 2, 2)


def test_what_is_not_due_yet_is_left_out() -> None:
    assert not measure_on("2026-02-03", TOLD, loops.TOLD)
    assert parts(measure_on("2026-02-04", TOLD, loops.TOLD), "2026-Q1") == (0.0, 0, 1, 1)


def test_what_ended_unheard_is_left_out() -> None:
    text = "    accounts: {south: {churned: {on: 2026-02-01}}}" + TOLD

    assert parts(measure_on("2026-02-28", text, loops.TOLD), "2026-Q1") == (100.0, 1, 1, 1)


ASKED = """
    accounts:
      north: {qbrs: [2026-03-20, 2026-06-30]}
      south: {qbrs: [2026-03-20], churned: {on: 2026-03-19}}
    2026-03-10-bob:
      questions: [{id: Q1, account: north, ask: When?}, {id: Q2, account: south, ask: When?}]
    2026-03-22-ines:
      updates: [{item: 2026-03-10-bob/Q1, answered: 2026-03-21, answer: June.}]
"""


def test_a_qbr_entered_with_an_unanswered_question() -> None:
    found = measure_on("2026-06-29", ASKED, loops.UNANSWERED)

    assert parts(found, "2026-Q1") == (100.0, 1, 1, 1)
    assert "2026-Q2" not in found


def test_answered_by_that_day() -> None:
    found = measure_on("2026-06-29", ASKED.replace("03-21", "03-20"), loops.UNANSWERED)

    assert parts(found, "2026-Q1") == (0.0, 0, 1, 1)


def test_a_question_for_another_occasion_is_not_the_qbr_s() -> None:
    text = ASKED.replace("{id: Q1, account: north,", "{id: Q1, account: north, for: exec-meeting,")

    assert parts(measure_on("2026-06-29", text, loops.UNANSWERED), "2026-Q1") == (0.0, 0, 1, 1)


def test_of_the_day_itself_nothing_is_said() -> None:
    assert not measure_on("2026-03-20", ASKED, loops.UNANSWERED)
