"""What an item of a record can be, and the form of its id (records.md §2)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated

from pydantic_core import PydanticCustomError

from decision_record.model.values import WRONG_ID, Scalar


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemId(Scalar):
    """The form of the ids of one kind of item."""

    kind: ItemKind

    def refusal(self) -> PydanticCustomError:
        """The error for a text that cannot be such an id."""
        return PydanticCustomError(
            WRONG_ID,
            "{letter} and a number are wanted",
            {"example": self.example, "letter": self.kind.letter},
        )


def _id_of(kind: ItemKind) -> ItemId:
    letter = kind.letter
    return ItemId(
        words=f"{letter} and a number",
        example=f"{letter}1",
        pattern=rf"{letter}[1-9][0-9]{{0,5}}",
        kind=kind,
    )


DecisionId = Annotated[str, _id_of(ItemKind.DECISION)]
ActionId = Annotated[str, _id_of(ItemKind.ACTION)]
EscalationId = Annotated[str, _id_of(ItemKind.ESCALATION)]
BriefingId = Annotated[str, _id_of(ItemKind.BRIEFING)]
QuestionId = Annotated[str, _id_of(ItemKind.QUESTION)]
RequestId = Annotated[str, _id_of(ItemKind.REQUEST)]
ShippedId = Annotated[str, _id_of(ItemKind.SHIPPED)]
FeedbackId = Annotated[str, _id_of(ItemKind.FEEDBACK)]
