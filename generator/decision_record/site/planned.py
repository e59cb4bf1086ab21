"""A page that is to be made, and the pages that a long list goes on on."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Protocol, TypeVar

from decision_record.views.shared.archive import YearPage
from decision_record.views.shared.pagination import step_of
from decision_record.views.shared.sections import Section

Value = TypeVar("Value")


class View(Protocol):
    """What every view tells its frame."""

    @property
    def title(self) -> str:
        """For the tab and the header."""

    @property
    def description(self) -> str:
        """One sentence."""

    @property
    def toc(self) -> tuple[Section, ...]:
        """The headings of the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page that is to be made: where, in which frame, from which template and view."""

    address: str
    frame: str
    view: Callable[[], View]
    file: str | None = None
    """The file that the page shows, below its root; it can be edited at the forge."""


def later_pages(
    base: str, *, frame: str, pages: int, view: Callable[[int], View]
) -> Iterator[PlannedPage]:
    """The pages of a list after its first, which stands at an address of its own."""
    for number in range(2, pages + 1):
        yield PlannedPage(
            address=f"{base}{step_of(number)}/", frame=frame, view=partial(view, number)
        )


def year_pages(
    base: str,
    *,
    frame: str,
    pages: Sequence[YearPage[Value]],
    view: Callable[[YearPage[Value]], View],
) -> Iterator[PlannedPage]:
    """The pages of a list by year."""
    for page in pages:
        yield PlannedPage(address=f"{base}{page.step}/", frame=frame, view=partial(view, page))
