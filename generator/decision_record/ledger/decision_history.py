"""What was said about a decision and what became of it, piece by piece, in the replay's order.

This is the raw material of the words: `messaging` reads it and decides what may be said to an
account on a day. Nothing here depends on a day.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Literal

WordsKind = Literal["say", "dont-say"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """One piece of words: what a CSM may say, or must not."""

    text: str
    kind: WordsKind
    ref: str
    """The item that has the words: for a roadmap row its decision."""
    record: str
    """The record that has the words."""
    day: date
    """The record's date."""
    accounts: tuple[str, ...]
    """The accounts that the words are for; () where the decision has no accounts at all."""
    target: date | None
    """The target that held when they were written; of a `slipped` row its new one."""


class EventKind(StrEnum):
    """What became of a decision for some of its accounts."""

    REPORTED = "reported"
    """A roadmap row that changed neither state nor date, as `on-track` does."""
    SLIPPED = "slipped"
    SHIPPED = "shipped"
    DESCOPED = "descoped"
    SUPERSEDED = "superseded"
    """A later decision takes over the accounts."""
    WITHDRAWN = "withdrawn"
    """The decision was superseded, and no successor names the accounts."""
    CHURNED = "churned"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionEvent:
    """Something that became of a decision, for the accounts that it changed."""

    kind: EventKind
    day: date
    """The day it happened; of what shipped the row's or item's `on`."""
    record: str | None
    """The record that says so; None for churn, which the account's file says."""
    accounts: tuple[str, ...]
    """The accounts that it acts on; () where the decision has no accounts at all."""
    by: str | None = None
    """The successor, or the shipped item that delivers it."""
    new: date | None = None
    """Of a slip, the target after it."""


HistoryPart = Words | DecisionEvent
"""One part of a decision's history."""
