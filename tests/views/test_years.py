from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from decision_record.views.shared.archive import group_months, link_years, page_years

DAYS = [date(2026, 3, 2), date(2026, 3, 1), date(2026, 1, 9), date(2025, 12, 31)]


def itself(day: date) -> date:
    return day


def test_a_year_that_is_too_long_goes_on_on_another_page() -> None:
    pages = page_years(DAYS, day=itself, size=2)
    assert [page.step for page in pages] == ["2026", "2026-page-2", "2025"]
    assert [page.title for page in pages] == ["2026, page 1 of 2", "2026, page 2 of 2", "2025"]
    assert pages[1].values == (date(2026, 1, 9),)


@given(st.lists(st.integers(0, 3000)), st.integers(1, 9))
def test_every_value_stands_on_one_page_and_no_page_is_too_long(
    numbers: list[int], size: int
) -> None:
    days = sorted((date(2020, 1, 1) + timedelta(each) for each in numbers), reverse=True)
    pages = page_years(days, day=itself, size=size)
    assert [each for page in pages for each in page.values] == days
    assert all(len(page.values) <= size for page in pages)
    assert all({each.year for each in page.values} == {page.year} for page in pages)
    assert len({page.step for page in pages}) == len(pages)


def test_the_way_to_every_page_knows_which_one_is_open() -> None:
    years = link_years(page_years(DAYS, day=itself, size=2), base="meetings/", here="2026-page-2")
    assert [(each.text, each.address) for each in years.links] == [
        ("2026", "meetings/2026/"),
        ("page 2", "meetings/2026-page-2/"),
        ("2025", "meetings/2025/"),
    ]
    assert years.here == "meetings/2026-page-2/"


def test_months_have_headings_that_can_be_reached() -> None:
    months = group_months(DAYS, show=date.isoformat, day=itself)
    assert [(each.id, each.title, each.rows) for each in months] == [
        ("2026-03", "March 2026", ("2026-03-02", "2026-03-01")),
        ("2026-01", "January 2026", ("2026-01-09",)),
        ("2025-12", "December 2025", ("2025-12-31",)),
    ]
