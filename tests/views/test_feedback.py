"""What customers said: recent feedback by ARR, all of it by year."""

from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.area import view_area
from decision_record.views.lists.feedback import archive_feedback, view_feedback
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext

SAID = """
    taxonomy:
      categories: {usability: Usability}
      areas: {charts: {name: Charts, pm: ines}, maps: {name: Maps}}
      themes: {tides: {name: Tides, area: charts}}
    accounts:
      small: {name: Small, arr: 10, segment: s, csm: bob, renewal: 2027-01-01}
      large: {name: Large, arr: 99000000, segment: s, csm: bob, renewal: 2027-01-01}
    2026-01-05-bob:
      feedback: [{id: F1, account: large, what: Long ago., tone: praise}]
    2026-06-02-bob:
      feedback:
        - {id: F1, account: small, what: Slow., tone: problem, category: usability, area: maps}
        - {id: F2, account: large, what: Tides too., theme: tides}
"""


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("feedback.html").check(draw("feedback", view_feedback(context=harbour)))


def test_recent_feedback_by_arr_and_what_has_no_category() -> None:
    view = view_feedback(context=view_context_of(SAID))
    assert [(row.what, row.tone.text, row.category) for row in view.recent.rows] == [
        ("Tides too.", "Wish", None),
        ("Slow.", "Problem", "Usability"),
    ]
    assert view.lead.startswith("2 signals in the last 91 days, 1 without a category.")


def test_a_year_has_all_of_it_newest_first() -> None:
    context = view_context_of(SAID)
    archive = archive_feedback(context=context)
    view = view_archive(archive, archive.pages[0])
    assert [(month.title, [row.what for row in month.rows]) for month in view.periods] == [
        ("June 2026", ["Tides too.", "Slow."]),
        ("January 2026", ["Long ago."]),
    ]


def test_an_area_lists_what_names_it_or_one_of_its_themes(draw: Callable[..., str]) -> None:
    context = view_context_of(
        SAID
        + """
    2026-06-03-bob:
      escalations: [{id: E1, account: small, issue: Lost., area: charts}]
      questions: [{id: Q1, account: large, ask: When?, theme: tides}]
      requests: [{id: R1, account: large, what: A map., area: maps}]
"""
    )
    charts, maps = view_area("charts", context=context), view_area("maps", context=context)
    assert (charts.raised.total, charts.questions.total, charts.requests.total) == (1, 1, 0)
    assert [row.what for row in charts.feedback.rows] == ["Tides too."]
    assert charts.pm
    assert charts.pm.text == "Ines"
    assert (maps.raised.total, maps.questions.total, maps.requests.total) == (0, 0, 1)
    assert "No PM yet" in draw("area", maps)
    assert "PM: " in draw("area", charts)


def test_area_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    area = next(iter(harbour.records.taxonomy.areas))
    golden("area.html").check(draw("area", view_area(area, context=harbour)))
