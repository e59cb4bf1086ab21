"""What a record changed of what was there before: in a few lines, each leading to its item.

What the record itself raised, decided or opened is not among them: it is on the page anyway.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from decision_record.ledger.actions import QueuedAction
from decision_record.model.asked import ItemUpdate
from decision_record.model.decided import Review
from decision_record.text.wording import shorten
from decision_record.views.record.parts import FactValue, RecordContext
from decision_record.views.record.rows import REVIEWED
from decision_record.views.shared.states import REQUEST_BADGES
from decision_record.views.shared.words import count

_TOLD = "Told"
MOST = 5
"""Items of one kind that are named; of the others the page says how many, and leads to them."""


class ChangedItem(NamedTuple):
    """One thing that the record changed."""

    item: FactValue
    days: tuple[date, ...] = ()
    """The day that held before, where there was one, and the one that holds from then on."""
    by: FactValue | None = None
    """The decision of the record that did it."""
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """The changes of one kind."""

    kind: str
    """As in "Superseded"."""
    items: tuple[ChangedItem, ...]
    rest: FactValue | None = None
    """As in "7 more", with the part of the page that has them."""

    @property
    def are_names(self) -> bool:
        """Whether the items are short enough for one line."""
        return self.kind == _TOLD


def show_changes(page: RecordContext) -> Iterator[Changes]:
    """What the record changed, the gravest first; a kind of which there is nothing is left out."""
    for kind, parts, find in _KINDS:
        items = tuple({each.item: each for each in find(page)}.values())
        left = len(items) - MOST
        if items:
            rest = _rest(left, parts=parts, page=page) if left > 0 else None
            yield Changes(kind=kind, items=items[:MOST], rest=rest)


def _rest(left: int, *, parts: tuple[str, ...], page: RecordContext) -> FactValue:
    part = next(each for each in parts if getattr(page.entry.record, each))
    return FactValue(text=f"{left} more", address=f"{page.address}#{part}")


def _item(ref: str, page: RecordContext) -> FactValue:
    """An item by its words, because its number says nothing to who was not there."""
    text = page.text_of(ref)
    return page.item(ref)._replace(text=shorten(text), chip=None) if text else page.item(ref)


def _is_own(ref: str, page: RecordContext) -> bool:
    return ref.startswith(f"{page.entry.id}/")


def _moved(page: RecordContext) -> Iterator[ChangedItem]:
    for row in page.entry.record.roadmap:
        ref = page.ref(row.commitment)
        decision = page.context.ledger.decisions.get(ref)
        slips = decision.commitment.slips if decision and decision.commitment else ()
        for slip in slips if row.status == "slipped" else ():
            if slip.record == page.entry.id and slip.to == row.target:
                days = (slip.from_, slip.to) if slip.from_ else (slip.to,)
                yield ChangedItem(_item(ref, page), days=days)


def _ended(because: str, page: RecordContext) -> Iterator[ChangedItem]:
    """Commitments that were shipped or descoped."""
    record = page.entry.record
    named = (
        *(row.commitment for row in record.roadmap),
        *(row.delivers for row in record.shipped if row.delivers),
    )
    for ref in dict.fromkeys(map(page.ref, named)):
        decision = page.context.ledger.decisions.get(ref)
        events = decision.events() if decision else ()
        if any(each.kind == because and each.record == page.entry.id for each in events):
            yield ChangedItem(_item(ref, page))


def _shipped(page: RecordContext) -> Iterator[ChangedItem]:
    return _ended("shipped", page)


def _descoped(page: RecordContext) -> Iterator[ChangedItem]:
    return _ended("descoped", page)


def _superseded(page: RecordContext) -> Iterator[ChangedItem]:
    for row in page.entry.record.decisions:
        by = page.ref(row.id)
        for ref in map(page.ref, row.supersedes):
            old = page.context.ledger.decisions.get(ref)
            if old and by in {step.ref for step in old.superseded_by}:
                yield ChangedItem(_item(ref, page), by=page.item(by))


def _settled(page: RecordContext) -> Iterator[ChangedItem]:
    """What was deferred, escalated or raised before, and has its answer since."""
    ledger = page.context.ledger
    for row in page.entry.record.decisions:
        by = page.ref(row.id)
        for ref in map(page.ref, row.resolves):
            decision, raised = ledger.decisions.get(ref), ledger.raised.get(ref)
            settled = (
                decision is not None
                and decision.resolved_by is not None
                and decision.resolved_by.ref == by
            ) or (raised is not None and raised.resolved_by == by)
            if settled and not _is_own(ref, page):
                yield ChangedItem(_item(ref, page), by=page.item(by))
    yield from _updated(page, lambda row: row.resolved is not None)


def _answered(page: RecordContext) -> Iterator[ChangedItem]:
    record, questions = page.entry.record, page.context.ledger.questions
    for row in record.decisions:
        for ref in map(page.ref, row.resolves):
            if row.outcome == "decided" and ref in questions and not _is_own(ref, page):
                yield ChangedItem(_item(ref, page), by=page.item(page.ref(row.id)))
    yield from _updated(page, lambda row: row.resolved is None and bool(row.answered or row.answer))


def _acknowledged(page: RecordContext) -> Iterator[ChangedItem]:
    return _updated(
        page,
        lambda row: (
            bool(row.acknowledged)
            and not (row.resolved or row.answered or row.answer or row.status)
        ),
    )


def _requests(page: RecordContext) -> Iterator[ChangedItem]:
    for row in page.entry.record.updates:
        ref = page.ref(row.item)
        if row.status and not _is_own(ref, page):
            yield ChangedItem(_item(ref, page), note=REQUEST_BADGES[row.status].text.lower())


def _updated(page: RecordContext, is_so: Callable[[ItemUpdate], bool]) -> Iterator[ChangedItem]:
    for row in page.entry.record.updates:
        ref = page.ref(row.item)
        if is_so(row) and not _is_own(ref, page):
            yield ChangedItem(_item(ref, page))


def _reviewed(page: RecordContext) -> Iterator[ChangedItem]:
    """How many actions had each outcome; the review right below says which."""
    numbers = dict.fromkeys(REVIEWED, 0)
    for row, _ in _counting(page):
        numbers[row.outcome] += 1
    said = [
        f"{number} {REVIEWED[outcome].text.lower()}"
        for outcome, number in numbers.items()
        if number
    ]
    if said:
        yield ChangedItem(FactValue(text=", ".join(said), address=f"{page.address}#review"))


def _counting(page: RecordContext) -> Iterator[tuple[Review, QueuedAction]]:
    """The reviews that changed something: what was closed before is not closed again."""
    for index, row in enumerate(page.entry.record.review):
        action = page.context.ledger.actions.get(page.ref(row.action or ""))
        steps = action.reviews if action else ()
        place = (page.entry.id, "review", index)
        here = (each for each in steps if (each.record, each.section, each.row) == place)
        if action and any(each.counts for each in here):
            yield row, action


def _followed(page: RecordContext) -> Iterator[ChangedItem]:
    for row in page.entry.record.review:
        if row.decision and row.outcome == "done":
            yield ChangedItem(_item(page.ref(row.decision), page))


def _told(page: RecordContext) -> Iterator[ChangedItem]:
    """The customers who were told about something, each once."""
    things: dict[str, dict[str, None]] = {}
    for row, action in _counting(page):
        if action.account and action.closes_loop and row.outcome == "done":
            account = page.context.records.account_id(action.account)
            things.setdefault(account, {})[action.closes_loop] = None
    for told in page.entry.record.loops:
        account = page.context.records.account_id(told.account)
        things.setdefault(account, {})[page.ref(told.item)] = None
    for account, of in things.items():
        note = (
            f"about {count(len(of), 'decision or item', 'decisions and items')}"
            if len(of) > 1
            else None
        )
        yield ChangedItem(page.account(account), note=note)


_KINDS: tuple[
    tuple[str, tuple[str, ...], Callable[[RecordContext], Iterator[ChangedItem]]], ...
] = (
    ("Target moved", ("roadmap",), _moved),
    ("Descoped", ("roadmap",), _descoped),
    ("Shipped", ("roadmap", "shipped"), _shipped),
    ("Superseded", ("decisions",), _superseded),
    ("Settled", ("decisions", "updates"), _settled),
    ("Answered", ("updates", "decisions"), _answered),
    ("Acknowledged", ("updates",), _acknowledged),
    ("Requests", ("updates",), _requests),
    ("Followed through", ("review",), _followed),
    (_TOLD, ("review", "loops"), _told),
    ("Actions", ("review",), _reviewed),
)
"""Each kind of change, the parts of the page that have all of it, and what finds it."""
