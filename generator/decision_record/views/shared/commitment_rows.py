"""The row of a commitment, the same on every page; for one account with its own state and words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.calendar import last_monday
from decision_record.ledger.commitments import AccountState, Commitment, CommitmentState, Slip
from decision_record.ledger.decisions import LoggedDecision
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.once import once_each
from decision_record.views.shared.states import (
    ACCOUNT_STATE_BADGES,
    BROUGHT_FORWARD,
    COMMITMENT_BADGES,
    badge_for_account,
    badge_of_commitment,
)
from decision_record.views.shared.words import Badge, Due, Tone, comes_on, due_on

BROUGHT_FORWARD_LATELY = "Brought forward since last Monday"


@dataclass(frozen=True, slots=True, kw_only=True)
class DecidedCommitment:
    """A commitment with its decision."""

    decision: LoggedDecision
    commitment: Commitment

    @property
    def ref(self) -> str:
        """The full name of the decision."""
        return self.decision.ref

    @property
    def ended(self) -> date:
        """The day it shipped, was descoped or superseded; while pending that of the last word."""
        commitment = self.commitment
        if commitment.state is CommitmentState.SUPERSEDED:
            return self.decision.superseded_by[0].day
        return commitment.shipped or commitment.descoped or commitment.reported


@dataclass(frozen=True, slots=True, kw_only=True)
class SlipRow:
    """One slip of a commitment."""

    from_: date | None
    to: date
    because: str | None
    record: Link

    @property
    def is_earlier(self) -> bool:
        """Whether the target was brought forward."""
        return self.from_ is not None and self.to < self.from_


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountStateRow:
    """What became of a commitment for one account."""

    account: Link
    arr: float
    """ARR of the account on the day."""
    state: Badge
    on: date | None
    """The day since which it is so; None while it is promised."""
    by: Link | None
    """The successor or the shipped item that brought it about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRow:
    """A commitment on any page."""

    item: Link
    what: str
    say: str | None
    accounts: tuple[Link, ...]
    arr: float
    state: Badge
    confidence: str | None
    target: Due | None
    """None where no target was given, or it no longer counts."""
    target_day: date | None
    original_target: date | None
    slips: tuple[SlipRow, ...]
    shipped: date | None
    owner: Link | None
    renewal: Due | None
    """The nearest renewal of its accounts."""
    renewal_of: Link | None
    not_told: tuple[Link, ...]
    """Accounts that were not told the newest words on it."""
    states: tuple[Badge, ...]
    """Its state, and that its target moved since last Monday."""
    by_account: tuple[AccountStateRow, ...]
    """Each account with its state, where they differ."""
    because: str | None
    """Why it was descoped."""
    superseded_by: tuple[Link, ...]
    ended: date | None
    """The day it shipped, was descoped or superseded; None for what is open."""
    report: Link | None
    """Where its status is updated; None for what is closed."""


def show_commitment(
    decision: LoggedDecision, commitment: Commitment, *, context: ViewContext
) -> CommitmentRow:
    """A commitment as a row; while it is open, with the accounts that it is still promised to."""
    return _show(DecidedCommitment(decision=decision, commitment=commitment), context=context)


@once_each
def _show(promise: DecidedCommitment, *, context: ViewContext) -> CommitmentRow:
    decision, commitment = promise.decision, promise.commitment
    ledger, as_of = context.ledger, context.ledger.as_of
    own = tuple(
        each
        for each in decision.accounts
        if not commitment.is_pending or commitment.is_promised_to(each)
    )
    nearest = _nearest_renewal(own, context=context)
    state = badge_of_commitment(commitment, as_of=as_of)
    return CommitmentRow(
        item=context.link_item(decision.ref),
        what=decision.row.what,
        say=words.text if (words := context.index.words_now(decision)) else None,
        accounts=tuple(context.link_account(each) for each in own),
        arr=ledger.arr_of(own),
        state=state,
        confidence=commitment.confidence,
        target=due_on(commitment.target, as_of=as_of)
        if commitment.target and commitment.is_pending
        else None,
        target_day=commitment.target,
        original_target=commitment.original_target,
        slips=tuple(_show_slip(each, context=context) for each in commitment.slips),
        shipped=commitment.shipped,
        owner=context.link_person(decision.owner) if decision.owner else None,
        renewal=comes_on(nearest[0], as_of=as_of) if nearest else None,
        renewal_of=context.link_account(nearest[1]) if nearest else None,
        not_told=tuple(
            context.link_account(loop.account)
            for loop in context.index.loops_of_item.get(decision.ref, ())
            if loop.is_open
        ),
        states=tuple(_states(commitment, state, as_of=as_of)),
        by_account=tuple(_accounts(commitment, context=context)),
        because=commitment.because,
        superseded_by=tuple(context.link_item(each.ref) for each in decision.superseded_by),
        ended=None if commitment.is_pending else promise.ended,
        report=Link(text="Update status", address=address_of_commitment(promise))
        if commitment.is_pending
        else None,
    )


