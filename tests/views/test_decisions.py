from collections.abc import Callable

from building import day, view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.decisions import (
    OPEN,
    DecisionsView,
    archive_decisions,
    open_decisions,
    open_pages,
    view_decisions,
    view_open_decisions,
)
from decision_record.views.record.record import view_record
from decision_record.views.shared.archive import ArchiveView, view_archive
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.rows import DecisionRow


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("decisions.html").check(draw("decisions", view_decisions(context=harbour)))
    archive = archive_decisions(context=harbour)
    shown = draw("archive", view_archive(archive, archive.pages[0]))
    golden("decisions-year.html").check(shown)


def year_of(step: str, *, context: ViewContext) -> ArchiveView:
    archive = archive_decisions(context=context)
    page = next(each for each in archive.pages if each.step == step)
    return view_archive(archive, page)


def log(shown: DecisionsView | ArchiveView) -> list[DecisionRow]:
    periods = shown.periods if isinstance(shown, ArchiveView) else shown.months or ()
    return [row for each in periods for row in each.rows]


SOME = """
    2025-11-04-tier-1:
      decisions: [{id: D1, outcome: decided, what: Old., commitment: {target: 2025-12-01}}]
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: deferred, what: Later., due: 2026-07-10}
        - {id: D2, outcome: escalated, what: To greta., to: cpo, due: 2026-03-10}
        - {id: D3, outcome: deferred, what: Settled., due: 2026-03-01}
        - {id: D4, outcome: deferred, what: Someday.}
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: So be it., resolves: [2026-02-24-tier-1/D3]}
        - {id: D2, outcome: deferred, what: Later still., due: 2026-08-01,
           about: [2026-02-24-tier-1/D2]}
"""


def test_what_waits_comes_first_the_oldest_before_the_others() -> None:
    shown = view_decisions(context=view_context_of(SOME))
    assert shown.waiting is not None
    assert [(each.what, each.age) for each in shown.waiting] == [
        ("Later.", "open for 125 days"),
        ("To greta.", "open for 125 days"),
        ("Someday.", "open for 125 days"),
        ("Later still.", "open for 90 days"),
    ]
    ruling = shown.waiting[1]
    assert ruling.state.text == "Open"
    assert [link.text for link in ruling.again] == ["D2, Tier 1, 31 Mar 2026"]
    assert shown.lead == ("7 decisions; 4 without an answer or a ruling, 0 of them late.")
    assert all(each.age is None for each in log(shown) if each.outcome.text == "Decided")


def test_a_deferral_that_was_replaced_is_late_nowhere(draw: Callable[..., str]) -> None:
    context = view_context_of("""
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Mail., because: Price., due: 2026-04-15}]
    2026-05-12-tier-1:
      decisions: [{id: D1, outcome: deferred, what: Mail., because: Price., due: 2026-07-12,
                   about: [2026-03-31-tier-1/D1]}]
""")
    shown = view_decisions(context=context)
    assert shown.waiting is not None
    assert [each.due and each.due.words for each in shown.waiting] == [None, "in 13 days"]
    assert "0 of them late" in shown.lead
    for record in ("2026-03-31-tier-1", "2026-05-12-tier-1"):
        assert " late" not in draw("record", view_record(record, context=context))


def test_what_waits_goes_on_on_other_pages(draw: Callable[..., str]) -> None:
    rows = "\n".join(
        f"        - {{id: D{number}, outcome: deferred, what: Wait {number}.}}"
        for number in range(1, OPEN + 4)
    )
    context = view_context_of(f"    2026-02-24-tier-1:\n      decisions:\n{rows}")
    waiting = open_decisions(context=context)
    assert open_pages(waiting) == 2
    first, second = (
        view_decisions(context=context),
        view_open_decisions(2, waiting, context=context),
    )
    shown = [each.item for page in (first, second) for each in page.waiting or ()]
    assert len(shown) == len(set(shown)) == OPEN + 3
    assert first.pages.next == second.pages.links[1]
    assert second.pages.links[0].address == "decisions/"
    assert second.pages.here == "decisions/open-page-2/"
    assert second.lead.startswith("41 to 43 of 43 without an answer")
    assert "Nothing was decided so far" not in draw("decisions", second)


def test_the_first_page_holds_the_newest_year_alone() -> None:
    context = view_context_of(SOME)
    assert [page.step for page in archive_decisions(context=context).pages] == ["2026", "2025"]
    assert [each.what for each in log(view_decisions(context=context))] == [
        "So be it.",
        "Later still.",
        "Later.",
        "To greta.",
        "Settled.",
        "Someday.",
    ]
    (old,) = log(year_of("2025", context=context))
    assert old.promise is not None
    assert old.promise.text == "Overdue"
    assert old.target is not None


def test_a_superseded_promise_has_no_state_of_its_own() -> None:
    shown = year_of(
        "2026",
        context=view_context_of("""
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: One., commitment: {target: 2026-09-01}}]
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: Two., supersedes: [2026-02-24-tier-1/D1]}]
        """),
    )
    old = log(shown)[-1]
    assert old.superseded_by is not None
    assert (old.promise, old.target) == (None, None)


def test_an_organisation_without_decisions(draw: Callable[..., str]) -> None:
    context = view_context_of("2026-02-24-tier-1: {}")
    text = draw("decisions", view_decisions(context=context))
    assert "No open deferrals or escalated decisions." in text
    assert "No decisions yet." in text


def test_what_shipped_or_was_descoped_shows_that_day_and_not_its_follow_through(
    sample: ViewContext,
) -> None:
    rows = {
        each.item.text.partition(",")[0]: each.done
        for each in log(year_of("2026", context=sample))
        if each.item.address.startswith("meetings/2026-02-24-tier-1/")
    }
    assert rows["D3"] == ("shipped", day("2026-04-22"))
    # Its accounts were told by 9 March; on 26 May it was descoped.
    assert rows["D4"] == ("descoped", day("2026-05-26"))
