"""The decision log: what is in force, what is open, what was resolved or superseded, and by what.

The types, and one decision while it is replayed. What later records do to it is in `roadmap` (rows
and deliveries), `superseding` (successors) and `deferrals`.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decision_record.ledger.commitments import (
    AccountState,
    Commitment,
    CommitmentState,
    OpenAccount,
    OpenCommitment,
    find_shipped,
    freeze_commitment,
)
from decision_record.ledger.decision_history import (
    DecisionEvent,
    HistoryPart,
    Words,
    WordsKind,
)
from decision_record.model.decided import Decision, Outcome, Review
from decision_record.model.records import Entry


class DecisionState(StrEnum):
    """The state of a decision."""

    STANDING = "standing"
    OPEN = "open"
    RESOLVED = "resolved"
    SUPERSEDED = "superseded"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A later decision that did something to this one."""

    ref: str
    """The later decision, by its full name."""
    day: date
    accounts: tuple[str, ...] = ()
    """Of a successor, the accounts that it took over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDecision:
    """A decision with everything that became of it."""

    ref: str
    record: str
    day: date
    row: Decision
    """As it was written."""
    state: DecisionState
    owner: str | None
    """Who owns it now: as written, or as a later row handed it over."""
    own_due: date | None
    """Its own due date: as written, or as it was rolled to."""
    accounts: tuple[str, ...]
    """The accounts that it names or takes over, each by its name of today."""
    withdrawn_for: Mapping[str, tuple[str, ...]]
    """The accounts that lost a promise by it and got none, each with the decisions that made it."""
    already_told: tuple[str, ...]
    """The accounts that it owes nothing: they were told the same words and the same target."""
    resolves: tuple[str, ...]
    about: tuple[str, ...]
    supersedes: tuple[str, ...]
    resolved_by: Step | None
    superseded_by: tuple[Step, ...]
    """Its successors, in the order of the replay."""
    deferred_again: tuple[Step, ...]
    """The later deferrals of the same thing, which kept it open; only the last can be late."""
    deferred_before: tuple[Step, ...]
    """Of a deferral, the earlier deferrals of the same thing."""
    say: Words | None
    """The newest words for accounts for which it still holds, else the newest."""
    dont_say: Words | None
    """The newest words that must not be said."""
    followed: date | None
    """The day it was followed through; None for what is not, or not decided."""
    commitment: Commitment | None
    history: tuple[HistoryPart, ...]
    """Every piece of words and every event, in the order of the replay."""

    @property
    def outcome(self) -> Outcome:
        """decided, deferred or escalated."""
        return self.row.outcome

    @property
    def due(self) -> date | None:
        """The day of its follow-through, answer or ruling; else its commitment's target."""
        return self.own_due or (self.commitment.target if self.commitment else None)

    @property
    def concerned(self) -> tuple[str, ...]:
        """Every account that must hear about it: those it names, and those it leaves without."""
        return tuple(dict.fromkeys((*self.accounts, *self.withdrawn_for)))

    @property
    def is_awaited(self) -> bool:
        """Whether its answer, its ruling or its follow-through is still to come.

        A deferral that was deferred again is not awaited: the newer one is. What was descoped is
        not followed through any more.
        """
        if self.outcome == "decided":
            is_off = self.commitment and self.commitment.state in _OFF
            return self.state is DecisionState.STANDING and self.followed is None and not is_off
        return self.state is DecisionState.OPEN and not self.deferred_again

    @property
    def awaits_answer(self) -> bool:
        """Whether it is deferred or escalated, and its answer or ruling is still to come."""
        return self.outcome != "decided" and self.is_awaited

    @property
    def awaits_follow_through(self) -> bool:
        """Whether it is decided and is still to be followed through.

        What is promised with no date of its own is followed through by keeping its target.
        """
        is_promised = self.commitment is not None and self.commitment.is_pending
        return (
            self.outcome == "decided"
            and self.is_awaited
            and (self.own_due is not None or not is_promised)
        )

    def overdue_days(self, as_of: date) -> int | None:
        """Days since its answer, ruling or follow-through was due; None unless it is late."""
        late = (as_of - self.due).days if self.due else 0
        return late if self.is_awaited and late > 0 else None

    def words(self) -> Iterator[Words]:
        """Its words, oldest first."""
        return (each for each in self.history if isinstance(each, Words))

    def events(self) -> Iterator[DecisionEvent]:
        """What became of it, oldest first."""
        return (each for each in self.history if isinstance(each, DecisionEvent))


_OFF = frozenset({CommitmentState.DESCOPED, CommitmentState.CHURNED})


