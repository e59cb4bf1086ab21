"""Feature requests by state, with what the customer was told about them."""

from dataclasses import dataclass
from datetime import date
from functools import partial

from decision_record.ledger.asked import SubmittedRequest
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.archive import Archive, Years, by_month, count_rows, page_years
from decision_record.views.shared.asked_rows import RequestRow, show_request
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.once import once
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

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
class RequestsView(View):
    """Every request, by its status."""

    lead: str
    groups: tuple[StatusGroup, ...]
    years: Years


@once
def archive_requests(*, context: ViewContext) -> Archive[SubmittedRequest]:
    """Every request by the year in which it was submitted."""
    newest = sorted(_shared(context=context), key=_asked_on, reverse=True)
    return Archive(
        base="requests/",
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=_asked_on, size=SIZE),
        title=lambda year: f"Requests of {year}",
        description=lambda year: f"Requests submitted in {year}, with what became of each.",
        lead=count_rows("request"),
        rows="requests",
        periods=by_month(partial(show_request, context=context), day=_asked_on),
        list="requests/by-year",
    )


def _asked_on(request: SubmittedRequest) -> date:
    return request.asked


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
        years=archive_requests(context=context).years,
    )


@once
def _shared(*, context: ViewContext) -> tuple[SubmittedRequest, ...]:
    """What everyone may see."""
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
