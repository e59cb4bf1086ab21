"""The decision log: what waits for an answer or a ruling, then everything that was decided."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.archive import (
    Archive,
    Period,
    Years,
    by_month,
    count_rows,
    page_years,
)
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import (
    Pagination,
    link_pages,
    pages_for,
    span_of,
    title_of,
)
from decision_record.views.shared.rows import DecisionRow, show_decision
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

SIZE = 100
"""Decisions that a page of a year lists at most, so that it stays small."""
OPEN = 40
"""Open deferrals and escalations that a page lists at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView(View):
    """What is open, or one page of it; on the first, then the newest decisions."""

    lead: str
    waiting: tuple[DecisionRow, ...]
    """What is deferred or escalated and still open, the oldest first."""
    pages: Pagination
    """The way to all that is open."""
    months: tuple[Period[DecisionRow], ...] | None
    """None on the later pages of what is open."""
    years: Years


@once
def archive_decisions(*, context: ViewContext) -> Archive[LoggedDecision]:
    """The decision log, newest first; decisions of one record stay in their own order."""
    newest = sorted(_log(context=context), key=_decided_on, reverse=True)
    return Archive(
        base="decisions/",
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=_decided_on, size=SIZE),
        title=lambda year: f"Decisions of {year}",
        description=lambda year: f"Decisions of {year}, with what became of each.",
        lead=count_rows("decision"),
        rows="decisions",
        periods=by_month(partial(show_decision, context=context), day=_decided_on),
        list="decisions",
    )


def _decided_on(decision: LoggedDecision) -> date:
    return decision.day


@once
def open_decisions(*, context: ViewContext) -> tuple[LoggedDecision, ...]:
    """What is deferred or escalated and still open, the oldest first."""
    waiting = (each for each in _log(context=context) if each.state is DecisionState.OPEN)
    return tuple(sorted(waiting, key=lambda each: (each.day, each.ref)))


def view_decisions(*, context: ViewContext) -> DecisionsView:
    """What is open, then the newest decisions, with the way to all others."""
    archive, waiting = archive_decisions(context=context), open_decisions(context=context)
    months = archive.periods(archive.pages[0]) if archive.pages else ()
    late = sum(1 for each in waiting if each.overdue_days(context.ledger.as_of) is not None)
    number = count(archive.total, "decision")
    return DecisionsView(
        title="Decisions",
        description="Every decision, deferral and escalation, with what became of it.",
        toc=(
            Section(id="open", title="Waiting for an answer"),
            *(month.section for month in months),
        ),
        as_of=context.ledger.as_of,
        lead=f"{number}; {len(waiting):,} without an answer or a ruling, {late:,} of them late.",
        waiting=_rows(waiting[:OPEN], context=context),
        pages=_link_open(1, waiting),
        months=months,
        years=archive.years,
    )


def view_open_decisions(
    number: int, waiting: tuple[LoggedDecision, ...], *, context: ViewContext
) -> DecisionsView:
    """A later page of what is open.

    Args:
        number: Which one, from 2.
        waiting: All of it.
        context: Everything else.
    """
    start = (number - 1) * OPEN
    shown = waiting[start : start + OPEN]
    return DecisionsView(
        title=title_of("Open decisions", number=number, pages=open_pages(waiting)),
        description="Deferrals and escalations without an answer or a ruling.",
        as_of=context.ledger.as_of,
        lead=f"{span_of(start, len(shown), len(waiting))} of {len(waiting):,} without an answer "
        "or a ruling, oldest first.",
        waiting=_rows(shown, context=context),
        pages=_link_open(number, waiting),
        months=None,
        years=archive_decisions(context=context).years,
    )


def open_pages(waiting: tuple[LoggedDecision, ...]) -> int:
    """How many pages what is open needs."""
    return pages_for(len(waiting), size=OPEN)


def _link_open(number: int, waiting: tuple[LoggedDecision, ...]) -> Pagination:
    return link_pages(
        open_pages(waiting), base="decisions/open-", number=number, first="decisions/"
    )


@once
def _log(*, context: ViewContext) -> tuple[LoggedDecision, ...]:
    """All decisions that everyone may see, oldest first."""
    return tuple(
        each
        for each in context.ledger.decisions.values()
        if not is_personal(each.record, context=context)
    )


def _rows(
    decisions: tuple[LoggedDecision, ...], *, context: ViewContext
) -> tuple[DecisionRow, ...]:
    return tuple(show_decision(each, context=context) for each in decisions)
