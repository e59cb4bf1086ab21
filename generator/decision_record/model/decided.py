"""Rows of what is decided and done: any meeting or update may hold them (records.md §4).

A row is one flat shape: what only one outcome or status demands is the business of a rule.
"""

from typing import Literal, Self

from pydantic import model_validator
from pydantic_core import PydanticCustomError

from decision_record.model.item_ids import ActionId, DecisionId, ShippedId
from decision_record.model.refs import (
    AccountRef,
    ActionRef,
    AreaRef,
    DecisionRef,
    PersonRef,
    ResolvableRef,
    TellableRef,
    ThemeRef,
    TopicRef,
)
from decision_record.model.values import BOTH_OF, NEITHER_OF, Day, Shape, Text, Truth

Outcome = Literal["decided", "deferred", "escalated"]
Channel = Literal["email", "call", "meeting", "qbr", "other"]

ReviewOutcome = Literal["done", "rolled", "handed-over", "dropped"]


class Review(Shape):
    """What became of an action that was open, or of a decision's follow-through."""

    action: ActionRef | None = None
    """The action that was reviewed."""
    decision: DecisionRef | None = None
    """The decision whose follow-through was reviewed."""
    outcome: ReviewOutcome
    """What became of it."""
    on: Day | None = None
    """The day it was done; the record's date where it is absent."""
    due: Day | None = None
    """The new due date of what was rolled."""
    owner: PersonRef | None = None
    """The new owner of what was handed over or rolled."""
    channel: Channel | None = None
    """How the customer was told, where the action closed a loop."""
    note: Text | None = None
    """Why, or anything worth knowing later."""

    @model_validator(mode="after")
    def _names_one_thing(self) -> Self:
        if self.action is None and self.decision is None:
            raise PydanticCustomError(
                NEITHER_OF, "an action or a decision is wanted", {"fields": "action, decision"}
            )
        if self.action is not None and self.decision is not None:
            raise PydanticCustomError(
                BOTH_OF, "an action or a decision, not both", {"fields": "action, decision"}
            )
        return self


class Promise(Shape):
    """That a decision commits Product to a date."""

    target: Day | None = None
    """The day by which it is promised."""
    confidence: Literal["committed", "expected", "exploring"] | None = None
    """How firm the date is."""


class Decision(Shape):
    """What was decided, deferred or escalated."""

    id: DecisionId
    """D and a number."""
    outcome: Outcome
    """Which of the three."""
    what: Text
    """The decision, in a sentence that does something."""
    owner: PersonRef | None = None
    """Who follows it through, until a row of a later record names another."""
    due: Day | None = None
    """Decided: the follow-through; deferred: the answer; escalated: the ruling."""
    accounts: tuple[AccountRef, ...] = ()
    """The accounts that it concerns; each has to be told."""
    themes: tuple[ThemeRef, ...] = ()
    """The themes that it settles."""
    say: Text | None = None
    """The words that a CSM may use."""
    dont_say: Text | None = None
    """What a CSM must not promise."""
    commitment: Promise | None = None
    """The date that Product commits to."""
    resolves: tuple[ResolvableRef, ...] = ()
    """The deferrals, escalations, briefings and questions that it settles."""
    about: tuple[TopicRef, ...] = ()
    """What was on the table; a deferral names it here, because it resolves nothing."""
    supersedes: tuple[DecisionRef, ...] = ()
    """The decisions that it replaces."""
    because: Text | None = None
    """Why; a deferral owes a reason."""
    expects: Text | None = None
    """What answer a deferral is to bring."""
    to: Text | None = None
    """Who rules on what was escalated: `cpo`, `cto` or `ceo`."""
    recommendation: Text | None = None
    """What the meeting recommends to whoever rules."""


class RoadmapRow(Shape):
    """The state of a commitment."""

    commitment: DecisionRef
    """The decision that made the commitment."""
    status: Literal["on-track", "slipped", "shipped", "descoped"]
    """Where it is."""
    target: Day | None = None
    """The new target of what slipped."""
    accounts: tuple[AccountRef, ...] = ()
    """To whom it shipped; all who were still promised it where absent."""
    owner: PersonRef | None = None
    """The new owner of the decision and its commitment."""
    on: Day | None = None
    """The day it shipped; the record's date where it is absent."""
    because: Text | None = None
    """Why it slipped or was descoped."""
    say: Text | None = None
    """The words that a CSM may use from now on."""
    dont_say: Text | None = None
    """What a CSM must not promise from now on."""


class Shipped(Shape):
    """What went live and CS must tell."""

    id: ShippedId
    """S and a number."""
    what: Text
    """What went live."""
    on: Day
    """The day it went live."""
    area: AreaRef | None = None
    """The product area."""
    accounts: tuple[AccountRef, ...] = ()
    """Who has to be told."""
    say: Text | None = None
    """The words that a CSM may use."""
    briefed: Day | None = None
    """The day CS was briefed."""
    delivers: DecisionRef | None = None
    """The decision whose commitment it keeps."""


class Action(Shape):
    """Something to be done, with one owner and a date."""

    id: ActionId
    """A and a number."""
    what: Text
    """What is to be done."""
    owner: PersonRef
    """The one person who does it."""
    due: Day
    """The day by which it is done."""
    account: AccountRef | None = None
    """The account that it is for."""
    closes_loop: TellableRef | None = None
    """The decision or shipped item that the account is told about."""
    after: ActionRef | None = None
    """The action that it waits for."""
    share: Truth = False
    """Of a one-on-one: whether everyone may see it."""


class Actions(Shape):
    """The actions of a record, by the side that does them."""

    cs: tuple[Action, ...] = ()
    """Customer Success."""
    pm: tuple[Action, ...] = ()
    """Product."""
    shared: tuple[Action, ...] = ()
    """Both."""


class LoopRow(Shape):
    """That a customer was told, without an action having asked for it."""

    item: TellableRef
    """What the customer was told about."""
    account: AccountRef
    """Who was told."""
    on: Day
    """The day they were told."""
    by: PersonRef | None = None
    """Who told them."""
    channel: Channel | None = None
    """How they were told."""