@dataclass(slots=True, eq=False)
class OpenDecision:
    """A decision while it is replayed."""

    ref: str
    position: int
    """Its place among all decisions."""
    entry: Entry
    row: Decision
    owner: str | None
    accounts: dict[str | None, OpenAccount]
    """By account; None is the nameless account of a commitment without accounts.

    Without a commitment `promised` says no more than that the decision holds for the account.
    """
    commitment: OpenCommitment | None
    history: list[HistoryPart] = field(default_factory=list)
    withdrawn_for: dict[str, list[str]] = field(default_factory=dict)
    """By account that it leaves without, the decisions that had promised it something."""
    first_successor: "OpenDecision | None" = None
    already_told: list[str] = field(default_factory=list)
    resolved_by: Step | None = None
    superseded_by: list[Step] = field(default_factory=list)
    deferred_again: list[Step] = field(default_factory=list)
    deferred_before: list[Step] = field(default_factory=list)
    reviewed: date | None = None
    rolled_to: date | None = None

    @property
    def is_decided(self) -> bool:
        """Whether it is decided, neither deferred nor escalated."""
        return self.row.outcome == "decided"

    @property
    def target(self) -> date | None:
        """Its commitment's target."""
        return self.commitment.target if self.commitment else None

    def names(self, account: str) -> bool:
        """Whether it names an account or has taken it over."""
        return account in self.accounts

    def named(self) -> tuple[str, ...]:
        """The accounts that it names or has taken over."""
        return tuple(each for each in self.accounts if each is not None)

    def in_state(self, *states: AccountState) -> list[str | None]:
        """Its accounts in some states; the nameless one is None."""
        return [name for name, each in self.accounts.items() if each.state in states]

    def promised(self) -> list[str | None]:
        """Its accounts that are still promised what it says."""
        return self.in_state(AccountState.PROMISED)

    def take_over(self, account: str, *, churned: Mapping[str, date]) -> None:
        """Count an account as one that it names; a promise to one that has left ends at once."""
        if account in self.accounts:
            return
        self.accounts[account] = opened = OpenAccount()
        if self.commitment and account in churned:
            opened.become(AccountState.CHURNED, on=churned[account], record=None)

    def complete_accounts(self) -> None:
        """A commitment that names no account and takes none over counts as one nameless account."""
        if self.commitment and not self.accounts:
            self.accounts[None] = OpenAccount()

    def hand_over(self, owner: str | None) -> None:
        """Give it and its commitment to another owner, where a row names one."""
        self.owner = owner or self.owner

    def review(self, row: Review, *, entry: Entry) -> None:
        """Take a review row on its follow-through."""
        self.hand_over(row.owner)
        if row.outcome == "done":
            done = row.on or entry.date
            self.reviewed = min(done, self.reviewed or done)
        elif row.outcome == "rolled" and row.due:
            self.rolled_to = row.due

    def speak(
        self,
        *,
        say: str | None,
        dont_say: str | None,
        ref: str,
        entry: Entry,
        accounts: Iterable[str | None],
    ) -> None:
        """Keep words for some of its accounts; without any they are dropped."""
        named = tuple(each for each in accounts if each is not None)
        if not named and self.named():
            return
        pieces: tuple[tuple[WordsKind, str | None], ...] = (("say", say), ("dont-say", dont_say))
        for kind, text in pieces:
            if text:
                words = Words(
                    text=text,
                    kind=kind,
                    ref=ref,
                    record=entry.id,
                    day=entry.date,
                    accounts=named,
                    target=self.target,
                )
                self.history.append(words)


def log_decision(
    entry: Entry,
    row: Decision,
    *,
    position: int,
    accounts: Iterable[str],
    churned: Mapping[str, date],
) -> OpenDecision:
    """A new decision, before the accounts that it takes over are known."""
    promise = row.commitment if row.outcome == "decided" else None
    decision = OpenDecision(
        ref=f"{entry.id}/{row.id}",
        position=position,
        entry=entry,
        row=row,
        owner=row.owner,
        accounts={},
        commitment=OpenCommitment(
            target=promise.target,
            original=promise.target,
            confidence=promise.confidence,
            reported=entry.date,
        )
        if promise
        else None,
    )
    for each in accounts:
        decision.take_over(each, churned=churned)
    return decision


def find_followed(decision: OpenDecision, closed: Iterable[date | None]) -> date | None:
    """The day it was followed through: the earliest of three (records.md §5, Decision).

    Args:
        decision: The decision.
        closed: For each action that closes a loop of it, or of what delivers it, the day on which
            the action was closed; None for one that is open.
    """
    if not decision.is_decided:
        return None
    days = list(closed)
    closings = [day for day in days if day]
    found = [
        decision.reviewed,
        find_shipped(decision.commitment, decision.accounts) if decision.commitment else None,
        max(closings) if closings and len(closings) == len(days) else None,
    ]
    return min((day for day in found if day), default=None)


def freeze_decision(decision: OpenDecision, *, closed: Iterable[date | None]) -> LoggedDecision:
    """The decision as it is now; for `closed` see `find_followed`."""
    entry, row, promise = decision.entry, decision.row, decision.commitment
    return LoggedDecision(
        ref=decision.ref,
        record=entry.id,
        day=entry.date,
        row=row,
        state=_state(decision),
        owner=decision.owner,
        own_due=decision.rolled_to or row.due,
        accounts=decision.named(),
        withdrawn_for={name: tuple(olds) for name, olds in decision.withdrawn_for.items()},
        already_told=tuple(decision.already_told),
        resolves=tuple(entry.name_of(each) for each in row.resolves),
        about=tuple(entry.name_of(each) for each in row.about),
        supersedes=tuple(entry.name_of(each) for each in row.supersedes),
        resolved_by=decision.resolved_by,
        superseded_by=tuple(decision.superseded_by),
        deferred_again=tuple(decision.deferred_again),
        deferred_before=tuple(decision.deferred_before),
        say=_newest(decision, "say"),
        dont_say=_newest(decision, "dont-say"),
        followed=find_followed(decision, closed),
        commitment=freeze_commitment(promise, ref=decision.ref, accounts=decision.accounts)
        if promise
        else None,
        history=tuple(decision.history),
    )


def _state(decision: OpenDecision) -> DecisionState:
    if decision.superseded_by:
        return DecisionState.SUPERSEDED
    if decision.is_decided:
        return DecisionState.STANDING
    return DecisionState.RESOLVED if decision.resolved_by else DecisionState.OPEN


def _newest(decision: OpenDecision, kind: WordsKind) -> Words | None:
    """The newest words for an account for which it still holds, else the newest."""
    words = [each for each in decision.history if isinstance(each, Words) and each.kind == kind]
    held = set(decision.promised())
    for each in reversed(words):
        if not held.isdisjoint(each.accounts):
            return each
    return words[-1] if words else None
