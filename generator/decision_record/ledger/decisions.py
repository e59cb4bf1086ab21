"""The decision log: what stands, what is open, what was resolved or superseded, and the words.

Commitments are part of their decisions here: their state, slips and words come from the same rows.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from decision_record.ledger.actions import QueuedAction
from decision_record.model.decided import Decision, RoadmapRow, Shipped
from decision_record.model.records import Entry, Records


class DecisionState(StrEnum):
    """Where a decision stands."""

    STANDING = "standing"
    OPEN = "open"
    RESOLVED = "resolved"
    SUPERSEDED = "superseded"


class CommitmentState(StrEnum):
    """Where a commitment stands."""

    ON_TRACK = "on-track"
    SLIPPED = "slipped"
    SHIPPED = "shipped"
    DESCOPED = "descoped"
    SUPERSEDED = "superseded"


PENDING = frozenset({CommitmentState.ON_TRACK, CommitmentState.SLIPPED})
"""The states of a commitment that is still to be kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a CSM may say, or must not, and since when."""

    text: str
    record: str
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that a later record did to a decision."""

    ref: str
    """The decision that did it, by its full name."""
    day: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """One time that a commitment's target moved."""

    record: str
    day: date
    from_: date | None
    to: date
    because: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something that became of a commitment, which its accounts have to hear."""

    day: date
    because: Literal["slipped", "shipped", "descoped"]
    record: str
    """Where it was written down."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Commitment:
    """What Product promised for a day, with every slip."""

    ref: str
    state: CommitmentState
    target: date | None
    original_target: date | None
    confidence: Literal["committed", "expected", "exploring"] | None
    slips: tuple[Slip, ...]
    shipped: date | None
    descoped: date | None
    because: str | None
    """Why it was descoped."""
    news: tuple[News, ...]
    """Each time it slipped, shipped or was descoped, in the order of the replay."""
    told_of: date
    """The day of the last word on it."""

    @property
    def is_pending(self) -> bool:
        """Whether it is still to be kept."""
        return self.state in PENDING


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedDecision:
    """A decision with everything that became of it."""

    ref: str
    record: str
    day: date
    row: Decision
    """As it was written."""
    state: DecisionState
    due: date | None
    """The due date that holds now: as written, or as it was rolled to."""
    accounts: tuple[str, ...]
    """The accounts that it names, each by its name of today."""
    owed_to: tuple[str, ...]
    """The accounts that have to be told: its own and those of what it supersedes."""
    resolves: tuple[str, ...]
    about: tuple[str, ...]
    supersedes: tuple[str, ...]
    resolved_by: Step | None
    superseded_by: Step | None
    deferred_again: tuple[Step, ...]
    """The deferrals that were about it and kept it open."""
    say: Words | None
    dont_say: Words | None
    followed: date | None
    """The day it was followed through; None for what is not, or not decided."""
    commitment: Commitment | None

    @property
    def outcome(self) -> Literal["decided", "deferred", "escalated"]:
        """decided, deferred or escalated."""
        return self.row.outcome

    @property
    def is_awaited(self) -> bool:
        """Whether somebody waits: for its answer, its ruling or its follow-through."""
        if self.outcome == "decided":
            return self.state is DecisionState.STANDING and self.followed is None
        return self.state is DecisionState.OPEN

    def overdue_days(self, as_of: date) -> int | None:
        """Days since its answer, ruling or follow-through was due; None unless it is late."""
        late = (as_of - self.due).days if self.due else 0
        return late if self.is_awaited and late > 0 else None


@dataclass(slots=True)
class _Pledge:
    """A commitment while it is being replayed."""

    target: date | None
    original: date | None
    told_of: date
    state: CommitmentState = CommitmentState.ON_TRACK
    slips: list[Slip] = field(default_factory=list)
    shipped: date | None = None
    descoped: date | None = None
    because: str | None = None
    news: list[News] = field(default_factory=list)

    def ship(self, day: date, *, record: str) -> None:
        """Take it for shipped on a day."""
        self.state, self.shipped = CommitmentState.SHIPPED, day
        self.news.append(News(day=day, because="shipped", record=record))


