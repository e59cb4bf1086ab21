"""Items that lead back to themselves by `from`, `after`, `resolves` or `about` (DR208)."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from decision_record.checks.facts import Facts, point_at
from decision_record.checks.wording import quote
from decision_record.diagnostics import Note, Problem
from decision_record.ledger.items import Item
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.decided import Action, Decision

_Field = Literal["from", "after"]

_SAID: Mapping[_Field, str] = {"from": "continues", "after": "waits for"}


def find_circles(facts: Facts) -> Iterator[Problem]:
    """Each circle once, at the item that is written last. Only one record can hold a circle."""
    for items in facts.rows.values():
        yield from _in_record(items, facts, field="from")
        yield from _in_record(items, facts, field="after")
        for item in items:
            if isinstance(item.row, Decision):
                yield from _about_itself(item, item.row)


def _in_record(items: Iterable[Item], facts: Facts, *, field: _Field) -> Iterator[Problem]:
    ahead: dict[str, str] = {}
    for item in items:
        before = _before(item, field)
        if before is None:
            continue
        target = item.entry.name_of(before)
        if item.ref not in ahead:
            ahead[item.ref] = target
        if _returns(item.ref, ahead):
            other = facts.items.get(target, item)
            said = "itself" if target == item.ref else f"{quote(before)}, which leads back to it"
            yield Problem(
                code="DR208",
                message=f"{item.row.id} {_SAID[field]} {said}",
                help=f"remove `{field}` here, or name what was there before",
                at=point_at(item, field),
                related=()
                if target == item.ref
                else (Note(at=point_at(other), text="the other is here"),),
            )
            del ahead[item.ref]


def _about_itself(item: Item, decision: Decision) -> Iterator[Problem]:
    """A decision that settles itself, or that names itself as what was on the table."""
    named = (("resolves", "resolves", decision.resolves), ("about", "is about", decision.about))
    for field, said, names in named:
        for index, name in enumerate(names):
            if item.entry.name_of(name) == item.ref:
                yield Problem(
                    code="DR208",
                    message=f"{decision.id} {said} itself",
                    help=f"remove {quote(name)} from `{field}`, or name what was open before",
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
