"""records.md §5, Question: the meeting that it waits for."""

import pytest

from building import day, make_records, parse
from decision_record.ledger.question_meetings import meetings_for
from decision_record.ledger.replay import replay

ASKED = """
    accounts:
      north:
        qbrs: [2026-02-10, 2026-03-09, 2026-06-30]
        calls: [{on: 2026-03-20, kind: renewal-call}, {on: 2026-03-25, kind: exec-meeting},
                {on: 2026-03-12, kind: other}]
        renewal: 2026-12-01
    2026-03-09-bob:
      questions: [{id: Q1, account: north, ask: When?MORE}]
"""


def days(more: str = "", text: str = ASKED) -> list[str]:
    records = make_records(parse(text.replace("MORE", more)))
    question = replay(records, day("2026-12-31")).questions["2026-03-09-bob/Q1"]
    return [str(each.on) for each in meetings_for(question, records.accounts["north"])]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", ["2026-06-30"]),
        (", for: qbr, answer_by: 2026-03-10", ["2026-06-30"]),
        (", for: qbr, answer_by: 2026-03-09", ["2026-03-09", "2026-06-30"]),
        (", answer_by: 2026-03-01", ["2026-03-09", "2026-06-30"]),
        (", for: renewal-call", ["2026-03-20", "2026-12-01"]),
        (", for: exec-meeting", ["2026-03-25"]),
        (", for: other", []),
    ],
)
def test_it_waits_for_the_meetings_of_its_kind_after_it_was_asked(
    more: str, expected: list[str]
) -> None:
    assert days(more) == expected


def test_no_meeting_follows_a_churn() -> None:
    churned = ASKED.replace(
        "        renewal: 2026-12-01\n",
        "        renewal: 2026-12-01\n        churned: {on: 2026-06-30}\n",
    )
    assert days(text=churned) == []