@dataclass(slots=True)
class _Open:
    """A decision while it is being replayed."""

    ref: str
    entry: Entry
    row: Decision
    accounts: tuple[str, ...]
    owed_to: dict[str, None]
    pledge: _Pledge | None
    say: Words | None
    dont_say: Words | None
    resolved_by: Step | None = None
    superseded_by: Step | None = None
    deferred_again: list[Step] = field(default_factory=list)
    reviewed: date | None = None
    rolled_to: date | None = None


def replay_decisions(
    entries: Sequence[Entry], *, records: Records, actions: Mapping[str, QueuedAction]
) -> Mapping[str, LoggedDecision]:
    """All decisions by name, in the order in which they were taken."""
    log: dict[str, _Open] = {}
    for entry in entries:
        _review(entry, log)
        for reported in entry.record.roadmap:
            _report(entry, reported, log)
        for shipped in entry.record.shipped:
            _deliver(entry, shipped, log)
        for decision in entry.record.decisions:
            _log(entry, decision, log, records=records)
    closing = _closing_actions(actions)
    return {ref: _freeze(each, closing.get(ref, ())) for ref, each in log.items()}


def _closing_actions(
    actions: Mapping[str, QueuedAction],
) -> Mapping[str, tuple[QueuedAction, ...]]:
    """The actions that close a loop of each decision."""
    closing: dict[str, tuple[QueuedAction, ...]] = {}
    for action in actions.values():
        if action.closes_loop:
            closing[action.closes_loop] = (*closing.get(action.closes_loop, ()), action)
    return closing


def _review(entry: Entry, log: Mapping[str, _Open]) -> None:
    for row in entry.record.review:
        logged = log.get(entry.name_of(row.decision)) if row.decision else None
        if logged and row.outcome == "done":
            done = row.on or entry.date
            logged.reviewed = min(done, logged.reviewed or done)
        elif logged and row.outcome == "rolled" and row.due:
            logged.rolled_to = row.due


def _report(entry: Entry, row: RoadmapRow, log: Mapping[str, _Open]) -> None:
    """A roadmap row: what became of a commitment, and the words from now on."""
    logged = log.get(entry.name_of(row.commitment))
    if logged is None:
        return
    if row.say:
        logged.say = Words(text=row.say, record=entry.id, day=entry.date)
    if row.dont_say:
        logged.dont_say = Words(text=row.dont_say, record=entry.id, day=entry.date)
    pledge = logged.pledge
    if pledge is None:
        return
    pledge.told_of = entry.date
    match row.status:
        case "on-track":
            pledge.state = CommitmentState.ON_TRACK
        case "slipped":
            pledge.state = CommitmentState.SLIPPED
            pledge.news.append(News(day=entry.date, because="slipped", record=entry.id))
            _slip(entry, row, pledge)
        case "shipped":
            # A row without a day of its own confirms what a shipped item has said already.
            if row.on or pledge.state is not CommitmentState.SHIPPED:
                pledge.ship(row.on or entry.date, record=entry.id)
        case "descoped":
            pledge.state = CommitmentState.DESCOPED
            pledge.news.append(News(day=entry.date, because="descoped", record=entry.id))
            pledge.descoped, pledge.because = entry.date, row.because


def _slip(entry: Entry, row: RoadmapRow, pledge: _Pledge) -> None:
    if row.target is None:
        return
    slip = Slip(
        record=entry.id, day=entry.date, from_=pledge.target, to=row.target, because=row.because
    )
    pledge.slips.append(slip)
    pledge.target = row.target


def _deliver(entry: Entry, row: Shipped, log: Mapping[str, _Open]) -> None:
    """A shipped item that delivers a decision ships its commitment."""
    logged = log.get(entry.name_of(row.delivers)) if row.delivers else None
    pledge = logged.pledge if logged else None
    if pledge and pledge.state is not CommitmentState.SHIPPED:
        pledge.ship(row.on, record=entry.id)
        pledge.told_of = entry.date


