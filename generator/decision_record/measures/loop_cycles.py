"""The cycles of loops: each time that an account was to be told, by when, and whether it was.

A loop in the ledger shows its last opening. An update that a slip or a shipment made obsolete is a
cycle of its own here, so that a quarter's figures do not change with later news.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate

from decision_record.ledger.cadence import later
from decision_record.ledger.loops import Loop
from decision_record.measures.context import MeasureContext


@dataclass(frozen=True, slots=True, kw_only=True)
class LoopCycle:
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
        """Whether it ended before it was due without anyone being told."""
        return self.told is None and self.until != date.max and self.due > self.until


def trace_loop_cycles(context: MeasureContext) -> Iterator[LoopCycle]:
    """All rounds, loop by loop, each loop's oldest first."""
    for (item, account), loop in context.ledger.loops.items():
        ends = loop.ended or date.max
        opened = _openings(loop, ends=ends)
        actions = [context.ledger.actions[ref] for ref in loop.actions]
        # What opened after it had ended has no round, so that there may be no day to begin with.
        lasts = (*(each - timedelta(days=1) for each in opened[1:]), ends)
        for first, last in zip(opened, lasts, strict=False):
            # After its end a loop hears no more, whatever day a telling has.
            until = date.max if last == ends else last
            told = [each.day for each in loop.tellings if first <= each.day <= until]
            dues = [each.dues[0] for each in actions if first <= each.opened <= last]
            yield LoopCycle(
                item=item,
                account=account,
                opened=first,
                until=last,
                told=min(told, default=None),
                due=min(dues, default=later(first, days=context.ledger.days.to_tell)),
            )


def _openings(loop: Loop, *, ends: date) -> Sequence[date]:
    """The days on which there was something to tell, none before the one that went before it."""
    days = accumulate((each.day for each in loop.openings), max)
    return sorted({each for each in days if each <= ends})
