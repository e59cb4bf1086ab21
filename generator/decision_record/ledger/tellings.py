"""Who was told what, and which shipped items keep a promise: to tell one is to tell both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.decided import Channel
from decision_record.model.records import Entry, Records

LoopKey = tuple[str, str]
"""The item and the account."""


@dataclass(frozen=True, slots=True)
class Telling:
    """That an account was told."""

    day: date
    record: str | None
    """Where that was written down."""
    by: str | None
    channel: Channel | None


def find_deliveries(
    entries: Sequence[Entry], *, decisions: Mapping[str, LoggedDecision]
) -> Mapping[str, str]:
    """The shipped items that keep a commitment, each with its decision: they have one loop."""
    before: set[str] = set()
    deliveries: dict[str, str] = {}
    for entry in entries:
        for row in entry.record.shipped:
            delivered = decisions.get(entry.name_of(row.delivers)) if row.delivers else None
            # What was not decided before it shipped was not kept by it: somebody has to tell.
            if delivered and delivered.commitment and delivered.record in before:
                deliveries[f"{entry.id}/{row.id}"] = delivered.ref
        before.add(entry.id)
    return deliveries


def gather_tellings(
    entries: Sequence[Entry],
    *,
    records: Records,
    actions: Mapping[str, QueuedAction],
    deliveries: Mapping[str, str],
) -> Mapping[LoopKey, Sequence[Telling]]:
    """Who was told what: by a row of `loops`, or by an action that was done.

    Whoever was told of an item that keeps a commitment was told of the commitment.
    """
    tellings: dict[LoopKey, list[Telling]] = {}
    for entry in entries:
        for row in entry.record.loops:
            item = entry.name_of(row.item)
            key = (deliveries.get(item, item), records.account_id(row.account))
            telling = Telling(day=row.on, record=entry.id, by=row.by, channel=row.channel)
            tellings.setdefault(key, []).append(telling)
    for action in actions.values():
        done = action.closed if action.state is ActionState.DONE else None
        if done and action.closes_loop and action.account:
            telling = Telling(
                day=done, record=action.closed_in, by=action.owner, channel=action.channel
            )
            key = (deliveries.get(action.closes_loop, action.closes_loop), action.account)
            tellings.setdefault(key, []).append(telling)
    return tellings
