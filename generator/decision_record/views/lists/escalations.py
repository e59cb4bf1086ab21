"""Escalations: what waits for whom, longest first; then briefings, and what was resolved."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.raised import Raised, RaisedState
from decision_record.views.account.ahead import pressing_for, say_ahead
from decision_record.views.people.personal import is_personal
from decision_record.views.shared.archive import Archive, YearPage, Years, by_month, page_years
from decision_record.views.shared.asked_rows import RaisedRow, show_part, show_path
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.once import once
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count, money

SIZE = 150
"""Escalations that a page of a year lists at most."""
SHOWN = 100
"""Open escalations that the first page lists at most, the oldest of each group first."""
APART = 40
"""Open briefings, and what was left open by customers who left, that it lists at most."""
SETTLED = 20
"""Resolved escalations that it lists at most, the newest first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingGroup:
    """What waits alike."""

    id: str
    title: str
    says: str
    """What that means, in a sentence."""
    number: int
    arr: float
    """At stake, of each account the most that it named."""
    rows: tuple[RaisedRow, ...]
    more: int
    """How many more there are than are listed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscalationsView(View):
    """Everything that is open, and what was resolved of late."""

    lead: str
    groups: tuple[WaitingGroup, ...]
    """Escalations of customers, those not acknowledged first."""
    apart: tuple[WaitingGroup, ...]
    """What is open and is no escalation, or has no customer any more."""
    settled: Excerpt[RaisedRow]
    years: Years


@once
def archive_escalations(*, context: ViewContext) -> Archive[Raised]:
    """Every escalation, and every briefing that is open, by the year in which it was raised."""
    listed = (
        each for each in _shared(context=context) if each.kind == "escalation" or each.is_open
    )
    newest = sorted(listed, key=_raised_on, reverse=True)
    return Archive(
        base="escalations/",
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=_raised_on, size=SIZE),
        title=lambda year: f"Escalations of {year}",
        description=lambda year: f"Escalations raised in {year}, with what became of each.",
        lead=_count_year,
        rows="escalations",
        periods=by_month(partial(show_part, context=context), day=_raised_on),
        list="escalations/by-year",
    )


def _raised_on(part: Raised) -> date:
    return part.raised


def _count_year(page: YearPage[Raised]) -> str:
    """How many escalations a page of a year has, and how many open briefings."""
    escalations = sum(each.kind == "escalation" for each in page.values)
    briefings = len(page.values) - escalations
    more = f" and {count(briefings, 'open briefing')}" if briefings else ""
    return f"{count(escalations, 'escalation')}{more}, newest first."


def view_escalations(*, context: ViewContext) -> EscalationsView:
    """What is open, in the order of its age."""
    open_ = sorted(
        (path for path in _shared_paths(context=context) if path.is_open),
        key=lambda path: (path.raised, path.ref),
    )
    here = [each for each in open_ if not context.index.has_left(each.account)]
    escalations = [each for each in here if each.is_escalation]
    groups = tuple(_groups(escalations, context=context))
    apart = (
        _group(
            ("briefings", "Briefings for tier 2", "Raised in a tier 2 and still open."),
            [each for each in here if not each.is_escalation],
            shown=APART,
            context=context,
        ),
        _group(
            ("left", "Open when the customer left", "The account has churned."),
            [each for each in open_ if context.index.has_left(each.account)],
            shown=APART,
            context=context,
        ),
    )
    settled = sorted(
        (
            (path.resolved, path.ref)
            for path in _shared_paths(context=context)
            if path.is_escalation and path.resolved
        ),
        reverse=True,
    )
    path_of = context.ledger.path_of
    return EscalationsView(
        title="Escalations",
        description="Open and resolved escalations, how long they took, and the ARR at stake.",
        toc=(
            *(
                Section(id=group.id, title=group.title)
                for group in (*groups, *apart)
                if group.number
            ),
            Section(id="resolved", title="Resolved"),
        ),
        as_of=context.ledger.as_of,
        lead=_lead(escalations, groups[0].number, context=context),
        groups=groups,
        apart=apart,
        settled=Excerpt(
            rows=tuple(show_path(path_of[ref], context=context) for _, ref in settled[:SETTLED]),
            total=len(settled),
        ),
        years=archive_escalations(context=context).years,
    )


@once
def _shared(*, context: ViewContext) -> tuple[Raised, ...]:
    """What everyone may see."""
    return tuple(
        each
        for each in context.ledger.raised.values()
        if not is_personal(each.record, context=context)
    )


@once
def _shared_paths(*, context: ViewContext) -> tuple[RaisedPath, ...]:
    """The paths that everyone may see."""
    return tuple(
        path for path in context.ledger.paths if not is_personal(path.first.record, context=context)
    )


def _groups(escalations: list[RaisedPath], *, context: ViewContext) -> Iterator[WaitingGroup]:
    unheard = [each for each in escalations if each.state is RaisedState.OPEN]
    confirmed = [each for each in escalations if each.state is not RaisedState.OPEN]
    group = _group(
        ("unacknowledged", "Not acknowledged", "Product has not confirmed that they have seen it."),
        unheard,
        shown=SHOWN,
        context=context,
    )
    yield group
    yield _group(
        (
            "acknowledged",
            "Acknowledged, not resolved",
            "Product has seen it; the customer is waiting.",
        ),
        confirmed,
        shown=SHOWN - len(group.rows),
        context=context,
    )


def _group(
    name: tuple[str, str, str], waiting: list[RaisedPath], *, shown: int, context: ViewContext
) -> WaitingGroup:
    id_, title, says = name
    return WaitingGroup(
        id=id_,
        title=title,
        says=says,
        number=len(waiting),
        arr=_at_stake(waiting),
        rows=tuple(
            replace(
                show_path(each, context=context),
                ahead=say_ahead(pressing_for(each.account, context=context)),
            )
            for each in waiting[:shown]
        ),
        more=max(0, len(waiting) - shown),
    )


def _at_stake(waiting: Iterable[RaisedPath]) -> float:
    """What one account names twice is at stake once."""
    most: dict[str, float] = {}
    for each in waiting:
        most[each.account] = max(most.get(each.account, 0), each.arr)
    return sum(most.values())


def _lead(escalations: list[RaisedPath], unheard: int, *, context: ViewContext) -> str:
    if not escalations:
        return "No escalation is open."
    stake = money(_at_stake(escalations), context.currency)
    number = len(escalations)
    confirmed = (
        f"{'it is' if number == 1 else 'all are'} acknowledged."
        if not unheard
        else f"{unheard} {'is' if unheard == 1 else 'are'} not acknowledged yet."
    )
    waits = f"{count(number, 'escalation is', 'escalations are')} open, with {stake} at stake"
    return f"{waits}; {confirmed}"
