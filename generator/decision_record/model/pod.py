"""One pod and its charter (records.md §3)."""

from typing import Literal

from pydantic import Field

from decision_record.model.refs import AccountRef, AreaRef, PersonRef, SegmentRef
from decision_record.model.values import Day, Shape, SignedNumber, Text


class Charter(Shape):
    """What a pod is there for, and what it was promised."""

    owns: Text | None = None
    """What the pod owns, in a sentence."""
    success_in_90_days: Text | None = None
    """What will be different in 90 days."""
    why: tuple[
        Literal["leadership-tie-breaker", "disproportionate-churn", "low-adoption"], ...
    ] = ()
    """What made the pod worth its cost."""
    protected_by: dict[Text, Day] = Field(default_factory=dict)
    """Which seat declared its time not negotiable, and on which day."""


Better = Literal["lower", "higher"]
PodStructure = Literal["product-area", "segment", "outcome", "account"]
PodStatus = Literal["forming", "operational", "paused", "dissolved"]

Counts = Literal["open-escalations", "escalations", "days-to-acknowledge", "days-to-resolve"]
"""What the product counts for a metric by itself."""


class Metric(Shape):
    """A number that a pod moves."""

    id: Text
    """The metric's short name, which readings use."""
    name: Text
    """The name that people read."""
    definition: Text | None = None
    """How it is counted."""
    unit: Text | None = None
    """The unit of every value, as in `days` or `%`."""
    better: Better | None = None
    """Which direction is the good one."""
    baseline: SignedNumber | None = None
    """The value before the pod began, in the metric's unit."""
    target: SignedNumber | None = None
    """The value that it is after, in the metric's unit."""
    signed_off: dict[Text, Day] = Field(default_factory=dict)
    """Which seat signed the metric, and on which day."""
    levers: dict[Text, Text] = Field(default_factory=dict)
    """What each role can do to move it."""
    counts: Counts | None = None
    """What the product counts for it from the records of the pod's domain, on each review's day."""


class Diagnosis(Shape):
    """What was found to keep a pod from working."""

    on: Day | None = None
    """The day of the finding."""
    mode: Literal["priorities", "scope", "metric", "leadership"] | None = None
    """Which of the four ways of failing it is."""
    fix: Text | None = None
    """What is done about it."""


class Pod(Shape):
    """A small team of a PM, a CSM and an engineer around one domain."""

    name: Text
    """The name that people read."""
    structure: PodStructure
    """What the pod is built around."""
    area: AreaRef | None = None
    """The domain of a product-area pod."""
    segment: SegmentRef | None = None
    """The domain of a segment pod."""
    outcome: Text | None = None
    """The domain of an outcome pod."""
    accounts: tuple[AccountRef, ...] = ()
    """The domain of an account pod; elsewhere a narrowing."""
    members: dict[Text, PersonRef]
    """Who holds which seat: `pm`, `csm`, `engineer`, and any other."""
    started: Day
    """The day of its first meeting."""
    status: PodStatus = "forming"
    """Where the pod stands."""
    charter: Charter = Charter()
    """What it is there for."""
    metrics: tuple[Metric, ...] = ()
    """The numbers that it moves."""
    diagnoses: tuple[Diagnosis, ...] = ()
    """What was found to keep it from working."""
