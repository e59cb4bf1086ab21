from collections.abc import Callable
from dataclasses import replace
from urllib.parse import unquote

import pytest
from markupsafe import escape

from building import day, make_records, parse, view_context_of
from decision_record.drafts.addresses import Forge
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.series.draft import LONGEST, show_draft
from decision_record.views.series.next_meeting import view_next
from decision_record.views.series.next_records import address_of_draft
from decision_record.views.shared.context import ViewContext, make_view_context


def test_the_record_is_shown_to_be_copied_and_downloaded(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    view = view_next("tier-1", context=sample)
    assert view.draft
    assert view.draft.name == "2026-06-30-tier-1.yml"
    assert view.draft.path == "meetings/2026/2026-06-30-tier-1.yml"
    assert view.draft.begin is None
    text = draw("series-next", view)
    href = "series/tier-1/next/2026-06-30-tier-1.yml"
    assert f'href="../../{href}" download="2026-06-30-tier-1.yml"' in text
    assert f"<pre><code>{escape(view.draft.text)}" in text
    assert address_of_draft("tier-1", sample.drafts["tier-1"]) == href


FORGES = {
    "GitHub": ("https://forge.example/acme/records/edit/main/records/", True),
    "GitLab": ("https://forge.example/acme/records/-/edit/main/records/", False),
}


@pytest.mark.parametrize("forge", FORGES)
def test_the_record_is_begun_at_the_forge(forge: str, draw: Callable[..., str]) -> None:
    edit_uri, is_filled = FORGES[forge]
    records = make_records(parse("2026-05-26-tier-1: {notes: Held.}"))
    ledger = replay(records, day("2026-06-22"))
    context = make_view_context(Index(records=records, ledger=ledger), forge=Forge.of(edit_uri))
    view = view_next("tier-1", context=context)
    assert view.draft
    assert view.draft.begin
    assert "2026-06-30-tier-1.yml" in unquote(view.draft.begin)
    assert view.draft.is_filled is is_filled
    text = draw("series-next", view)
    assert f"Start on {forge}" in text
    assert ("paste the text into it" in text) is not is_filled


def test_a_record_that_is_too_long_for_its_page_is_downloaded(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    draft = replace(sample.drafts["tier-1"], text="#" * (LONGEST + 1))
    context = replace(sample, drafts={"tier-1": draft})
    shown = show_draft("tier-1", context=context)
    assert shown
    assert shown.text is None
    text = draw("series-next", replace(view_next("tier-1", context=context), draft=shown))
    assert "It is too long to be shown here." in text
    assert "Download 2026-06-30-tier-1.yml" in text


def test_a_record_that_is_there_already_is_not_begun_again(draw: Callable[..., str]) -> None:
    text = """
    series: {tier-3: {kind: tier-3, cadence: as-needed, because: Rarely.}}
    2026-06-29-tier-3: {notes: Held.}
    """
    view = view_next("tier-3", context=view_context_of(text))
    assert view.draft is None
    assert "This meeting already has a record" in draw("series-next", view)


def test_the_record_of_a_one_on_one_is_not_begun_for_everybody(draw: Callable[..., str]) -> None:
    text = "series: {talk: {kind: one-on-one, members: [vera, bob], from: 2026-05-04}}"
    view = view_next("talk", context=view_context_of(text, as_of="2026-05-10"))
    assert view.draft is None
    assert "the personal folder of its two people" in draw("series-next", view)


def test_its_two_people_begin_it_in_a_folder_of_their_own(draw: Callable[..., str]) -> None:
    text = "series: {talk: {kind: one-on-one, members: [vera, bob], from: 2026-05-04}}"
    records = replace(make_records(parse(text)), own=True)
    ledger = replay(records, day("2026-05-10"))
    forge = Forge.of("https://forge.example/acme/records/edit/main/records/")
    view = view_next(
        "talk", context=make_view_context(Index(records=records, ledger=ledger), forge=forge)
    )
    assert view.draft
    assert view.draft.begin is None
    assert "in your personal records folder" in draw("series-next", view)


def test_a_series_that_has_ended_has_nothing_to_begin() -> None:
    text = "series: {tier-1: {kind: tier-1, from: 2026-01-01, until: 2026-03-01}}"
    context = view_context_of(text)
    assert "tier-1" not in context.drafts


WEEKLY = """
    series: {tier-2: {kind: tier-2, cadence: weekly, because: x, members: [bob, ines]}}
    2026-06-16-tier-2:
      attendees: [bob, ines]
      actions: {cs: [{id: A1, what: Ring North, owner: bob, due: 2026-06-20}]}
"""


def days_of(text: str, *, as_of: str, series: str = "tier-2") -> list[str]:
    """The day of the draft on the page, and the other days of which there is one."""
    context = view_context_of(text, as_of=as_of)
    drafts = [*filter(None, [context.drafts.get(series)]), *context.other_drafts.get(series, ())]
    for each in drafts:
        assert each.identity == f"{each.day}-{series}"
        assert f"date: {each.day}\n" in each.text
    return [each.day.isoformat() for each in drafts]


@pytest.mark.parametrize(
    ("as_of", "days"),
    [
        # It was held yesterday, or it is held today.
        ("2026-06-24", ["2026-06-23", "2026-06-24"]),
        # It was due on the 23rd: held then, yesterday or today.
        ("2026-06-26", ["2026-06-26", "2026-06-25", "2026-06-23"]),
        ("2026-07-01", ["2026-07-01", "2026-06-30", "2026-06-23"]),
        # It may be held a little early, but not on the day after the last one.
        ("2026-06-22", ["2026-06-23", "2026-06-22"]),
        # On a Monday the meeting of Friday is written up.
        ("2026-06-29", ["2026-06-29", "2026-06-26", "2026-06-23"]),
        ("2026-06-28", ["2026-06-28", "2026-06-26", "2026-06-23"]),
        ("2026-06-17", ["2026-06-23"]),
    ],
)
def test_a_meeting_of_another_day_is_written_up_for_that_day(as_of: str, days: list[str]) -> None:
    assert days_of(WEEKLY, as_of=as_of) == days


def test_a_day_with_a_record_and_a_day_before_it_are_not_offered() -> None:
    text = WEEKLY + "    2026-06-25-tier-2: {attendees: [bob, ines]}\n"
    assert days_of(text, as_of="2026-06-26") == ["2026-07-02"]


def test_a_series_that_meets_as_needed_offers_yesterday_too() -> None:
    text = "series: {tier-2: {kind: tier-2, cadence: as-needed, because: x}}"
    assert days_of(text, as_of="2026-06-26") == ["2026-06-26", "2026-06-25"]


def test_the_last_meeting_of_a_series_that_ended_yesterday_can_be_written_up() -> None:
    text = WEEKLY.replace("cadence: weekly", "cadence: weekly, until: 2026-06-23")
    assert days_of(text, as_of="2026-06-24") == ["2026-06-23"]
    assert days_of(text, as_of="2026-06-26") == ["2026-06-23"]


def test_the_page_names_the_days_and_leads_to_the_records(draw: Callable[..., str]) -> None:
    context = view_context_of(WEEKLY, as_of="2026-06-26", edit_uri=FORGES["GitHub"][0])
    view = view_next("tier-2", context=context)
    assert [each.words for each in view.other_days] == [
        "yesterday, Thursday 25 June 2026",
        "Tuesday 23 June 2026",
    ]
    assert all(each.begin and "2026-06-2" in unquote(each.begin) for each in view.other_days)
    text = draw("series-next", view)
    for each in ("2026-06-25-tier-2.yml", "2026-06-23-tier-2.yml"):
        assert f'series/tier-2/next/{each}" download="{each}"' in text
