"""The fields that name something else: a person, an account, an item of a record, and so on.

Each carries a marker that says what it names, so that the checks find all of them without a list
of their own. Whether it is there is theirs to ask.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, Any

from pydantic_core import CoreSchema, core_schema

from decision_record.model.item_ids import ItemKind
from decision_record.model.values import to_text


class Named(StrEnum):
    """What a reference names."""

    PERSON = "person"
    ACCOUNT = "account"
    SERIES = "series"
    POD = "pod"
    AREA = "area"
    CATEGORY = "category"
    SEGMENT = "segment"
    THEME = "theme"
    ITEM = "item"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refers:
    """Marks a field as a reference: what it names, and of an item, which kinds are meant."""

    to: Named
    kinds: tuple[ItemKind, ...] = ()

    def __get_pydantic_core_schema__(self, _source: object, _handler: object) -> CoreSchema:
        """Take any name: whether it is one of something is not for the model."""
        return core_schema.no_info_plain_validator_function(to_text)

    def __get_pydantic_json_schema__(self, _schema: object, _handler: object) -> dict[str, Any]:
        """Say what an editor may take a name for."""
        return {"type": ["string", "number"]}


PersonRef = Annotated[str, Refers(to=Named.PERSON)]
"""A person of people.yml."""
AccountRef = Annotated[str, Refers(to=Named.ACCOUNT)]
"""An account, by the stem of its file; a former name is accepted and warned about."""
SeriesRef = Annotated[str, Refers(to=Named.SERIES)]
"""A series of series.yml."""
PodRef = Annotated[str, Refers(to=Named.POD)]
"""A pod, by the stem of its file."""
AreaRef = Annotated[str, Refers(to=Named.AREA)]
"""A product area of taxonomy.yml."""
CategoryRef = Annotated[str, Refers(to=Named.CATEGORY)]
"""A category of taxonomy.yml."""
SegmentRef = Annotated[str, Refers(to=Named.SEGMENT)]
"""A segment of taxonomy.yml."""
ThemeRef = Annotated[str, Refers(to=Named.THEME)]
"""A theme of taxonomy.yml."""

ActionRef = Annotated[str, Refers(to=Named.ITEM, kinds=(ItemKind.ACTION,))]
"""An action: `A1` in its own record, `2026-03-31-tier-1/A1` from elsewhere."""
DecisionRef = Annotated[str, Refers(to=Named.ITEM, kinds=(ItemKind.DECISION,))]
"""A decision."""
ShippedRef = Annotated[str, Refers(to=Named.ITEM, kinds=(ItemKind.SHIPPED,))]
"""A shipped item."""
RaisedRef = Annotated[
    str,
    Refers(to=Named.ITEM, kinds=(ItemKind.BRIEFING, ItemKind.ESCALATION)),
]
"""An escalation or a briefing."""
AwaitedRef = Annotated[
    str,
    Refers(
        to=Named.ITEM,
        kinds=(ItemKind.ESCALATION, ItemKind.BRIEFING, ItemKind.QUESTION, ItemKind.REQUEST),
    ),
]
"""What a customer waits for: an escalation, briefing, question or request."""
ResolvableRef = Annotated[
    str,
    Refers(
        to=Named.ITEM,
        kinds=(ItemKind.DECISION, ItemKind.ESCALATION, ItemKind.BRIEFING, ItemKind.QUESTION),
    ),
]
"""What a decision can resolve: a deferral, an escalation, a briefing or a question."""
TopicRef = Annotated[
    str,
    Refers(to=Named.ITEM, kinds=tuple(kind for kind in ItemKind if kind != ItemKind.ACTION)),
]
"""What can lie on the table when a decision is taken: any item but an action."""
TellableRef = Annotated[
    str,
    Refers(to=Named.ITEM, kinds=(ItemKind.DECISION, ItemKind.SHIPPED, ItemKind.REQUEST)),
]
"""What an account has to be told: a decision, a shipped item or a request."""
CauseRef = Annotated[
    str,
    Refers(
        to=Named.ITEM,
        kinds=(
            ItemKind.BRIEFING,
            ItemKind.ESCALATION,
            ItemKind.QUESTION,
            ItemKind.REQUEST,
            ItemKind.FEEDBACK,
        ),
    ),
]
"""Where an account said what later made it leave."""
