"""The home page: what needs somebody, what comes in the next days, what changed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.pages.actions import Board, set_board
from decision_record.pages.attention import Attention, find_attention
from decision_record.pages.book import Book
from decision_record.pages.changed import Changed, find_changed
from decision_record.pages.figures import Figure
from decision_record.pages.promises import Promises, sort_promises
from decision_record.pages.sections import Section
from decision_record.pages.week import DayAhead, next_days
from decision_record.pages.words import Tone, count, money


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView:
    """The home page."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    weekday: str
    organization: str | None
    is_new: bool
    """Whether no meeting and no update was written down yet."""
    figures: tuple[Figure, ...]
    attention: Attention
    week: tuple[DayAhead, ...]
    changed: Changed


def view_home(*, book: Book) -> HomeView:
    """The home page on the day of the ledger."""
    as_of = book.ledger.as_of
    organization = book.records.organization
    promises = sort_promises(book=book)
    attention = find_attention(promises, book=book)
    is_new = not book.records.entries
    return HomeView(
        title="Today",
        description="What needs somebody today, the next seven days, and what changed.",
        toc=(
            *((Section(id="begin", title="Nothing is written down yet"),) if is_new else ()),
            Section(id="attention", title="Needs somebody"),
            Section(id="week", title="The next seven days"),
            Section(id="changed", title="Since last Monday"),
        ),
        as_of=as_of,
        weekday=f"{as_of:%A}",
        organization=organization.name if organization else None,
        is_new=is_new,
        figures=tuple(_figures(attention, set_board(book=book), promises, book=book)),
        attention=attention,
        week=next_days(book=book),
        changed=find_changed(book=book),
    )


def _figures(
    attention: Attention, board: Board, promises: Promises, *, book: Book
) -> Iterator[Figure]:
    actions = [each for side in board.sides.values() for each in side]
    late = sum(1 for each in actions if each.overdue_days(book.ledger.as_of))
    loops = [each for each in book.ledger.loops.values() if each.is_open]
    untold = len({each.account for each in loops})
    yield Figure(
        number=f"{len(actions):,}",
        label="open action" if len(actions) == 1 else "open actions",
        note=None,
        address="actions/",
        tone=Tone.PLAIN,
    )
    yield Figure(
        number=f"{late:,}",
        label="of them late",
        note=None,
        address="actions/",
        tone=Tone.LATE if late else Tone.PLAIN,
    )
    yield Figure(
        number=f"{promises.pending:,}",
        label="commitment pending" if promises.pending == 1 else "commitments pending",
        note=f"{money(promises.arr, book.currency)} ARR behind",
        address="commitments/",
        tone=Tone.PLAIN,
    )
    yield Figure(
        number=f"{untold:,}",
        label="customer not told yet" if untold == 1 else "customers not told yet",
        note=count(len(loops), "thing to tell", "things to tell") if loops else None,
        address=_place_of_news(attention),
        tone=Tone.RISK if loops else Tone.PLAIN,
    )


def _place_of_news(attention: Attention) -> str:
    """Where the page says who was not told; the accounts where it is not pressing."""
    if attention.surprises.total:
        return "#surprises"
    return "#untold" if attention.untold.total else "accounts/"
