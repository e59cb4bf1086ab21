"""What shipped, newest first, with the words for customers and how many of them were told."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.ledger.items import Item
from decision_record.model.decided import Shipped
from decision_record.views.shared.archive import (
    Archive,
    ArchiveView,
    by_month,
    count_rows,
    page_years,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.words import Badge, Tone, count

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


@once
def archive_shipped(*, context: ViewContext) -> Archive[tuple[Item, Shipped]]:
    """Every shipped item that went live by the day, newest first."""
    items = [
        (each, each.row)
        for each in context.ledger.items.values()
        if isinstance(each.row, Shipped) and each.row.on <= context.ledger.as_of
    ]
    newest = sorted(items, key=lambda pair: (_live_on(pair), pair[0].ref), reverse=True)
    return Archive(
        base="shipped/",
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=_live_on, size=SIZE),
        title=lambda year: f"Shipped in {year}",
        description=lambda year: f"What went live in {year}.",
        lead=count_rows("item"),
        rows="shipped",
        periods=by_month(partial(_show, context=context), day=_live_on),
        list="shipped",
    )


def view_shipped(*, context: ViewContext) -> ArchiveView:
    """The newest page."""
    archive = archive_shipped(context=context)
    months = archive.periods(archive.pages[0]) if archive.pages else ()
    return ArchiveView(
        title="Shipped",
        description="What went live, with the words for customers and who was told.",
        toc=tuple(month.section for month in months),
        as_of=archive.as_of,
        lead=f"{count(archive.total, 'item')} shipped, newest first.",
        years=archive.years,
        rows=archive.rows,
        periods=months,
        list=archive.list,
        empty="Nothing shipped yet. Items under shipped in a record appear here.",
    )


def show_shipped(item: Item, *, context: ViewContext) -> ShippedRow | None:
    """A shipped item as a row; None for any other item."""
    return _show((item, item.row), context=context) if isinstance(item.row, Shipped) else None


def _live_on(shipped: tuple[Item, Shipped]) -> date:
    return shipped[1].on


def _show(shipped: tuple[Item, Shipped], *, context: ViewContext) -> ShippedRow:
    item, row = shipped
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