def _log(entry: Entry, row: Decision, log: dict[str, _Open], *, records: Records) -> None:
    """A new decision, and what it does to earlier ones."""
    ref = f"{entry.id}/{row.id}"
    accounts = tuple(dict.fromkeys(records.account_id(each) for each in row.accounts))
    logged = _Open(
        ref=ref,
        entry=entry,
        row=row,
        accounts=accounts,
        owed_to=dict.fromkeys(accounts if row.outcome == "decided" else ()),
        pledge=_pledge(entry, row),
        say=Words(text=row.say, record=entry.id, day=entry.date) if row.say else None,
        dont_say=Words(text=row.dont_say, record=entry.id, day=entry.date)
        if row.dont_say
        else None,
    )
    step = Step(ref=ref, day=entry.date)
    for name in row.supersedes:
        old = log.get(entry.name_of(name))
        if old:
            old.superseded_by = old.superseded_by or step
            logged.owed_to |= dict.fromkeys((*old.accounts, *old.owed_to))
    for name in row.resolves:
        old = log.get(entry.name_of(name))
        if old and row.outcome == "decided" and old.row.outcome != "decided":
            old.resolved_by = old.resolved_by or step
    for name in row.about:
        old = log.get(entry.name_of(name))
        if old and row.outcome == "deferred" and _is_open(old):
            old.deferred_again.append(step)
    log.setdefault(ref, logged)


def _pledge(entry: Entry, row: Decision) -> _Pledge | None:
    if row.commitment is None or row.outcome != "decided":
        return None
    target = row.commitment.target
    return _Pledge(target=target, original=target, told_of=entry.date)


def _is_open(logged: _Open) -> bool:
    return _state(logged) is DecisionState.OPEN


def _state(logged: _Open) -> DecisionState:
    if logged.superseded_by:
        return DecisionState.SUPERSEDED
    if logged.row.outcome == "decided":
        return DecisionState.STANDING
    return DecisionState.RESOLVED if logged.resolved_by else DecisionState.OPEN


def _followed(logged: _Open, closing: Sequence[QueuedAction]) -> date | None:
    """The earliest of a review, shipping, and the last of the actions that close its loops."""
    if logged.row.outcome != "decided":
        return None
    closed = [action.closed for action in closing if action.closed]
    days = [
        logged.reviewed,
        logged.pledge.shipped if logged.pledge else None,
        max(closed) if closed and len(closed) == len(closing) else None,
    ]
    return min((day for day in days if day), default=None)


def _freeze(logged: _Open, closing: Sequence[QueuedAction]) -> LoggedDecision:
    entry, row = logged.entry, logged.row
    return LoggedDecision(
        ref=logged.ref,
        record=entry.id,
        day=entry.date,
        row=row,
        state=_state(logged),
        due=logged.rolled_to or row.due,
        accounts=logged.accounts,
        owed_to=tuple(logged.owed_to),
        resolves=tuple(entry.name_of(each) for each in row.resolves),
        about=tuple(entry.name_of(each) for each in row.about),
        supersedes=tuple(entry.name_of(each) for each in row.supersedes),
        resolved_by=logged.resolved_by,
        superseded_by=logged.superseded_by,
        deferred_again=tuple(logged.deferred_again),
        say=logged.say,
        dont_say=logged.dont_say,
        followed=_followed(logged, closing),
        commitment=_commitment(logged),
    )


def _commitment(logged: _Open) -> Commitment | None:
    pledge, promise = logged.pledge, logged.row.commitment
    if pledge is None or promise is None:
        return None
    return Commitment(
        ref=logged.ref,
        state=CommitmentState.SUPERSEDED if logged.superseded_by else pledge.state,
        target=pledge.target,
        original_target=pledge.original,
        confidence=promise.confidence,
        slips=tuple(pledge.slips),
        shipped=pledge.shipped,
        descoped=pledge.descoped,
        because=pledge.because,
        news=tuple(pledge.news),
        told_of=pledge.told_of,
    )
