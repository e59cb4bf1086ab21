from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.requests import (
    SHOWN,
    archive_requests,
    view_requests,
)
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("requests.html").check(draw("requests", view_requests(context=harbour)))


def test_year(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    archive = archive_requests(context=harbour)
    view = view_archive(archive, archive.pages[0])
    golden("requests-year.html").check(draw("archive", view))


def test_who_is_to_be_told_comes_first_in_each_status() -> None:
    view = view_requests(
        context=view_context_of(
            """
            2026-06-01-bob:
              requests:
                - {id: R1, account: north, what: Told., ticket: X-1}
                - {id: R2, account: south, what: Not told.}
                - {id: R3, account: south, what: Nobody said.}
                - {id: R4, account: south, what: Begun., status: in-progress}
            2026-06-20-ines:
              updates:
                - {item: 2026-06-01-bob/R1, status: planned, say: In autumn.}
                - {item: 2026-06-01-bob/R2, status: planned}
            2026-06-22-bob:
              loops: [{item: 2026-06-01-bob/R1, account: north, on: 2026-06-22, by: bob}]
            """
        )
    )
    shown = {group.id: [row.what for row in group.rows] for group in view.groups if group.number}
    assert shown == {
        "planned": ["Not told.", "Told."],
        "in-progress": ["Begun."],
        "backlog": ["Nobody said."],
    }
    planned = view.groups[0]
    assert (planned.not_told, planned.arr) == (1, 150000)
    untold, told = planned.rows
    assert untold.heard
    assert (untold.heard.text, untold.said) == ("Not told, late", None)
    assert untold.teller
    assert untold.teller.text == "Lena"
    assert told.heard
    assert (told.heard.text, told.said, told.ticket) == ("Told", "In autumn.", "X-1")
    assert told.tell_by is None
    (backlog,) = view.groups[2].rows
    assert backlog.heard is None


def test_a_long_list_goes_on_by_year() -> None:
    rows = (f"{{id: R{n}, account: north, what: No. {n}}}" for n in range(1, SHOWN + 6))
    context = view_context_of(f"2026-06-01-bob: {{requests: [{', '.join(rows)}]}}")
    (backlog,) = [group for group in view_requests(context=context).groups if group.number]
    assert (len(backlog.rows), backlog.more) == (SHOWN, 5)
    listed = {each.ref for page in archive_requests(context=context).pages for each in page.values}
    assert listed == set(context.ledger.requests)


def test_the_sample_has_a_promise_to_pass_on(sample: ViewContext) -> None:
    (row,) = view_requests(context=sample).groups[0].rows
    assert (row.account.text, row.ticket) == ("Copperline Utilities", "REP-231")
    assert row.teller
    assert row.teller.text == "Desmond Achterberg"
