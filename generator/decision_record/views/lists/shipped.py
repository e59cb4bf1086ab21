"""What shipped, newest first, with the words for customers and how many of them were told."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.items import Item
from decision_record.model.decided import Shipped
from decision_record.views.shared.archive import (
    Month,
    YearPage,
    Years,
    group_months,
    link_years,
    page_years,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.sections import Section
from decision_record.views.shared.words import Badge, Tone, count

BASE = "shipped/"
SIZE = 120
"""Shipped items on one page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedRow:
    """Something that went live."""

    item: Link
    what: str
    on: date
    area: str | None
    say: str | None
    """The words for customers."""
    say_label: str | None
    """What they are called on the day, as in "You can say"."""
    accounts: tuple[Link, ...]
    delivers: Link | None
    """The decision whose commitment it delivers."""
    briefed: Badge
    told: str | None
    """As in "2 of 4 told"; None where no account has to be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ShippedView:
    """What shipped in a year, or on one page of it."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    months: tuple[Month[ShippedRow], ...]
    years: Years


@once
def shipped_pages(*, context: ViewContext) -> tuple[YearPage[Item], ...]:
    """Every shipped item that went live by the day, newest first."""
    items = [
        (each.row.on, each)
        for each in context.ledger.items.values()
        if isinstance(each.row, Shipped) and each.row.on <= context.ledger.as_of
    ]
    newest = sorted(items, key=lambda pair: (pair[0], pair[1].ref), reverse=True)
    return page_years((item for _, item in newest), day=_day_of, size=SIZE)


def view_shipped(*, context: ViewContext) -> ShippedView:
    """The newest page."""
    years = shipped_pages(context=context)
    number = sum(len(page.values) for page in years)
    newest = years[0].values if years else ()
    return _view(
        newest,
        title="Shipped",
        description="What went live, with the words for customers and who was told.",
        lead=f"{count(number, 'item')} shipped, newest first.",
        years=link_years(years, base=BASE),
        context=context,
    )


def view_shipped_year(
    page: YearPage[Item], *, years: tuple[YearPage[Item], ...], context: ViewContext
) -> ShippedView:
    """One page of a year.

    Args:
        page: One of `years`.
        years: All of them, from `shipped_pages`.
        context: Everything else.
    """
    return _view(
        page.values,
        title=f"Shipped in {page.title}",
        description=f"What went live in {page.title}.",
        lead=f"{count(len(page.values), 'item')}, newest first.",
        years=link_years(years, base=BASE, here=page.step),
        context=context,
    )


def _view(
    items: tuple[Item, ...],
    *,
    title: str,
    description: str,
    lead: str,
    years: Years,
    context: ViewContext,
) -> ShippedView:
    rows = [row for each in items if (row := show_shipped(each, context=context))]
    months = group_months(rows, day=lambda row: row.on)
    return ShippedView(
        title=title,
        description=description,
        toc=tuple(month.section for month in months),
        as_of=context.ledger.as_of,
        lead=lead,
        months=months,
        years=years,
    )


def show_shipped(item: Item, *, context: ViewContext) -> ShippedRow | None:
    """A shipped item as a row; None for any other item."""
    row = item.row
    if not isinstance(row, Shipped):
        return None
    delivers = item.delivers if item.delivers in context.ledger.decisions else None
    named = context.records.account_ids(row.accounts)
    area = context.records.taxonomy.areas.get(row.area or "")
    return ShippedRow(
        item=context.link_item(item.ref),
        what=row.what,
        on=row.on,
        area=area.name if area else None,
        say=row.say,
        say_label=context.label_of_words(row.say, named) if row.say else None,
        accounts=tuple(context.link_account(each) for each in named),
        delivers=context.link_item(delivers) if delivers else None,
        briefed=Badge(text="CS briefed", tone=Tone.DONE)
        if row.briefed and row.briefed <= context.ledger.as_of
        else Badge(text="CS not briefed", tone=Tone.RISK),
        told=_told(item.ref, context=context),
    )


def _told(ref: str, *, context: ViewContext) -> str | None:
    """How many of its customers were told."""
    loops = context.ledger.shipped_loops[ref]
    if not loops:
        return None
    told = sum(loop.told is not None for loop in loops)
    return f"{told} of {len(loops)} told"


def _day_of(item: Item) -> date:
    return item.row.on if isinstance(item.row, Shipped) else item.entry.date
