"""What was done and what was dropped, by the year in which it was closed."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.views.people.personal import shows_action
from decision_record.views.shared.archive import Archive, YearPage, by_month, page_years
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.rows import show_action
from decision_record.views.shared.words import count

SIZE = 200
"""Actions that a page lists at most, so that it stays small."""


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
        periods=by_month(partial(show_action, context=context), day=_closed_on),
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
