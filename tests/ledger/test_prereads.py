"""records.md §5, Pre-read: what the meeting's own record says, else what updates before it say."""

from datetime import datetime
from zoneinfo import ZoneInfo

from building import day, replay_on
from decision_record.ledger.prereads import MeetingPreread

SENT = """
2026-04-24-otto:
  prereads:
    - {series: tier-1, meeting: 2026-04-28, side: product,
       sent: 2026-04-24T17:30, includes: [roadmap]}
"""


def preread(as_of: str, *lines: str, meeting: str = "2026-04-28") -> MeetingPreread:
    return replay_on(as_of, "\n".join(lines)).prereads["tier-1", day(meeting)]


def test_what_its_own_record_says() -> None:
    found = preread(
        "2026-04-28",
        SENT,
        """
2026-04-28-tier-1:
  preread:
    cs: {sent: 2026-04-26T09:00, includes: [themes, escalations]}
    product: {sent: 2026-04-25T17:00}
""",
    )

    assert found.record == "2026-04-28-tier-1"
    cs, product = found.half("cs"), found.half("product")
    assert cs is not None
    assert cs.sent == datetime(2026, 4, 26, 9, tzinfo=ZoneInfo("UTC"))
    assert cs.includes == ("themes", "escalations")
    assert product is not None
    assert product.record == "2026-04-28-tier-1"
    assert found.missing == ()


def test_else_what_updates_before_it_say() -> None:
    after = SENT.replace("2026-04-24-otto", "2026-04-28-otto")

    found = preread("2026-04-28", SENT, "2026-04-28-tier-1: {}")
    assert [each.record for each in found.product] == ["2026-04-24-otto"]
    assert found.missing == ("cs",)
    late = preread("2026-04-28", after, "2026-04-28-tier-1: {}")
    assert late.missing == ("cs", "product")


def test_what_was_sent_again_counts_last() -> None:
    again = SENT.replace("24-otto", "25-otto").replace("[roadmap]", "[roadmap, decisions]")
    found = preread("2026-04-28", SENT, again, "2026-04-28-tier-1: {}")

    half = found.half("product")
    assert half is not None
    assert half.includes == ("roadmap", "decisions")
    assert len(found.product) == 2


def test_of_the_next_meeting_what_updates_have_said_so_far() -> None:
    found = preread("2026-04-24", "2026-03-31-tier-1: {}", SENT)
    before = preread("2026-04-23", "2026-03-31-tier-1: {}", SENT)

    assert found.record is None
    assert found.missing == ("cs",)
    assert before.missing == ("cs", "product")


def test_what_was_sent_for_the_day_it_was_moved_from_was_sent_for_it() -> None:
    moved = "2026-04-28-tier-1: {cancelled: {moved_to: 2026-05-05}}"

    assert preread("2026-04-28", SENT, moved, meeting="2026-05-05").missing == ("cs",)
    held = preread("2026-05-05", SENT, moved, "2026-05-05-tier-1: {}", meeting="2026-05-05")
    assert held.missing == ("cs",)


def test_it_is_due_48_hours_before_the_meeting_begins() -> None:
    text = """
organization: {timezone: Europe/London}
series: {tier-1: {kind: tier-1, starts: "14:00"}}
2026-06-30-tier-1: {preread: {cs: {sent: "2026-06-28T15:00+02:00"}}}
"""

    found = preread("2026-06-30", text, meeting="2026-06-30")
    london = ZoneInfo("Europe/London")
    assert found.due == datetime(2026, 6, 28, 14, tzinfo=london)
    half = found.half("cs")
    assert half is not None
    assert half.sent == found.due
    nine = preread("2026-06-30", "2026-06-30-tier-1: {}", meeting="2026-06-30")
    assert nine.due == datetime(2026, 6, 28, 9, tzinfo=ZoneInfo("UTC"))


def test_only_meetings_of_both_sides_leaders_want_one() -> None:
    ledger = replay_on("2026-04-28", "2026-04-28-tier-2: {}\n2026-04-28-tier-1: {}")

    assert {series for series, _ in ledger.prereads} == {"tier-1"}
