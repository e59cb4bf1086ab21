"""What an item of a record can be, and the form of its id (records.md §2)."""

import re
from enum import StrEnum
from typing import Annotated

from pydantic import PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from decision_record.model.values import WRONG_ID, Wanted


class ItemKind(StrEnum):
    """What an item with an id is. Its letter is the first of the id."""

    DECISION = "decision"
    ACTION = "action"
    ESCALATION = "escalation"
    BRIEFING = "briefing"
    QUESTION = "question"
    REQUEST = "request"
    SHIPPED = "shipped"
    FEEDBACK = "feedback"

    @property
    def letter(self) -> str:
        """The letter that its ids begin with."""
        return self.value[0].upper()


def _item_id(kind: ItemKind) -> PlainValidator:
    matches = re.compile(rf"{kind.letter}[1-9][0-9]{{0,5}}").fullmatch

    def from_text(value: object) -> str:
        if not isinstance(value, str) or not matches(value):
            raise PydanticCustomError(
                WRONG_ID,
                "{letter} and a number are wanted",
                {"example": f"{kind.letter}1", "letter": kind.letter},
            )
        return value

    return PlainValidator(from_text)


def _id_schema(kind: ItemKind) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "pattern": f"^{kind.letter}[1-9][0-9]{{0,5}}$"})


def _wanted_id(kind: ItemKind) -> Wanted:
    return Wanted(words=f"{kind.letter} and a number", example=f"{kind.letter}1")


DecisionId = Annotated[
    str, _item_id(ItemKind.DECISION), _id_schema(ItemKind.DECISION), _wanted_id(ItemKind.DECISION)
]
ActionId = Annotated[
    str, _item_id(ItemKind.ACTION), _id_schema(ItemKind.ACTION), _wanted_id(ItemKind.ACTION)
]
EscalationId = Annotated[
    str,
    _item_id(ItemKind.ESCALATION),
    _id_schema(ItemKind.ESCALATION),
    _wanted_id(ItemKind.ESCALATION),
]
BriefingId = Annotated[
    str, _item_id(ItemKind.BRIEFING), _id_schema(ItemKind.BRIEFING), _wanted_id(ItemKind.BRIEFING)
]
QuestionId = Annotated[
    str, _item_id(ItemKind.QUESTION), _id_schema(ItemKind.QUESTION), _wanted_id(ItemKind.QUESTION)
]
RequestId = Annotated[
    str, _item_id(ItemKind.REQUEST), _id_schema(ItemKind.REQUEST), _wanted_id(ItemKind.REQUEST)
]
ShippedId = Annotated[
    str, _item_id(ItemKind.SHIPPED), _id_schema(ItemKind.SHIPPED), _wanted_id(ItemKind.SHIPPED)
]
FeedbackId = Annotated[
    str, _item_id(ItemKind.FEEDBACK), _id_schema(ItemKind.FEEDBACK), _wanted_id(ItemKind.FEEDBACK)
]
