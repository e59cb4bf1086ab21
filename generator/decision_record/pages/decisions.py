"""The decision log: what waits for an answer or a ruling, then everything that was decided."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.pages.book import Book, Link
from decision_record.pages.personal import is_personal
from decision_record.pages.rows import COMMITMENT_BADGES, DecisionRow, show_decision
from decision_record.pages.sections import Section
from decision_record.pages.words import Badge, Due, Tone, count, due_on
from decision_record.pages.years import Month, YearPage, Years, group_months, link_years, page_years

SIZE = 150
"""Decisions that a page lists at most, so that it stays small."""
OPEN = 60
"""Open deferrals and escalations that the first page lists at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogRow:
    """A decision in the log."""

    row: DecisionRow
    promise: Badge | None
    """How its commitment stands, where it has one."""
    target: Due | None
    """The day it is promised for, while it is still to be kept."""
    again: tuple[Link, ...]
    """The deferrals that kept it open."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionsView:
    """The decision log, or one page of it, newest first by month."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    waiting: tuple[LogRow, ...] | None
    """What is deferred or escalated and still open, late ones first; None on a year's page."""
    waiting_more: int
    """How many more are open than are listed."""
    months: tuple[Month[LogRow], ...]
    years: Years


def decision_years(*, book: Book) -> tuple[str, ...]:
    """The last steps of the addresses of the years' pages, as in `2026` and `2026-page-2`."""
    return tuple(page.step for page in _pages(book))


def view_decisions(*, book: Book) -> DecisionsView:
    """What is open, then the newest decisions, with the way to all others."""
    pages = _pages(book)
    decisions = _log(book)
    waiting = sorted(
        (each for each in decisions if each.state is DecisionState.OPEN),
        key=lambda each: (each.due or date.max, each.ref),
    )
    late = sum(1 for each in waiting if each.due and each.due < book.ledger.as_of)
    rows = _rows(pages[0].values, book=book) if pages else ()
    months = group_months(rows, day=lambda each: each.row.day)
    return DecisionsView(
        title="Decisions",
        description="Every decision, deferral and escalation, with what became of it.",
        toc=(
            Section(id="open", title="Waiting for an answer"),
            *(month.section for month in months),
        ),
        as_of=book.ledger.as_of,
        lead=f"{count(len(decisions), 'decision')} so far; {len(waiting)} of them "
        f"{'waits' if len(waiting) == 1 else 'wait'} for an answer or a ruling, {late} of them "
        "late.",
        waiting=_rows(tuple(waiting[:OPEN]), book=book),
        waiting_more=max(0, len(waiting) - OPEN),
        months=months,
        years=link_years(pages, base="decisions/"),
    )


def view_decisions_year(step: str, *, book: Book) -> DecisionsView:
    """The decisions of a year, or of one page of it.

    Args:
        step: One of `decision_years`.
        book: Everything else.
    """
    pages = _pages(book)
    page = next(each for each in pages if each.step == step)
    months = group_months(_rows(page.values, book=book), day=lambda each: each.row.day)
    return DecisionsView(
        title=f"Decisions of {page.title}",
        description=f"Decisions of {page.title}, with what became of each.",
        toc=tuple(month.section for month in months),
        as_of=book.ledger.as_of,
        lead=f"{count(len(page.values), 'decision')}, newest first.",
        waiting=None,
        waiting_more=0,
        months=months,
        years=link_years(pages, base="decisions/", here=step),
    )


def _log(book: Book) -> tuple[LoggedDecision, ...]:
    """All decisions that everybody may see, oldest first."""
    return tuple(
        each for each in book.ledger.decisions.values() if not is_personal(each.record, book=book)
    )


def _pages(book: Book) -> tuple[YearPage[LoggedDecision], ...]:
    """Newest first; those of one record stay in their own order."""
    newest = sorted(_log(book), key=lambda each: each.day, reverse=True)
    return page_years(newest, day=lambda each: each.day, size=SIZE)


def _rows(decisions: tuple[LoggedDecision, ...], *, book: Book) -> tuple[LogRow, ...]:
    return tuple(_show(each, book=book) for each in decisions)


def _show(decision: LoggedDecision, *, book: Book) -> LogRow:
    as_of, commitment = book.ledger.as_of, decision.commitment
    target = commitment.target if commitment and commitment.is_pending else None
    promise = None
    if commitment and decision.state is DecisionState.STANDING:
        late = target is not None and target < as_of
        promise = (
            Badge(text="Past its target", tone=Tone.LATE)
            if late
            else COMMITMENT_BADGES[commitment.state]
        )
    return LogRow(
        row=show_decision(decision, book=book),
        promise=promise,
        target=due_on(target, as_of=as_of) if target and promise else None,
        again=tuple(book.link_item(step.ref) for step in decision.deferred_again),
    )
