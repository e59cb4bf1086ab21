"""One customer (records.md §3)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter

from decision_record.model.history import ALWAYS, Amount, Holder, on_day, one_or_history
from decision_record.model.refs import CauseRef, PersonRef, SegmentRef
from decision_record.model.values import Day, Identity, Money, Shape, Text, Truth, Wanted

_MONEY: TypeAdapter[float] = TypeAdapter(Money)
_PERSON: TypeAdapter[str] = TypeAdapter(PersonRef)
_IDENTITY: TypeAdapter[str] = TypeAdapter(Identity)


def _amount(value: str) -> Amount:
    return Amount.model_construct(since=ALWAYS, amount=_MONEY.validate_python(value))


def _holder(value: str) -> Holder:
    return Holder.model_construct(since=ALWAYS, person=_PERSON.validate_python(value))


Arr = Annotated[
    tuple[Amount, ...],
    one_or_history(
        _amount,
        short=Money | tuple[Amount, ...],
        wanted=Wanted(
            words="a number, or a list of rows with `since` and `amount`",
            example="[{since: 2026-01-01, amount: 215000}]",
        ),
    ),
]
"""ARR over time, oldest first or in any other order."""

Held = Annotated[
    tuple[Holder, ...],
    one_or_history(
        _holder,
        short=PersonRef | tuple[Holder, ...],
        wanted=Wanted(
            words="a person, or a list of rows with `since` and `person`",
            example="[{since: 2026-01-05, person: desmond.achterberg}]",
        ),
    ),
]
"""Who is responsible over time, oldest first or in any other order."""


class FormerName(Shape):
    """An identity that the account had before."""

    id: Identity
    """The former identity."""
    until: Day | None = None
    """The last day on which it was used; records dated later should use the new one."""


def _former_name(value: object) -> object:
    if not isinstance(value, str):
        return value
    return FormerName.model_construct(id=_IDENTITY.validate_python(value))


Alias = Annotated[
    FormerName, BeforeValidator(_former_name, json_schema_input_type=Identity | FormerName)
]
"""A former identity, alone or with its last day."""


class Call(Shape):
    """A call with the customer that an answer may be needed for."""

    on: Day
    """The day of the call."""
    kind: Literal["renewal-call", "exec-meeting", "other"] = "other"
    """What the call is about."""


class Churn(Shape):
    """That the customer left."""

    on: Day
    """The first day without the customer."""
    because: Text | None = None
    """Why, in the customer's words where possible."""
    causes: tuple[CauseRef, ...] = ()
    """Where the customer said so before: briefings, escalations, questions, requests, feedback."""


class Account(Shape):
    """One customer."""

    name: Text
    """The name that people read."""
    arr: Arr
    """Annual recurring revenue in the organisation's currency: a number, or its history."""
    segment: SegmentRef
    """The customer segment."""
    csm: Held
    """The CSM of the account: a person, or the history of who it was."""
    pm: Held = ()
    """The PM who is its liaison: a person, or the history of who it was."""
    renewal: Day
    """The day on which the contract renews."""
    qbrs: tuple[Day, ...] = ()
    """The days of its quarterly business reviews."""
    calls: tuple[Call, ...] = ()
    """Other calls that an answer may be needed for."""
    strategic: Truth = False
    """Whether it wants a PM liaison at series-c."""
    aliases: tuple[Alias, ...] = ()
    """Identities that the account had before: old records stay valid, old addresses redirect."""
    churned: Churn | None = None
    """That the customer left, and when."""
    external: dict[Text, Text] = Field(default_factory=dict)
    """The account's numbers in other systems, as in `crm`."""

    def churned_by(self, day: date) -> date | None:
        """The day the customer left, where it had left by that day."""
        return self.churned.on if self.churned and self.churned.on <= day else None

    def arr_on(self, day: date) -> float:
        """ARR on a day: 0 from the day it churned; before the first amount, the first."""
        if not self.arr or self.churned_by(day):
            return 0
        return on_day(self.arr, day).amount

    def csm_on(self, day: date) -> str:
        """The CSM on a day; before the first `since`, the first."""
        return on_day(self.csm, day).person

    def pm_on(self, day: date) -> str | None:
        """The PM liaison on a day, where there is one; before the first `since`, the first."""
        return on_day(self.pm, day).person if self.pm else None
