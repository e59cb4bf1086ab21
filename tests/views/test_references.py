"""Small references to items: the id and the day, with the record as title."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from building import view_context_of
from decision_record.views.account.account import view_account
from decision_record.views.account.brief import view_brief
from decision_record.views.people.person import view_person
from decision_record.views.record.record import view_record
from decision_record.views.shared.context import Chip, ViewContext

GOLDEN = Path(__file__).parent / "golden"
PAGES = sorted(each for each in GOLDEN.glob("*.html") if not each.name.startswith("account-brief"))
LINK = re.compile(r"<a\b([^>]*)>([^<]*)</a>")
IN_FULL = re.compile(r"[A-Z]+\d+, .+ \d{4}")
"""An item by its id and record, as lists on paper and exports name it."""


def test_a_reference_leaves_out_the_year_that_the_site_is_read_in() -> None:
    context = view_context_of(
        """
        2025-12-02-bob:
          decisions: [{id: D1, what: Old., outcome: decided, owner: wes}]
        2026-01-05-tier-1:
          decisions: [{id: D12, what: New., outcome: decided, owner: wes}]
        """
    )
    assert context.link_item("2025-12-02-bob/D1").chip == Chip(
        text="D1 · 2 Dec 2025", title="D1 · 2 Dec 2025, Update by Bob"
    )
    new = context.link_item("2026-01-05-tier-1/D12")
    assert new.chip == Chip(text="D12 · 5 Jan", title="D12 · 5 Jan 2026, Tier 1")
    assert (new.text, new.address) == (
        "D12, Tier 1, 5 Jan 2026",
        "meetings/2026-01-05-tier-1/#D12",
    )
    assert context.link_record("2026-01-05-tier-1").chip is None


def test_a_record_refers_to_another_by_a_chip_and_to_itself_by_the_id(
    draw: Callable[..., str],
) -> None:
    context = view_context_of(
        """
        2025-12-02-bob:
          decisions: [{id: D1, what: Old., outcome: decided, owner: wes}]
        2026-01-05-tier-1:
          decisions:
            - {id: D1, what: New., outcome: decided, owner: wes, supersedes: [2025-12-02-bob/D1]}
            - {id: D2, what: Newer., outcome: decided, owner: wes, supersedes: [D1]}
        """
    )
    shown = draw("record", view_record("2026-01-05-tier-1", context=context))
    assert (
        '<a class="dr-ref" href="../../updates/2025-12-02-bob/#D1"'
        ' title="D1 · 2 Dec 2025, Update by Bob">'
        "D1 · 2 Dec 2025</a>"
    ) in shown
    assert '<a href="../../meetings/2026-01-05-tier-1/#D1">D1</a>' in shown


def test_a_task_that_waits_for_another_leads_to_it(draw: Callable[..., str]) -> None:
    context = view_context_of(
        """
        2026-06-01-bob:
          actions:
            cs:
              - {id: A1, what: First., owner: bob, due: 2026-07-20}
              - {id: A2, what: Then., owner: bob, due: 2026-07-21, after: A1}
        """
    )
    shown = draw("person", view_person("bob", context=context))
    (waits,) = re.findall(r"<span>blocked by (.*?)</span>", shown)
    assert "#A1" in waits
    assert ">A1 · 1 Jun</a>" in waits


def test_the_timeline_names_the_record_that_an_item_is_of(
    harbour: ViewContext, draw: Callable[..., str]
) -> None:
    shown = draw("account", view_account("saltworks", context=harbour))
    day = shown.partition('<time datetime="2026-05-26">26 May 2026</time> <a')[2]
    assert ">D1 · 31 Mar</a>" in day.partition("</ul>")[0]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_pages_show_no_reference_in_full(page: Path) -> None:
    links = LINK.findall(page.read_text(encoding="utf-8"))
    assert [words for _, words in links if IN_FULL.fullmatch(words)] == []
    for attributes, words in links:
        if 'class="dr-ref"' in attributes:
            (title,) = re.findall(r'title="([^"]*)"', attributes)
            assert title.startswith(words)
            assert (
                "aria-label" not in attributes
            )  # the page says it once, and a home page has hundreds


def test_the_brief_ends_a_row_with_the_small_reference(draw: Callable[..., str]) -> None:
    context = view_context_of(
        """
        2026-05-20-tier-1:
          decisions:
            - {id: D2, outcome: deferred, what: Which one?, owner: otto, due: 2026-06-26,
               accounts: [north]}
        """
    )
    view = view_brief("north", context=context)
    (row,) = next(each.rows for each in view.sections if each.id == "do-not-promise")
    assert row.source == "D2 · 20 May"
    assert ' <span class="dr-ref">D2 · 20 May</span></span></li>' in draw("account-brief", view)
