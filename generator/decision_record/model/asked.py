"""Rows of what is asked or raised: any meeting or update may hold them (records.md §4).

A row is one flat shape: what only one outcome or status demands is the business of a rule.
"""

from typing import Literal

from pydantic import Field

from decision_record.model.item_ids import (
    BriefingId,
    EscalationId,
    FeedbackId,
    QuestionId,
    RequestId,
)
from decision_record.model.refs import (
    AccountRef,
    AreaRef,
    AwaitedRef,
    CategoryRef,
    DecisionRef,
    PersonRef,
    RaisedRef,
    ThemeRef,
)
from decision_record.model.values import Day, Money, Score, Shape, Text, Truth, Whole

AnswerConfidence = Literal["coming", "delayed", "uncertain"]
RequestStatus = Literal["backlog", "planned", "in-progress", "shipped", "declined"]
Tone = Literal["wish", "problem", "praise"]
Surprised = Literal["csm", "pm", "customer"]


class Escalation(Shape):
    """An account with an issue that needs Product."""

    id: EscalationId
    """E and a number."""
    account: AccountRef
    """The account that has the issue."""
    issue: Text
    """What is wrong, in a sentence."""
    arr: Money | None = None
    """ARR at stake, in the organisation's currency; the account's own where it is absent."""
    area: AreaRef | None = None
    """The product area."""
    category: CategoryRef | None = None
    """What kind of friction it is."""
    trigger: Literal["issue", "nps", "renewal", "churn-risk"] | None = None
    """What made it an escalation."""
    score: Score | None = None
    """The NPS score, 0 to 10, where that was the trigger."""
    raised: Day | None = None
    """The day it was raised; the record's date where it is absent."""
    tried: Text | None = None
    """What CS has tried already."""
    answer_by: Day | None = None
    """The day by which the customer needs an answer."""
    acknowledged: Day | None = None
    """The day Product acknowledged it, if before this record."""
    theme: ThemeRef | None = None
    """The theme that it belongs to."""
    from_: RaisedRef | None = Field(default=None, alias="from")
    """The earlier escalation or briefing of the same account that it continues."""


class Briefing(Shape):
    """What a CSM brings to a tier 2, prepared."""

    id: BriefingId
    """B and a number."""
    account: AccountRef
    """The account that asks."""
    request: Text
    """What is asked of Product."""
    arr: Money | None = None
    """ARR at stake, in the organisation's currency; the account's own where it is absent."""
    tried: Text | None = None
    """What CS has tried already."""
    answer_by: Day | None = None
    """The day by which the customer needs an answer."""
    area: AreaRef | None = None
    """The product area."""
    category: CategoryRef | None = None
    """What kind of friction it is."""
    theme: ThemeRef | None = None
    """The theme that it belongs to."""
    ticket: Text | None = None
    """Its number in the tracker."""
    raised: Day | None = None
    """The day it was raised; the record's date where it is absent."""
    acknowledged: Day | None = None
    """The day Product acknowledged it, if before this record."""
    outcome: Literal["answered", "decided", "escalated", "open"] | None = None
    """How it left the meeting."""
    answer: Text | None = None
    """What Product answered, for CS."""
    say: Text | None = None
    """The words that a CSM may use with the customer."""
    decision: DecisionRef | None = None
    """The decision that it led to."""
    from_: RaisedRef | None = Field(default=None, alias="from")
    """The earlier escalation or briefing of the same account that it continues."""
    triage: Truth = False
    """Whether it was taken in the urgent block."""


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
    """The answer for CS, where it was given at once."""
    say: Text | None = None
    """The words that a CSM may use with the customer, where there are some at once."""
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
    theme: ThemeRef | None = None
    """The theme that it belongs to."""
    status: RequestStatus = "backlog"
    """Its status when it was submitted."""
    ticket: Text | None = None
    """Its number in the tracker."""


class ItemUpdate(Shape):
    """What became of an escalation, briefing, question or request."""

    item: AwaitedRef
    """What it is about: an escalation, briefing, question or request."""
    acknowledged: Day | None = None
    """The day Product acknowledged it."""
    by: PersonRef | None = None
    """Who of Product acknowledged or answered it."""
    answered: Day | None = None
    """The day the question or the briefing was answered."""
    answer: Text | None = None
    """Product's newest word, for CS; without `answered` the item stays open."""
    answer_by: Day | None = None
    """The new day by which an answer is wanted."""
    confidence: AnswerConfidence | None = None
    """How firm the answer is."""
    status: RequestStatus | None = None
    """The request's status now."""
    say: Text | None = None
    """The words that a CSM may use with the customer."""
    resolved: Day | None = None
    """The day it was settled for the customer."""
    note: Text | None = None
    """Anything worth knowing later."""


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
    tone: Tone = "wish"
    """What kind of signal it is; praise is no demand."""


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


class Surprise(Shape):
    """An incident against the no-surprises rule."""

    account: AccountRef | None = None
    """The account that it concerns."""
    who: Surprised | None = None
    """Who was surprised."""
    what: Text | None = None
    """What surprised them."""


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
