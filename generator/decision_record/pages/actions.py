"""The open-action board: what each side has agreed to do, the latest first."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import QueuedAction, Side
from decision_record.model.decided import Action
from decision_record.pages.book import Book
from decision_record.pages.personal import is_personal
from decision_record.pages.rows import SIDES, ActionRow, show_action
from decision_record.pages.sections import Section
from decision_record.pages.words import count

SHOWN = 150
"""Cards that a column shows at most, so that the page stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The open actions of one side, the one that was due first at the top."""

    id: str
    title: str
    number: int
    late: int
    arr: float
    """ARR on the day of all accounts that wait, each counted once."""
    cards: tuple[ActionRow, ...]
    more: int
    """Open actions that are due later than those shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsView:
    """The board."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    columns: tuple[Column, ...]


def view_actions(*, book: Book) -> ActionsView:
    """All open actions."""
    actions = [
        each for each in book.ledger.actions.values() if each.is_open and _is_for_all(each, book)
    ]
    columns = tuple(_column(side, actions, book=book) for side in Side)
    late = sum(column.late for column in columns)
    return ActionsView(
        title="Actions",
        description="Every open action of CS, Product and both, with its owner and its date.",
        toc=tuple(Section(id=column.id, title=column.title) for column in columns),
        as_of=book.ledger.as_of,
        lead=f"{count(len(actions), 'open action')}, {late} late. "
        "In each column the one that was due first comes first.",
        columns=columns,
    )


def _is_for_all(action: QueuedAction, book: Book) -> bool:
    """Of a one-on-one only what its two people share."""
    row = book.ledger.items[action.ref].row
    return (isinstance(row, Action) and row.share) or not is_personal(action.record, book=book)


def _column(side: Side, actions: list[QueuedAction], *, book: Book) -> Column:
    ledger = book.ledger
    own = [each for each in actions if each.side is side]
    waiting = tuple(dict.fromkeys(each.account for each in own if each.account))

    def urgency(action: QueuedAction) -> tuple[date, float, str]:
        account = ledger.accounts.get(action.account or "")
        return (action.due, -account.arr if account else 0, action.ref)

    shown = sorted(own, key=urgency)[:SHOWN]
    return Column(
        id=side.value,
        title=SIDES[side],
        number=len(own),
        late=sum(1 for each in own if each.overdue_days(ledger.as_of)),
        arr=ledger.arr_of(waiting),
        cards=tuple(show_action(each, book=book) for each in shown),
        more=len(own) - len(shown),
    )
