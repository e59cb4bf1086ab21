"""DR333: whether dated events fall between the start of their item and the day of their record."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from decision_record.checks.commitments.tellings import find_untimely_tellings
from decision_record.checks.context import CheckContext, point, point_at
from decision_record.checks.rule import Rule, in_update
from decision_record.checks.wording import in_yaml, quote
from decision_record.diagnostics import Pointer, Problem, RelatedPlace, Severity
from decision_record.ledger.items import Item
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.item_ids import ItemKind
from decision_record.model.records import Entry


class _Event(NamedTuple):
    """Something that a record says to have happened on a day."""

    said: str
    on: date
    at: Pointer
    row: str
    """The same as a section of an update of that day."""
    about: str | None = None
    """The full name of the item that had to be there before."""


_OF_EARLIER = frozenset({"review", "roadmap"})
"""Sections about actions and decisions of earlier records."""


def find_impossible_days(context: CheckContext) -> Iterable[Problem]:
    """Events after the day of their record, or before what they mention began (DR333)."""
    for entry in context.written:
        for event in _events(entry):
            if event.on > entry.date:
                yield _too_late(event, entry)
                continue
            item = context.items.get(event.about or "")
            section = event.at.path[0]
            # What a record says about its own actions and decisions as of earlier ones is DR208.
            own = item is not None and item.entry.id == entry.id and section in _OF_EARLIER
            if item and not own and section != "loops":
                yield from _too_early(event, item, context)
        yield from _moved_back(entry)
    yield from find_untimely_tellings(context)


def _moved_back(entry: Entry) -> Iterator[Problem]:
    """A cancelled meeting that is said to be held on its own day, or was before it."""
    cancelled = entry.meeting.cancelled if entry.meeting else None
    if cancelled and cancelled.moved_to and cancelled.moved_to <= entry.date:
        yield Problem(
            code="DR333",
            message=f"this meeting of {entry.date} was moved to {cancelled.moved_to}, which is not "
            "after its day",
            help=f"write a day after {entry.date}, or remove `moved_to`; one that was held earlier "
            "has a record of its own, and this record is not needed",
            at=point(entry, "cancelled", "moved_to"),
        )


def _events(entry: Entry) -> Iterator[_Event]:
    yield from _of_rows(entry)
    yield from _of_raised(entry)
    for index, update in enumerate(entry.record.updates):
        for verb in ("acknowledged", "answered", "resolved"):
            on: date | None = getattr(update, verb)
            if on:
                answer = ", answer: …" if verb == "answered" and update.answer else ""
                yield _Event(
                    f"{quote(update.item)} was {verb}",
                    on,
                    point(entry, "updates", index, verb),
                    f"updates: [{{item: {entry.name_of(update.item)}, {verb}: {on}{answer}}}]",
                    entry.name_of(update.item),
                )


def _of_rows(entry: Entry) -> Iterator[_Event]:
    """What was done, told and shipped."""
    record = entry.record
    for index, row in enumerate(record.review):
        if row.outcome == "done" and row.on:
            kind = "action" if row.action else "decision"
            ref = entry.name_of(row.action or row.decision or "")
            yield _Event(
                f"{quote(row.action or row.decision or '')} was done",
                row.on,
                point(entry, "review", index, "on"),
                f"review: [{{{kind}: {ref}, outcome: done}}]",
                ref,
            )
    for index, loop in enumerate(record.loops):
        ref = entry.name_of(loop.item)
        yield _Event(
            f"{quote(loop.account)} was told",
            loop.on,
            point(entry, "loops", index, "on"),
            f"loops: [{{item: {ref}, account: {loop.account}, on: {loop.on}}}]",
            ref,
        )
    for index, status in enumerate(record.roadmap):
        if status.status == "shipped" and status.on:
            ref = entry.name_of(status.commitment)
            yield _Event(
                f"{quote(status.commitment)} shipped",
                status.on,
                point(entry, "roadmap", index, "on"),
                f"roadmap: [{{commitment: {ref}, status: shipped}}]",
                ref,
            )
    for index, shipped in enumerate(record.shipped):
        yield _Event(
            f"{shipped.id} shipped",
            shipped.on,
            point(entry, "shipped", index, "on"),
            f"shipped: [{{id: S1, what: {in_yaml(shipped.what)}, on: {shipped.on}}}]",
            entry.name_of(shipped.delivers) if shipped.delivers else None,
        )


def _of_raised(entry: Entry) -> Iterator[_Event]:
    """When escalations and briefings were raised and acknowledged, where the item says it."""
    sections: tuple[tuple[str, tuple[Escalation | Briefing, ...]], ...] = (
        ("escalations", entry.record.escalations),
        ("briefings", entry.record.briefings),
    )
    for section, rows in sections:
        for index, row in enumerate(rows):
            ref = f"{entry.id}/{row.id}"
            if row.raised:
                what = "issue" if isinstance(row, Escalation) else "request"
                yield _Event(
                    f"{row.id} was raised",
                    row.raised,
                    point(entry, section, index, "raised"),
                    f"{section}: [{{id: {row.id}, account: {row.account}, {what}: …}}]",
                )
            if row.acknowledged:
                yield _Event(
                    f"{row.id} was acknowledged",
                    row.acknowledged,
                    point(entry, section, index, "acknowledged"),
                    f"updates: [{{item: {ref}, acknowledged: {row.acknowledged}}}]",
                    ref,
                )


def _too_late(event: _Event, entry: Entry) -> Problem:
    folder = f"updates/{event.on.year}/{event.on}-….yml"
    return Problem(
        code="DR333",
        message=f"{event.said} on {event.on}, after the day of this record",
        help=f"write {entry.date} or an earlier day; for what happens later write an update "
        f"on that day, `{folder}`, with `{event.row}`",
        at=event.at,
    )


_BEGINNINGS = {
    ItemKind.ACTION: "opened",
    ItemKind.DECISION: "decided",
    ItemKind.ESCALATION: "raised",
    ItemKind.BRIEFING: "raised",
    ItemKind.QUESTION: "asked",
    ItemKind.REQUEST: "submitted",
    ItemKind.SHIPPED: "shipped",
    ItemKind.FEEDBACK: "given",
}


def _too_early(event: _Event, item: Item, context: CheckContext) -> Iterator[Problem]:
    began = _began(item, context)
    if event.on < began:
        raised = ", or correct the day it was raised: `raised: …`"
        yield Problem(
            code="DR333",
            message=f"{event.said} on {event.on}, before it was {_BEGINNINGS[item.kind]} on "
            f"{began}",
            help=f"write {began} or a later day"
            + (raised if isinstance(item.row, Escalation | Briefing) else ""),
            at=event.at,
            related=(RelatedPlace(at=point_at(item), text=f"{_BEGINNINGS[item.kind]} here"),),
        )


def _began(item: Item, context: CheckContext) -> date:
    """The first day of an item; of an escalation or a briefing, that of its path."""
    days, seen = [], set[str]()
    each: Item | None = item
    while each and each.ref not in seen:
        seen.add(each.ref)
        raised = isinstance(each.row, Escalation | Briefing) and each.row.raised
        days.append(raised or each.entry.date)
        before = each.row.from_ if isinstance(each.row, Escalation | Briefing) else None
        name = each.entry.name_of(before) if before else None
        if name and name not in context.items:
            # The record in which it began could not be read.
            return date.min
        each = context.items.get(name) if name else None
    return min(days)


IMPOSSIBLE_DAY = Rule(
    code="DR333",
    slug="impossible-day",
    severity=Severity.ERROR,
    says="Something is dated after its record, or before it could have happened.",
    looks_at="`on` of `review`, `loops`, `roadmap` and `shipped`, and `raised`, `acknowledged`, "
    "`answered` and `resolved`: none is after the record's date, or before the item it is about "
    "was opened, decided, raised or asked. Telling a customer before there was anything to tell "
    "is a warning: the row closes no loop. Telling them on the day of a slip counts for the new "
    "date; of the old date, write the earlier day. A cancelled meeting is moved to a later day "
    "than its own. `briefed`, `sent` and releases may be in the future.",
    fields=(
        "meeting/review.on",
        "meeting/loops.on",
        "meeting/roadmap.on",
        "meeting/shipped.on",
        "meeting/escalations.raised",
        "meeting/escalations.acknowledged",
        "meeting/updates.acknowledged",
        "meeting/updates.answered",
        "meeting/updates.resolved",
        "meeting/cancelled.moved_to",
    ),
    why="A record says what happened. Something planned would count as done on every page, and a "
    "wrong day distorts every measure that counts days.",
    failing=in_update(
        "review:\n  - {action: 2026-04-14-anneke/A1, outcome: done, on: 2026-04-24}\n"
    ),
    passing=in_update(
        "review:\n  - {action: 2026-04-14-anneke/A1, outcome: done, on: 2026-04-17}\n"
    ),
    find=find_impossible_days,
)
