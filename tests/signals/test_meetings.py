"""SG801 to SG807."""

from signalling import messages, signals_on

WEEKLY = """
    series: {sync: {kind: tier-2, name: Sync, cadence: weekly, members: [lena, ines]}}
    2026-06-01-sync: {notes: Held.}
"""


def test_a_meeting_is_missed_two_days_after_its_day() -> None:
    assert signals_on("2026-06-10", WEEKLY, "SG801") == ()
    (found,) = signals_on("2026-06-11", WEEKLY, "SG801")
    assert found.message == (
        "Hold Sync, or write down why not: expected on 8 June 2026, 3 days ago."
    )
    assert (found.owner, found.about.series, found.address) == ("lena", "sync", "series/sync/")


def test_several_that_were_missed_are_one_signal() -> None:
    (found,) = signals_on("2026-06-18", WEEKLY, "SG801")
    assert found.message.endswith("expected on 8 June 2026, 10 days ago; 2 meetings by now.")


def called_off(second: str) -> str:
    return f"""
    2026-01-13-tier-2: {{cancelled: {{because: sprint}}}}
    2026-01-27-tier-2: {{{second}}}
"""


def test_one_that_was_held_in_between_ends_the_row() -> None:
    assert signals_on("2026-01-27", called_off("notes: Held"), "SG802") == ()
    assert messages(signals_on("2026-01-27", called_off("cancelled: {}"), "SG802")) == [
        "Hold Tier 2: 2 meetings in a row cancelled or moved, since 13 January 2026."
    ]


SENT = """
    series: {tier-1: {kind: tier-1, name: Leadership, starts: "14:00"}}
    2026-05-26-tier-1: {notes: Held.}
    2026-06-12-ines:
      prereads: [{series: tier-1, meeting: 2026-06-30, side: product, sent: 2026-06-12T09:00}]
"""


def test_the_half_that_is_missing_is_asked_of_its_seat() -> None:
    assert signals_on("2026-06-25", SENT, "SG803") == ()
    assert messages(signals_on("2026-06-26", SENT, "SG803")) == [
        (
            "Send Customer Success's half of the pre-read for Leadership of 30 June 2026: "
            "Vera owes it, due in 2 days."
        )
    ]
    (late,) = signals_on("2026-06-29", SENT, "SG803")
    assert late.message.endswith("Vera owes it, 1 day late.")
    assert late.owner == "vera"


def test_after_the_day_of_the_meeting_nobody_asks_for_it() -> None:
    assert len(signals_on("2026-06-30", SENT, "SG803")) == 1
    assert signals_on("2026-07-01", SENT, "SG803") == ()


HELD = "\n    2026-06-01-tier-1: {notes: Held.}\n"


def test_git_says_when_a_meeting_was_written_down() -> None:
    in_time, late = ({"2026-06-01-tier-1": on} for on in ("2026-06-03", "2026-06-04"))
    assert signals_on("2026-06-10", HELD, "SG804") == ()
    assert signals_on("2026-06-10", HELD, "SG804", written=in_time) == ()
    assert messages(signals_on("2026-06-10", HELD, "SG804", written=late)) == [
        ("Write Tier 1 in the meeting: the record of 1 June 2026 was written 3 days later.")
    ]
    assert signals_on("2026-06-03", HELD, "SG804", written=late) == ()
    assert signals_on("2026-07-02", HELD, "SG804", written=late) == ()


NAMED = ", category: usability"


def feedback(named: int, total: int, *, on: str = "2026-04-14") -> str:
    rows = ", ".join(
        f"{{id: F{index + 1}, account: north, what: Slow{NAMED * (index < named)}}}"
        for index in range(total)
    )
    return f"""
    series: {{tier-3: {{kind: tier-3, members: [bob]}}}}
    2026-04-09-tier-3: {{taxonomy_coverage: {{categorised: 79, total: 100}}}}
    {on}-bob:
      feedback: [{rows}]
"""


def test_four_of_five_are_enough_and_three_of_four_are_not() -> None:
    assert signals_on("2026-04-14", feedback(4, 5), "SG805") == ()
    (found,) = signals_on("2026-04-14", feedback(3, 4), "SG805")
    assert found.message == (
        "Hold a tier 3: 75% of feedback and escalations since 1 April 2026 have a category "
        "(3 of 4); the minimum is 80%."
    )


def test_a_quarter_without_feedback_goes_by_the_last_tier_3() -> None:
    (found,) = signals_on("2026-07-01", feedback(5, 5), "SG805")
    assert "79% of feedback and escalations since 9 April 2026" in found.message


def rhythm(review: str) -> str:
    return f"""
    series: {{quarterly: {{kind: quarterly-review, name: Review}}}}
    2026-01-06-tier-1: {{notes: Held.}}
    {review}
    2026-04-07-tier-1: {{notes: Held.}}
"""


def test_tiers_without_a_quarterly_review_are_half_a_rhythm() -> None:
    assert signals_on("2026-04-07", rhythm(""), "SG806") == ()
    (found,) = signals_on("2026-04-08", rhythm(""), "SG806")
    assert found.message == (
        "Hold the quarterly review: only the cadence is running; it was never held."
    )
    both = rhythm("2026-03-31-quarterly: {notes: Held.}")
    assert signals_on("2026-04-08", both, "SG806") == ()


def test_a_quarterly_review_without_tiers_is_the_other_half() -> None:
    only = rhythm("2026-03-31-quarterly: {notes: Held.}").replace(
        "2026-04-07-tier-1", "2026-02-03-tier-1"
    )
    (found,) = signals_on("2026-04-20", only, "SG806")
    assert found.message == (
        "Hold tier 1 and tier 2 again: only the quarterly review is running; the last was on "
        "3 February 2026."
    )
    assert found.about.series == "tier-1"


def test_a_csm_without_a_tier_2_is_named_from_series_b_on() -> None:
    text = """
    organization: {stage: series-b}
    2026-01-13-tier-2: {attendees: [bob, ines]}
"""
    (found,) = signals_on("2026-01-13", text, "SG807")
    assert found.message == "Give Lena a tier 2: no PM meets them regularly about their 1 account."
    assert (found.about.person, found.address) == ("lena", "people/lena/")
    assert signals_on("2026-01-13", text.replace("series-b", "series-a"), "SG807") == ()


def test_members_of_a_tier_2_are_in_it_before_it_meets() -> None:
    text = """
    series: {pair: {kind: tier-2, members: [lena, ines]}, two: {kind: tier-2, members: [bob]}}
"""
    assert signals_on("2026-01-13", text, "SG807") == ()
