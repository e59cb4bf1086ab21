"""The reference files of one entry each: the organisation and the taxonomy (records.md §3)."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field, RootModel, TypeAdapter, ValidationInfo, field_validator

from decision_record.model.history import ALWAYS, Since, on_day, one_or_history
from decision_record.model.refs import AreaRef, CategoryRef, PersonRef
from decision_record.model.values import (
    Currency,
    Day,
    Identity,
    Month,
    Shape,
    Text,
    Wanted,
    Zone,
    not_before,
)

Stage = Literal["series-a", "series-b", "series-c"]


class Growing(Since):
    """The company's stage of growth, from a day on."""

    stage: Stage
    """The stage."""


_STAGE: TypeAdapter[Stage] = TypeAdapter(Stage)


def _stage(value: str) -> Growing:
    return Growing.model_construct(since=ALWAYS, stage=_STAGE.validate_python(value))


Stages = Annotated[
    tuple[Growing, ...],
    one_or_history(
        _stage,
        short=Stage | tuple[Growing, ...],
        wanted=Wanted(
            words="a stage, or a list of rows with `since` and `stage`",
            example="[{since: 2025-03-01, stage: series-b}]",
        ),
    ),
]
"""The stage over time, oldest first or in any other order."""

Role = Literal[
    "vp-cs",
    "cs-lead",
    "csm",
    "cs-ops",
    "head-of-product",
    "pm-lead",
    "pm",
    "pm-ops",
    "cpo",
    "cto",
    "engineer",
    "engineering-manager",
    "solutions-engineer",
    "support",
    "sales",
    "marketing",
    "other",
]

PRODUCT_ROLES: frozenset[Role] = frozenset({"head-of-product", "pm-lead", "pm", "pm-ops"})
"""The roles whose presence means that Product has heard of something (records.md §5)."""


class Seats(Shape):
    """Who holds the seats that the rituals name."""

    vp_cs: PersonRef | None = None
    """The VP of Customer Success."""
    head_of_product: PersonRef | None = None
    """The Head of Product."""
    cpo: PersonRef | None = None
    """The Chief Product Officer, who rules on what Product cannot settle."""
    cto: PersonRef | None = None
    """The Chief Technology Officer, who rules on what engineering has to settle."""
    ceo: PersonRef | None = None
    """The Chief Executive Officer, where decisions are escalated that far."""
    cs_ops: PersonRef | None = None
    """CS Operations, who owns series and taxonomy."""
    pm_ops: PersonRef | None = None
    """Product Operations."""


class Organization(Shape):
    """The company whose meetings these are."""

    name: Text
    """The company's name."""
    stage: Stages = Field(default_factory=lambda: (_stage("series-b"),))
    """Its stage of growth, which says which rituals are expected: a word, or its history."""
    currency: Currency = "USD"
    """The currency of every amount, as its three-letter code."""
    timezone: Zone = "UTC"
    """The time zone of every time without an offset, as in `Europe/London`."""
    fiscal_year_starts: Month = 1
    """The month in which the fiscal year starts, 1 to 12."""
    seats: Seats = Seats()
    """Who holds the seats that the rituals name."""

    def stage_on(self, day: date) -> Stage:
        """The stage of growth on a day; before the first `since`, the first."""
        return on_day(self.stage, day).stage


RULING_SEATS = ("cpo", "cto", "ceo")
"""The seats to which a decision may be escalated."""


def filled_seats(seats: Seats) -> tuple[str, ...]:
    """The seats to which a decision may be escalated that have a holder."""
    return tuple(seat for seat in RULING_SEATS if getattr(seats, seat))


class Person(Shape):
    """Someone who owns or attends anything."""

    name: Text
    """The name that people read."""
    role: Role
    """What this person does here."""
    email: Text | None = None
    """The person's mail address."""
    manager: PersonRef | None = None
    """The person they report to."""
    since: Day | None = None
    """The first day in the role."""
    left: Day | None = None
    """The last day; after it the person may own nothing."""

    @field_validator("left")
    @classmethod
    def _leaves_after_they_begin(cls, left: date | None, info: ValidationInfo) -> date | None:
        return not_before(left, info.data.get("since"), name="since")

    def has_left(self, on: date) -> bool:
        """Whether a day is after the last one of this person, who is still here on that."""
        return self.left is not None and self.left < on

    @property
    def of_product(self) -> bool:
        """Whether what this person hears, Product has heard."""
        return self.role in PRODUCT_ROLES


class People(RootModel[dict[Identity, Person]]):
    """people.yml: each person by an identity such as `elin.marchetti`."""


class Area(Shape):
    """A product area."""

    name: Text
    """The name that people read."""
    pm: PersonRef | None = None
    """The PM who owns the area."""


class Theme(Shape):
    """Something that several accounts ask for."""

    name: Text
    """The name that people read."""
    area: AreaRef | None = None
    """The product area that it belongs to."""
    category: CategoryRef | None = None
    """What kind of friction it is."""


class Taxonomy(Shape):
    """taxonomy.yml: the words by which friction is sorted."""

    categories: dict[Identity, Text] = Field(default_factory=dict)
    """Kinds of friction, each with the name that people read."""
    areas: dict[Identity, Area] = Field(default_factory=dict)
    """Product areas."""
    segments: dict[Identity, Text] = Field(default_factory=dict)
    """Customer segments, each with the name that people read."""
    themes: dict[Identity, Theme] = Field(default_factory=dict)
    """What several accounts ask for."""
