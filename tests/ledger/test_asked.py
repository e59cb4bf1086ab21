"""records.md §5, Question and Request."""

from building import day, replay_on
from decision_record.ledger.asked import AskedQuestion, SubmittedRequest

ASKED = """
    2026-01-13-tier-2:
      questions: [{id: Q1, account: north, ask: When?}]
"""
SUBMITTED = """
    2026-01-13-tier-2:
      requests: [{id: R1, account: north, what: Fathoms.}]
"""


def question(text: str, as_of: str = "2026-12-31") -> AskedQuestion:
    return replay_on(as_of, text).questions["2026-01-13-tier-2/Q1"]


def request(text: str, as_of: str = "2026-12-31") -> SubmittedRequest:
    return replay_on(as_of, text).requests["2026-01-13-tier-2/R1"]


def test_a_question_is_open_until_somebody_answers() -> None:
    asked = question(ASKED)

    assert asked.is_open
    assert asked.asked == day("2026-01-13")
    assert asked.answered is None
    assert asked.answer is None


def test_it_is_answered_in_place_on_the_records_date() -> None:
    asked = question(ASKED.replace("When?", "When?, answer: May., confidence: coming"))

    assert not asked.is_open
    assert asked.answered == day("2026-01-13")
    assert asked.answer is not None
    assert (asked.answer.text, asked.answer.confidence) == ("May.", "coming")


def test_it_is_answered_by_an_update_on_the_day_that_it_says() -> None:
    asked = question(
        ASKED
        + """
    2026-02-04-bob:
      updates: [{item: 2026-01-13-tier-2/Q1, answered: 2026-02-03, answer: May.}]
    """
    )

    assert asked.answered == day("2026-02-03")


def test_an_update_without_a_day_answers_on_its_date() -> None:
    asked = question(
        ASKED
        + """
    2026-02-04-bob:
      updates: [{item: 2026-01-13-tier-2/Q1, answer: May.}]
    """
    )

    assert asked.answered == day("2026-02-04")


def test_an_update_on_something_else_answers_nothing() -> None:
    asked = question(
        ASKED
        + """
    2026-02-04-bob:
      updates: [{item: 2026-01-13-tier-2/Q1, note: Asked again.}]
    """
    )

    assert asked.is_open


def test_it_is_answered_by_a_decision_that_resolves_it_with_its_words() -> None:
    asked = question(
        ASKED
        + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It is built., say: In May.,
                   resolves: [2026-01-13-tier-2/Q1]}]
    """
    )

    assert asked.answered == day("2026-01-27")
    assert asked.answer is not None
    assert asked.answer.text == "In May."


def test_a_decision_without_words_answers_with_what_it_is() -> None:
    asked = question(
        ASKED
        + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It is built., resolves: [2026-01-13-tier-2/Q1]}]
    """
    )

    assert asked.answer is not None
    assert asked.answer.text == "It is built."


def test_a_deferral_answers_nothing() -> None:
    asked = question(
        ASKED
        + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Hm., resolves: [2026-01-13-tier-2/Q1]}]
    """
    )

    assert asked.is_open


def test_the_first_answer_gives_the_day_and_the_newest_the_words() -> None:
    asked = question(
        ASKED.replace("When?", "When?, answer: May.")
        + """
    2026-03-04-bob:
      updates: [{item: 2026-01-13-tier-2/Q1, answer: June., confidence: delayed}]
    """
    )

    assert asked.answered == day("2026-01-13")
    assert asked.answer is not None
    assert (asked.answer.text, asked.answer.confidence) == ("June.", "delayed")


def test_nothing_answers_what_was_not_asked_yet() -> None:
    asked = question(
        ASKED
        + """
    2026-01-06-tier-1:
      updates: [{item: 2026-01-13-tier-2/Q1, answer: May.}]
      decisions: [{id: D1, outcome: decided, what: It is built., resolves: [2026-01-13-tier-2/Q1]}]
    """
    )

    assert asked.is_open


def test_a_request_has_the_status_of_its_last_update() -> None:
    text = (
        SUBMITTED
        + """
    2026-02-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: planned, say: Soon.}]
    2026-02-24-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, note: Asked again.}]
    2026-03-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: in-progress}]
    """
    )

    assert request(text, "2026-02-09").status == "backlog"
    assert request(text, "2026-03-09").status == "planned"
    assert request(text).status == "in-progress"
    assert [step.status for step in request(text).steps] == ["backlog", "planned", "in-progress"]


def test_it_begins_with_the_status_that_it_was_submitted_with() -> None:
    assert request(SUBMITTED.replace("Fathoms.", "Fathoms., status: declined")).status == "declined"


def test_nothing_moves_what_was_not_submitted_yet() -> None:
    text = (
        SUBMITTED
        + """
    2026-01-06-tier-1:
      updates: [{item: 2026-01-13-tier-2/R1, status: shipped}]
    """
    )

    assert request(text).status == "backlog"
