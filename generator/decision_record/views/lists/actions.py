"""The open-action board: what each side has agreed to do, the most pressing first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import QueuedAction, Side
from decision_record.views.lists.closed_actions import archive_closed_actions
from decision_record.views.people.personal import shows_action
from decision_record.views.shared.archive import Years
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import (
    Pagination,
    link_pages,
    pages_for,
    span_of,
    title_of,
)
from decision_record.views.shared.rows import SIDES, ActionRow, show_action
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

SIZE = 60
"""Cards that a column shows at most, so that the page stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The open actions of each side: by due date, of one day the account with more ARR first."""

    sides: Mapping[Side, tuple[QueuedAction, ...]]

    @property
    def pages(self) -> int:
        """How many pages the longest column needs."""
        return max(pages_for(len(each), size=SIZE) for each in self.sides.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """An action on the board, with the names that filters go by."""

    row: ActionRow
    side: str
    owner: str
    account: str | None
    series: str | None
    """The series whose queue it is in."""
    pod: str | None
    """The pod of that series."""
    overdue: int | None
    """Days since it was due; None where it is not late."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """The open actions of one side."""

    id: str
    title: str
    number: int
    late: int
    arr: float
    """ARR on the day of all accounts that wait, each counted once."""
    span: str | None
    """Which of them this page shows, where it does not show all."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ActionsView(View):
    """The board, or one page of it."""

    lead: str
    columns: tuple[Column, ...]
    pages: Pagination
    closed: Years | None
    """The way to what is closed; on the first page alone."""


@once
def set_board(*, context: ViewContext) -> Board:
    """All open actions that everyone may see, by side."""
    ledger = context.ledger
    sides: dict[Side, list[QueuedAction]] = {side: [] for side in Side}
    for action in ledger.actions.values():
        if action.is_open and shows_action(action, context=context):
            sides[action.side].append(action)

    def urgency(action: QueuedAction) -> tuple[date, float, str]:
        account = ledger.accounts.get(action.account or "")
        return (action.due, -account.arr if account else 0, action.ref)

    return Board(sides={side: tuple(sorted(own, key=urgency)) for side, own in sides.items()})


def view_actions(*, context: ViewContext) -> ActionsView:
    """The most pressing open actions, with the way to all others and to what is closed."""
    return view_actions_page(1, set_board(context=context), context=context)


def view_actions_page(number: int, board: Board, *, context: ViewContext) -> ActionsView:
    """One page of the board.

    Args:
        number: Which one, from 1.
        board: All open actions.
        context: Everything else.
    """
    columns = tuple(_column(side, board, number=number, context=context) for side in Side)
    pages = board.pages
    return ActionsView(
        title=title_of("Actions", number=number, pages=pages),
        description="Every open action of CS, Product and both, with its owner and its date.",
        as_of=context.ledger.as_of,
        lead=_lead(columns),
        columns=columns,
        pages=link_pages(pages, base="actions/", number=number),
        closed=archive_closed_actions(context=context).years if number == 1 else None,
    )


def _lead(columns: tuple[Column, ...]) -> str:
    late = sum(column.late for column in columns)
    actions = count(sum(column.number for column in columns), "open action")
    return f"{actions}, {late:,} late. Each column is sorted by due date, then ARR."


def _column(side: Side, board: Board, *, number: int, context: ViewContext) -> Column:
    own = board.sides[side]
    waiting = tuple(dict.fromkeys(each.account for each in own if each.account))
    start = (number - 1) * SIZE
    shown = own[start : start + SIZE]
    return Column(
        id=side.value,
        title=SIDES[side],
        number=len(own),
        late=sum(1 for each in own if each.overdue_days(context.ledger.as_of)),
        arr=context.ledger.arr_of(waiting),
        span=span_of(start, len(shown), len(own)),
        cards=tuple(_card(each, context=context) for each in shown),
    )


def _card(action: QueuedAction, *, context: ViewContext) -> Card:
    series = context.records.series.get(action.series or "")
    return Card(
        row=show_action(action, context=context),
        side=action.side.value,
        owner=action.owner,
        account=action.account,
        series=action.series,
        pod=series.pod if series else None,
        overdue=action.overdue_days(context.ledger.as_of),
    )
