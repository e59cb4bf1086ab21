"""The rounds of loops: each time that an account had to be told something, by when, and whether.

A loop in the ledger shows its last opening. What was to be told before a slip or a shipping made
it old is a round of its own here, so that a quarter's figures do not change when there is news.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.actions import ActionState, QueuedAction
from decision_record.ledger.asked import TELLING_STATUSES
from decision_record.ledger.cadence import later
from decision_record.ledger.loops import DAYS_TO_CLOSE, Loop
from decision_record.measures.evidence import Evidence

_Key = tuple[str, str]
"""The item and the account."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One time that an account had to be told something."""

    item: str
    account: str
    opened: date
    until: date
    """The last day of the round: the day before there was news, or the day on which it ended."""
    told: date | None
    due: date
    """The first date of the action that was to tell, else seven days after it opened."""

    @property
    def is_overtaken(self) -> bool:
        """Whether it was over before it was due, and nobody had been told."""
        return self.told is None and self.until != date.max and self.due > self.until


def trace_rounds(evidence: Evidence) -> Iterator[Round]:
    """All rounds, loop by loop, each loop's oldest first."""
    tellings = _tellings(evidence)
    actions = _closing(evidence)
    for key, loop in evidence.ledger.loops.items():
        ends = _end(evidence, key)
        opened = _openings(evidence, loop, ends=ends)
        # What opened after it had ended has no round, so that there may be no day to begin with.
        lasts = (*(each - timedelta(days=1) for each in opened[1:]), ends)
        for first, last in zip(opened, lasts, strict=False):
            told = [each for each in tellings.get(key, ()) if first <= each <= last]
            dues = [each.dues[0] for each in actions.get(key, ()) if first <= each.opened <= last]
            yield Round(
                item=key[0],
                account=key[1],
                opened=first,
                until=last,
                told=min(told, default=None),
                due=min(dues, default=later(first, days=DAYS_TO_CLOSE)),
            )


def _end(evidence: Evidence, key: _Key) -> date:
    """The day on which nobody had to tell any more; the calendar's last where there is none."""
    decision = evidence.ledger.decisions.get(key[0])
    account = evidence.ledger.accounts.get(key[1])
    replaced = decision.superseded_by.day if decision and decision.superseded_by else date.max
    return min(replaced, (account.churned if account else None) or date.max)


def _openings(evidence: Evidence, loop: Loop, *, ends: date) -> Sequence[date]:
    """The days on which there was something to tell."""
    decision = evidence.ledger.decisions.get(loop.item)
    request = evidence.ledger.requests.get(loop.item)
    days = {loop.opened}
    if decision:
        news = decision.commitment.news if decision.commitment else ()
        days |= {decision.day, *(each.day for each in news)}
    if request:
        days |= {each.day for each in request.steps if each.status in TELLING_STATUSES}
    return sorted(each for each in days if each <= ends)


def _tellings(evidence: Evidence) -> Mapping[_Key, Sequence[date]]:
    """The days on which each account was told of each item."""
    deliveries = _deliveries(evidence)
    tellings: dict[_Key, list[date]] = {}
    for entry in evidence.ledger.entries:
        for row in entry.record.loops:
            item = entry.name_of(row.item)
            key = (deliveries.get(item, item), evidence.records.account_id(row.account))
            tellings.setdefault(key, []).append(row.on)
    for key, actions in _closing(evidence).items():
        done = [each.closed for each in actions if each.state is ActionState.DONE and each.closed]
        tellings.setdefault(key, []).extend(done)
    return tellings


def _closing(evidence: Evidence) -> Mapping[_Key, Sequence[QueuedAction]]:
    """The actions that were to tell each account of each item."""
    deliveries = _deliveries(evidence)
    closing: dict[_Key, list[QueuedAction]] = {}
    for action in evidence.ledger.actions.values():
        item = action.closes_loop
        if item and action.account:
            closing.setdefault((deliveries.get(item, item), action.account), []).append(action)
    return closing


def _deliveries(evidence: Evidence) -> Mapping[str, str]:
    """The shipped items that keep a commitment made before them: the loop is the commitment's."""
    decisions = evidence.ledger.decisions
    position = {entry.id: index for index, entry in enumerate(evidence.ledger.entries)}
    deliveries: dict[str, str] = {}
    for entry in evidence.ledger.entries:
        for row in entry.record.shipped:
            decision = decisions.get(entry.name_of(row.delivers)) if row.delivers else None
            if decision and decision.commitment and position[decision.record] < position[entry.id]:
                deliveries[f"{entry.id}/{row.id}"] = decision.ref
    return deliveries
