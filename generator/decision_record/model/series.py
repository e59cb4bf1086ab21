"""Series of meetings and the rituals' own numbers (records.md §3 and §6)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, RootModel, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from decision_record.model.meeting_names import split_number
from decision_record.model.refs import AreaRef, PersonRef, PodRef, SegmentRef
from decision_record.model.values import (
    WRONG_ID,
    Clock,
    Day,
    Identity,
    Shape,
    Text,
    Whole,
    not_before,
)

SeriesKind = Literal[
    "tier-1",
    "tier-2",
    "tier-3",
    "combined",
    "quarterly-review",
    "pod-standup",
    "pod-sprint-review",
    "pod-metric-review",
    "one-on-one",
]

Cadence = Literal["weekly", "biweekly", "monthly", "quarterly", "as-needed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ritual:
    """What a kind of meeting is by itself: how often, and how long."""

    name: str
    cadence: Cadence
    minutes: int | None
    """The length in minutes; None where the ritual sets none."""


RITUALS: Mapping[SeriesKind, Ritual] = MappingProxyType(
    {
        "tier-1": Ritual(name="Tier 1", cadence="monthly", minutes=60),
        "tier-2": Ritual(name="Tier 2", cadence="biweekly", minutes=30),
        "tier-3": Ritual(name="Tier 3", cadence="quarterly", minutes=45),
        "combined": Ritual(name="Combined meeting", cadence="monthly", minutes=45),
        "quarterly-review": Ritual(name="Quarterly review", cadence="quarterly", minutes=None),
        "pod-standup": Ritual(name="Pod standup", cadence="weekly", minutes=30),
        "pod-sprint-review": Ritual(name="Sprint review", cadence="biweekly", minutes=20),
        "pod-metric-review": Ritual(name="Metric review", cadence="monthly", minutes=None),
        "one-on-one": Ritual(name="One-on-one", cadence="weekly", minutes=None),
    }
)
"""The table of records.md §6."""


class AgendaBlock(Shape):
    """One part of a one-on-one."""

    block: Text
    """What the part is about, as in `goals`."""
    lead: Text | None = None
    """Who leads it: `csm`, `manager` or `both`."""


ONE_ON_ONE_AGENDA = tuple(
    AgendaBlock(block=block, lead=lead)
    for block, lead in (
        ("goals", "csm"),
        ("challenges", "csm"),
        ("customers", "csm"),
        ("coaching", "manager"),
        ("career", "both"),
    )
)
"""The parts of a one-on-one whose series has none of its own (records.md §6)."""


class Series(Shape):
    """A recurring meeting."""

    kind: SeriesKind
    """Which ritual it is."""
    name: Text | None = None
    """The name that people read; the ritual's own where it is absent."""
    cadence: Cadence | None = None
    """How often it meets; the ritual's own where it is absent."""
    minutes: Whole | None = None
    """How long it lasts, in minutes; the ritual's own where it is absent."""
    because: Text | None = None
    """Why cadence or minutes differ from the ritual's own."""
    members: tuple[PersonRef, ...] = ()
    """Who is expected."""
    pod: PodRef | None = None
    """The pod whose meeting it is."""
    area: AreaRef | None = None
    """The product area that it is about."""
    segment: SegmentRef | None = None
    """The customer segment that it is about."""
    agenda: tuple[AgendaBlock, ...] = ()
    """The parts of a one-on-one, in their order."""
    starts: Clock | None = None
    """The time of day at which it starts, in the organisation's time zone."""
    from_: Day | None = Field(default=None, alias="from")
    """The first day on which it is expected."""
    until: Day | None = None
    """The last day on which it is expected."""

    @field_validator("until")
    @classmethod
    def _ends_after_it_begins(cls, until: date | None, info: ValidationInfo) -> date | None:
        return not_before(until, info.data.get("from_"), name="from")

    @property
    def ritual(self) -> Ritual:
        """The ritual that it is."""
        return RITUALS[self.kind]

    @property
    def title(self) -> str:
        """The name that people read."""
        return self.name or self.ritual.name

    @property
    def held_every(self) -> Cadence:
        """How often it meets."""
        return self.cadence or self.ritual.cadence


def _unnumbered(name: str) -> str:
    """Refuse a name that is that of a second meeting on a day (records.md §2)."""
    start, number = split_number(name)
    if number > 1:
        raise PydanticCustomError(
            WRONG_ID,
            "a name without a number behind a full stop is wanted",
            {
                "example": f"{start}-{number}",
                "because": f"records ending in `.{number}` are second meetings of a day",
            },
        )
    return name


SeriesId = Annotated[Identity, AfterValidator(_unnumbered)]
"""The identity of a series: a name that does not end as that of a second meeting on a day."""


class SeriesFile(RootModel[dict[SeriesId, Series]]):
    """series.yml: each recurring meeting by an identity such as `tier-2-reporting`."""
