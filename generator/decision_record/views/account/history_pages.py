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
    steps_of,
    tell_ahead,
    tell_history,
)
from decision_record.views.shared.archive import (
    Archive,
    Period,
    YearPage,
    Years,
    count_rows,
    link_years,
    page_years,
)
from decision_record.views.shared.context import ViewContext

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
    years: tuple[Period[HistoryDay], ...]
    pages: Years
    """The way to all of it; no links where all of it is here."""
    shown: int
    since_qbr: int
    """How many steps came after the last QBR."""
    mark: str | None
    """The address of the mark of the last QBR, relative to the root of the site."""


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


def archive_history(account: str, *, context: ViewContext) -> Archive[TimelineStep]:
    """An account's history by year, newest first; no pages of a short one."""
    standing = context.ledger.accounts[account]
    qbr = last_qbr(standing, as_of=context.ledger.as_of)
    link = context.link_account(account)
    pages = _pages(steps_of(standing, context=context))

    def years(page: YearPage[TimelineStep]) -> tuple[Period[HistoryDay], ...]:
        """The year of the page; that of the last QBR where it is another."""
        here = qbr if _holds(page, qbr, pages=pages) else None
        return tell_history(page.values, qbr=here, at_end=True, context=context)

    return Archive(
        base=_base(account),
        as_of=context.ledger.as_of,
        pages=pages,
        title=lambda year: f"{link.text}, history of {year}",
        description=lambda year: f"{link.text}: everything that happened in {year}.",
        lead=count_rows("entry", "entries"),
        rows="history",
        periods=years,
        of=link,
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