def _show_slip(slip: Slip, *, context: ViewContext) -> SlipRow:
    return SlipRow(
        from_=slip.from_,
        to=slip.to,
        because=slip.because,
        record=context.link_record(slip.record),
    )


def _nearest_renewal(own: Iterable[str], *, context: ViewContext) -> tuple[date, str] | None:
    """The first renewal to come among some accounts, with whose it is."""
    accounts, as_of = context.ledger.accounts, context.ledger.as_of
    ahead = (
        (accounts[each].account.renewal, each)
        for each in own
        if each in accounts
        and not accounts[each].churned
        and accounts[each].account.renewal >= as_of
    )
    return min(ahead, default=None)


def show_commitment_for(
    account: str, decision: LoggedDecision, commitment: Commitment, *, context: ViewContext
) -> CommitmentRow:
    """A commitment as a row of one account: its state, dates and words for that account alone."""
    row = show_commitment(decision, commitment, context=context)
    own = commitment.for_account(account)
    is_promised = own is not None and own.state is AccountState.PROMISED
    slips = [
        shown
        for shown, slip in zip(row.slips, commitment.slips, strict=True)
        if account in slip.accounts
    ]
    words = [
        each.text for each in decision.words() if each.kind == "say" and account in each.accounts
    ]
    loop = context.ledger.loops.get((decision.ref, account))
    return replace(
        row,
        say=words[-1] if words else None,
        state=badge_for_account(commitment, account, as_of=context.ledger.as_of),
        target=row.target if is_promised else None,
        target_day=commitment.target_for(account),
        slips=tuple(slips),
        shipped=own.on if own and own.state is AccountState.SHIPPED else None,
        not_told=(context.link_account(account),) if loop and loop.is_open else (),
    )


def _accounts(commitment: Commitment, *, context: ViewContext) -> Iterator[AccountStateRow]:
    """The state for each account, where they differ."""
    if len({each.state for each in commitment.by_account}) <= 1:
        return
    for each in commitment.by_account:
        if each.account:
            yield AccountStateRow(
                account=context.link_account(each.account),
                arr=context.ledger.arr_of((each.account,)),
                state=ACCOUNT_STATE_BADGES[each.state],
                on=each.on,
                by=context.link_item(each.by) if each.by else None,
            )


def address_of_commitment(promise: DecidedCommitment) -> str:
    """The address of a commitment's own page: `2026-02-24-tier-1/D1` has `2026-02-24-tier-1-D1`."""
    return f"commitments/{promise.decision.ref.replace('/', '-')}/"


def _states(commitment: Commitment, state: Badge, *, as_of: date) -> Iterator[Badge]:
    lately = commitment.is_pending and slipped_lately(commitment, as_of=as_of)
    moved = (COMMITMENT_BADGES[CommitmentState.SLIPPED], BROUGHT_FORWARD)
    if not lately or state not in moved:
        yield state
    if lately and brought_forward_lately(commitment, as_of=as_of):
        yield Badge(text=BROUGHT_FORWARD_LATELY, tone=BROUGHT_FORWARD.tone)
    elif lately:
        yield Badge(text="Slipped since last Monday", tone=Tone.RISK)


def slipped_lately(commitment: Commitment, *, as_of: date) -> bool:
    """Whether its target moved since last Monday."""
    since = last_monday(as_of)
    return any(slip.day >= since for slip in commitment.slips)


def brought_forward_lately(commitment: Commitment, *, as_of: date) -> bool:
    """Whether its target moved to an earlier day since last Monday, and not again since."""
    return slipped_lately(commitment, as_of=as_of) and commitment.slips[-1].is_earlier
