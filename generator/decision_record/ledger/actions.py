"""The action queues: what was agreed to be done, and each review of it until it is closed."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from decision_record.model.decided import Action, Channel
from decision_record.model.records import Entry, Records


class Side(StrEnum):
    """Who does it."""

    CS = "cs"
    PM = "pm"
    SHARED = "shared"


class ActionState(StrEnum):
    """Where an action stands."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"


class ReviewStep(NamedTuple):
    """One time that an action was reviewed. A tuple, because there are very many."""

    record: str
    row: int
    """The row of the record's `review` section."""
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

    @property
    def channel(self) -> Channel | None:
        """How the customer was told, where the action closed a loop."""
        return next((step.channel for step in self.reviews if step.outcome == "done"), None)

    def overdue_days(self, as_of: date) -> int | None:
        """Days since it was due; None unless it is open and late."""
        late = (as_of - self.due).days
        return late if self.is_open and late > 0 else None


@dataclass(slots=True)
class _Open:
    """An action while it is being replayed."""

    entry: Entry
    side: Side
    row: Action
    state: ActionState = ActionState.OPEN
    closed: date | None = None
    dues: list[date] = field(default_factory=list)
    owners: list[str] = field(default_factory=list)
    reviews: list[ReviewStep] = field(default_factory=list)


def actions_of(entry: Entry) -> Iterator[tuple[Side, Action]]:
    """The actions of a record, each with its side."""
    actions = entry.record.actions
    for side, rows in ((Side.CS, actions.cs), (Side.PM, actions.pm), (Side.SHARED, actions.shared)):
        for row in rows:
            yield side, row


def replay_actions(entries: Sequence[Entry], *, records: Records) -> Mapping[str, QueuedAction]:
    """All actions by name. A review comes before the record's own actions are opened."""
    queue: dict[str, _Open] = {}
    for entry in entries:
        _review(entry, queue)
        for side, row in actions_of(entry):
            action = _Open(entry=entry, side=side, row=row, dues=[row.due], owners=[row.owner])
            queue.setdefault(f"{entry.id}/{row.id}", action)
    return {ref: _freeze(ref, action, records=records) for ref, action in queue.items()}


def _review(entry: Entry, queue: Mapping[str, _Open]) -> None:
    for index, row in enumerate(entry.record.review):
        action = queue.get(entry.name_of(row.action)) if row.action else None
        if action is None:
            continue
        counts = action.state is ActionState.OPEN
        happened = row.on if row.on and row.outcome == "done" else entry.date
        action.reviews.append(
            ReviewStep(
                record=entry.id,
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
            continue
        if row.outcome in {"done", "dropped"}:
            action.state = ActionState(row.outcome)
            action.closed = happened
            continue
        if row.outcome == "rolled" and row.due:
            action.dues.append(row.due)
        if row.owner and row.owner != action.owners[-1]:
            action.owners.append(row.owner)


def _freeze(ref: str, action: _Open, *, records: Records) -> QueuedAction:
    row, entry = action.row, action.entry
    return QueuedAction(
        ref=ref,
        record=entry.id,
        side=action.side,
        what=row.what,
        owners=tuple(action.owners),
        state=action.state,
        opened=entry.date,
        closed=action.closed,
        dues=tuple(action.dues),
        series=entry.series,
        account=records.account_id(row.account) if row.account else None,
        closes_loop=entry.name_of(row.closes_loop) if row.closes_loop else None,
        after=entry.name_of(row.after) if row.after else None,
        reviews=tuple(action.reviews),
    )
