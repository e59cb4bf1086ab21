"""Feature requests by state, with what the customer was told about them."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.asked import SubmittedRequest
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.archive import (
    Month,
    YearPage,
    Years,
    group_months,
    link_years,
    page_years,
)
from decision_record.views.shared.asked_rows import RequestRow, show_request
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.sections import Section
from decision_record.views.shared.words import count

BASE = "requests/"
SIZE = 150
"""Requests that a page of a year lists at most."""
SHOWN = 30
"""Requests that each status lists at most."""

ORDER = (
    ("planned", "Planned", "Product will build it."),
    ("in-progress", "In progress", "Product is building it."),
    ("backlog", "Backlog", "Waiting for Product's decision."),
    ("shipped", "Shipped", "It is live."),
    ("declined", "Declined", "Product said no."),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusGroup:
    """The requests in one state: customers to be told first, then by ARR."""

    id: str
    title: str
    says: str
    number: int
    arr: float
    """ARR on the day of all who asked, each counted once."""
    not_told: int
    """How many of the customers were not told about it."""
    rows: tuple[RequestRow, ...]
    more: int
    """How many more there are than are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsView:
    """Every request, by its status."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    groups: tuple[StatusGroup, ...]
    years: Years


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestsYearView:
    """The requests submitted in a year, or on one page of it, newest first by month."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    lead: str
    months: tuple[Month[RequestRow], ...]
    years: Years


@once
def request_pages(*, context: ViewContext) -> tuple[YearPage[SubmittedRequest], ...]:
    """Every request, newest first."""
    newest = sorted(_shared(context=context), key=lambda each: each.asked, reverse=True)
    return page_years(newest, day=lambda each: each.asked, size=SIZE)


def view_requests(*, context: ViewContext) -> RequestsView:
    """All requests by status."""
    of_status: dict[str, list[SubmittedRequest]] = {}
    for each in _shared(context=context):
        of_status.setdefault(each.status, []).append(each)
    groups = tuple(_group(name, of_status.get(name[0], []), context=context) for name in ORDER)
    number = sum(group.number for group in groups)
    not_told = sum(group.not_told for group in groups)
    told = f"; {count(not_told, 'customer')} not told" if not_told else ""
    return RequestsView(
        title="Requests",
        description="What customers want built, its status, and whether they were told.",
        toc=tuple(Section(id=group.id, title=group.title) for group in groups if group.number),
        as_of=context.ledger.as_of,
        lead=f"{count(number, 'request')} so far{told}.",
        groups=groups,
        years=link_years(request_pages(context=context), base=BASE),
    )


def view_requests_year(
    page: YearPage[SubmittedRequest],
    *,
    years: tuple[YearPage[SubmittedRequest], ...],
    context: ViewContext,
) -> RequestsYearView:
    """One page of a year.

    Args:
        page: One of `years`.
        years: All of them, from `request_pages`.
        context: Everything else.
    """
    rows = tuple(show_request(each, context=context) for each in page.values)
    months = group_months(rows, day=lambda each: each.asked)
    return RequestsYearView(
        title=f"Requests of {page.title}",
        description=f"Requests submitted in {page.title}, with what became of each.",
        toc=tuple(month.section for month in months),
        as_of=context.ledger.as_of,
        lead=f"{count(len(rows), 'request')}, newest first.",
        months=months,
        years=link_years(years, base=BASE, here=page.step),
    )


@once
def _shared(*, context: ViewContext) -> tuple[SubmittedRequest, ...]:
    """What everybody may see."""
    requests = context.ledger.requests.values()
    return tuple(each for each in requests if not is_personal(each.record, context=context))


def _group(
    name: tuple[str, str, str], requests: list[SubmittedRequest], *, context: ViewContext
) -> StatusGroup:
    id_, title, says = name
    ledger = context.ledger

    def order(each: SubmittedRequest) -> tuple[bool, float, date, str]:
        return (
            not _is_untold(each, context=context),
            -ledger.arr_of((each.account,)),
            each.asked,
            each.ref,
        )

    shown = sorted(requests, key=order)[:SHOWN]
    return StatusGroup(
        id=id_,
        title=title,
        says=says,
        number=len(requests),
        arr=ledger.arr_of(tuple({each.account for each in requests})),
        not_told=sum(_is_untold(each, context=context) for each in requests),
        rows=tuple(show_request(each, context=context) for each in shown),
        more=len(requests) - len(shown),
    )


def _is_untold(request: SubmittedRequest, *, context: ViewContext) -> bool:
    loop = context.ledger.loops.get((request.ref, request.account))
    return loop is not None and loop.is_open
