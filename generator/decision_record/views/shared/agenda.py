"""What a meeting goes through, with the people who lead it as links (records.md §6)."""

from dataclasses import dataclass

from decision_record.model.agenda import (
    WRITING_DOWN,
    BlockName,
    expected_people,
    planned_blocks,
    seat_holder,
    seat_name,
)
from decision_record.model.series import Series
from decision_record.text.wording import join_words
from decision_record.views.shared.context import Link, ViewContext

__all__ = ["WRITING_DOWN", "Block", "agenda_of", "people_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A block of a meeting's agenda."""

    name: BlockName
    id: str
    """The id of its heading."""
    title: str
    minutes: int | None
    """None where the ritual sets none."""
    lead: str | None
    """Whose block it is, as in "VP CS"."""
    people: tuple[Link, ...]
    """Who that is."""
    closes: str | None
    """The question that it closes with."""


_SIDES = {"csm": "CSM", "manager": "Manager", "both": "Both"}
_CSM_ROLES = frozenset({"csm", "cs-lead"})
_PM_ROLES = frozenset({"pm", "pm-lead"})


def agenda_of(series: Series, *, context: ViewContext) -> tuple[Block, ...]:
    """The blocks of a series, in their order.

    Those of a one-on-one in another order, or others, only its two people see.
    """
    if series.kind == "one-on-one":
        own = series if context.records.own else series.model_copy(update={"agenda": ()})
        return tuple(
            Block(
                name=each.name,
                id=f"block-{number}",
                title=each.title,
                minutes=None,
                lead=_SIDES.get(lead, lead) if (lead := next(iter(each.leads), None)) else None,
                people=(),
                closes=None,
            )
            for number, each in enumerate(planned_blocks(own), start=1)
        )
    return tuple(
        Block(
            name=each.name,
            id=f"block-{each.name}",
            title=each.title,
            minutes=each.minutes,
            lead=join_words([seat_name(seat) for seat in each.leads]) if each.leads else None,
            people=_people(each.leads, series=series, context=context),
            closes=each.closes,
        )
        for each in planned_blocks(series)
    )


def people_of(series: Series, *, context: ViewContext) -> tuple[str, ...]:
    """Who is expected: the members, else the pod's, else who holds the seats of the ritual."""
    return expected_people(series, records=context.records)


def _people(seats: tuple[str, ...], *, series: Series, context: ViewContext) -> tuple[Link, ...]:
    found = (person for seat in seats for person in _in_seat(seat, series=series, context=context))
    return tuple(context.link_person(each) for each in dict.fromkeys(found))


def _in_seat(seat: str, *, series: Series, context: ViewContext) -> tuple[str, ...]:
    """Who of a meeting sits in a seat: the pod's, the pair's, or whoever holds it."""
    pod = context.records.pods.get(series.pod) if series.pod else None
    if pod:
        return tuple(person for name, person in pod.members.items() if name == seat)
    roles = {"csm": _CSM_ROLES, "pm": _PM_ROLES}.get(seat)
    if roles is None:
        held = seat_holder(seat, records=context.records)
        return (held,) if held else ()
    people = context.records.people
    return tuple(
        each for each in series.members if (known := people.get(each)) and known.role in roles
    )
