"""What was done and what was dropped, by the year in which it was closed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.views.people.personal import shows_action
from decision_record.views.shared.archive import Archive, YearPage, by_month, page_years
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.rows import SIDES
from decision_record.views.shared.words import Badge, Due, Tone, count, times

SIZE = 200
"""Actions that a page lists at most, so that it stays small."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedRow:
    """An action that was done or dropped."""

    what: str
    state: Badge
    closed: Due
    """The day, and how it compares with the first due date: "9 days late", "on time"."""
    first_due: date
    side: str
    owner: Link
    account: Link | None
    rolled: str | None
    item: Link
    where: Link | None
    """The record that closed it."""
    note: str | None
    """What was said when it was closed."""


@once
def archive_closed_actions(*, context: ViewContext) -> Archive[QueuedAction]:
    """All closed actions that everyone may see, the one that was closed last first."""
    closed = [
        each
        for each in context.ledger.actions.values()
        if each.closed and shows_action(each, context=context)
    ]
    pages = page_years(sorted(closed, key=_closed_on, reverse=True), day=_closed_on, size=SIZE)
    leads = _leads(pages)
    return Archive(
        base="actions/closed/",
        as_of=context.ledger.as_of,
        pages=pages,
        title=lambda year: f"Closed actions of {year}",
        description=lambda year: f"What was done and what was dropped in {year}, and how late.",
        lead=lambda page: leads[page.year],
        rows="closed-actions",
        periods=by_month(partial(_show, context=context), day=_closed_on),
        rest=Link(text="What is open", address="actions/"),
    )


def _closed_on(action: QueuedAction) -> date:
    return action.closed or action.opened


def _leads(pages: Iterable[YearPage[QueuedAction]]) -> Mapping[int, str]:
    """By year what was closed in the whole of it."""
    of_year: dict[int, list[QueuedAction]] = {}
    for page in pages:
        of_year.setdefault(page.year, []).extend(page.values)
    return {year: _lead(year, closed) for year, closed in of_year.items()}


def _lead(year: int, closed: Sequence[QueuedAction]) -> str:
    done = [each for each in closed if each.state is ActionState.DONE]
    in_time = sum(1 for each in done if _closed_on(each) <= each.dues[0])
    return (
        f"{count(len(closed), 'action')} closed in {year}: {in_time:,} done by the first due date, "
        f"{len(done) - in_time:,} done later, {len(closed) - len(done):,} dropped."
    )


def _show(action: QueuedAction, *, context: ViewContext) -> ClosedRow:
    done = action.state is ActionState.DONE
    closing = next((step for step in action.reviews if step.closes), None)
    return ClosedRow(
        what=action.what,
        state=Badge(text="Done", tone=Tone.DONE)
        if done
        else Badge(text="Dropped", tone=Tone.QUIET),
        closed=_compare(_closed_on(action), action.dues[0], done=done),
        first_due=action.dues[0],
        side=SIDES[action.side],
        owner=context.link_person(action.owner),
        account=context.link_account(action.account) if action.account else None,
        rolled=f"rolled {times(action.rolled)}" if action.rolled else None,
        item=context.link_item(action.ref),
        where=context.link_record(closing.record) if closing else None,
        note=closing.note if closing else None,
    )


def _compare(closed: date, first_due: date, *, done: bool) -> Due:
    late = (closed - first_due).days
    if late > 0:
        tone = Tone.LATE if done else Tone.QUIET
        return Due(day=closed, words=f"{count(late, 'day')} late", tone=tone)
    return Due(day=closed, words="on time" if done else "before its day", tone=Tone.QUIET)
