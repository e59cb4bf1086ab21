"""The history of an account: short ones on its page, long ones by year."""

from collections.abc import Callable

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.account.account import view_account
from decision_record.views.account.history_pages import (
    LATEST,
    SIZE,
    archive_history,
)
from decision_record.views.shared.archive import ArchiveView, view_archive
from decision_record.views.shared.context import ViewContext, make_view_context


def told(number: int, *, qbr: str = "2026-02-01", month: str = "2026-04") -> ViewContext:
    """The view context of an account with so many things told on each of ten days of a month."""
    text = f"accounts: {{north: {{qbrs: [{qbr}]}}}}\n"
    for on in range(10, 20):
        rows = ", ".join(
            f"{{id: F{each}, account: north, what: Number {on}-{each}.}}"
            for each in range(1, number + 1)
        )
        text += f"{month}-{on}-bob: {{feedback: [{rows}]}}\n"
    text += "2025-12-10-bob: {feedback: [{id: F1, account: north, what: Long ago.}]}\n"
    records = make_records(parse(text))
    return make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))


def histories(context: ViewContext) -> dict[str, ArchiveView]:
    """Every page of the account's history, by the last step of its address."""
    archive = archive_history("north", context=context)
    return {each.step: view_archive(archive, each) for each in archive.pages}


def test_a_short_history_has_no_other_pages() -> None:
    context = told(5)
    history = view_account("north", context=context).history
    assert histories(context) == {}
    assert history.pages.links == ()
    assert history.shown == history.total == 51
    assert history.mark == "accounts/north/#since-last-qbr"


def test_of_a_long_one_the_newest_part_stands_on_the_account() -> None:
    context = told(9)
    history = view_account("north", context=context).history
    assert (history.shown, history.total) == (LATEST, 91)
    assert [*histories(context)] == ["2026", "2025"]
    assert [each.address for each in history.pages.links] == [
        "accounts/north/history/2026/",
        "accounts/north/history/2025/",
    ]
    assert not any(each.is_qbr for year in history.years for each in year.rows)


def test_everything_stands_on_one_page_of_its_year() -> None:
    context = told(2 * SIZE // 10 + 7)
    pages = histories(context)
    assert [*pages] == ["2026", "2026-page-2", "2026-page-3", "2025"]
    texts = [
        row.what
        for page in pages.values()
        for year in page.periods
        for each in year.rows
        for row in each.rows
    ]
    assert len(texts) == len(set(texts)) == len(context.ledger.accounts["north"].timeline)


def test_the_mark_leads_to_the_page_where_it_stands(draw: Callable[..., str]) -> None:
    for qbr in ("2026-06-20", "2026-04-19", "2026-04-13", "2026-02-01", "2025-12-10", "2025-03-01"):
        context = told(2 * SIZE // 10 + 7, qbr=qbr)
        account = view_account("north", context=context)
        address, _, anchor = (account.history.mark or "").partition("#")
        pages = {
            f"accounts/north/history/{each}/": draw("archive", view)
            for each, view in histories(context).items()
        }
        marked = [each for each, text in pages.items() if f'id="{anchor}"' in text]
        assert len(marked) == 1, qbr
        own = draw("account", account)
        assert own.count(f'id="{anchor}"') == (address == "accounts/north/"), qbr
        assert address in {*marked, "accounts/north/"}, qbr


def test_rows_say_what_kind_they_are_for_filters(draw: Callable[..., str]) -> None:
    context = told(9)
    assert 'data-kind="feedback"' in draw("archive", histories(context)["2025"])
    assert 'data-kind="feedback"' in draw("account", view_account("north", context=context))
