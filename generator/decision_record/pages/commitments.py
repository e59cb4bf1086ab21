"""What Product promised for a day: what presses first, then what was kept, and what ended."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.decisions import Commitment, CommitmentState, LoggedDecision
from decision_record.pages.book import Book, Link
from decision_record.pages.home import last_monday
from decision_record.pages.personal import is_personal
from decision_record.pages.rows import CommitmentRow, show_commitment
from decision_record.pages.sections import Section
from decision_record.pages.words import SOON

SHOWN = 100
"""Promises that the page shows in full at most, the pressing ones first."""
ENDED = 30
"""Promises that each group of ended ones lists at most, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseRow:
    """A commitment with what became of it."""

    row: CommitmentRow
    because: str | None
    """Why it was descoped."""
    ended: date | None
    """The day it shipped, was descoped or superseded."""
    superseded_by: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseGroup:
    """Commitments that stand alike."""

    id: str
    title: str
    number: int
    arr: float
    """ARR on the day of all their accounts, each counted once."""
    empty: str
    """What is said where there are none."""
    rows: tuple[PromiseRow, ...]
    more: int
    """How many more there are than are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsView:
    """All commitments: what is to be done for, then what ended."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    pending: int
    arr: float
    """ARR on the day of all accounts that wait for a promise, each counted once."""
    late: int
    groups: tuple[PromiseGroup, ...]
    ended: tuple[PromiseGroup, ...]


_Made = tuple[LoggedDecision, Commitment]

_GROUPS = (
    ("late", "Past its target", "No promise is past its target."),
    ("soon", f"Due within {SOON} days", f"Nothing is promised for the next {SOON} days."),
    ("slipped", "Slipped since last Monday", "No promise has slipped since last Monday."),
    ("on-track", "On track", "Nothing else is promised."),
    ("not-told", "Shipped, customer not told", "Everyone who waited for it was told."),
)
_ENDED = (
    ("kept", "Kept: shipped and told", "No promise was kept so far."),
    ("descoped", "Descoped", "No promise was taken back."),
    ("superseded", "Superseded", "No promise was replaced by another."),
)


def view_commitments(*, book: Book) -> CommitmentsView:
    """Every commitment, in the first group that fits."""
    made: dict[str, list[_Made]] = {}
    for decision in book.ledger.decisions.values():
        commitment = decision.commitment
        if commitment and not is_personal(decision.record, book=book):
            group = _group_of(decision, commitment, book=book)
            made.setdefault(group, []).append((decision, commitment))
    pending = [pair for group in made.values() for pair in group if pair[1].is_pending]
    groups = tuple(_fill(made, book=book))
    ended = tuple(
        _show_group(name, made, shown=ENDED, book=book, order=_newest_first) for name in _ENDED
    )
    return CommitmentsView(
        title="Commitments",
        description="What Product promised to whom and for when, with every slip.",
        toc=tuple(
            Section(id=group.id, title=group.title) for group in (*groups, *ended) if group.number
        ),
        as_of=book.ledger.as_of,
        pending=len(pending),
        arr=_arr(pending, book=book),
        late=len(made.get("late", ())),
        groups=groups,
        ended=ended,
    )


def _group_of(decision: LoggedDecision, commitment: Commitment, *, book: Book) -> str:
    as_of = book.ledger.as_of
    if not commitment.is_pending:
        if commitment.state is not CommitmentState.SHIPPED:
            return commitment.state.value
        loops = book.loops_of_item.get(decision.ref, ())
        return "not-told" if any(loop.is_open for loop in loops) else "kept"
    target = commitment.target or date.max
    if target < as_of:
        return "late"
    if target <= as_of + timedelta(days=SOON):
        return "soon"
    since = last_monday(as_of)
    return "slipped" if any(slip.day >= since for slip in commitment.slips) else "on-track"


def _fill(made: dict[str, list[_Made]], *, book: Book) -> Iterator[PromiseGroup]:
    """The groups in their order, until the page is full."""
    room = SHOWN
    for name in _GROUPS:
        group = _show_group(name, made, shown=room, book=book, order=_next_first)
        room -= len(group.rows)
        yield group


def _next_first(pair: _Made) -> tuple[date, str]:
    return (pair[1].target or date.max, pair[0].ref)


def _newest_first(pair: _Made) -> tuple[int, str]:
    return (-_ended(*pair).toordinal(), pair[0].ref)


def _ended(decision: LoggedDecision, commitment: Commitment) -> date:
    if decision.superseded_by:
        return decision.superseded_by.day
    return commitment.shipped or commitment.descoped or commitment.told_of


def _show_group(
    name: tuple[str, str, str],
    made: dict[str, list[_Made]],
    *,
    shown: int,
    book: Book,
    order: Callable[[_Made], tuple[object, ...]],
) -> PromiseGroup:
    id_, title, empty = name
    own = made.get(id_, [])
    rows = sorted(own, key=order)[:shown]
    return PromiseGroup(
        id=id_,
        title=title,
        number=len(own),
        arr=_arr(own, book=book),
        empty=empty,
        rows=tuple(_show(*pair, book=book) for pair in rows),
        more=len(own) - len(rows),
    )


def _arr(pairs: list[_Made], *, book: Book) -> float:
    accounts = dict.fromkeys(account for decision, _ in pairs for account in decision.accounts)
    return book.ledger.arr_of(tuple(accounts))


def _show(decision: LoggedDecision, commitment: Commitment, *, book: Book) -> PromiseRow:
    superseded = decision.superseded_by
    return PromiseRow(
        row=show_commitment(decision, commitment, book=book),
        because=commitment.because,
        ended=None if commitment.is_pending else _ended(decision, commitment),
        superseded_by=book.link_item(superseded.ref) if superseded else None,
    )
