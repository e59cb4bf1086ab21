"""What customers said: the last 91 days by ARR, everything by year."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.ledger.calendar import days_before
from decision_record.ledger.items import Item
from decision_record.model.asked import Feedback
from decision_record.views.shared.archive import Archive, Years, by_month, count_rows, page_years
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.once import once
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Badge, Tone, count

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
class FeedbackView(View):
    """Recent feedback by the ARR of who gave it."""

    lead: str
    recent: Excerpt[FeedbackRow]
    years: Years


@once
def archive_feedback(*, context: ViewContext) -> Archive[Item]:
    """All feedback by year."""
    newest = sorted(
        _all(context=context), key=lambda each: (each.entry.date, each.ref), reverse=True
    )
    return Archive(
        base="feedback/",
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=_given_on, size=SIZE),
        title=lambda year: f"Feedback of {year}",
        description=lambda year: f"What customers said in {year}.",
        lead=count_rows("signal"),
        rows="feedback",
        periods=by_month(partial(_show, context=context), day=_given_on),
        list="feedback",
    )


def _given_on(item: Item) -> date:
    return item.entry.date


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
        as_of=as_of,
        lead=f"{count(len(rows), 'signal')} in the last {RECENT} days, {without} without a "
        "category. Sorted by ARR.",
        recent=first_of(rows, SHOWN),
        years=archive_feedback(context=context).years,
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
