"""Loops: who has to be told what, and who was told (records.md §5, Loop).

A loop opens anew whenever there is something new to hear, so openings and tellings are gathered
first, and the state is what the last opening and the tellings after it say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.asked import TELLING_STATUSES, SubmittedRequest
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.tellings import (
    LoopKey,
    Telling,
    find_deliveries,
    gather_tellings,
)
from decision_record.model.account import Account
from decision_record.model.decided import Channel
from decision_record.model.records import Entry, Records

DAYS_TO_CLOSE = 7
"""Days after its opening by which a loop is to be closed, where no action says otherwise."""

Because = Literal["decided", "slipped", "shipped", "descoped", "superseded", "request"]


class LoopState(StrEnum):
    """Whether the account was told."""

    OPEN = "open"
    TOLD = "told"
    ENDED = "ended"
    """Nobody has to tell any more: the decision was superseded, or the account has churned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loop:
    """That an account has to be told something."""

    item: str
    """The decision, shipped item or request."""
    account: str
    state: LoopState
    opened: date
    because: Because
    told: date | None
    told_in: str | None
    """Where the telling was written down."""
    by: str | None
    channel: Channel | None
    owner: str | None
    due: date

    @property
    def is_open(self) -> bool:
        """Whether the account still has to be told."""
        return self.state is LoopState.OPEN


@dataclass(frozen=True, slots=True)
class _Opening:
    day: date
    because: Because


def replay_loops(
    entries: Sequence[Entry],
    *,
    as_of: date,
    records: Records,
    decisions: Mapping[str, LoggedDecision],
    requests: Mapping[str, SubmittedRequest],
    actions: Mapping[str, QueuedAction],
) -> Mapping[LoopKey, Loop]:
    """All loops by item and account, in the order in which their items were written down."""
    deliveries = find_deliveries(entries, decisions=decisions)
    openings: dict[LoopKey, list[_Opening]] = {}
    for key, opening in (
        *_of_decisions(decisions),
        *_of_shipped(entries, records=records, deliveries=deliveries),
        *_of_requests(requests.values()),
    ):
        openings.setdefault(key, []).append(opening)
    tellings = gather_tellings(entries, records=records, actions=actions, deliveries=deliveries)
    closing = _closing_actions(actions.values(), deliveries=deliveries)
    return {
        key: _settle(
            key,
            opened,
            tellings.get(key, ()),
            account=records.accounts.get(key[1]),
            as_of=as_of,
            superseded=_superseded(decisions.get(key[0])),
            action=closing.get(key),
        )
        for key, opened in openings.items()
    }


def _superseded(decision: LoggedDecision | None) -> date | None:
    """The day on which the loops of a decision ended, because another took its place."""
    return decision.superseded_by.day if decision and decision.superseded_by else None


def _of_decisions(
    decisions: Mapping[str, LoggedDecision],
) -> Iterator[tuple[LoopKey, _Opening]]:
    for ref, decision in decisions.items():
        inherited = {
            account
            for old in decision.supersedes
            if old in decisions
            for account in (*decisions[old].accounts, *decisions[old].owed_to)
        }
        for account in decision.owed_to:
            because: Because = "superseded" if account in inherited else "decided"
            yield (ref, account), _Opening(day=decision.day, because=because)
            for opening in _reopenings(decision):
                yield (ref, account), opening


def _reopenings(decision: LoggedDecision) -> Iterator[_Opening]:
    """What became of the commitment must be heard too."""
    for news in decision.commitment.news if decision.commitment else ():
        yield _Opening(day=news.day, because=news.because)


def _of_shipped(
    entries: Sequence[Entry], *, records: Records, deliveries: Mapping[str, str]
) -> Iterator[tuple[LoopKey, _Opening]]:
    """A shipped item, unless it keeps a commitment: then that one's loops open anew."""
    for entry in entries:
        for row in entry.record.shipped:
            ref = f"{entry.id}/{row.id}"
            for name in row.accounts if ref not in deliveries else ():
                yield (ref, records.account_id(name)), _Opening(day=row.on, because="shipped")


def _of_requests(
    requests: Iterable[SubmittedRequest],
) -> Iterator[tuple[LoopKey, _Opening]]:
    for request in requests:
        for step in request.steps:
            if step.status in TELLING_STATUSES:
                yield (
                    (request.ref, request.account),
                    _Opening(day=step.day, because="request"),
                )


def _closing_actions(
    actions: Iterable[QueuedAction], *, deliveries: Mapping[str, str]
) -> Mapping[LoopKey, QueuedAction]:
    """The open action that closes each loop; of several the one that is due first."""
    closing: dict[LoopKey, QueuedAction] = {}
    for action in actions:
        if action.is_open and action.closes_loop and action.account:
            key = (deliveries.get(action.closes_loop, action.closes_loop), action.account)
            first = closing.get(key)
            if first is None or action.due < first.due:
                closing[key] = action
    return closing


def _settle(  # noqa: PLR0913 - all that a loop's state depends on
    key: LoopKey,
    openings: Sequence[_Opening],
    tellings: Sequence[Telling],
    *,
    account: Account | None,
    as_of: date,
    superseded: date | None,
    action: QueuedAction | None,
) -> Loop:
    """The loop as it stands: its last opening, and the first telling since.

    Being superseded ends it, churn ends it while it is open; neither lets it open anew, so nothing
    after that day counts.
    """
    churned = account.churned_by(as_of) if account else None
    last_day = min(churned or date.max, superseded or date.max)
    opening = _last([each for each in openings if each.day <= last_day] or openings[:1])
    heard = [each for each in tellings if opening.day <= each.day <= last_day]
    telling = min(heard, key=lambda each: each.day, default=None)
    state = LoopState.OPEN
    if superseded or (churned and not telling):
        state = LoopState.ENDED
    elif telling:
        state = LoopState.TOLD
    return Loop(
        item=key[0],
        account=key[1],
        state=state,
        opened=opening.day,
        because=opening.because,
        told=telling.day if telling else None,
        told_in=telling.record if telling else None,
        by=telling.by if telling else None,
        channel=telling.channel if telling else None,
        owner=action.owner if action else account.csm_on(as_of) if account else None,
        due=action.due if action else _due(opening.day),
    )


def _due(opened: date) -> date:
    """The day by which it is to be closed; the calendar's last day has none after it."""
    return opened + min(timedelta(days=DAYS_TO_CLOSE), date.max - opened)


def _last(openings: Sequence[_Opening]) -> _Opening:
    """The newest opening; of one day the one that was written down last."""
    newest = openings[0]
    for each in openings[1:]:
        if each.day >= newest.day:
            newest = each
    return newest
