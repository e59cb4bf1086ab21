from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.questions import (
    ANSWERED,
    SHOWN,
    archive_questions,
    view_questions,
)
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("questions.html").check(draw("questions", view_questions(context=harbour)))


def test_year(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    archive = archive_questions(context=harbour)
    view = view_archive(archive, archive.pages[0])
    golden("questions-year.html").check(draw("archive", view))


TAXONOMY = """
        taxonomy:
          areas: {charts: {name: Charts, pm: ines}}
          themes: {speed: {name: Speed, area: charts}, export: {name: Export}}
"""


def test_what_has_its_meeting_ahead_comes_first_then_what_most_ask() -> None:
    view = view_questions(
        context=view_context_of(
            TAXONOMY
            + """
        accounts:
          north: {qbrs: [2026-08-10], calls: [{on: 2026-07-02, kind: exec-meeting}]}
          west: {name: West, arr: 70000, segment: s, csm: bob, renewal: 2026-12-01}
          east: {name: East, arr: 900000, segment: s, csm: bob, renewal: 2026-12-01,
                 churned: {on: 2026-06-20}}
        2026-06-10-tier-2:
          questions:
            - {id: Q1, account: south, ask: One asks this., theme: export}
            - {id: Q2, account: south, ask: Two ask this., theme: speed, answer_by: 2026-07-09}
            - {id: Q3, account: west, ask: The other of two., theme: speed, answer_by: 2026-07-01}
            - {id: Q4, account: north, ask: For the QBR., theme: export}
            - {id: Q5, account: north, ask: For the executive., for: exec-meeting}
            - {id: Q6, account: north, ask: For nothing., for: other}
            - {id: Q7, account: east, ask: They left.}
            - {id: Q8, account: west, ask: Settled., answer: Yes., confidence: delayed}
        """
        )
    )
    assert [(each.ask, each.ahead) for each in view.ahead] == [
        ("For the executive.", "executive meeting in 3 days"),
        ("For the QBR.", "QBR in 42 days"),
    ]
    assert [
        (topic.title, topic.accounts, topic.arr, [each.ask for each in topic.rows])
        for topic in view.topics
    ] == [
        ("Export", 2, 150000, ["One asks this."]),
        ("Speed", 2, 120000, ["The other of two.", "Two ask this."]),
        ("No theme or area named", 1, 100000, ["For nothing."]),
    ]
    assert view.lead == "6 unanswered questions; the meeting of 2 of them is ahead."
    (answered,) = view.answered.rows
    assert answered.word is not None
    assert (answered.word.answer, answered.word.means) == ("Yes.", "delayed")


def test_a_long_list_goes_on_by_year() -> None:
    def asked(letter: str, number: int) -> str:
        answer = ", answer: Yes." if letter == "answered" else ""
        rows = (f"{{id: Q{n}, account: north, ask: No. {n}{answer}}}" for n in range(1, number + 1))
        return f"{{questions: [{', '.join(rows)}]}}"

    context = view_context_of(
        f"2026-05-01-bob: {asked('answered', ANSWERED + 3)}\n"
        f"2026-06-01-bob: {asked('open', SHOWN + 4)}"
    )
    view = view_questions(context=context)
    assert (view.more, view.topics_number) == (4, SHOWN + 4)
    assert (len(view.answered.rows), view.answered.total) == (ANSWERED, ANSWERED + 3)
    listed = {each.ref for page in archive_questions(context=context).pages for each in page.values}
    assert listed == set(context.ledger.questions)


def test_the_page_is_filled_topic_by_topic() -> None:
    """What one topic takes is gone for the next: the last one shown is cut, others are left out."""
    asked = ", ".join(
        f"{{id: Q{n}, account: {account}, ask: No. {n}, theme: {theme}}}"
        for n, (theme, account) in enumerate(
            [
                *(("speed", "north"),) * (SHOWN - 40),
                *(("speed", "south"),),
                *(("export", "north"),) * 60,
                ("rest", "south"),
            ],
            start=1,
        )
    )
    view = view_questions(
        context=view_context_of(
            "taxonomy: {themes: {speed: {name: Speed}, export: {name: Export}, rest: {name: Rest}}}"
            f"\n2026-06-10-tier-2: {{questions: [{asked}]}}\n"
        )
    )
    assert [(each.title, len(each.rows)) for each in view.topics] == [
        ("Speed", SHOWN - 39),
        ("Export", 39),
    ]
    assert (view.topics_number, view.more) == (SHOWN + 22, 22)


def test_the_sample_owes_ostermark_an_answer(sample: ViewContext) -> None:
    (first,) = view_questions(context=sample).ahead
    assert (first.account.text, first.ahead) == ("Ostermark Foods", "QBR tomorrow")
    assert first.theme
    assert first.theme.text == "Dashboard speed"
    assert first.waits_for
    assert first.waits_for.text == "Elin Marchetti"


def test_the_words_of_a_decision_are_shown_only_while_they_may_be_said() -> None:
    """An answer by a decision outlives its words: past the target they must not be said."""
    text = """
        2026-05-01-tier-2:
          questions: [{id: Q1, account: north, ask: When?}]
        2026-05-26-tier-1:
          decisions: [{id: D1, outcome: decided, what: Ship it., say: It comes in June.,
                       accounts: [north], commitment: {target: 2026-06-20},
                       resolves: [2026-05-01-tier-2/Q1]}]
    """

    def said(as_of: str) -> tuple[str | None, str | None]:
        (row,) = view_questions(context=view_context_of(text, as_of=as_of)).answered.rows
        assert row.word is not None
        return row.word.answer, row.word.say

    assert said("2026-06-20") == ("Ship it.", "It comes in June.")
    assert said("2026-06-21") == ("Ship it.", None)
