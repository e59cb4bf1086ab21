"""The history of an account: the newest part on its page, a long one by year on pages of its own.

A short history is on the account's page only. Of a long one that page shows the newest steps,
and every year has a page, or several, with all of its steps.
"""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.accounts import AccountStanding
from decision_record.ledger.timeline import TimelineStep
from decision_record.views.account.ahead import last_qbr
from decision_record.views.account.history import (
    HistoryDay,
    HistoryYear,
    steps_of,
    tell_ahead,
    tell_history,
)
from decision_record.views.shared.archive import YearPage, Years, link_years, page_years
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.sections import Section
from decision_record.views.shared.words import count

LATEST = 60
"""Steps that an account's page shows; a history up to this length has no other pages."""
SIZE = 300
"""Steps that a page of a year holds at most, so that it stays small."""
MARK = "since-last-qbr"
"""The id of the mark of the last QBR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """The history as an account's page shows it."""

    total: int
    ahead: tuple[HistoryDay, ...]
    """What is dated after the day, soonest first."""
    years: tuple[HistoryYear, ...]
    pages: Years
    """The way to all of it; no links where all of it is here."""
    shown: int
    since_qbr: int
    """How many steps came after the last QBR."""
    mark: str | None
    """The address of the mark of the last QBR, relative to the root of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryView:
    """A page of an account's history."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    account: Link
    lead: str
    years: tuple[HistoryYear, ...]
    """The year of the page; that of the last QBR where it is another."""
    pages: Years


def show_history(standing: AccountStanding, *, context: ViewContext) -> History:
    """The newest part of a history, with the way to the rest."""
    steps = steps_of(standing, context=context)
    qbr = last_qbr(standing, as_of=context.ledger.as_of)
    pages = _pages(steps)
    here = steps[:LATEST]
    reached = qbr is not None and (not pages or any(step.day <= qbr for step in here))
    page = next((each for each in pages if _holds(each, qbr, pages=pages)), None)
    mark = f"accounts/{standing.id}/"
    if not reached and page:
        mark = f"{_base(standing.id)}{page.step}/"
    return History(
        total=len(steps),
        ahead=tell_ahead(standing, context=context),
        years=tell_history(here, qbr=qbr, at_end=not pages, context=context),
        pages=link_years(pages, base=_base(standing.id)),
        shown=len(here),
        since_qbr=sum(step.day > qbr for step in steps) if qbr else 0,
        mark=f"{mark}#{MARK}" if qbr else None,
    )


def history_pages(account: str, *, context: ViewContext) -> tuple[YearPage[TimelineStep], ...]:
    """The pages of an account's history, newest first; none of a short one."""
    return _pages(steps_of(context.ledger.accounts[account], context=context))


def view_history(
    account: str,
    page: YearPage[TimelineStep],
    *,
    pages: tuple[YearPage[TimelineStep], ...],
    context: ViewContext,
) -> HistoryView:
    """A year of an account's history, or a page of it.

    Args:
        account: Its identity.
        page: One of the pages.
        pages: All of its `history_pages`.
        context: Everything else.
    """
    standing = context.ledger.accounts[account]
    qbr = last_qbr(standing, as_of=context.ledger.as_of)
    here = qbr if _holds(page, qbr, pages=pages) else None
    years = tell_history(page.values, qbr=here, at_end=True, context=context)
    link = context.link_account(account)
    return HistoryView(
        title=f"{link.text}, history of {page.title}",
        description=f"{link.text}: everything that happened in {page.title}.",
        toc=tuple(Section(id=f"history-{each.year}", title=str(each.year)) for each in years),
        as_of=context.ledger.as_of,
        account=link,
        lead=f"{count(len(page.values), 'entry', 'entries')}, newest first.",
        years=years,
        pages=link_years(pages, base=_base(account), here=page.step),
    )


def _base(account: str) -> str:
    return f"accounts/{account}/history/"


def _pages(steps: tuple[TimelineStep, ...]) -> tuple[YearPage[TimelineStep], ...]:
    if len(steps) <= LATEST:
        return ()
    return page_years(steps, day=lambda step: step.day, size=SIZE)


def _holds(
    page: YearPage[TimelineStep],
    qbr: date | None,
    *,
    pages: tuple[YearPage[TimelineStep], ...],
) -> bool:
    """Whether the mark of the last QBR is on a page: above the first step that is older."""
    if qbr is None:
        return False
    older = (each for each in pages if each.values[-1].day <= qbr)
    return page is next(older, pages[-1])
