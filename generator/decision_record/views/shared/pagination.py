"""Long lists that go on on numbered pages: the first at the list's own address, then `page-2`."""

from dataclasses import dataclass

from decision_record.views.shared.context import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Pagination:
    """The way to every page of a list."""

    links: tuple[Link, ...]
    """Empty where one page holds everything."""
    here: str
    """The address of the page that is open."""
    next: Link | None
    """The page after it."""


def pages_for(rows: int, *, size: int) -> int:
    """How many pages so many rows need; a list without rows has one that says so."""
    return max(1, -(-rows // size))


def step_of(number: int) -> str:
    """The last step of the address of a page after the first."""
    return f"page-{number}"


def link_pages(pages: int, *, base: str, number: int, first: str | None = None) -> Pagination:
    """Links to every page.

    Args:
        pages: How many there are.
        base: The address that the steps of later pages are added to.
        number: The page that is open, from 1.
        first: The address of the first page, where it is not `base`.
    """
    links = tuple(
        Link(
            text=str(each),
            address=(first or base) if each == 1 else f"{base}{step_of(each)}/",
        )
        for each in range(1, pages + 1)
    )
    return Pagination(
        links=links if pages > 1 else (),
        here=links[number - 1].address,
        next=links[number] if number < pages else None,
    )


def title_of(title: str, *, number: int, pages: int) -> str:
    """A page's title: the list's own, and after the first which page it is."""
    return title if number == 1 else f"{title}, page {number} of {pages}"


def span_of(start: int, shown: int, number: int) -> str | None:
    """Which of a list's rows a page shows, as in "61 to 120"; None where it shows all of them."""
    return None if shown in (0, number) else f"{start + 1:,} to {start + shown:,}"
