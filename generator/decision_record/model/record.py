"""A meeting or an update: what someone wrote down on a day (records.md §4)."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from decision_record.model.asked import (
    Briefing,
    Escalation,
    Feedback,
    ItemUpdate,
    Parked,
    Question,
    Request,
    Research,
    Surprise,
)
from decision_record.model.decided import Actions, Decision, LoopRow, Review, RoadmapRow, Shipped
from decision_record.model.prereads import Half, Preread, PrereadRow
from decision_record.model.refs import PersonRef, SeriesRef
from decision_record.model.rituals import (
    Customer,
    Goal,
    Integration,
    MetricMoves,
    PodReport,
    ProcessChange,
    Reading,
    Release,
    SprintAttention,
    TaxonomyCoverage,
    ThemeRow,
    Topic,
)
from decision_record.model.series import AgendaBlock, SeriesKind
from decision_record.model.values import Day, RecordName, Shape, Text, Whole


class Record(Shape):
    """The sections that any meeting or update may hold."""

    date: Day
    """The day on which it happened, whenever it was written down."""
    allow: dict[Text, Text] = Field(default_factory=dict)
    """Rules that are silenced for this record, by their code, each with the reason."""
    formerly: tuple[RecordName, ...] = ()
    """Names that the record's file had before: their addresses redirect to it."""
    review: tuple[Review, ...] = ()
    """The opening ritual: what became of the actions that were open."""
    escalations: tuple[Escalation, ...] = ()
    """Accounts with an issue that needs Product."""
    briefings: tuple[Briefing, ...] = ()
    """What CSMs brought, prepared."""
    updates: tuple[ItemUpdate, ...] = ()
    """What became of escalations, briefings, questions and requests."""
    roadmap: tuple[RoadmapRow, ...] = ()
    """The state of commitments."""
    questions: tuple[Question, ...] = ()
    """Roadmap questions that customers asked."""
    requests: tuple[Request, ...] = ()
    """Feature requests that CS submitted."""
    shipped: tuple[Shipped, ...] = ()
    """What went live and CS must tell."""
    feedback: tuple[Feedback, ...] = ()
    """Signals from customers."""
    research: tuple[Research, ...] = ()
    """Where Product wants customers."""
    decisions: tuple[Decision, ...] = ()
    """What was decided, deferred or escalated."""
    actions: Actions = Actions()
    """What is to be done, by side."""
    loops: tuple[LoopRow, ...] = ()
    """Customers who were told."""
    surprises: tuple[Surprise, ...] = ()
    """Incidents against the no-surprises rule."""
    parked: tuple[Parked, ...] = ()
    """Topics that belong elsewhere."""
    notes: Text | None = None
    """Free text."""


class Cancelled(Shape):
    """Why a meeting did not happen."""

    because: Literal["sprint", "renewals", "planning", "absence", "other"] | None = None
    """What came in between."""
    note: Text | None = None
    """Anything worth knowing later."""
    moved_to: Day | None = None
    """The day it was moved to."""


class Prereads(Shape):
    """Both halves of the pre-read of a meeting."""

    cs: Half = None
    """Customer Success's half."""
    product: Half = None
    """Product's half."""

    @property
    def halves(self) -> tuple[Preread | None, Preread | None]:
        """Both halves, Customer Success's first."""
        return self.cs, self.product


