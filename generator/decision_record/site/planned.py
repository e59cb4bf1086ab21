"""A page that is to be made, and the pages that a long list goes on on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

from decision_record.views.shared.archive import Archive, view_archive
from decision_record.views.shared.pagination import step_of
from decision_record.views.shared.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPage:
    """A page that is to be made: where, in which kind of frame, and from which view."""

    address: str
    frame: str
    view: Callable[[], View]
    file: str | None = None
    """The file that the page shows, below its root; it can be edited at the forge."""


def later_pages(
    base: str, *, frame: str, pages: int, view: Callable[[int], View]
) -> Iterator[PlannedPage]:
    """The pages of a list after its first, which is at an address of its own."""
    for number in range(2, pages + 1):
        yield PlannedPage(
            address=f"{base}{step_of(number)}/",
            frame=frame,
            view=partial(view, number),
        )


def archive_pages(archive: Archive[Any], *, frame: str) -> Iterator[PlannedPage]:
    """The pages of a list by year."""
    for page in archive.pages:
        yield PlannedPage(
            address=f"{archive.base}{page.step}/",
            frame=frame,
            view=partial(view_archive, archive, page),
        )
