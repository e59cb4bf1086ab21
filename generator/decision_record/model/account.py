"""One customer (records.md §3)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from decision_record.model.values import (
    WRONG_VALUE,
    CauseRef,
    Day,
    Identity,
    Number,
    PersonRef,
    SegmentRef,
    Shape,
    Text,
    Truth,
)


class Amount(Shape):
    """What an account was worth a year, from a day on."""

    since: Day
    """The first day on which it was so much."""
    amount: Number
    """Annual recurring revenue, in the organisation's currency."""


_NUMBER: TypeAdapter[float] = TypeAdapter(Number)


def _history(value: object) -> object:
    """Make a plain number a history of one amount; what is wrong with it is said of the field."""
    if value == []:
        raise PydanticCustomError(
            WRONG_VALUE, "an amount is wanted", {"wanted": "a number", "example": "215000"}
        )
    if not isinstance(value, str):
        return value
    return (Amount.model_construct(since=date.min, amount=_NUMBER.validate_python(value)),)


History = Annotated[
    tuple[Amount, ...],
    BeforeValidator(_history, json_schema_input_type=Number | tuple[Amount, ...]),
]
"""ARR over time, oldest first or in any other order."""


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
    arr: History
    """Annual recurring revenue in the organisation's currency: a number, or its history."""
    segment: SegmentRef
    """The customer segment."""
    csm: PersonRef
    """The CSM who looks after the account."""
    pm: PersonRef | None = None
    """The PM who is its liaison."""
    renewal: Day
    """The day on which the contract renews."""
    qbrs: tuple[Day, ...] = ()
    """The days of its quarterly business reviews."""
    calls: tuple[Call, ...] = ()
    """Other calls that an answer may be needed for."""
    strategic: Truth = False
    """Whether it wants a PM liaison at series-c."""
    aliases: tuple[Identity, ...] = ()
    """Names that the account had before; old addresses lead to the new one."""
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
        history = sorted(self.arr, key=lambda each: each.since)
        began = [each for each in history if each.since <= day]
        return (began[-1] if began else history[0]).amount
