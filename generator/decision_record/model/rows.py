"""Rows of the sections that any meeting or update may hold (records.md §4).

A row is one flat shape: what only one outcome or status demands is the business of a rule.
"""

from typing import Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from decision_record.model.values import (
    BOTH_OF,
    NEITHER_OF,
    AccountRef,
    ActionId,
    ActionRef,
    AreaRef,
    AwaitedRef,
    BriefingId,
    CategoryRef,
    Day,
    DecisionId,
    DecisionRef,
    EscalationId,
    FeedbackId,
    Moment,
    Number,
    PersonRef,
    QuestionId,
    RaisedRef,
    RequestId,
    ResolvableRef,
    SeriesRef,
    Shape,
    ShippedId,
    TellableRef,
    Text,
    ThemeRef,
    TopicRef,
    Truth,
    Whole,
)

Channel = Literal["email", "call", "meeting", "qbr", "other"]
AnswerConfidence = Literal["coming", "delayed", "uncertain"]
RequestStatus = Literal["backlog", "planned", "in-progress", "shipped", "declined"]


class Review(Shape):
    """What became of an action that was open, or of a decision's follow-through."""

    action: ActionRef | None = None
    """The action that was reviewed."""
    decision: DecisionRef | None = None
    """The decision whose follow-through was reviewed."""
    outcome: Literal["done", "rolled", "dropped"]
    """What became of it."""
    on: Day | None = None
    """The day it was done; the record's date where it is absent."""
    due: Day | None = None
    """The new due date of what was rolled."""
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


class Escalation(Shape):
    """An account with an issue that needs Product."""

    id: EscalationId
    """E and a number."""
    account: AccountRef
    """The account that has the issue."""
    issue: Text
    """What is wrong, in a sentence."""
    arr: Number | None = None
    """ARR at stake, in the organisation's currency; the account's own where it is absent."""
    area: AreaRef | None = None
    """The product area."""
    category: CategoryRef | None = None
    """What kind of friction it is."""
    trigger: Literal["issue", "nps", "renewal", "churn-risk"] | None = None
    """What made it an escalation."""
    score: Whole | None = None
    """The NPS score, 0 to 10, where that was the trigger."""
    raised: Day | None = None
    """The day it was raised; the record's date where it is absent."""
    tried: Text | None = None
    """What CS has tried already."""
    answer_by: Day | None = None
    """The day by which the customer needs an answer."""
    acknowledged: Day | None = None
    """The day Product acknowledged it, if before this record."""
    from_: RaisedRef | None = Field(default=None, alias="from")
    """Where it was brought before."""


class Briefing(Shape):
    """What a CSM brings to a tier 2, prepared."""

    id: BriefingId
    """B and a number."""
    account: AccountRef
    """The account that asks."""
    request: Text
    """What is asked of Product."""
    arr: Number | None = None
    """ARR at stake, in the organisation's currency; the account's own where it is absent."""
    tried: Text | None = None
    """What CS has tried already."""
    answer_by: Day | None = None
    """The day by which the customer needs an answer."""
    area: AreaRef | None = None
    """The product area."""
    theme: ThemeRef | None = None
    """The theme that it belongs to."""
    raised: Day | None = None
    """The day it was raised; the record's date where it is absent."""
    acknowledged: Day | None = None
    """The day Product acknowledged it, if before this record."""
    outcome: Literal["answered", "decided", "escalated", "open"] | None = None
    """How it left the meeting."""
    answer: Text | None = None
    """What was answered."""
    decision: DecisionRef | None = None
    """The decision that it led to."""
    from_: RaisedRef | None = Field(default=None, alias="from")
    """Where it was brought before."""
    triage: Truth = False
    """Whether it was taken in the urgent block."""


class ItemUpdate(Shape):
    """What became of an escalation, briefing, question or request."""

    item: AwaitedRef
    """Which one."""
    acknowledged: Day | None = None
    """The day Product acknowledged it."""
    by: PersonRef | None = None
    """Who did."""
    answered: Day | None = None
    """The day the question was answered."""
    answer: Text | None = None
    """The answer."""
    confidence: AnswerConfidence | None = None
    """How firm the answer is."""
    status: RequestStatus | None = None
    """Where the request stands now."""
    say: Text | None = None
    """The words that a CSM may use."""
    resolved: Day | None = None
    """The day it was settled for the customer."""
    note: Text | None = None
    """Anything worth knowing later."""


