"""The action queues: what was agreed to be done, and each review of it until it is closed."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal, NamedTuple

from decision_record.model.decided import Action, Channel, LoopRow, Review
from decision_record.model.records import Entry, Records


class Side(StrEnum):
    """Who does it."""

    CS = "cs"
    PM = "pm"
    SHARED = "shared"


class ActionState(StrEnum):
    """The state of an action."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ReviewStep(NamedTuple):
    """One time that an action was reviewed. A tuple, because there are very many."""

    record: str
    section: Literal["review", "loops"]
    """`loops` for a row there that told the account what the action was to tell it."""
    row: int
    """The row of that section, counted from 0."""
    day: date
    """The record's date."""
    outcome: str
    """done, rolled, handed-over or dropped."""
    on: date
    """The day it happened."""
    due: date | None
    """The new due date, of what was rolled."""
    owner: str | None
    """The new owner, of what was handed over or rolled to another."""
    note: str | None
    channel: Channel | None
    counts: bool
    """Whether it changed anything; a review of what was closed before does not."""

    @property
    def closes(self) -> bool:
        """Whether it closed the action, as done or as dropped."""
        return self.counts and self.outcome in {"done", "dropped"}


class QueuedAction(NamedTuple):
    """An action with everything that became of it. A tuple, because there are very many."""

    ref: str
    record: str
    side: Side
    what: str
    owners: tuple[str, ...]
    """Everyone who owned it, the first owner first."""
    state: ActionState
    opened: date
    closed: date | None
    dues: tuple[date, ...]
    """Every due date, oldest first."""
    series: str | None
    """The series whose queue it is in."""
    account: str | None
    closes_loop: str | None
    after: str | None
    reviews: tuple[ReviewStep, ...]

    @property
    def owner(self) -> str:
        """Who owns it now, or owned it last."""
        return self.owners[-1]

    @property
    def due(self) -> date:
        """The due date that holds now."""
        return self.dues[-1]

    @property
    def rolled(self) -> int:
        """How often it was rolled."""
        return sum(step.counts and step.outcome == "rolled" for step in self.reviews)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is ActionState.OPEN

    @property
    def closed_in(self) -> str | None:
        """The record that closed it."""
        return next((step.record for step in self.reviews if step.closes), None)

    def overdue_days(self, as_of: date) -> int | None:
        """Days since it was due; None unless it is open and late."""
        late = (as_of - self.due).days
        return late if self.is_open and late > 0 else None


@dataclass(slots=True, eq=False)
class OpenAction:
    """An action while it is replayed."""

    ref: str
    entry: Entry
    side: Side
    row: Action
    account: str | None
    closes_loop: str | None
    state: ActionState = ActionState.OPEN
    closed: date | None = None
    dues: list[date] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    reviews: list[ReviewStep] = field(default_factory=list)

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done."""
        return self.state is ActionState.OPEN

    @property
    def owner(self) -> str:
        """Who owns it now."""
        return self.owners[-1]

    @property
    def due(self) -> date:
        """The due date that holds now."""
        return self.dues[-1]

    def review(self, row: Review, *, entry: Entry, index: int) -> bool:
        """Take a row of a later record's review; whether it says that the action is done now."""
        counts, is_done = self.is_open, row.outcome == "done"
        happened = row.on if row.on and is_done else entry.date
        self.reviews.append(
            ReviewStep(
                record=entry.id,
                section="review",
                row=index,
                day=entry.date,
                outcome=row.outcome,
                on=happened,
                due=row.due,
                owner=row.owner,
                note=row.note,
                channel=row.channel,
                counts=counts,
            )
        )
        if not counts:
            return False
        if row.outcome in {"done", "dropped"}:
            self.state, self.closed = ActionState(row.outcome), happened
            return is_done
        if row.outcome == "rolled" and row.due:
            self.dues.append(row.due)
        if row.owner and row.owner != self.owner:
            self.owners.append(row.owner)
        return False

    def close_by_telling(self, row: LoopRow, *, entry: Entry, index: int) -> None:
        """Take a row of `loops` that told the account what the action was to tell it."""
        self.reviews.append(
            ReviewStep(
                record=entry.id,
                section="loops",
                row=index,
                day=entry.date,
                outcome="done",
                on=row.on,
                due=None,
                owner=None,
                note=None,
                channel=row.channel,
                counts=True,
            )
        )
        self.state, self.closed = ActionState.DONE, row.on


@dataclass(slots=True)
class ActionQueue:
    """All actions while they are replayed."""

    actions: dict[str, OpenAction] = field(default_factory=dict)
    of_item: dict[str, list[OpenAction]] = field(default_factory=dict)
    """By item the actions that close a loop of it, closed ones too."""
    open_closing: dict[tuple[str, str], list[OpenAction]] = field(default_factory=dict)
    """By item and account the open actions that close that loop."""

    def open(self, side: Side, row: Action, *, entry: Entry, records: Records) -> OpenAction | None:
        """Open an action; None where its name is taken."""
        ref = f"{entry.id}/{row.id}"
        if ref in self.actions:
            return None
        action = OpenAction(
            ref=ref,
            entry=entry,
            side=side,
            row=row,
            account=records.account_id(row.account) if row.account else None,
            closes_loop=entry.name_of(row.closes_loop) if row.closes_loop else None,
            dues=[row.due],
            owners=[row.owner],
        )
        self.actions[ref] = action
        if action.closes_loop:
            self.of_item.setdefault(action.closes_loop, []).append(action)
            if action.account:
                key = (action.closes_loop, action.account)
                self.open_closing.setdefault(key, []).append(action)
        return action

    def take_closing(self, item: str, account: str) -> list[OpenAction]:
        """The open actions that close a loop of an item; they are closed after this."""
        found = self.open_closing.pop((item, account), [])
        return [each for each in found if each.is_open]


def actions_of(entry: Entry) -> Iterator[tuple[Side, Action]]:
    """The actions of a record, each with its side."""
    actions = entry.record.actions
    for side, rows in ((Side.CS, actions.cs), (Side.PM, actions.pm), (Side.SHARED, actions.shared)):
        for row in rows:
            yield side, row


def freeze_action(action: OpenAction) -> QueuedAction:
    """The action as it is now."""
    row, entry = action.row, action.entry
    return QueuedAction(
        ref=action.ref,
        record=entry.id,
        side=action.side,
        what=row.what,
        owners=tuple(action.owners),
        state=action.state,
        opened=entry.date,
        closed=action.closed,
        dues=tuple(action.dues),
        series=entry.series,
        account=action.account,
        closes_loop=action.closes_loop,
        after=entry.name_of(row.after) if row.after else None,
        reviews=tuple(action.reviews),
    )
