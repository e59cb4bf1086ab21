"""What customers said: the last 91 days by ARR, everything by year."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.calendar import days_before
from decision_record.ledger.items import Item
from decision_record.model.asked import Feedback
from decision_record.views.shared.archive import (
    Month,
    YearPage,
    Years,
    group_months,
    link_years,
    page_years,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.once import once
from decision_record.views.shared.sections import Section
from decision_record.views.shared.words import Badge, Tone, count

BASE = "feedback/"
SIZE = 150
"""Feedback on one page of a year."""
SHOWN = 150
"""Recent feedback on the first page."""
RECENT = 91
"""Days† back that the first page lists by ARR."""

_TONES = {
    "wish": Badge(text="Wish"),
    "problem": Badge(text="Problem", tone=Tone.RISK),
    "praise": Badge(text="Praise", tone=Tone.DONE),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackRow:
    """A signal from a customer."""

    item: Link
    what: str
    account: Link
    arr: float
    """ARR of the account on the day."""
    tone: Badge
    category: str | None
    """None where it has none: tier 3 sorts it."""
    area: str | None
    theme: Link | None
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackView:
    """Recent feedback by the ARR of who gave it."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    recent: Excerpt[FeedbackRow]
    years: Years


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackYearView:
    """The feedback of a year, or on one page of it, newest first by month."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    months: tuple[Month[FeedbackRow], ...]
    years: Years


@once
def feedback_pages(*, context: ViewContext) -> tuple[YearPage[Item], ...]:
    """All feedback, newest first."""
    newest = sorted(
        _all(context=context), key=lambda each: (each.entry.date, each.ref), reverse=True
    )
    return page_years(newest, day=lambda each: each.entry.date, size=SIZE)


def view_feedback(*, context: ViewContext) -> FeedbackView:
    """The feedback of the last 91 days, the largest account first."""
    as_of = context.ledger.as_of
    since = days_before(as_of, RECENT)
    rows = [
        _show(each, context=context) for each in _all(context=context) if each.entry.date >= since
    ]
    rows.sort(key=lambda row: (-row.arr, row.account.text.casefold(), row.on, row.item.address))
    without = sum(row.category is None for row in rows)
    return FeedbackView(
        title="Feedback",
        description="What customers said, by the ARR of who said it.",
        toc=(),
        as_of=as_of,
        lead=f"{count(len(rows), 'signal')} in the last {RECENT} days, {without} without a "
        "category. Sorted by ARR.",
        recent=first_of(rows, SHOWN),
        years=link_years(feedback_pages(context=context), base=BASE),
    )


def view_feedback_year(
    page: YearPage[Item], *, years: tuple[YearPage[Item], ...], context: ViewContext
) -> FeedbackYearView:
    """One page of a year.

    Args:
        page: One of `years`.
        years: All of them, from `feedback_pages`.
        context: Everything else.
    """
    rows = tuple(_show(each, context=context) for each in page.values)
    months = group_months(rows, day=lambda row: row.on)
    return FeedbackYearView(
        title=f"Feedback of {page.title}",
        description=f"What customers said in {page.title}.",
        toc=tuple(month.section for month in months),
        as_of=context.ledger.as_of,
        lead=f"{count(len(rows), 'signal')}, newest first.",
        months=months,
        years=link_years(years, base=BASE, here=page.step),
    )


def show_feedback(item: Item, *, context: ViewContext) -> FeedbackRow | None:
    """A piece of feedback as a row; None for any other item."""
    return _show(item, context=context) if isinstance(item.row, Feedback) else None


@once
def _all(*, context: ViewContext) -> tuple[Item, ...]:
    items = context.ledger.items.values()
    return tuple(each for each in items if isinstance(each.row, Feedback))


def _show(item: Item, *, context: ViewContext) -> FeedbackRow:
    row = item.row
    if not isinstance(row, Feedback):
        raise TypeError(f"{item.ref} is no feedback")
    account = context.records.account_id(row.account)
    taxonomy = context.records.taxonomy
    area = taxonomy.areas.get(row.area or "")
    return FeedbackRow(
        item=context.link_item(item.ref),
        what=row.what,
        account=context.link_account(account),
        arr=context.ledger.arr_of((account,)),
        tone=_TONES[row.tone],
        category=taxonomy.categories.get(row.category or ""),
        area=area.name if area else None,
        theme=context.link_theme(row.theme) if row.theme else None,
        on=item.entry.date,
    )
