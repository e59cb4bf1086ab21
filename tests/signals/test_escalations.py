"""SG501 to SG505."""

from signalling import messages, signals_on

RAISED = """
    accounts: {north: {renewal: 2026-07-20, pm: ines}}
    2026-06-08-bob:
      escalations: [{id: E1, account: north, issue: A weekend is missing.}]
"""


def test_what_product_has_not_acknowledged() -> None:
    (found,) = signals_on("2026-06-29", RAISED, "SG501")
    assert found.message == (
        "Acknowledge North Mills' “A weekend is missing”: not acknowledged for 21 days, "
        "and their renewal is in 21 days."
    )
    assert (found.owner, found.about.account) == ("ines", "north")


HEARD = (
    RAISED
    + """
    2026-06-12-ines:
      updates: [{item: 2026-06-08-bob/E1, acknowledged: 2026-06-12, by: ines}]
"""
)


def test_what_was_acknowledged_waits_for_a_word_after_two_weeks() -> None:
    assert signals_on("2026-06-25", HEARD, "SG501") == ()
    assert messages(signals_on("2026-06-26", HEARD, "SG501")) == [
        (
            "Answer North Mills' “A weekend is missing”: no update from Product for 14 days, "
            "and their renewal is in 24 days."
        )
    ]


def test_every_word_of_product_starts_the_two_weeks_again() -> None:
    answered = """
    2026-06-20-ines:
      updates: [{item: 2026-06-08-bob/E1, answer: We look for it., answer_by: 2026-07-20}]
"""
    deferred = """
    2026-06-20-otto:
      decisions: [{id: D1, outcome: deferred, what: Hm., because: Not sized., owner: otto,
                   due: 2026-07-20, about: [2026-06-08-bob/E1]}]
"""
    for word in (answered, deferred):
        assert signals_on("2026-07-03", HEARD + word, "SG501") == ()
        assert len(signals_on("2026-07-04", HEARD + word, "SG501")) == 1


def test_a_part_that_was_brought_again_is_not_late_at_once() -> None:
    """Its first part was acknowledged long ago; the new one has two weeks of its own."""
    again = (
        HEARD
        + """
    2026-06-27-bob:
      escalations: [{id: E1, account: north, issue: Still missing., from: 2026-06-08-bob/E1}]
"""
    )
    assert signals_on("2026-07-10", again, "SG501") == ()
    (found,) = signals_on("2026-07-11", again, "SG501")
    assert found.about.ref == "2026-06-27-bob/E1"


def test_the_account_that_left_is_not_asked_for() -> None:
    left = RAISED.replace("pm: ines", "churned: {on: 2026-06-20}")
    for code in ("SG501", "SG502", "SG505"):
        assert signals_on("2026-06-29", left, code) == ()
    assert len(signals_on("2026-06-29", HEARD, "SG502")) == 1


def test_what_is_open_before_a_renewal_says_how_long() -> None:
    assert messages(signals_on("2026-06-29", RAISED, "SG502")) == [
        (
            "Resolve “A weekend is missing” for North Mills: open for 21 days, and their "
            "renewal is "
            "in 21 days."
        )
    ]
    assert signals_on("2026-07-21", RAISED, "SG502") == ()


def test_of_a_path_the_last_escalation_speaks() -> None:
    carried = (
        RAISED
        + """
    2026-06-16-tier-2:
      briefings: [{id: B1, account: north, request: What do we say?, from: 2026-06-08-bob/E1}]
    2026-06-23-tier-1:
      escalations: [{id: E1, account: north, issue: Still missing., from: 2026-06-16-tier-2/B1}]
"""
    )
    (found,) = signals_on("2026-06-29", carried, "SG502")
    assert found.about.ref == "2026-06-23-tier-1/E1"


NPS = """
    2026-06-02-bob:
      escalations: [{id: E1, account: north, issue: Slow., trigger: nps, score: 3}]
"""


def test_a_bad_score_is_answered_in_its_week() -> None:
    assert signals_on("2026-06-07", NPS, "SG503") == ()
    assert messages(signals_on("2026-06-08", NPS, "SG503")) == [
        (
            "Answer North Mills' NPS score of 3: given on 2 June 2026, and not answered by the end "
            "of "
            "the week."
        )
    ]
    answered = (
        NPS
        + """
    2026-06-04-ines:
      updates: [{item: 2026-06-02-bob/E1, resolved: 2026-06-04}]
"""
    )
    assert signals_on("2026-06-08", answered, "SG503") == ()


def again(first: str, *, about: str = "area: charts", also: str = "area: charts") -> str:
    return (
        RAISED.replace("missing.}", f"missing., {also}}}")
        + f"""
    {first}-bob:
      escalations: [{{id: E1, account: north, issue: The list is slow., {about}}}]
"""
    )


def test_an_account_that_comes_back_within_a_quarter_is_said_for_a_quarter() -> None:
    assert signals_on("2026-06-08", again("2026-03-08"), "SG504") == ()
    (found,) = signals_on("2026-06-08", again("2026-03-09"), "SG504")
    assert found.message == (
        "Ask what North Mills really needs: escalated on 9 March 2026 and again on 8 June 2026 "
        "about charts, “A weekend is missing”."
    )
    assert len(signals_on("2026-09-07", again("2026-03-09"), "SG504")) == 1
    assert signals_on("2026-09-08", again("2026-03-09"), "SG504") == ()


def test_it_comes_back_only_where_it_is_about_the_same() -> None:
    other = again("2026-03-09", about="area: berths")
    theme = again("2026-03-09", about="theme: speed, area: berths", also="theme: speed")
    assert signals_on("2026-06-08", other, "SG504") == ()
    assert len(signals_on("2026-06-08", theme, "SG504")) == 1


WANTED = """
    2026-06-08-bob:
      briefings: [{id: B1, account: north, request: A weekend is missing., arr: 40000,
                   answer_by: 2026-06-15}]
"""


def test_an_answer_is_due_on_its_day() -> None:
    assert signals_on("2026-06-15", WANTED, "SG505") == ()
    (found,) = signals_on("2026-06-18", WANTED, "SG505")
    assert found.message == (
        "Answer North Mills' “A weekend is missing”: the answer was due on 15 June 2026, "
        "3 days ago, with $40,000 at stake."
    )
    assert found.day is not None
    assert str(found.day) == "2026-06-15"


def test_a_word_on_the_day_or_after_it_counts_and_one_before_does_not() -> None:
    def said(day: str, more: str = "") -> str:
        return (
            WANTED
            + f"""
    {day}-ines:
      updates: [{{item: 2026-06-08-bob/B1, answer: We look for it.{more}}}]
"""
        )

    assert len(signals_on("2026-06-18", said("2026-06-14"), "SG505")) == 1
    assert signals_on("2026-06-18", said("2026-06-15"), "SG505") == ()
    moved = said("2026-06-14", ", answer_by: 2026-06-20")
    assert signals_on("2026-06-20", moved, "SG505") == ()
    assert len(signals_on("2026-06-21", moved, "SG505")) == 1


def test_of_a_path_the_day_that_was_written_last_counts() -> None:
    carried = (
        WANTED
        + """
    2026-06-16-tier-1:
      escalations: [{id: E1, account: north, issue: Gone., answer_by: 2026-06-30,
                     from: 2026-06-08-bob/B1}]
"""
    )
    assert signals_on("2026-06-30", carried, "SG505") == ()
    (found,) = signals_on("2026-07-01", carried, "SG505")
    assert found.about.ref == "2026-06-16-tier-1/E1"
