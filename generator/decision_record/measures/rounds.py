"""The rounds of loops: each time that an account had to be told something, by when, and whether.

A loop in the ledger shows its last opening. What was to be told before a slip or a shipping made
it old is a round of its own here, so that a quarter's figures do not change when there is news.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.asked import TELLING_STATUSES
from decision_record.ledger.cadence import later
from decision_record.ledger.loops import DAYS_TO_CLOSE, Loop
from decision_record.ledger.tellings import LoopKey, find_deliveries, gather_tellings
from decision_record.measures.evidence import Evidence


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
    ledger = evidence.ledger
    deliveries = find_deliveries(ledger.entries, decisions=ledger.decisions)
    tellings = gather_tellings(
        ledger.entries, records=evidence.records, actions=ledger.actions, deliveries=deliveries
    )
    actions = _closing(evidence, deliveries)
    for key, loop in ledger.loops.items():
        ends = _end(evidence, key)
        opened = _openings(evidence, loop, ends=ends)
        # What opened after it had ended has no round, so that there may be no day to begin with.
        lasts = (*(each - timedelta(days=1) for each in opened[1:]), ends)
        for first, last in zip(opened, lasts, strict=False):
            told = [each.day for each in tellings.get(key, ()) if first <= each.day <= last]
            dues = [each.dues[0] for each in actions.get(key, ()) if first <= each.opened <= last]
            yield Round(
                item=key[0],
                account=key[1],
                opened=first,
                until=last,
                told=min(told, default=None),
                due=min(dues, default=later(first, days=DAYS_TO_CLOSE)),
            )


def _end(evidence: Evidence, key: LoopKey) -> date:
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


def _closing(
    evidence: Evidence, deliveries: Mapping[str, str]
) -> Mapping[LoopKey, Sequence[QueuedAction]]:
    """The actions that were to tell each account of each item."""
    closing: dict[LoopKey, list[QueuedAction]] = {}
    for action in evidence.ledger.actions.values():
        item = action.closes_loop
        if item and action.account:
            closing.setdefault((deliveries.get(item, item), action.account), []).append(action)
    return closing
