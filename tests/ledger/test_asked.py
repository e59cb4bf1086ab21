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
    assert asked.word is None


def test_it_is_answered_in_place_on_the_records_date() -> None:
    asked = question(ASKED.replace("When?", "When?, answer: May., confidence: coming"))

    assert not asked.is_open
    assert asked.answered == day("2026-01-13")
    assert asked.word is not None
    assert (asked.word.answer, asked.word.confidence) == ("May.", "coming")


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
    assert asked.word is not None
    assert (asked.word.say, asked.word.answer) == ("In May.", "It is built.")
    assert asked.word.decision == "2026-01-27-tier-1/D1"


def test_a_decision_without_words_answers_with_what_it_is() -> None:
    asked = question(
        ASKED
        + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It is built., resolves: [2026-01-13-tier-2/Q1]}]
    """
    )

    assert asked.word is not None
    assert (asked.word.say, asked.word.answer) == (None, "It is built.")


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
    assert asked.word is not None
    assert (asked.word.answer, asked.word.confidence) == ("June.", "delayed")


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


class TestInterimAnswers:
    """A row with `answer_by` and without `answered` leaves the question open with that word."""

    INTERIM = (
        ASKED.replace("When?", "When?, answer_by: 2026-02-01")
        + """
    2026-02-04-ines:
      updates: [{item: 2026-01-13-tier-2/Q1, answer: We measure., say: Soon more.,
                 answer_by: 2026-02-20}]
    """
    )

    def test_the_question_stays_open_with_the_word_and_the_new_day(self) -> None:
        asked = question(self.INTERIM)

        assert asked.is_open
        assert asked.answered is None
        assert asked.answer_by == day("2026-02-20")
        assert asked.word is not None
        assert (asked.word.answer, asked.word.say, asked.word.by) == (
            "We measure.",
            "Soon more.",
            "ines",
        )

    def test_with_answered_it_is_the_answer(self) -> None:
        asked = question(self.INTERIM.replace("answer_by: 2026-02-20", "answered: 2026-02-03"))

        assert asked.answered == day("2026-02-03")
        assert asked.answer_by == day("2026-02-01")

    def test_a_newer_row_without_words_for_the_customer_withdraws_the_older(self) -> None:
        asked = question(
            self.INTERIM
            + """
    2026-02-10-ines:
      updates: [{item: 2026-01-13-tier-2/Q1, answer: The numbers are wrong.,
                 answer_by: 2026-02-27}]
    """
        )

        assert asked.word is not None
        assert (asked.word.answer, asked.word.say) == ("The numbers are wrong.", None)

    def test_words_for_the_customer_alone_answer_too(self) -> None:
        assert question(ASKED.replace("When?", "When?, say: In May.")).answered == day("2026-01-13")

    def test_a_deferral_is_a_word_and_no_answer(self) -> None:
        asked = question(
            ASKED
            + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Hm., because: Not sized.,
                   about: [2026-01-13-tier-2/Q1]}]
    """
        )

        assert asked.is_open
        assert asked.word is not None
        assert (asked.word.answer, asked.word.say) == ("Not sized.", None)

    def test_an_answer_by_a_decision_follows_the_words_of_that_decision(self) -> None:
        asked = question(
            ASKED
            + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It is built., say: In May., accounts: [north],
                   commitment: {target: 2026-05-15}, resolves: [2026-01-13-tier-2/Q1]}]
    2026-02-24-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: slipped, target: 2026-06-15,
                 because: Tests., say: In June.}]
    """
        )

        assert asked.answered == day("2026-01-27")
        assert asked.word is not None
        assert asked.word.say == "In June."


def test_the_words_of_a_request_hold_until_its_status_changes_without_new_ones() -> None:
    text = (
        SUBMITTED
        + """
    2026-02-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: planned, say: Soon.}]
    2026-02-24-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, say: In May.}]
    2026-03-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: planned}]
    2026-03-24-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: in-progress}]
    """
    )

    def said(as_of: str) -> str | None:
        say = request(text, as_of).say
        return say.text if say else None

    assert said("2026-02-09") is None
    assert said("2026-02-10") == "Soon."
    assert said("2026-02-24") == "In May."
    assert said("2026-03-10") == "In May."
    assert said("2026-03-24") is None


def test_the_words_of_a_request_retire_once_the_account_was_told_how_it_ended() -> None:
    text = (
        SUBMITTED
        + """
    2026-02-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: planned, say: Soon.}]
    2026-02-12-bob:
      loops: [{item: 2026-01-13-tier-2/R1, account: north, on: 2026-02-12}]
    2026-02-24-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: shipped, say: It is there.}]
    2026-03-02-bob:
      loops: [{item: 2026-01-13-tier-2/R1, account: north, on: 2026-03-02}]
    """
    )

    def said(as_of: str) -> list[str]:
        return [each.text for each in replay_on(as_of, text).messages["north"].say]

    assert said("2026-02-10") == ["Soon."]
    assert said("2026-02-12") == ["Soon."]
    assert said("2026-03-01") == ["It is there."]
    assert said("2026-03-02") == []


def test_an_answer_by_a_decision_has_its_words_for_the_account_that_asked() -> None:
    text = (
        ASKED
        + """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: It is built., say: In May.,
                   accounts: [north, south], commitment: {target: 2026-05-15},
                   resolves: [2026-01-13-tier-2/Q1]}]
    2026-02-24-tier-1:
      roadmap: [{commitment: 2026-01-27-tier-1/D1, status: shipped, accounts: [south],
                 say: It is live.}]
    """
    )
    asked = question(text)
    assert asked.word is not None
    assert asked.word.say == "In May."
    asked = question(text.replace("accounts: [south]", "accounts: [north]"))
    assert asked.word is not None
    assert asked.word.say == "It is live."
