from collections.abc import Callable

import pytest

import building
from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.model.series import SeriesFile
from decision_record.views.lists.closed_actions import (
    archive_closed_actions,
)
from decision_record.views.shared.archive import ArchiveView, view_archive
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.rows import ActionRow


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    archive = archive_closed_actions(context=harbour)
    shown = draw("archive", view_archive(archive, archive.pages[0]))
    golden("actions-closed.html").check(shown)


def years_of(text: str) -> dict[str, ArchiveView]:
    records = make_records(parse(text))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    archive = archive_closed_actions(context=context)
    return {page.step: view_archive(archive, page) for page in archive.pages}


def rows_of(shown: ArchiveView) -> dict[str, ActionRow]:
    return {row.what: row for month in shown.periods for row in month.rows}


SOME = """
    2025-11-04-tier-1:
      actions:
        cs:
          - {id: A1, what: Early., owner: bob, due: 2025-12-01, account: north}
          - {id: A2, what: Late., owner: bob, due: 2025-12-01}
          - {id: A3, what: Overtaken., owner: bob, due: 2026-01-20}
          - {id: A4, what: Still open., owner: bob, due: 2025-12-01}
    2025-12-02-tier-1:
      review:
        - {action: 2025-11-04-tier-1/A1, outcome: done, on: 2025-11-20}
        - {action: 2025-11-04-tier-1/A2, outcome: rolled, due: 2026-01-10}
        - {action: 2025-11-04-tier-1/A3, outcome: rolled, due: 2026-01-30}
        - {action: 2025-11-04-tier-1/A4, outcome: rolled, due: 2026-09-01}
    2026-01-27-tier-1:
      review:
        - {action: 2025-11-04-tier-1/A2, outcome: done, on: 2026-01-08}
        - {action: 2025-11-04-tier-1/A3, outcome: dropped, note: They left.}
        - {action: 2025-11-04-tier-1/A4, outcome: rolled, due: 2026-10-01}
"""


def test_each_stands_in_the_year_in_which_it_was_closed() -> None:
    years = years_of(SOME)
    assert {step: list(rows_of(shown)) for step, shown in years.items()} == {
        "2026": ["Overtaken.", "Late."],
        "2025": ["Early."],
    }


def test_lateness_is_counted_from_the_first_due_date() -> None:
    rows = rows_of(years_of(SOME)["2026"])
    late = rows["Late."]
    assert (late.closed.words, late.closed.is_late) == ("38 days late", True)
    assert (late.dues[0], late.rolled) == (day("2025-12-01"), "rolled once")
    dropped = rows["Overtaken."]
    assert (dropped.state.text, dropped.closed.words) == ("Dropped", "7 days late")
    assert not dropped.closed.is_late
    assert rows_of(years_of(SOME)["2025"])["Early."].closed.words == "on time"


def test_it_says_where_it_was_closed_and_why() -> None:
    row = rows_of(years_of(SOME)["2026"])["Overtaken."]
    assert row.closed_in is not None
    assert row.closed_in.text == "Tier 1, 27 Jan 2026"
    assert row.note == "They left."


def test_a_year_is_summed_up() -> None:
    years = years_of(SOME)
    assert years["2026"].lead == (
        "2 actions closed in 2026: 0 done by the first due date, 1 done later, 1 dropped."
    )
    assert years["2025"].lead.startswith("1 action closed in 2025: 1 done by the first due date")


def test_of_a_one_on_one_only_what_is_shared(monkeypatch: pytest.MonkeyPatch) -> None:
    talk = SeriesFile.model_validate({"talk": {"kind": "one-on-one"}}).root
    monkeypatch.setattr(building, "SERIES", {**building.SERIES, **talk})
    years = years_of("""
    2026-05-11-talk:
      actions:
        cs:
          - {id: A1, what: Private., owner: bob, due: 2026-05-18}
          - {id: A2, what: For all., owner: bob, due: 2026-05-18, share: true}
    2026-05-18-talk:
      review:
        - {action: 2026-05-11-talk/A1, outcome: done}
        - {action: 2026-05-11-talk/A2, outcome: done}
    """)
    assert list(rows_of(years["2026"])) == ["For all."]
