from collections.abc import Callable

import pytest

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.lists.meetings import (
    LATEST,
    MeetingRow,
    archive_meetings,
    view_meetings,
)
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext, make_view_context


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("meetings.html").check(draw("archive", view_meetings(context=harbour)))
    archive = archive_meetings(context=harbour)
    shown = draw("archive", view_archive(archive, archive.pages[0]))
    golden("meetings-year.html").check(shown)


def rows(text: str) -> list[MeetingRow]:
    records = make_records(parse(text))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    return [row for month in view_meetings(context=context).periods for row in month.rows]


def test_newest_first_with_what_each_was_about() -> None:
    shown = rows("""
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: The first.}
        - {id: D2, outcome: decided, what: The second.}
      actions: {cs: [{id: A1, what: Ring., owner: bob, due: 2026-03-01}]}
    2026-03-18-tier-2: {cancelled: {because: sprint, note: In test.}}
    2026-03-20-ines:
      loops: [{item: 2026-02-24-tier-1/D2, account: north, on: 2026-03-20}]
    2026-03-25-tier-2: {cancelled: {moved_to: 2026-03-27}}
    """)
    assert [(row.record.text, row.mark and row.mark.text, row.about) for row in shown] == [
        ("Tier 2", "Moved to 27 Mar 2026", None),
        ("Update by Ines", None, "Told: The second."),
        ("Tier 2", "Cancelled", "In test."),
        ("Tier 1", None, "The first."),
    ]
    assert (shown[-1].decisions, shown[-1].actions) == (2, 1)
    assert shown[1].record.address == "updates/2026-03-20-ines/"


@pytest.mark.parametrize(
    ("section", "about"),
    [
        ("escalations: [{id: E1, account: north, issue: Fire.}]", "Escalation: Fire."),
        ("questions: [{id: Q1, account: north, ask: When?}]", "Question: When?"),
        ("feedback: [{id: F1, account: north, what: Good.}]", "Feedback: Good."),
        ("review: [{action: 2026-01-05-bob/A1, outcome: done}]", "Reviewed: Ring."),
        ("prereads: [{series: tier-1, sent: 2026-02-24T09:00}]", "A pre-read was sent"),
        ("notes: Only this.", "Only this."),
        ("surprises: [{what: A shock.}]", None),
    ],
)
def test_without_a_decision_a_row_says_what_else_it_was_about(
    section: str, about: str | None
) -> None:
    shown = rows(f"""
    2026-01-05-bob:
      actions: {{cs: [{{id: A1, what: Ring., owner: bob, due: 2026-01-09}}]}}
    2026-02-24-ines:
      {section}
    """)
    assert shown[0].about == about


def test_a_long_text_ends_at_a_word() -> None:
    (row,) = rows(f"""
    2026-02-24-tier-1:
      decisions: [{{id: D1, outcome: decided, what: "{"twelve words, " * 20}"}}]
    """)
    assert row.about is not None
    assert row.about.endswith("twelve words …")


def test_the_first_page_shows_the_latest_and_leads_to_all() -> None:
    days = [f"2025-{month:02}-{number:02}" for month in (1, 2) for number in range(1, 29)]
    text = "\n".join(f"    {each}-bob: {{}}" for each in [*days, "2026-01-01"])
    records = make_records(parse(text))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    shown = view_meetings(context=context)
    assert sum(len(month.rows) for month in shown.periods) == LATEST
    assert shown.periods[0].rows[0].day == day("2026-01-01")
    assert [each.text for each in shown.years.links] == ["2026", "2025"]
    assert [page.step for page in archive_meetings(context=context).pages] == ["2026", "2025"]


def test_an_organisation_without_records(draw: Callable[..., str]) -> None:
    records = make_records({})
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    assert archive_meetings(context=context).pages == ()
    assert "appear here" in draw("archive", view_meetings(context=context))
