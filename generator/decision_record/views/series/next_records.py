"""The records of next meetings, drafted once for the pages that show them and their downloads."""

from collections.abc import Callable, Mapping
from datetime import date

from decision_record.drafts.next_meeting import Draft, draft_meeting, lay_ground
from decision_record.ledger.cadence import GRACE
from decision_record.ledger.demand import DemandUntil
from decision_record.ledger.replay import Ledger
from decision_record.ledger.scope import Scope
from decision_record.ledger.series import SeriesStanding
from decision_record.ledger.waiting import Waiting
from decision_record.model.records import Records


def draft_all(
    *,
    records: Records,
    ledger: Ledger,
    near_days: int,
    waiting: Waiting,
    scope_on: Callable[[str, date], Scope],
    demand_until: DemandUntil,
) -> Mapping[str, Draft]:
    """The draft of each series' next record; of one that meets as needed, for the ledger's day.

    Args:
        records: What was written.
        ledger: The state of everything on the day.
        near_days: Days before a customer meeting that make an account urgent.
        waiting: What is open on the day.
        scope_on: What gives the scope of a series on a day.
        demand_until: What gives the demand for each theme.
    """
    ground = lay_ground(
        records=records,
        ledger=ledger,
        near_days=near_days,
        waiting=waiting,
        scope_on=scope_on,
        demand_until=demand_until,
    )
    drafts = {
        name: draft_meeting(
            name,
            records=records,
            ledger=ledger,
            on=next_day(standing, as_of=ledger.as_of) or ledger.as_of,
            ground=ground,
        )
        for name, standing in ledger.series.items()
        if may_meet(standing, as_of=ledger.as_of)
    }
    return {name: draft for name, draft in drafts.items() if draft}


def may_meet(standing: SeriesStanding, *, as_of: date) -> bool:
    """Whether there is a meeting to prepare: expected on a day, or when it is needed."""
    if has_ended(standing, as_of=as_of):
        return False
    return standing.next is not None or standing.series.held_every == "as-needed"


def next_day(standing: SeriesStanding, *, as_of: date) -> date | None:
    """The day to prepare for: the one expected, or today where it passed over two days† ago."""
    if standing.next is None or has_ended(standing, as_of=as_of):
        return None
    return as_of if is_late(standing, as_of=as_of) else standing.next


def is_late(standing: SeriesStanding, *, as_of: date) -> bool:
    """Whether the meeting expected next should have been held over two days† ago."""
    return standing.next is not None and (as_of - standing.next).days > GRACE


def has_ended(standing: SeriesStanding, *, as_of: date) -> bool:
    """Whether its last day is over, and what was missed before it with it."""
    return standing.series.until is not None and standing.series.until < as_of


def address_of_draft(series: str, draft: Draft) -> str:
    """Where a draft is published, below the root of the site."""
    return f"series/{series}/next/{draft.identity}.yml"