class RoadmapRow(Shape):
    """The state of a commitment."""

    commitment: DecisionRef
    """The decision that made the commitment."""
    status: Literal["on-track", "slipped", "shipped", "descoped"]
    """Where it stands."""
    target: Day | None = None
    """The new target of what slipped."""
    on: Day | None = None
    """The day it shipped; the record's date where it is absent."""
    because: Text | None = None
    """Why it slipped or was descoped."""
    say: Text | None = None
    """The words that a CSM may use from now on."""
    dont_say: Text | None = None
    """What a CSM must not promise from now on."""


class Question(Shape):
    """A roadmap question that a customer asked."""

    id: QuestionId
    """Q and a number."""
    account: AccountRef
    """Who asked."""
    ask: Text
    """The question."""
    answer_by: Day | None = None
    """The day by which the customer needs the answer."""
    for_: Literal["qbr", "renewal-call", "exec-meeting", "other"] | None = Field(
        default=None, alias="for"
    )
    """What the answer is needed for."""
    theme: ThemeRef | None = None
    """The theme that it belongs to."""
    area: AreaRef | None = None
    """The product area."""
    answer: Text | None = None
    """The answer, where it was given at once."""
    confidence: AnswerConfidence | None = None
    """How firm the answer is."""


class Request(Shape):
    """A feature request that CS submitted."""

    id: RequestId
    """R and a number."""
    account: AccountRef
    """Who asked."""
    what: Text
    """What they want."""
    area: AreaRef | None = None
    """The product area."""
    status: RequestStatus = "backlog"
    """Where it stands."""
    ticket: Text | None = None
    """Its number in the tracker."""


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


class Feedback(Shape):
    """A signal from a customer."""

    id: FeedbackId
    """F and a number."""
    account: AccountRef
    """Who gave it."""
    what: Text
    """What they said."""
    category: CategoryRef | None = None
    """What kind of friction it is."""
    area: AreaRef | None = None
    """The product area."""
    theme: ThemeRef | None = None
    """The theme that it belongs to."""


class Research(Shape):
    """Where Product wants customers."""

    area: AreaRef | None = None
    """The product area."""
    what: Text | None = None
    """What Product wants to learn."""
    owner: PersonRef | None = None
    """Who asks."""
    by: Day | None = None
    """The day by which the customers are wanted."""
    accounts_wanted: Whole | None = None
    """How many customers are wanted."""
    asked: tuple[AccountRef, ...] = ()
    """Who was asked already."""


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
    outcome: Literal["decided", "deferred", "escalated"]
    """Which of the three."""
    what: Text
    """The decision, in a sentence that does something."""
    owner: PersonRef | None = None
    """Who follows it through."""
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
    """Who rules on what was escalated: `cpo` or `cto`."""
    recommendation: Text | None = None
    """What the meeting recommends to whoever rules."""


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
    """Of a one-on-one: whether everybody may see it."""


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
    """How."""


class Surprise(Shape):
    """An incident against the no-surprises rule."""

    account: AccountRef | None = None
    """The account that it concerns."""
    who: Literal["csm", "pm", "customer"] | None = None
    """Who was surprised."""
    what: Text | None = None
    """By what."""


class Parked(Shape):
    """A topic that belongs elsewhere."""

    topic: Text | None = None
    """What came up."""
    kind: (
        Literal[
            "sales",
            "marketing",
            "account-review",
            "ideation",
            "sprint-planning",
            "estimates",
            "other",
        ]
        | None
    ) = None
    """What kind of topic it is."""
    taken_to: Text | None = None
    """Where it was taken."""
    minutes: Whole | None = None
    """How many minutes it took all the same."""


PrereadPart = Literal["themes", "escalations", "questions", "roadmap", "decisions", "stances"]


class Preread(Shape):
    """One side's half of the pre-read."""

    sent: Moment
    """When it was sent."""
    includes: tuple[PrereadPart, ...] = ()
    """What it holds."""


class PrereadRow(Preread):
    """A half of a pre-read, sent before a meeting that has no record yet."""

    series: SeriesRef | None = None
    """The series of the meeting."""
    meeting: Day | None = None
    """The day of the meeting."""
    side: Literal["cs", "product"] | None = None
    """Whose half it is."""
