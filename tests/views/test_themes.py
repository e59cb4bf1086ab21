from collections.abc import Callable

import pytest

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.theme import SHOWN, archive_theme, view_theme
from decision_record.views.lists.themes import view_themes
from decision_record.views.series.next_meeting import view_next
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext

TAXONOMY = """
        taxonomy:
          categories: {defect: Defect}
          areas: {charts: {name: Charts, pm: ines}}
          themes:
            speed: {name: Speed, area: charts, category: defect}
            export: {name: Export}
        accounts:
          west: {name: West, arr: 70000, segment: s, csm: bob, renewal: 2026-12-01,
                 churned: {on: 2026-06-20}}
"""


def test_list(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("themes.html").check(draw("themes", view_themes(context=harbour)))


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    theme = max(
        harbour.index.items_of_theme, key=lambda each: len(harbour.index.items_of_theme[each])
    )
    golden("theme.html").check(draw("theme", view_theme(theme, context=harbour)))
    archive = archive_theme(theme, context=harbour)
    view = view_archive(archive, archive.pages[0])
    golden("theme-year.html").check(draw("archive", view))


def test_a_theme_that_was_never_presented_is_there_too() -> None:
    context = view_context_of(TAXONOMY)
    assert [
        (row.theme.text, row.stance.text, row.arr) for row in view_themes(context=context).rows
    ] == [
        ("Export", "Not presented", 0),
        ("Speed", "Not presented", 0),
    ]
    view = view_theme("speed", context=context)
    assert (view.last, view.presented, view.mentions.rows) == (None, 0, ())
    assert (view.area, view.category, view.pm and view.pm.text) == ("Charts", "Defect", "Ines")


def test_everything_that_names_it_is_on_its_page() -> None:
    view = view_theme(
        "speed",
        context=view_context_of(
            TAXONOMY
            + """
        2026-05-01-tier-1:
          themes: [{theme: speed, accounts: [north, west], stance: exploring}]
        2026-06-01-tier-1:
          themes: [{theme: speed, accounts: [north, west], stance: planned, response: By May.}]
          decisions:
            - {id: D1, outcome: deferred, what: Open., themes: [speed], due: 2026-07-01}
            - {id: D2, outcome: decided, what: Promised., themes: [speed],
               commitment: {target: 2026-08-01}}
        2026-06-05-tier-2:
          briefings:
            - {id: B1, account: south, request: Brought., theme: speed}
            - {id: B2, account: west, request: Theirs is gone., theme: speed}
          questions: [{id: Q1, account: north, ask: When?, theme: speed}]
        2026-06-10-bob:
          escalations: [{id: E1, account: south, issue: Again., from: 2026-06-05-tier-2/B1}]
          feedback: [{id: F1, account: north, what: It crawls., theme: speed}]
        """
        ),
    )
    assert view.last
    assert (view.stance.text, view.last.response) == ("Planned", "By May.")
    assert [(row.stance.text, row.arr, row.arr_now) for row in view.presentations] == [
        ("Planned", 170000, 100000),
        ("Exploring", 170000, 100000),
    ]
    assert [(row.account.text, row.arr, len(row.items)) for row in view.accounts] == [
        ("North Mills", 100000, 2),
        ("South Yard", 50000, 1),
    ]
    assert [(row.account.text, row.arr) for row in view.earlier] == [("West", 0)]
    assert (view.arr, view.customers) == (150000, 2)
    assert [row.ask for row in view.questions] == ["When?"]
    assert [row.issue for row in view.raised] == ["Again."]
    assert [row.what for row in view.waiting] == ["Open."]
    assert view.waits == 3
    assert [row.what for row in view.commitments.rows] == ["Promised."]
    assert [(row.what, row.state.text) for row in view.became] == [("Promised.", "On track")]
    assert [(row.kind, row.what) for row in view.mentions.rows] == [
        ("Escalation", "Again."),
        ("Feedback", "It crawls."),
        ("Briefing", "Brought."),
        ("Briefing", "Theirs is gone."),
        ("Question", "When?"),
        ("Decision", "Open."),
        ("Decision", "Promised."),
    ]


def test_what_a_one_on_one_names_stays_there() -> None:
    context = view_context_of(
        TAXONOMY
        + """
        series: {vera-bob: {kind: one-on-one, members: [vera, bob]}}
        2026-06-01-vera-bob:
          feedback: [{id: F1, account: north, what: Between two people., theme: speed}]
        """
    )
    assert view_theme("speed", context=context).mentions.rows == ()
    assert archive_theme("speed", context=context).pages == ()


def test_a_long_list_goes_on_by_year() -> None:
    rows = (
        f"{{id: F{n}, account: north, what: No. {n}, theme: speed}}" for n in range(1, SHOWN + 8)
    )
    context = view_context_of(
        f"{TAXONOMY}\n        2026-06-01-bob: {{feedback: [{', '.join(rows)}]}}"
    )
    view = view_theme("speed", context=context)
    assert (len(view.mentions.rows), view.mentions.total) == (SHOWN, SHOWN + 7)
    listed = [
        each.ref for page in archive_theme("speed", context=context).pages for each in page.values
    ]
    assert len(listed) == SHOWN + 7


@pytest.mark.parametrize(
    ("theme", "arr", "stance"),
    # What shipped, and was asked for before a quarter, is no demand any more.
    [("dashboard-speed", 513000, "Exploring"), ("bulk-export", 0, "Planned")],
)
def test_the_sample_says_what_product_says(
    theme: str, arr: int, stance: str, sample: ViewContext
) -> None:
    view = view_theme(theme, context=sample)
    assert (view.arr, view.stance.text) == (arr, stance)


def test_what_tamsin_and_rowe_raised_stands_under_its_themes(sample: ViewContext) -> None:
    for theme, days in {"erp-sync": 4, "bulk-export": 4}.items():
        view = view_theme(theme, context=sample)
        theirs = [
            row
            for row in view.mentions.rows
            if "Tamsin & Rowe Retail" in {link.text for link in row.accounts}
            and row.kind in {"Briefing", "Escalation"}
        ]
        assert len(theirs) == days
        assert ("Tamsin & Rowe Retail", 0) in [(row.account.text, row.arr) for row in view.earlier]


STANCE = """
taxonomy: {themes: {speed: {name: Speed}}}
2026-05-26-tier-1:
  themes: [{theme: speed, accounts: [north, south], stance: planned, response: In July.}]
2026-06-20-bob:
  feedback: [{id: F1, account: north, what: Slow., theme: speed}]
"""
PROMISED = """
2026-06-02-tier-2:
  decisions:
    - {id: D1, outcome: decided, what: Make it fast., owner: ines, accounts: [north],
       themes: [speed], commitment: {target: 2026-07-15}}
"""


STANCE_AGAIN = """
2026-06-21-bob:
  feedback: [{id: F1, account: south, what: Slow., theme: speed}]
"""


def _became(text: str) -> list[str]:
    view = view_next("tier-1", context=view_context_of(text))
    (line,) = [
        line
        for each in view.blocks
        for topic in each.topics
        for line in topic.lines
        if line.what == "Speed"
    ]
    return [f"{each.lead} {each.tail}" for each in line.phrases[2:]]


def test_what_became_of_a_stance_is_on_the_prep_page_too(draw: Callable[..., str]) -> None:
    assert _became(STANCE) == ["no commitment yet None"]
    assert view_theme("speed", context=view_context_of(STANCE)).unkept
    assert "No commitment yet." in draw(
        "theme", view_theme("speed", context=view_context_of(STANCE))
    )
    assert _became(STANCE + PROMISED) == ["on track: for 15 Jul 2026"]
    assert not view_theme("speed", context=view_context_of(STANCE + PROMISED)).unkept
    shipped = "2026-06-10-ines: {roadmap: [{commitment: 2026-06-02-tier-2/D1, status: shipped}]}\n"
    (line,) = _became(STANCE + PROMISED + shipped + STANCE_AGAIN)
    assert line == "shipped: None"
