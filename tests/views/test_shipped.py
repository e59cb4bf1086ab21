"""What shipped, with its words and who was told."""

from collections.abc import Callable

from building import view_context_of
from conftest import GoldenFolder
from decision_record.views.lists.shipped import archive_shipped, view_shipped
from decision_record.views.shared.archive import view_archive
from decision_record.views.shared.context import ViewContext


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("shipped.html").check(draw("archive", view_shipped(context=harbour)))


def test_what_shipped_by_the_day_newest_first_with_who_was_told() -> None:
    context = view_context_of(
        """
        2025-12-20-bob:
          shipped: [{id: S1, what: Old., on: 2025-12-19}]
        2026-06-01-bob:
          shipped:
            - {id: S1, what: Words., on: 2026-05-28, accounts: [north, south], say: It is live.,
               briefed: 2026-05-29}
            - {id: S2, what: Not yet., on: 2027-01-10, accounts: [north]}
        2026-06-02-bob:
          loops: [{item: 2026-06-01-bob/S1, account: north, on: 2026-06-02, by: bob}]
        """
    )
    archive = archive_shipped(context=context)
    assert [page.title for page in archive.pages] == ["2026", "2025"]
    (month,) = view_shipped(context=context).periods
    (row,) = month.rows
    assert (row.what, row.say, row.told, row.briefed.text) == (
        "Words.",
        "It is live.",
        "1 of 2 told",
        "CS briefed",
    )
    (old,) = view_archive(archive, archive.pages[1]).periods[0].rows
    assert (old.what, old.told, old.briefed.text) == ("Old.", None, "CS not briefed")


def test_nothing_shipped(draw: Callable[..., str]) -> None:
    text = draw("archive", view_shipped(context=view_context_of("2026-06-01-tier-1: {}")))
    assert "Nothing shipped yet." in text
