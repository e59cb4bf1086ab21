"""Numbers that lead to what they count, and the few that open a page."""

from dataclasses import dataclass

from decision_record.views.shared.words import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A number in a line of text with the list that it counts, as in "3 actions"."""

    number: int
    noun: str
    """As in "actions"."""
    list: str
    """The name of the list: `data-list` on the page that shows it (site.md)."""
    address: str


def count_list(
    number: int, one: str, many: str | None = None, *, list_name: str, address: str
) -> Counted:
    """A number of things with the list that has them.

    Args:
        number: How many items the list has.
        one: What one of them is called.
        many: What several are called, where that is not `one` with an s.
        list_name: The name of the list.
        address: Where the list is.
    """
    return Counted(
        number=number,
        noun=one if number == 1 else many or f"{one}s",
        list=list_name,
        address=address,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A number that opens a page."""

    number: str
    label: str
    note: str | None
    address: str
    tone: Tone
    list: str | None = None
    """The name of the list that it counts: `data-list` where it leads; None for a share."""