class Meeting(Record):
    """One meeting of a series, held or cancelled."""

    series: SeriesRef
    """The series that it belongs to."""
    minutes: Whole | None = None
    """How long it lasted, in minutes."""
    attendees: tuple[PersonRef, ...] = ()
    """Who was there."""
    guests: tuple[Text, ...] = ()
    """Who was there and is not in people.yml, in free text."""
    apologies: tuple[PersonRef, ...] = ()
    """Who was expected and sent word that they could not come."""
    delegates: dict[PersonRef, PersonRef] = Field(default_factory=dict)
    """Who stood in for whom: the absent person first, then who came."""
    timekeeper: PersonRef | None = None
    """Who kept the time."""
    written: Literal["in-meeting", "after"] | None = None
    """Whether it was written down before the meeting closed."""
    minutes_on: dict[Text, Whole] = Field(default_factory=dict)
    """Minutes spent on each part, and under `accounts` those on single accounts."""
    cancelled: Cancelled | None = None
    """That it did not happen, and why."""
    preread: Prereads = Prereads()
    """What both sides sent before it."""
    themes: tuple[ThemeRow, ...] = ()
    """What several accounts ask for, with Product's stance."""
    org: tuple[Topic, ...] = ()
    """Topics of the organisation."""
    taxonomy_coverage: TaxonomyCoverage | None = None
    """How much of the feedback was categorised."""
    integration: Integration | None = None
    """How the systems of CS and Product exchange what they know."""
    process_changes: tuple[ProcessChange, ...] = ()
    """Changes to how CS and Product work together."""
    releases: tuple[Release, ...] = ()
    """What the pod releases next."""
    next_sprint: tuple[Text, ...] = ()
    """What the pod works on next."""
    attention: tuple[SprintAttention, ...] = ()
    """What CS has to prepare for."""
    csm_reaction: Text | None = None
    """What the CSM says to it."""
    readings: tuple[Reading, ...] = ()
    """Values of the pod's metrics."""
    moves: MetricMoves | None = None
    """What each role does next to move the metrics."""
    pods: tuple[PodReport, ...] = ()
    """The pods' reports."""
    goals: tuple[Goal, ...] = ()
    """The CSM's goals."""
    challenges: Text | None = None
    """What is hard at the moment."""
    customers: tuple[Customer, ...] = ()
    """Accounts that were mentioned."""
    coaching: Text | None = None
    """What the manager coached on."""
    career: Text | None = None
    """What was said about the CSM's way ahead."""
    data_by: PersonRef | None = None
    """Who brought the data."""
    agenda: tuple[AgendaBlock, ...] = ()
    """The parts of the one-on-one, as held."""

    @property
    def held(self) -> bool:
        """Whether it happened."""
        return self.cancelled is None

    @property
    def present(self) -> tuple[str, ...]:
        """Everyone who was there, those who stood in included."""
        return tuple(dict.fromkeys((*self.attendees, *self.delegates.values())))


class Update(Record):
    """What happened between meetings."""

    by: PersonRef
    """Who wrote it."""
    series: SeriesRef | None = None
    """The series whose queue its actions join."""
    prereads: tuple[PrereadRow, ...] = ()
    """Pre-reads sent before a meeting that has no record yet."""


_BOTH_TIERS: tuple[SeriesKind, ...] = ("tier-1", "combined", "quarterly-review")

SECTION_KINDS: Mapping[str, tuple[SeriesKind, ...]] = MappingProxyType(
    {
        "themes": _BOTH_TIERS,
        "org": _BOTH_TIERS,
        "briefings": ("tier-2", "combined"),
        "taxonomy_coverage": ("tier-3",),
        "integration": ("tier-3",),
        "process_changes": ("tier-3",),
        "releases": ("pod-standup",),
        "next_sprint": ("pod-sprint-review",),
        "attention": ("pod-sprint-review",),
        "csm_reaction": ("pod-sprint-review",),
        "readings": ("pod-metric-review",),
        "moves": ("pod-metric-review",),
        "pods": ("quarterly-review",),
        "goals": ("one-on-one",),
        "challenges": ("one-on-one",),
        "customers": ("one-on-one",),
        "coaching": ("one-on-one",),
        "career": ("one-on-one",),
        "data_by": ("one-on-one",),
        "agenda": ("one-on-one",),
    }
)
"""The sections of a meeting that belong to some kinds of series only."""

CANCELLED_SECTIONS = frozenset({"series", "date", "cancelled"})
"""What the record of a meeting that did not happen may hold."""
