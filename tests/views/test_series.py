from collections.abc import Callable
from datetime import date

import pytest

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.series.series import LATEST, archive_series, view_series
from decision_record.views.series.series_list import SeriesRow, view_series_list
from decision_record.views.shared.agenda import agenda_of
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext


def test_page_of_all(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("series-list.html").check(draw("series-list", view_series_list(context=harbour)))


@pytest.mark.parametrize("series", ["tier-1", "tier-2-berths", "charts-metrics"])
def test_page_of_one(
    series: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    golden(f"series-{series}.html").check(draw("series", view_series(series, context=harbour)))


def rows(context: ViewContext) -> dict[str, SeriesRow]:
    shown = view_series_list(context=context)
    return {row.series.text: row for group in shown.groups for row in group.rows}


def test_the_list_counts_what_became_of_each_meeting() -> None:
    row = rows(
        view_context_of(
            """
    series: {tier-2: {kind: tier-2, name: The pair, members: [bob, ines], from: 2026-01-05}}
    2026-01-05-tier-2: {attendees: [bob, ines]}
    2026-01-23-tier-2: {attendees: [bob, ines]}
    2026-02-06-tier-2: {cancelled: {because: sprint}}
    """,
            as_of="2026-03-20",
        )
    )["The pair"]
    assert (row.held, row.late, row.cancelled, row.missed) == (2, 1, 1, 2)
    assert row.last_day == date(2026, 1, 23)
    assert row.next.missed
    assert [each.text for each in row.people] == ["Bob", "Ines"]


def test_kinds_stand_in_the_order_of_the_tiers(sample: ViewContext) -> None:
    shown = view_series_list(context=sample)
    assert [each.id for each in shown.groups][:4] == [
        "tier-1",
        "tier-2",
        "tier-3",
        "quarterly-review",
    ]
    assert shown.lead == "16 series of meetings; none of them is overdue."


NOTHING = {
    "as needed": (
        "series: {tier-3: {kind: tier-3, cadence: as-needed, because: Rarely.}}",
        "tier-3",
        "when it is needed",
    ),
    "ended": (
        "series: {tier-3: {kind: tier-3, from: 2026-01-01, until: 2026-02-01}}",
        "tier-3",
        "ended on 1 February 2026",
    ),
    "never begun": ("{}", "tier-1", "has not met yet"),
    "paused": (
        """
    series: {review: {kind: pod-metric-review, pod: reporting, from: 2026-01-12}}
    pods:
      reporting:
        name: Reporting
        structure: product-area
        area: reporting
        members: {pm: ines, csm: bob, engineer: wes}
        started: 2026-01-12
        status: paused
    """,
        "review",
        "The Reporting pod is paused",
    ),
}


@pytest.mark.parametrize(("text", "series", "words"), NOTHING.values(), ids=NOTHING)
def test_a_series_that_expects_nothing_says_why_and_what_would_change_it(
    text: str, series: str, words: str, draw: Callable[..., str]
) -> None:
    view = view_series(series, context=view_context_of(text))
    assert view.next.on is None
    assert words in (view.next.nothing or "")
    assert view.next.change
    assert "No meeting is expected." in draw("series", view)


def test_the_minutes_of_the_blocks_follow_the_length_of_the_series(sample: ViewContext) -> None:
    def minutes(length: int) -> list[int | None]:
        series = sample.records.series["tier-1"].model_copy(update={"minutes": length})
        return [each.minutes for each in agenda_of(series, context=sample)]

    assert minutes(60) == [15, 15, 20, 10]
    assert minutes(45) == [11, 11, 15, 8]


def test_a_block_is_led_by_the_pair_or_by_who_holds_the_seat(sample: ViewContext) -> None:
    def leads(series: str) -> list[list[str]]:
        blocks = agenda_of(sample.records.series[series], context=sample)
        return [[each.text for each in block.people] for block in blocks]

    assert leads("tier-1")[0] == ["Maren Oyelaran"]
    assert leads("tier-2-reporting") == [
        ["Desmond Achterberg"],
        ["Elin Marchetti"],
        ["Desmond Achterberg"],
    ]
    assert leads("reporting-standup")[2] == ["Elin Marchetti"]


def test_the_halves_of_a_preread_say_what_became_of_them(sample: ViewContext) -> None:
    next_, before, *_ = view_series("tier-1", context=sample).prereads
    assert (next_.day, next_.meeting, next_.weekday) == (date(2026, 6, 30), None, "Sunday")
    cs, product = next_.halves
    assert (cs.state.text, cs.words) == ("Missing", "was due on Sunday, 1 day late")
    assert cs.owner
    assert cs.owner.text == "Maren Oyelaran"
    assert (product.state.text, product.words) == ("Sent", "in time")
    assert before.meeting
    assert {each.state.text for each in before.halves} == {"Sent"}


PREREADS = """
2026-01-27-tier-1: {notes: Held.}
2026-02-22-otto:
  prereads: [{series: tier-1, meeting: 2026-02-24, side: product, sent: 2026-02-22T12:00,
              includes: [roadmap]}]
"""


@pytest.mark.parametrize(
    ("as_of", "state", "words"),
    [
        ("2026-02-22", "Not sent yet", "due today"),
        ("2026-02-23", "Missing", "was due on Sunday, 1 day late"),
    ],
)
def test_a_half_is_missing_from_the_day_after_it_was_due(
    as_of: str, state: str, words: str
) -> None:
    cs, product = (
        view_series("tier-1", context=view_context_of(PREREADS, as_of=as_of)).prereads[0].halves
    )
    assert (cs.state.text, cs.words) == (state, words)
    assert (product.state.text, product.words) == ("Sent late", "less than a day after it was due")
    assert product.lacks == "decisions, stances"


def test_a_series_says_what_the_signals_say_of_it() -> None:
    text = """
    2026-01-13-tier-2: {cancelled: {because: sprint}}
    2026-01-27-tier-2: {cancelled: {because: sprint}}
    """
    view = view_series("tier-2", context=view_context_of(text, as_of="2026-01-27"))
    assert [each.code for each in view.notices] == ["SG802"]


def test_that_it_is_overdue_is_said_once(draw: Callable[..., str]) -> None:
    view = view_series(
        "tier-1", context=view_context_of("2026-01-27-tier-1: {notes: Held.}", as_of="2026-02-27")
    )
    assert view.notices == ()
    assert draw("series", view).count("dr-alert__sign") == 1


def test_a_long_series_has_pages_by_year(draw: Callable[..., str]) -> None:
    days = [
        f"202{year}-{month:02}-{number:02}"
        for year in (5, 6)
        for month in (1, 2, 3)
        for number in (3, 10, 17, 24)
    ]
    context = view_context_of("\n".join(f"    {each}-standup: {{}}" for each in days))
    view = view_series("standup", context=context)
    assert len(view.records) == LATEST
    assert view.total == len(days)
    assert view.records[0].day == date(2026, 3, 24)
    archive = archive_series("standup", context=context)
    assert [page.step for page in archive.pages] == ["2026", "2025"]
    year = view_archive(archive, archive.pages[1])
    assert sum(len(month.rows) for month in year.periods) == 12
    assert 'href="../../series/standup/2025/" aria-current="page"' in draw("archive", year)
    assert archive_series("tier-1", context=context).pages == ()


ONE_ON_ONE = """
series:
  talk:
    kind: one-on-one
    members: [vera, bob]
    from: 2026-05-04
    agenda: [{block: improvement plan, lead: manager}]
"""


def test_the_own_agenda_of_a_one_on_one_stays_with_its_two_people(
    draw: Callable[..., str],
) -> None:
    text = draw("series", view_series("talk", context=view_context_of(ONE_ON_ONE)))
    assert "mprovement" not in text
    assert "Career" in text
