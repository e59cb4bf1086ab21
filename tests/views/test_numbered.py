import pytest

from decision_record.views.shared.pagination import link_pages, pages_for, span_of, title_of


@pytest.mark.parametrize(("rows", "pages"), [(0, 1), (1, 1), (60, 1), (61, 2), (121, 3)])
def test_every_row_has_a_page_and_an_empty_list_one(rows: int, pages: int) -> None:
    assert pages_for(rows, size=60) == pages


def test_the_way_to_every_page_knows_which_is_open_and_which_is_next() -> None:
    pages = link_pages(3, base="actions/", number=2)
    assert [(each.text, each.address) for each in pages.links] == [
        ("1", "actions/"),
        ("2", "actions/page-2/"),
        ("3", "actions/page-3/"),
    ]
    assert pages.here == "actions/page-2/"
    assert pages.next == pages.links[2]


def test_one_page_needs_no_way() -> None:
    pages = link_pages(1, base="actions/", number=1)
    assert (pages.links, pages.next) == ((), None)


def test_a_page_says_which_it_is_and_what_it_shows() -> None:
    assert title_of("Actions", number=1, pages=3) == "Actions"
    assert title_of("Actions", number=3, pages=3) == "Actions, page 3 of 3"
    assert span_of(60, 60, 1300) == "61 to 120"
    assert span_of(0, 13, 13) is None
    assert span_of(60, 0, 13) is None
