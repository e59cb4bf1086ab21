"""What the meetings of a synthetic organisation leave for the next ones."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from random import Random
from typing import Any

from company import ROOM
from rows import days_after


@dataclass(frozen=True, slots=True)
class Open:
    """An action that its meeting has to review."""

    ref: str
    due: date
    tells: tuple[str, str] | None = None
    """The decision and the account that it is to tell, where it closes a loop."""


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment that is still to be kept."""

    ref: str
    target: date
    accounts: tuple[str, ...]
    """Those that are still promised it."""
    is_partly_shipped: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A request that every tier 2 of its CSM speaks of until it is shipped or declined."""

    ref: str
    status: str = "backlog"


@dataclass(slots=True)
class State:
    """What earlier meetings left for the next ones."""

    queues: dict[str, list[Open]] = field(default_factory=dict)
    promises: list[Promise] = field(default_factory=list)
    briefings: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    """Briefings that went up to tier 1, with their accounts; by series."""
    questions: dict[str, list[str]] = field(default_factory=dict)
    requests: dict[str, list[Request]] = field(default_factory=dict)
    deferred: list[str] = field(default_factory=list)


def review_queue(on: date, series: str, state: State, chance: Random) -> list[Mapping[str, Any]]:
    """A row for every action of the queue; what is not done is rolled, or seldom dropped."""
    rows: list[Mapping[str, Any]] = []
    kept = []
    for action in state.queues.get(series, []):
        row: dict[str, Any] = {"action": action.ref}
        fate = chance.random()
        if fate < 0.72:
            done = max(days_after(on, -chance.randrange(6)), date.fromisoformat(action.ref[:10]))
            row |= {"outcome": "done", "on": done, "channel": "email"}
        elif fate < 0.76:
            row |= {"outcome": "handed-over", "owner": ROOM[0], "note": "She knows them best."}
            kept.append(action)
        elif fate < 0.95:
            row |= {"outcome": "rolled", "due": days_after(on, 14), "note": "Waits for their data."}
            kept.append(replace(action, due=days_after(on, 14)))
        else:
            row |= {"outcome": "dropped", "note": "The customer has solved it alone."}
        rows.append(row)
    state.queues[series] = kept
    return rows


def open_actions(record: str, series: str, state: State, rows: Sequence[Mapping[str, Any]]) -> None:
    """Put actions into the queue that has to review them."""
    state.queues.setdefault(series, []).extend(
        Open(
            ref=f"{record}/{row['id']}",
            due=row["due"],
            tells=(f"{record}/{row['closes_loop']}", row["account"])
            if "closes_loop" in row
            else None,
        )
        for row in rows
    )
