"""SG601 to SG603."""

import pytest

from signalling import messages, signals_on


def asked(purpose: str = "", more: str = "") -> str:
    return f"""
    accounts:
      north:
        pm: ines
        qbrs: [2026-06-30]
        renewal: 2026-09-20
        calls: [{{on: 2026-08-03, kind: exec-meeting}}]
    2026-06-10-tier-2:
      questions: [{{id: Q1, account: north, ask: When is it fast?{purpose}}}]
{more}"""


@pytest.mark.parametrize(
    ("purpose", "first", "meeting"),
    [
        ("", "2026-06-23", "QBR"),
        (", for: qbr", "2026-06-23", "QBR"),
        (", for: exec-meeting", "2026-07-27", "executive meeting"),
        (", for: renewal-call", "2026-09-13", "renewal"),
    ],
)
def test_a_week_before_what_it_was_asked_for(purpose: str, first: str, meeting: str) -> None:
    year, month, number = first.split("-")
    before = f"{year}-{month}-{int(number) - 1:02}"
    assert signals_on(before, asked(purpose), "SG601") == ()
    assert messages(signals_on(first, asked(purpose), "SG601")) == [
        f"Answer North Mills' “When is it fast?”: their {meeting} is in 7 days."
    ]


def test_what_was_asked_for_no_meeting_is_not_pressing() -> None:
    assert signals_on("2026-06-29", asked(", for: other"), "SG601") == ()


def answered(on: str) -> str:
    return f"""
    {on}-ines:
      updates: [{{item: 2026-06-10-tier-2/Q1, answered: {on}, answer: In May.}}]
"""


def test_what_was_answered_is_no_signal() -> None:
    text = asked(more=answered("2026-06-29"))
    assert signals_on("2026-06-29", text, "SG601") == ()
    assert signals_on("2026-07-01", text, "SG602") == ()


def test_a_qbr_without_an_answer_is_shown_for_a_month_or_until_there_is_one() -> None:
    assert messages(signals_on("2026-09-01", asked(), "SG602")) == [
        (
            "Follow up on “When is it fast?”: North Mills' QBR of 30 June 2026 had no answer; "
            "63 days later there is still no answer."
        )
    ]
    late = asked(more=answered("2026-07-02"))
    assert messages(signals_on("2026-07-30", late, "SG602")) == [
        (
            "Follow up on “When is it fast?”: North Mills' QBR of 30 June 2026 had no answer; "
            "it was answered on 2 July 2026."
        )
    ]
    assert signals_on("2026-07-31", late, "SG602") == ()


DELEGATED = """
    2026-04-15-tier-2:
      attendees: [bob, otto]
      delegates: {ines: otto}
      briefings: [{id: B1, account: north, request: May they?, outcome: open}]
"""


def test_what_a_delegate_left_is_answered_within_a_day() -> None:
    assert signals_on("2026-04-16", DELEGATED, "SG603") == ()
    (found,) = signals_on("2026-04-17", DELEGATED, "SG603")
    assert found.message == (
        "Answer North Mills' “May they?”: Otto attended for Ines 2 days ago and could not answer."
    )
    assert found.owner == "ines"


def test_who_was_there_in_person_or_answered_leaves_nothing() -> None:
    there = DELEGATED.replace("delegates: {ines: otto}", "minutes: 30")
    settled = DELEGATED.replace("outcome: open", "outcome: answered")
    later = (
        DELEGATED
        + """
    2026-04-16-ines:
      updates: [{item: 2026-04-15-tier-2/B1, answer: They may.}]
"""
    )
    for other in (there, settled, later):
        assert signals_on("2026-04-17", other, "SG603") == ()
