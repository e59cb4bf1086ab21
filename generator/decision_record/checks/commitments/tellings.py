"""Customer updates from before there was anything to tell (DR333).

A loop opens with its item and again with each change of it (records.md §5, Loop). An update from
before its last opening closes nothing.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.asked import TELLING_STATUSES
from decision_record.model.asked import Request
from decision_record.model.decided import Decision
from decision_record.model.records import Entry


class _Opening(NamedTuple):
    """That accounts have something to hear about an item."""

    item: str
    day: date
    at: Pointer
    said: str
    accounts: frozenset[str] = frozenset()
    """None of them means all of the item."""


class _Telling(NamedTuple):
    """That an account was told."""

    item: str
    account: str
    day: date
    at: Pointer


def find_untimely_tellings(context: CheckContext) -> Iterator[Problem]:
    """Rows that tell a customer on a day before the loop last opened, as warnings."""
    delivers = _deliveries(context)
    opened: dict[str, list[_Opening]] = {}
    for entry in context.records.entries:
        # Reviews come first in a record: they do not know yet what it changes.
        yield from _untimely(_told_by_reviews(entry, context), opened, delivers, context)
        for opening in _openings(entry, context):
            # A row on an item of a later record acts on nothing.
            if context.is_there(opening.item, entry):
                ref = delivers.get(opening.item, opening.item)
                opened.setdefault(ref, []).append(opening)
        yield from _untimely(_told_by_rows(entry, context), opened, delivers, context)


def _deliveries(context: CheckContext) -> Mapping[str, str]:
    """The shipped items that deliver a commitment: they have one loop with it."""
    return {
        f"{entry.id}/{row.id}": delivered
        for entry in context.records.entries
        for row in entry.record.shipped
        if row.delivers
        and (delivered := entry.name_of(row.delivers)) in context.decisions
        and context.is_there(delivered, entry)
    }


def _told_by_rows(entry: Entry, context: CheckContext) -> Iterator[_Telling]:
    for index, row in enumerate(entry.record.loops):
        if row.on <= entry.date:
            account = context.records.account_id(row.account)
            at = point(entry, "loops", index, "on")
            yield _Telling(entry.name_of(row.item), account, row.on, at)


def _told_by_reviews(entry: Entry, context: CheckContext) -> Iterator[_Telling]:
    for index, row in enumerate(entry.record.review):
        action = context.actions.get(entry.name_of(row.action)) if row.action else None
        if action is None or row.on is None or row.outcome != "done":
            continue
        if action.closes_loop and action.account and action.opened <= row.on <= entry.date:
            at = point(entry, "review", index, "on")
            yield _Telling(action.closes_loop, action.account, row.on, at)


def _openings(entry: Entry, context: CheckContext) -> Iterator[_Opening]:
    """What a record gives customers to hear."""
    record, ids = entry.record, context.records.account_id
    yield from _of_requests(entry)
    for index, row in enumerate(record.roadmap):
        if row.status != "on-track":
            yield _Opening(
                entry.name_of(row.commitment),
                (row.on if row.status == "shipped" else None) or entry.date,
                point(entry, "roadmap", index),
                f"{row.status} here",
                frozenset(ids(name) for name in row.accounts),
            )
    for index, shipped in enumerate(record.shipped):
        yield _Opening(
            f"{entry.id}/{shipped.id}",
            shipped.on,
            point(entry, "shipped", index),
            "shipped here",
            frozenset(ids(name) for name in shipped.accounts),
        )
    for index, decision in enumerate(record.decisions):
        if decision.outcome == "decided":
            at = point(entry, "decisions", index)
            yield _Opening(f"{entry.id}/{decision.id}", entry.date, at, "decided here")


def _of_requests(entry: Entry) -> Iterator[_Opening]:
    for index, request in enumerate(entry.record.requests):
        if request.status in TELLING_STATUSES:
            ref, at = f"{entry.id}/{request.id}", point(entry, "requests", index)
            yield _Opening(ref, entry.date, at, f"{request.status} here")
    for index, update in enumerate(entry.record.updates):
        if update.status in TELLING_STATUSES:
            at = point(entry, "updates", index)
            yield _Opening(entry.name_of(update.item), entry.date, at, f"{update.status} here")


def _had_nothing_to_tell(telling: _Telling, context: CheckContext) -> bool:
    """Whether its item is a request that waits, or a decision that was put off."""
    item = context.items.get(telling.item)
    if item is None or context.misses(item.entry.date, date.max, sections=("updates",)):
        return False
    row = item.row
    if isinstance(row, Request):
        return context.records.account_id(row.account) == telling.account
    return isinstance(row, Decision) and row.outcome != "decided"


def _untimely(
    told: Iterator[_Telling],
    opened: Mapping[str, Sequence[_Opening]],
    delivers: Mapping[str, str],
    context: CheckContext,
) -> Iterator[Problem]:
    for telling in told:
        last = max(
            (
                each
                for each in opened.get(delivers.get(telling.item, telling.item), ())
                if not each.accounts or telling.account in each.accounts
            ),
            key=lambda each: each.day,
            default=None,
        )
        if last is None and _had_nothing_to_tell(telling, context):
            yield Problem(
                code="DR333",
                message=f"{quote(telling.account)} was told before there was anything to tell, so "
                "this closes no loop",
                help="write it once the decision is taken, or the request is planned, shipped or "
                "declined; what was said until then belongs in an update's `say`",
                at=telling.at,
                related=(
                    RelatedPlace(at=point_at(context.items[telling.item]), text="still open here"),
                ),
                severity=Severity.WARNING,
            )
        if last and telling.day < last.day:
            yield Problem(
                code="DR333",
                message=f"{quote(telling.account)} was told on {telling.day}, before the loop "
                f"opened on {last.day}, so this closes no loop",
                help="tell them what is new, and write the day on which you did, "
                f"{last.day} or later",
                at=telling.at,
                related=(RelatedPlace(at=last.at, text=last.said),),
                severity=Severity.WARNING,
            )
