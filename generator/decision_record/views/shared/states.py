"""The state of each thing in one word, the same on every page."""

from collections.abc import Mapping
from datetime import date

from decision_record.ledger.asked import AskedQuestion
from decision_record.ledger.commitments import AccountState, Commitment, CommitmentState
from decision_record.ledger.decisions import DecisionState, LoggedDecision
from decision_record.ledger.raised import RaisedState
from decision_record.model.asked import RequestStatus
from decision_record.model.rituals import ProcessStatus
from decision_record.views.shared.words import Badge, Tone

OUTCOME_BADGES: Mapping[str, Badge] = {
    "decided": Badge(text="Decided", tone=Tone.DONE),
    "deferred": Badge(text="Deferred", tone=Tone.RISK),
    "escalated": Badge(text="Escalated", tone=Tone.RISK),
}
"""What was said about it in its meeting."""

COMMITMENT_BADGES: Mapping[CommitmentState, Badge] = {
    CommitmentState.ON_TRACK: Badge(text="On track"),
    CommitmentState.SLIPPED: Badge(text="Slipped", tone=Tone.RISK),
    CommitmentState.SHIPPED: Badge(text="Shipped", tone=Tone.DONE),
    CommitmentState.DESCOPED: Badge(text="Descoped", tone=Tone.LATE),
    CommitmentState.SUPERSEDED: Badge(text="Superseded", tone=Tone.QUIET),
    CommitmentState.CHURNED: Badge(text="Customer churned", tone=Tone.QUIET),
}

BROUGHT_FORWARD = Badge(text="Brought forward", tone=Tone.DONE)
"""A target that moved to an earlier day, which the records call a slip too (records.md §5)."""

ACCOUNT_STATE_BADGES: Mapping[AccountState, Badge] = {
    AccountState.PROMISED: Badge(text="On track"),
    AccountState.SHIPPED: Badge(text="Shipped", tone=Tone.DONE),
    AccountState.DESCOPED: Badge(text="Descoped", tone=Tone.LATE),
    AccountState.SUPERSEDED: Badge(text="Superseded", tone=Tone.QUIET),
    AccountState.WITHDRAWN: Badge(text="Withdrawn", tone=Tone.LATE),
    AccountState.CHURNED: Badge(text="Customer churned", tone=Tone.QUIET),
}
"""The state of a commitment for one account."""

PROCESS_BADGES: Mapping[ProcessStatus, Badge] = {
    "planned": Badge(text="Planned"),
    "running": Badge(text="Running"),
    "done": Badge(text="Done", tone=Tone.DONE),
    "dropped": Badge(text="Dropped", tone=Tone.QUIET),
}

REQUEST_BADGES: Mapping[RequestStatus, Badge] = {
    "backlog": Badge(text="In the backlog", tone=Tone.QUIET),
    "planned": Badge(text="Planned"),
    "in-progress": Badge(text="In progress"),
    "shipped": Badge(text="Shipped", tone=Tone.DONE),
    "declined": Badge(text="Declined", tone=Tone.LATE),
}
"""The state of a request."""

RAISED_BADGES: Mapping[RaisedState, Badge] = {
    RaisedState.OPEN: Badge(text="Not acknowledged", tone=Tone.LATE),
    RaisedState.ACKNOWLEDGED: Badge(text="Acknowledged", tone=Tone.RISK),
    RaisedState.RESOLVED: Badge(text="Resolved", tone=Tone.DONE),
}


def badge_of_decision(decision: LoggedDecision, *, as_of: date) -> Badge:
    """The state of a decision: in force, or waiting for an answer or a ruling."""
    late = decision.overdue_days(as_of) is not None
    match decision.state:
        case DecisionState.SUPERSEDED:
            return Badge(text="Superseded", tone=Tone.QUIET)
        case DecisionState.RESOLVED:
            return Badge(text="Resolved", tone=Tone.DONE)
        case DecisionState.OPEN if late:
            return Badge(text="Open, overdue", tone=Tone.LATE)
        case DecisionState.OPEN:
            return Badge(text="Open", tone=Tone.RISK)
        case DecisionState.STANDING:
            return Badge(text="In force")


def badge_of_commitment(commitment: Commitment, *, as_of: date) -> Badge:
    """What became of a promise."""
    if commitment.is_pending and commitment.target and commitment.target < as_of:
        return Badge(text="Overdue", tone=Tone.LATE)
    return BROUGHT_FORWARD if commitment.is_brought_forward else COMMITMENT_BADGES[commitment.state]


def badge_for_account(commitment: Commitment, account: str, *, as_of: date) -> Badge:
    """The state of a commitment for one account; while promised it is that of the whole."""
    own = commitment.for_account(account)
    if own is None or own.state is AccountState.PROMISED:
        return badge_of_commitment(commitment, as_of=as_of)
    return ACCOUNT_STATE_BADGES[own.state]


def badge_of_question(question: AskedQuestion) -> Badge:
    """Whether a question has its answer."""
    if not question.is_open:
        return Badge(text="Answered", tone=Tone.DONE)
    return Badge(text="Not answered", tone=Tone.RISK)
