from collections.abc import Callable

from conftest import GoldenFolder
from decision_record.pages.book import Book
from decision_record.pages.people import view_people


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("people", view_people(book=harbour))
    golden("people.html").check(text)


def test_who_left_stands_apart(harbour: Book) -> None:
    groups = {group.title: group for group in view_people(book=harbour).groups}
    assert [row.person.text for row in groups["Left"].people] == ["Nils Åker"]
    assert all(
        row.left is None
        for title, group in groups.items()
        if title != "Left"
        for row in group.people
    )


def test_a_csm_has_accounts_with_what_they_are_worth(sample: Book) -> None:
    rows = {
        row.person.text: row for group in view_people(book=sample).groups for row in group.people
    }
    lucia = rows["Lucia Farrow"]
    assert (lucia.accounts, lucia.arr) == (3, 235000)
