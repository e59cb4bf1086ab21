"""Commitments: what Product promised for a day, and its state for each account (records.md §5).

The types, and the state of one commitment while it is replayed. What moves it is in `roadmap` and
`superseding`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Confidence = Literal["committed", "expected", "exploring"]


class CommitmentState(StrEnum):
    """The state of the whole commitment."""

    ON_TRACK = "on-track"
    SLIPPED = "slipped"
    SHIPPED = "shipped"
    DESCOPED = "descoped"
    SUPERSEDED = "superseded"
    CHURNED = "churned"


PENDING = frozenset({CommitmentState.ON_TRACK, CommitmentState.SLIPPED})
"""The states of a commitment that at least one account is still promised."""


class AccountState(StrEnum):
    """The state of a commitment for one account: promised, and from there once and for all."""

    PROMISED = "promised"
    SHIPPED = "shipped"
    DESCOPED = "descoped"
    SUPERSEDED = "superseded"
    """A successor takes the account over."""
    WITHDRAWN = "withdrawn"
    """Its decision was superseded, and no successor names the account."""
    CHURNED = "churned"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One time that a commitment's target moved."""

    record: str
    day: date
    """The record's date."""
    from_: date | None
    to: date
    because: str | None
    accounts: tuple[str, ...]
    """The accounts to which it was promised then; () for a commitment without accounts."""

    @property
    def is_earlier(self) -> bool:
        """Whether it was to an earlier day: a slip may be to any other (records.md §5)."""
        return self.from_ is not None and self.to < self.from_


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountCommitment:
    """The state of a commitment for one account."""

    account: str | None
    """None for the one nameless account of a commitment without accounts."""
    state: AccountState
    on: date | None
    """The day it shipped, was descoped, superseded or withdrawn, or the account churned."""
    record: str | None
    """The record that says so."""
    by: str | None
    """The successor, or the shipped item that delivered it."""
    reported: date | None
    """The date of the last roadmap row that acted on the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What Product promised for a day, with every slip and its state for each account."""

    ref: str
    state: CommitmentState
    target: date | None
    original_target: date | None
    """The first target; of a successor that slips, the first of the chain."""
    confidence: Confidence | None
    slips: tuple[Slip, ...]
    shipped: date | None
    """The last day on which it shipped to an account, where the whole is shipped."""
    descoped: date | None
    """The day it was descoped, where the whole is descoped."""
    because: str | None
    """Why it was descoped."""
    by_account: tuple[AccountCommitment, ...]
    """One for each account, in the order in which the decision names them."""
    reported: date
    """The date of the last record that changed it or confirmed it."""

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be kept for at least one account."""
        return self.state in PENDING

    def accounts_in(self, *states: AccountState) -> tuple[str, ...]:
        """The accounts for which it is in one of some states."""
        return tuple(
            each.account for each in self.by_account if each.account and each.state in states
        )

    @property
    def is_brought_forward(self) -> bool:
        """Whether its newest state is that its target moved, and to an earlier day."""
        is_moved = self.state is CommitmentState.SLIPPED and bool(self.slips)
        return is_moved and self.slips[-1].is_earlier

    @property
    def promised_to(self) -> tuple[str, ...]:
        """The accounts to which it is still promised."""
        return self.accounts_in(AccountState.PROMISED)

    def is_promised_to(self, account: str) -> bool:
        """Whether it is still promised to an account."""
        return account in self.promised_to

    def for_account(self, account: str) -> AccountCommitment | None:
        """Its state for an account; None where the decision does not name the account."""
        return next((each for each in self.by_account if each.account == account), None)

    def target_for(self, account: str) -> date | None:
        """The last target that held while it was promised to an account."""
        target = self.slips[0].from_ if self.slips else self.target
        for slip in self.slips:
            target = slip.to if account in slip.accounts else target
        return target

    def last_slip_for(self, account: str) -> Slip | None:
        """The last time that its target moved while it was promised to an account."""
        return next((each for each in reversed(self.slips) if account in each.accounts), None)

    def is_brought_forward_for(self, account: str) -> bool:
        """Whether its target last moved to an earlier day, while it was promised to an account."""
        last = self.last_slip_for(account)
        return last is not None and last.is_earlier

    def overdue_for(self, as_of: date) -> tuple[AccountCommitment, ...]:
        """The accounts still promised whose target passed without a word (records.md §5).

        The nameless account of a commitment without accounts is among them.
        """
        target = self.target
        if target is None or target >= as_of:
            return ()
        return tuple(
            each
            for each in self.by_account
            if each.state is AccountState.PROMISED
            and (each.reported is None or each.reported <= target)
        )


@dataclass(slots=True)
class OpenAccount:
    """A decision's state for one account, while it is replayed."""

    state: AccountState = AccountState.PROMISED
    on: date | None = None
    record: str | None = None
    by: str | None = None
    reported: date | None = None

    def become(
        self, state: AccountState, *, on: date, record: str | None, by: str | None = None
    ) -> None:
        """Take a new state."""
        self.state, self.on, self.record, self.by = state, on, record, by


@dataclass(slots=True)
class OpenCommitment:
    """A commitment while it is replayed; its accounts are those of its decision."""

    target: date | None
    original: date | None
    confidence: Confidence | None
    reported: date
    status: CommitmentState = CommitmentState.ON_TRACK
    """On track or slipped, by the last such row."""
    slips: list[Slip] = field(default_factory=list)
    because: str | None = None
    superseded: bool = False
    """Whether an account was still promised when its decision was superseded."""


def freeze_commitment(
    commitment: OpenCommitment, *, ref: str, accounts: Mapping[str | None, OpenAccount]
) -> Commitment:
    """The commitment as it is now."""
    state = _whole(commitment, accounts.values())
    return Commitment(
        ref=ref,
        state=state,
        target=commitment.target,
        original_target=commitment.original,
        confidence=commitment.confidence,
        slips=tuple(commitment.slips),
        shipped=find_shipped(commitment, accounts),
        descoped=_last(accounts.values(), AccountState.DESCOPED)
        if state is CommitmentState.DESCOPED
        else None,
        because=commitment.because,
        by_account=tuple(
            AccountCommitment(
                account=name,
                state=each.state,
                on=each.on,
                record=each.record,
                by=each.by,
                reported=each.reported,
            )
            for name, each in accounts.items()
        ),
        reported=commitment.reported,
    )


def find_shipped(
    commitment: OpenCommitment, accounts: Mapping[str | None, OpenAccount]
) -> date | None:
    """The last day on which it shipped to an account, where the whole is shipped."""
    if _whole(commitment, accounts.values()) is not CommitmentState.SHIPPED:
        return None
    return _last(accounts.values(), AccountState.SHIPPED)


def _whole(commitment: OpenCommitment, accounts: Iterable[OpenAccount]) -> CommitmentState:
    """The state of the whole (records.md §5, Commitment)."""
    states = {each.state for each in accounts}
    if commitment.superseded:
        return CommitmentState.SUPERSEDED
    if AccountState.PROMISED in states:
        return commitment.status
    if AccountState.SHIPPED in states:
        return CommitmentState.SHIPPED
    if AccountState.DESCOPED in states:
        return CommitmentState.DESCOPED
    return CommitmentState.CHURNED


def _last(accounts: Iterable[OpenAccount], state: AccountState) -> date | None:
    """The last day on which an account got a state."""
    return max((each.on for each in accounts if each.on and each.state is state), default=None)
