"""Customer updates that are due: who has not been told what, by day and by account."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

from decision_record.ledger.loops import Loop
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import Pagination, link_pages, pages_for, title_of
from decision_record.views.shared.rows import CustomerUpdateRow, show_loop
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count, money

BASE = "to-tell/"
SIZE = 150
"""Customer updates on one page."""
WEEK = 7
"""Days ahead that are this week."""

_GROUPS = (("overdue", "Overdue"), ("week", "Due this week"), ("later", "Due later"))


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountToTell:
    """An account with how many updates it waits for."""

    account: Link
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DueGroup:
    """Customer updates that are due in the same stretch of days, by day and then by account."""

    id: str
    title: str
    number: int
    """How many there are in all; the page may show fewer."""
    rows: tuple[CustomerUpdateRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToTellView(View):
    """The customer updates that are open, or one page of them."""

    lead: str | None
    """How many there are; None where all customers are up to date."""
    groups: tuple[DueGroup, ...]
    accounts: tuple[AccountToTell, ...]
    """On the first page: every account to tell, the one with the most updates first."""
    pages: Pagination


@once
def loops_to_tell(*, context: ViewContext) -> tuple[Loop, ...]:
    """Every open loop, the one that is due first at the top."""
    names = context.records.accounts
    return tuple(
        sorted(
            (each for each in context.ledger.loops.values() if each.is_open),
            key=lambda each: (
                each.due,
                names[each.account].name.casefold() if each.account in names else each.account,
                each.item,
            ),
        )
    )


def to_tell_pages(loops: Sequence[Loop]) -> int:
    """How many pages the list has."""
    return pages_for(len(loops), size=SIZE)


def view_to_tell(*, context: ViewContext) -> ToTellView:
    """The first page of the customer updates that are open."""
    return view_to_tell_page(1, loops=loops_to_tell(context=context), context=context)


def view_to_tell_page(number: int, *, loops: Sequence[Loop], context: ViewContext) -> ToTellView:
    """One page of the customer updates that are open.

    Args:
        number: The page, from 1.
        loops: All of them, from `loops_to_tell`.
        context: Everything else.
    """
    shown = loops[(number - 1) * SIZE : number * SIZE]
    pages = to_tell_pages(loops)
    numbers = _numbers(context=context)
    groups = tuple(
        DueGroup(
            id=id_,
            title=title,
            number=numbers[id_],
            rows=rows,
        )
        for id_, title in _GROUPS
        if (
            rows := tuple(
                show_loop(each, context=context)
                for each in shown
                if _group_of(each, context=context) == id_
            )
        )
    )
    return ToTellView(
        title=title_of("To tell", number=number, pages=pages),
        description="Customers who have not been told what was decided, moved or shipped.",
        toc=tuple(Section(id=group.id, title=group.title) for group in groups),
        as_of=context.ledger.as_of,
        lead=_lead(context=context),
        groups=groups,
        accounts=_by_account(loops, context=context) if number == 1 else (),
        pages=link_pages(pages, base=BASE, number=number),
    )


@once
def _numbers(*, context: ViewContext) -> Mapping[str, int]:
    """How many loops each group has in all."""
    return Counter(_group_of(each, context=context) for each in loops_to_tell(context=context))


@once
def _lead(*, context: ViewContext) -> str | None:
    loops = loops_to_tell(context=context)
    accounts = {each.account for each in loops}
    arr = money(context.ledger.arr_of(tuple(sorted(accounts))), context.currency)
    updates, waiting = count(len(loops), "customer update"), count(len(accounts), "account")
    return f"{updates} for {waiting}, {arr} ARR." if loops else None


def _group_of(loop: Loop, *, context: ViewContext) -> str:
    as_of = context.ledger.as_of
    if loop.due < as_of:
        return "overdue"
    return "week" if loop.due - as_of <= timedelta(days=WEEK) else "later"


def _by_account(loops: Sequence[Loop], *, context: ViewContext) -> tuple[AccountToTell, ...]:
    numbers: dict[str, int] = {}
    for each in loops:
        numbers[each.account] = numbers.get(each.account, 0) + 1
    rows = [
        AccountToTell(account=context.link_account(account), number=number)
        for account, number in numbers.items()
    ]
    return tuple(sorted(rows, key=lambda each: (-each.number, each.account.text.casefold())))
