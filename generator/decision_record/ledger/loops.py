"""Loops: who has to be told what, and who was told (records.md §5, Loop)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

from decision_record.ledger.actions import OpenAction
from decision_record.ledger.calendar import days_after
from decision_record.ledger.team_days import TeamDays
from decision_record.model.account import Account
from decision_record.model.decided import Channel
from decision_record.model.records import Records

DAYS_TO_CLOSE = TeamDays().to_tell
"""Days after its opening by which a loop is to be closed, where no action says otherwise and the
team has set no other number."""

LoopKey = tuple[str, str]
"""The item and the account."""

Because = Literal["decided", "slipped", "shipped", "descoped", "superseded", "withdrawn", "request"]


class LoopState(StrEnum):
    """Whether the account was told."""

    OPEN = "open"
    TOLD = "told"
    ENDED = "ended"
    """The customer update is no longer due: superseded, withdrawn, or the account has churned."""


@dataclass(frozen=True, slots=True)
class Opening:
    """One time that a loop opened, because there was something new to tell."""

    day: date
    because: Because


@dataclass(frozen=True, slots=True)
class Telling:
    """One time that the account was told."""

    day: date
    record: str | None
    """Where that was written down."""
    by: str | None
    channel: Channel | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """That an account has to be told something."""

    item: str
    """The decision, shipped item or request."""
    account: str
    state: LoopState
    opened: date
    """The day on which it last opened."""
    because: Because
    """The newest thing to tell."""
    told: date | None
    told_in: str | None
    """Where the telling was written down."""
    by: str | None
    channel: Channel | None
    owner: str | None
    due: date
    openings: tuple[Opening, ...]
    """Each time that it opened, in the order of the replay."""
    tellings: tuple[Telling, ...]
    """Each time that the account was told, in the order of the replay."""
    ended: date | None
    """The day since which nothing changes it: it ended, or the account has churned."""
    actions: tuple[str, ...]
    """Every action that was to close it, in the order of the replay."""
    open_action: str | None
    """The open action that is to close it; of several the one that is due first."""

    @property
    def is_open(self) -> bool:
        """Whether the account still has to be told."""
        return self.state is LoopState.OPEN


@dataclass(slots=True)
class _OpenLoop:
    """A loop while it is replayed."""

    openings: list[Opening]
    opened: date
    tellings: list[Telling]
    told: Telling | None = None
    state: LoopState = LoopState.OPEN
    ended: date | None = None
    """The day since which nothing changes it: it ended, or the account has churned."""

    @property
    def is_alive(self) -> bool:
        """Whether anything can still change it."""
        return self.ended is None

    def settle(self) -> None:
        """Find the first telling since it last opened."""
        since_opened = [each for each in self.tellings if each.day >= self.opened]
        self.told = min(since_opened, key=lambda each: each.day, default=None)
        self.state = LoopState.TOLD if self.told else LoopState.OPEN


@dataclass(slots=True)
class LoopReplay:
    """All loops while they are replayed."""

    loops: dict[LoopKey, _OpenLoop] = field(default_factory=dict)
    tellings: dict[LoopKey, list[Telling]] = field(default_factory=dict)
    """Also those of loops that the same record opens further down."""
    of_account: dict[str, list[LoopKey]] = field(default_factory=dict)
    left: dict[str, date] = field(default_factory=dict)
    """The accounts that have churned, each with the day."""

    def open(self, key: LoopKey, *, on: date, because: Because) -> None:
        """Open a loop, or open it again: not before it last opened."""
        loop, opening = self.loops.get(key), Opening(on, because)
        if loop is None:
            tellings = self.tellings.setdefault(key, [])
            loop = _OpenLoop(openings=[opening], opened=on, tellings=tellings)
            self.loops[key] = loop
            self.of_account.setdefault(key[1], []).append(key)
            if key[1] in self.left:
                loop.state, loop.ended = LoopState.ENDED, self.left[key[1]]
            else:
                loop.settle()
        elif loop.is_alive:
            loop.openings.append(opening)
            loop.opened = max(on, loop.opened)
            loop.settle()

    def tell(self, key: LoopKey, telling: Telling) -> None:
        """Note that an account was told, unless the loop has ended."""
        loop = self.loops.get(key)
        if loop is None:
            self.tellings.setdefault(key, []).append(telling)
        elif loop.is_alive:
            loop.tellings.append(telling)
            loop.settle()

    def tells(self, key: LoopKey, day: date) -> bool:
        """Whether telling an account on a day tells a loop: that is, not before it last opened."""
        loop = self.loops.get(key)
        return loop is not None and loop.is_alive and day >= loop.opened

    def told(self, key: LoopKey) -> bool:
        """Whether an account was told since the loop last opened."""
        loop = self.loops.get(key)
        return loop is not None and loop.told is not None

    def end(self, key: LoopKey, *, on: date) -> None:
        """End a loop; one of an account that has churned stays as it is."""
        loop = self.loops.get(key)
        if loop and loop.is_alive:
            loop.state, loop.ended = LoopState.ENDED, on

    def leave(self, account: str, *, on: date) -> None:
        """Note that an account has churned: its open loops end, told ones stay told."""
        self.left[account] = on
        for key in self.of_account.get(account, ()):
            loop = self.loops[key]
            if loop.is_alive:
                loop.ended = on
                if loop.state is LoopState.OPEN:
                    loop.state = LoopState.ENDED


def freeze_loops(
    replayed: LoopReplay,
    *,
    closing: Mapping[LoopKey, Sequence[OpenAction]],
    as_of: date,
    records: Records,
    to_tell: int,
) -> Mapping[LoopKey, Loop]:
    """All loops by item and account, in the order in which they first opened.

    Args:
        replayed: The loops at the end of the replay.
        closing: Every action that closes each loop, closed ones too.
        as_of: The day, for the CSM that each account has on it.
        records: The records.
        to_tell: Days after its opening by which a loop is to be closed, where no action says so.
    """
    return {
        key: _freeze(
            key,
            loop,
            actions=closing.get(key, ()),
            account=records.accounts.get(key[1]),
            as_of=as_of,
            to_tell=to_tell,
        )
        for key, loop in replayed.loops.items()
    }


def _freeze(
    key: LoopKey,
    loop: _OpenLoop,
    *,
    actions: Sequence[OpenAction],
    account: Account | None,
    as_of: date,
    to_tell: int,
) -> Loop:
    told = loop.told
    waiting = (each for each in actions if each.is_open)
    action = min(waiting, key=lambda each: each.due, default=None)
    return Loop(
        item=key[0],
        account=key[1],
        state=loop.state,
        opened=loop.opened,
        because=loop.openings[-1].because,
        told=told.day if told else None,
        told_in=told.record if told else None,
        by=told.by if told else None,
        channel=told.channel if told else None,
        owner=action.owner if action else account.csm_on(as_of) if account else None,
        due=action.due if action else days_after(loop.opened, to_tell),
        openings=tuple(loop.openings),
        tellings=tuple(loop.tellings),
        ended=loop.ended,
        actions=tuple(each.ref for each in actions),
        open_action=action.ref if action else None,
    )
