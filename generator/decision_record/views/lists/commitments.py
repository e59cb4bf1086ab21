"""What Product promised for a day: what presses first, then what was kept, and what ended."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.views.lists.commitment_groups import (
    CommitmentGroup,
    CommitmentGroups,
    group_commitments,
)
from decision_record.views.shared.archive import Archive, Years, by_month, page_years
from decision_record.views.shared.commitment_rows import (
    CommitmentRow,
    DecidedCommitment,
    show_commitment,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import (
    Pagination,
    link_pages,
    pages_for,
    span_of,
    title_of,
)
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

SIZE = 60
"""Promises that a page shows in full at most, the pressing ones first."""
LATEST = 10
"""Ended promises that the first page lists, the newest first."""
ENDED_SIZE = 200
"""Ended promises that a page of a year lists at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PromiseGroup:
    """Commitments in one state."""

    id: str
    title: str
    number: int
    arr: float
    """ARR on the day of all their accounts, each counted once."""
    span: str | None
    """Which of them this page shows, where it does not show all."""
    rows: tuple[CommitmentRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentsView(View):
    """What is promised, or one page of it, with the way to what ended."""

    pending: int
    arr: float
    """ARR on the day of all accounts that wait for a promise, each counted once."""
    late: int
    groups: tuple[PromiseGroup, ...]
    pages: Pagination
    ended: tuple[CommitmentRow, ...]
    """The newest; on the first page alone."""
    ended_number: int
    years: Years | None
    """The way to all that ended; on the first page alone."""


def commitment_pages(promises: CommitmentGroups) -> int:
    """How many pages hold the commitments that need action."""
    return pages_for(sum(len(pile.promises) for pile in promises.piles), size=SIZE)


@once
def archive_ended(*, context: ViewContext) -> Archive[DecidedCommitment]:
    """What ended, by the year in which it did."""
    return Archive(
        base="commitments/ended/",
        as_of=context.ledger.as_of,
        pages=page_years(group_commitments(context=context).ended, day=_ended_on, size=ENDED_SIZE),
        title=lambda year: f"Commitments that ended in {year}",
        description=lambda year: (
            f"Commitments that shipped or were descoped or superseded in {year}."
        ),
        lead=lambda page: (
            f"{count(len(page.values), 'commitment')} kept, descoped or superseded, newest first."
        ),
        rows="ended-commitments",
        periods=by_month(partial(show_promise, context=context), day=_ended_on),
        list="commitments/ended",
        rest=Link(text="What is still promised", address="commitments/"),
    )


def _ended_on(promise: DecidedCommitment) -> date:
    return promise.ended


def view_commitments(*, context: ViewContext) -> CommitmentsView:
    """What presses, then what is on track, then the newest of what ended."""
    return view_commitments_page(1, group_commitments(context=context), context=context)


def view_commitments_page(
    number: int, promises: CommitmentGroups, *, context: ViewContext
) -> CommitmentsView:
    """One page of what is promised.

    Args:
        number: Which one, from 1.
        promises: Every commitment.
        context: Everything else.
    """
    pages, first = commitment_pages(promises), number == 1
    groups = tuple(_fill(promises.piles, start=(number - 1) * SIZE, context=context))
    ended = promises.ended[:LATEST] if first else ()
    sections = [Section(id=group.id, title=group.title) for group in groups]
    if ended:
        sections.append(Section(id="ended", title="Kept, descoped or superseded"))
    return CommitmentsView(
        title=title_of("Commitments", number=number, pages=pages),
        description="What Product promised to whom and for when, with every slip.",
        toc=tuple(sections),
        as_of=context.ledger.as_of,
        pending=promises.pending,
        arr=promises.arr,
        late=promises.late,
        groups=groups,
        pages=link_pages(pages, base="commitments/", number=number),
        ended=tuple(show_promise(each, context=context) for each in ended),
        ended_number=len(promises.ended),
        years=archive_ended(context=context).years if first else None,
    )


def _fill(
    piles: tuple[CommitmentGroup, ...], *, start: int, context: ViewContext
) -> Iterator[PromiseGroup]:
    """What a page shows of each group; those of which it shows nothing are left out."""
    end = start + SIZE
    for pile in piles:
        number = len(pile.promises)
        first = max(start, 0)
        shown = pile.promises[first : max(end, 0)]
        if shown:
            yield PromiseGroup(
                id=pile.id,
                title=pile.title,
                number=number,
                arr=pile.arr,
                span=span_of(first, len(shown), number),
                rows=tuple(show_promise(each, context=context) for each in shown),
            )
        start, end = start - number, end - number


def show_promise(promise: DecidedCommitment, *, context: ViewContext) -> CommitmentRow:
    """A commitment as a row."""
    return show_commitment(promise.decision, promise.commitment, context=context)
