from collections.abc import Callable

from conftest import GoldenFolder
from decision_record.pages.accounts import view_accounts
from decision_record.pages.book import Book


def test_page(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("accounts", view_accounts(book=harbour))
    golden("accounts.html").check(text)


def test_customers_stand_by_name_and_those_who_left_apart(sample: Book) -> None:
    view = view_accounts(book=sample)
    names = [row.account.text for row in view.accounts]
    assert names == sorted(names, key=str.casefold)
    assert [row.account.text for row in view.left] == ["Tamsin & Rowe Retail"]
    assert view.total == "23 customers, $3,297,000 ARR"


def test_what_comes_next_opens_the_page(sample: Book) -> None:
    view = view_accounts(book=sample)
    first = view.coming[0]
    assert (first.account.text, first.words) == ("Ostermark Foods", "QBR tomorrow")
