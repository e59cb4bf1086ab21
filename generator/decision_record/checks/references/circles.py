"""Items that lead back to themselves by `from`, `after`, `resolves` or `about` (DR208)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from decision_record.checks.context import CheckContext, point_at
from decision_record.checks.references.nearest import Earlier
from decision_record.checks.wording import quote
from decision_record.diagnostics import Problem, RelatedPlace
from decision_record.ledger.items import Item
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.decided import Action, Decision
from decision_record.model.item_ids import ItemKind

_Field = Literal["from", "after"]

_SAID: Mapping[_Field, str] = {"from": "continues", "after": "comes after"}


def find_circles(context: CheckContext, earlier: Earlier) -> Iterator[Problem]:
    """Each circle once, at the item that is written last. Only one record can hold a circle.

    Args:
        context: All the records.
        earlier: What a record probably means that names an item of its own.
    """
    for items in context.rows.values():
        yield from _in_record(items, context, earlier, field="from")
        yield from _in_record(items, context, earlier, field="after")
        for item in items:
            if isinstance(item.row, Decision):
                yield from _about_itself(item, item.row, earlier)


def _in_record(
    items: Iterable[Item], context: CheckContext, earlier: Earlier, *, field: _Field
) -> Iterator[Problem]:
    ahead: dict[str, str] = {}
    for item in items:
        before = _before(item, field)
        if before is None:
            continue
        target = item.entry.name_of(before)
        if item.ref not in ahead:
            ahead[item.ref] = target
        if _returns(item.ref, ahead):
            other = context.items.get(target, item)
            said = "itself" if target == item.ref else f"{quote(before)}, which leads back to it"
            meant = _meant(item, before, context, earlier) if target == item.ref else None
            yield Problem(
                code="DR208",
                message=f"{item.row.id} {_SAID[field]} {said}",
                help=f"did you mean `{meant}`?"
                if meant
                else f"remove `{field}` here, or name an earlier item",
                at=point_at(item, field),
                related=()
                if target == item.ref
                else (RelatedPlace(at=point_at(other), text="the other is here"),),
            )
            del ahead[item.ref]


def _meant(item: Item, written: str, context: CheckContext, earlier: Earlier) -> str | None:
    """The earlier item that a row meant by its own id; an escalation of the same account."""
    if "/" in written:
        return None
    if isinstance(item.row, Action):
        return earlier.find(item, kinds=(ItemKind.ACTION,))
    return earlier.find(
        item,
        kinds=(ItemKind.BRIEFING, ItemKind.ESCALATION),
        fits=lambda each: _account(each, context) == _account(item, context),
    )


def _account(item: Item, context: CheckContext) -> str | None:
    row = item.row
    return (
        context.records.account_id(row.account) if isinstance(row, Briefing | Escalation) else None
    )


def _about_itself(item: Item, decision: Decision, earlier: Earlier) -> Iterator[Problem]:
    """A decision that settles itself, or that names itself as what was on the table."""
    named = (("resolves", "resolves", decision.resolves), ("about", "is about", decision.about))
    for field, said, names in named:
        for index, name in enumerate(names):
            if item.entry.name_of(name) != item.ref:
                continue
            meant = earlier.find_open(item) if name == decision.id else None
            if meant is None and field == "about" and name == decision.id:
                meant = earlier.find(item, kinds=(ItemKind.DECISION,))
            yield Problem(
                code="DR208",
                message=f"{decision.id} {said} itself",
                help=f"did you mean `{meant}`?"
                if meant
                else f"remove {quote(name)} from `{field}`, or name an earlier item",
                at=point_at(item, field, index),
            )


def _before(item: Item, field: _Field) -> str | None:
    if field == "from":
        return item.row.from_ if isinstance(item.row, Briefing | Escalation) else None
    return item.row.after if isinstance(item.row, Action) else None


def _returns(start: str, ahead: Mapping[str, str]) -> bool:
    """Whether the way from an item leads back to it."""
    here, steps = ahead.get(start), 0
    while here is not None and here != start and steps <= len(ahead):
        here, steps = ahead.get(here), steps + 1
    return here == start
