"""Rows of the sections that belong to one ritual (records.md §4, "Sections of one kind")."""

from typing import Literal

from decision_record.model.refs import (
    AccountRef,
    DecisionRef,
    PersonRef,
    PodRef,
    SeriesRef,
    ShippedRef,
    ThemeRef,
)
from decision_record.model.values import Day, Shape, SignedNumber, Text, Whole

Stance = Literal["planned", "exploring", "not-now", "declined"]
"""What Product says to a theme."""


class ThemeRow(Shape):
    """What several accounts ask for, as presented to leadership."""

    theme: ThemeRef
    """Which theme."""
    accounts: tuple[AccountRef, ...]
    """Who asks; their ARR on the day is the theme's weight."""
    stance: Stance | None = None
    """Product's stance."""
    response: Text | None = None
    """What Product says to it."""


class Topic(Shape):
    """A topic of the organisation."""

    topic: Text | None = None
    """What it is about."""
    decision: DecisionRef | None = None
    """The decision that it led to."""


class TaxonomyCoverage(Shape):
    """How much of the feedback was categorised."""

    categorised: Whole | None = None
    """Pieces of feedback with a category."""
    total: Whole | None = None
    """All pieces of feedback."""


class Integration(Shape):
    """How the systems of CS and Product exchange what they know."""

    changes: Text | None = None
    """What was changed."""
    noisy: Text | None = None
    """What brings more noise than news."""


ProcessStatus = Literal["planned", "running", "done", "dropped"]


class ProcessChange(Shape):
    """A change to how CS and Product work together."""

    what: Text | None = None
    """The change. A later row with the same words continues it."""
    owner: PersonRef | None = None
    """Who makes it happen."""
    due: Day | None = None
    """The day by which it is done."""
    status: ProcessStatus | None = None
    """How far it is."""


class Release(Shape):
    """What a pod releases next."""

    what: Text | None = None
    """What is released."""
    on: Day | None = None
    """The day of the release."""
    accounts: tuple[AccountRef, ...] = ()
    """The accounts that will notice."""
    cs_impact: Text | None = None
    """What CS will notice."""
    comms_plan: Text | None = None
    """How customers are told."""
    briefed: Day | None = None
    """The day CS was briefed."""


class SprintAttention(Shape):
    """What CS has to prepare for."""

    what: Text | None = None
    """What comes."""
    on: Day | None = None
    """The day it comes."""


class Reading(Shape):
    """A value of a pod's metric."""

    metric: Text
    """The metric's id in the pod's file."""
    value: SignedNumber
    """The value, in the metric's unit."""
    as_of: Day | None = None
    """The day it was true; the record's date where it is absent."""
    of: ShippedRef | None = None
    """Of adoption: the shipped item that was adopted."""
    day: Whole | None = None
    """Of adoption: days after general availability."""
    note: Text | None = None
    """Anything worth knowing later."""


class MetricMoves(Shape):
    """What each role does next to move the metrics."""

    pm: Text | None = None
    """The PM's move."""
    csm: Text | None = None
    """The CSM's move."""
    engineer: Text | None = None
    """The engineer's move."""


class Evaluation(Shape):
    """How a pod is judged at the end of a quarter."""

    cadence: Text | None = None
    """Whether its meetings took place."""
    escalations: Text | None = None
    """Whether escalations to leadership fell."""
    relationship: Text | None = None
    """How its people work together."""
    verdict: Literal["continue", "fix", "expand", "dissolve"] | None = None
    """What follows."""


class PodReport(Shape):
    """A pod's report to the quarterly review."""

    pod: PodRef | None = None
    """Which pod."""
    summary: Text | None = None
    """What it did."""
    evaluation: Evaluation | None = None
    """How it is judged."""
    for_vp: Text | None = None
    """What it needs from the VP CS."""


class Goal(Shape):
    """A goal of a CSM."""

    goal: Text | None = None
    """The goal."""
    owner: PersonRef | None = None
    """Whose goal it is."""
    target: Text | None = None
    """What is to be reached."""
    actual: Text | None = None
    """What is reached."""


class Customer(Shape):
    """An account that was mentioned in a one-on-one."""

    account: AccountRef | None = None
    """Which account."""
    issue: Text | None = None
    """What about it."""
    promote_to: SeriesRef | None = None
    """The series that takes it up next; only then everyone may see it."""
