"""SG101 to SG104."""

from signalling import messages, signals_on

LATE = """
    2026-01-27-tier-1:
      actions:
        cs:
          - {id: A1, what: Send the notes, owner: bob, due: 2026-02-02, account: north}
          - {id: A2, what: Ring South Yard, owner: lena, due: 2026-01-30}
"""


def test_what_is_longest_late_comes_first() -> None:
    assert messages(signals_on("2026-02-03", LATE, "SG101")) == [
        "Lena owes “Ring South Yard”: 4 days late.",
        "Bob owes “Send the notes”: 1 day late.",
    ]


def test_an_action_is_named_with_its_account_owner_and_place() -> None:
    first = signals_on("2026-02-03", LATE, "SG101")[1]
    assert first.about.ref == "2026-01-27-tier-1/A1"
    assert first.about.account == "north"
    assert first.owner == "bob"
    assert first.address == "meetings/2026-01-27-tier-1/#A1"


def test_what_was_done_is_not_late() -> None:
    done = (
        LATE
        + """
    2026-02-03-bob:
      review:
        - {action: 2026-01-27-tier-1/A1, outcome: done}
        - {action: 2026-01-27-tier-1/A2, outcome: dropped, note: Not wanted.}
    """
    )
    assert signals_on("2026-02-03", done, "SG101") == ()


def rolled(number: int) -> str:
    meetings = "".join(
        f"""
    2026-0{2 + index}-03-tier-2:
      review: [{{action: 2026-01-06-tier-2/A1, outcome: rolled, due: 2026-0{3 + index}-03}}]"""
        for index in range(number)
    )
    return f"""
    2026-01-06-tier-2:
      actions: {{pm: [{{id: A1, what: Send the table, owner: ines, due: 2026-02-03}}]}}{meetings}
"""


def test_an_action_rolled_twice_is_not_worth_a_word() -> None:
    assert signals_on("2026-12-31", rolled(2), "SG102") == ()


def test_an_action_rolled_four_times_is_done_or_dropped() -> None:
    assert messages(signals_on("2026-12-31", rolled(4), "SG102")) == [
        "Do “Send the table” or drop it: Ines rolled it 4 times since 6 January 2026."
    ]


def test_one_that_was_done_at_last_is_no_signal() -> None:
    done = (
        rolled(3)
        + """
    2026-06-01-ines:
      review: [{action: 2026-01-06-tier-2/A1, outcome: done}]
    """
    )
    assert signals_on("2026-12-31", done, "SG102") == ()


SILENCE = """
    2026-01-06-tier-2:
      actions: {pm: [{id: A1, what: Send the table, owner: ines, due: 2026-06-30}]}
    2026-01-20-tier-2: {notes: Nothing.}
    2026-02-03-tier-2: {notes: Nothing.}
"""


def test_two_meetings_of_the_series_without_a_word_are_said() -> None:
    (found,) = signals_on("2026-02-03", SILENCE, "SG103")
    assert found.message == (
        "Ask Ines about “Send the table”: 2 meetings of Tier 2 have not reviewed it since "
        "6 January 2026."
    )


def test_a_word_in_an_update_is_a_word() -> None:
    said = (
        SILENCE
        + """
    2026-01-22-ines:
      review: [{action: 2026-01-06-tier-2/A1, outcome: rolled, due: 2026-07-07}]
    """
    )
    assert signals_on("2026-02-03", said, "SG103") == ()


def test_meetings_that_were_cancelled_or_of_another_series_do_not_count() -> None:
    for other in (
        SILENCE.replace("2026-02-03-tier-2: {notes: Nothing.}", "2026-02-03-tier-1: {notes: No.}"),
        SILENCE.replace(
            "2026-02-03-tier-2: {notes: Nothing.}", "2026-02-03-tier-2: {cancelled: {}}"
        ),
    ):
        assert signals_on("2026-02-03", other, "SG103") == ()


ENDED = """
    series: {pilot: {kind: tier-2, until: 2026-03-31}, tier-2: {kind: tier-2}}
    2026-03-24-pilot:
      actions:
        pm: [{id: A1, what: Send the table, owner: ines, due: 2026-06-30, account: north}]
        cs: [{id: A2, what: Call them, owner: bob, due: 2026-06-30}]
    2026-03-24-bob:
      series: pilot
      actions: {cs: [{id: A1, what: Write it, owner: bob, due: 2026-06-30}]}
    2026-03-24-lena:
      actions: {cs: [{id: A1, what: Of no queue, owner: lena, due: 2026-06-30}]}
    2026-03-31-tier-2:
      review: [{action: 2026-03-24-pilot/A2, outcome: done}]
"""


class TestStranded:
    """SG104: an open action in the queue of a series that ended."""

    def test_from_the_day_after_its_last(self) -> None:
        assert signals_on("2026-03-31", ENDED, "SG104") == ()
        found = signals_on("2026-04-01", ENDED, "SG104")
        assert [(each.about.ref, each.owner) for each in found] == [
            ("2026-03-24-bob/A1", "bob"),
            ("2026-03-24-pilot/A1", "ines"),
        ]
        assert found[1].message == (
            "Close “Send the table”, or take it to a series that meets: Tier 2 ended on "
            "31 March 2026."
        )

    def test_a_series_without_an_end_has_none(self) -> None:
        text = ENDED.replace(", until: 2026-03-31", "")
        assert signals_on("2026-04-01", text, "SG104") == ()
