"""A list that several pages show is made once: for the first of them, and kept with the context."""

from functools import wraps
from typing import Protocol, TypeVar

from decision_record.views.shared.context import ViewContext

Made = TypeVar("Made")
Made_co = TypeVar("Made_co", covariant=True)


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
