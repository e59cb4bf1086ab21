"""What a tier 2 passed up is a row of the next tier 1, until one could have taken it up."""

import pytest

from drafting import data_of, text_of

COMPANY = """
    2026-05-26-tier-1: {attendees: [vera, otto]}
    2026-05-25-tier-2:
      briefings: [{id: B1, account: north, request: The day before., outcome: escalated}]
    2026-05-26-tier-2:
      briefings: [{id: B1, account: south, request: On the day., outcome: escalated}]
    2026-05-27-tier-2:
      briefings:
        - {id: B1, account: south, request: The day after., outcome: escalated}
        - {id: B2, account: north, request: Only open., outcome: open}
    2026-05-28-tier-2:
      briefings: [{id: B1, account: north, request: Later., outcome: escalated}]
"""


def test_what_was_passed_up_on_the_day_of_the_last_meeting_or_later_is_a_row_by_arr() -> None:
    """The tier 1 of the day may have been over before the tier 2 began."""
    rows = data_of(text_of(COMPANY, as_of="2026-06-20"))["escalations"]
    assert [(row["id"], row["account"], row["from"]) for row in rows] == [
        ("E1", "north", "2026-05-28-tier-2/B1"),
        ("E2", "south", "2026-05-26-tier-2/B1"),
        ("E3", "south", "2026-05-27-tier-2/B1"),
    ]


def test_what_was_passed_up_before_it_is_only_shown() -> None:
    text = text_of(COMPANY, as_of="2026-06-20")
    _, open_before = text.split("# Open from before.", 1)
    assert "# 2026-05-25-tier-2/B1: North Mills, The day before" in open_before
    assert "The day before" not in text.split("# Open from before.", 1)[0]
    assert "Only open" not in text


@pytest.mark.parametrize(("number", "rows"), [(12, 12), (13, 12)])
def test_at_most_twelve_are_rows(number: int, rows: int) -> None:
    briefings = ", ".join(
        f"{{id: B{n}, account: north, request: No. {n}., outcome: escalated, arr: {n}}}"
        for n in range(1, number + 1)
    )
    text = f"\n2026-05-27-tier-2: {{briefings: [{briefings}]}}\n"
    drafted = data_of(text_of(text, as_of="2026-06-20", on="2026-06-30"))["escalations"]
    assert len(drafted) == rows
    assert drafted[0]["from"] == f"2026-05-27-tier-2/B{number}"
