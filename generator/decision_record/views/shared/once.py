"""What several pages show is made once: for the first of them, and kept with the context."""

from functools import wraps
from typing import Protocol, TypeVar

from decision_record.views.shared.context import ViewContext

Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


class Named(Protocol):
    """What has a full name, as an item of a record."""

    @property
    def ref(self) -> str:
        """Its name, as in `2026-03-31-tier-1/D1`."""


Item = TypeVar("Item", bound=Named)
Item_contra = TypeVar("Item_contra", bound=Named, contravariant=True)


class MakeList(Protocol[Made_co]):
    """What makes a list, or anything else, from the context alone."""

    def __call__(self, *, context: ViewContext) -> Made_co:
        """Make it."""


def once(make: MakeList[Made]) -> MakeList[Made]:
    """Make something once for each context; what it gives must be frozen."""

    @wraps(make)
    def made(*, context: ViewContext) -> Made:
        if make not in context.lists:
            context.lists[make] = make(context=context)
        found: Made = context.lists[make]
        return found

    return made


class MakeRow(Protocol[Item_contra, Made_co]):
    """What makes a row of one item."""

    def __call__(self, item: Item_contra, /, *, context: ViewContext) -> Made_co:
        """Make it."""


def once_each(make: MakeRow[Item, Made]) -> MakeRow[Item, Made]:
    """Make the row of an item once for each context; what it gives must be frozen."""

    @wraps(make)
    def made(item: Item, /, *, context: ViewContext) -> Made:
        key = make, item.ref
        if key not in context.lists:
            context.lists[key] = make(item, context=context)
        found: Made = context.lists[key]
        return found

    return made
