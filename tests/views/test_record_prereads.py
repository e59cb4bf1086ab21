import pytest

from recorded import rows, view, words


def test_who_stood_in_and_what_was_sent_before_open_the_page() -> None:
    shown = view(
        "2026-05-26-tier-1",
        """
    2026-05-23-otto:
      prereads:
        - {series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00,
           includes: [roadmap]}
    2026-05-26-tier-1:
      attendees: [vera]
      delegates: {otto: ines}
      minutes: 66
      minutes_on: {accounts: 25, escalations: 27}
      written: after
    """,
    )
    facts = words(shown.facts)
    assert facts["Delegate"] == "Ines for Otto"
    assert facts["Minutes"] == "66 of 60 planned"
    assert facts["Minutes by block"] == "single accounts 25 with none planned, escalations 27 of 15"
    assert facts["Written"] == "after the meeting"
    assert facts["Pre-read from CS"] == "none on record"
    assert facts["Pre-read from Product"] == (
        "23 May 2026, 12:00, 3 days before: roadmap; without decisions, stances, "
        "Update by Otto, 23 May 2026"
    )


def test_the_half_that_was_sent_last_counts() -> None:
    shown = view(
        "2026-05-26-tier-1",
        """
    2026-05-22-otto:
      prereads: [{series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-22T12:00}]
    2026-05-23-otto:
      prereads: [{series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00}]
    2026-05-26-tier-1: {attendees: [vera]}
    """,
    )
    assert words(shown.facts)["Pre-read from Product"] == (
        "23 May 2026, 12:00, 3 days before, Update by Otto, 23 May 2026"
    )


def test_a_half_stays_with_a_meeting_that_was_moved() -> None:
    shown = view(
        "2026-05-28-tier-1",
        """
    2026-05-23-otto:
      prereads: [{series: tier-1, meeting: 2026-05-26, side: product, sent: 2026-05-23T12:00}]
    2026-05-26-tier-1: {cancelled: {moved_to: 2026-05-28}}
    2026-05-28-tier-1: {attendees: [vera]}
    """,
    )
    assert words(shown.facts)["Pre-read from Product"] == (
        "23 May 2026, 12:00, 5 days before, Update by Otto, 23 May 2026"
    )


def test_a_half_is_shown_where_none_is_wanted() -> None:
    shown = view(
        "2026-05-26-tier-2",
        "    2026-05-26-tier-2: {preread: {cs: {sent: 2026-05-25T09:00}}}",
    )
    facts = words(shown.facts)
    assert facts["Pre-read from CS"] == "25 May 2026, 09:00, 1 day before"
    assert "Pre-read from Product" not in facts


def test_a_quarterly_review_misses_its_halves() -> None:
    shown = view(
        "2026-04-08-quarter",
        """
    series: {quarter: {kind: quarterly-review}}
    2026-04-08-quarter: {attendees: [vera]}
    """,
    )
    facts = words(shown.facts)
    assert facts["Pre-read from CS"] == facts["Pre-read from Product"] == "none on record"


@pytest.mark.parametrize(
    ("row", "text", "address"),
    [
        ("series: tier-1, meeting: 2026-05-26", "Tier 1 of 26 May 2026", "series/tier-1/"),
        (
            "series: tier-2, meeting: 2026-05-25",
            "Tier 2 of 25 May 2026",
            "meetings/2026-05-25-tier-2/",
        ),
        (
            "series: tier-1, meeting: 2026-06-30",
            "Tier 1 of 30 Jun 2026",
            "series/tier-1/next/",
        ),
        ("series: tier-1", "Tier 1", "series/tier-1/"),
        ("meeting: 2026-05-26", "the meeting of 26 May 2026", None),
    ],
)
def test_a_half_leads_to_its_meeting_or_to_its_series(
    row: str, text: str, address: str | None
) -> None:
    shown = view(
        "2026-05-22-otto",
        f"""
    2026-05-22-otto:
      prereads: [{{{row}, side: product, sent: 2026-05-22T12:00}}]
    2026-05-25-tier-2: {{attendees: [bob]}}
    """,
    )
    (sent,) = rows(shown, "prereads")
    (meeting,) = (fact.pieces[0] for fact in sent.facts if fact.label == "For")
    assert (meeting.text, meeting.address) == (text, address)
