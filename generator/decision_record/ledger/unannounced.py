"""What changed for an account that was promised something else and has not been told yet.

The update is too late if the QBR or renewal comes first: that is for a signal to say (checks.md,
SG401).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Literal

from decision_record.ledger.loops import Because, Loop
from decision_record.ledger.replay import Ledger

ChangeKind = Literal["shipped", "slipped", "descoped", "superseded", "withdrawn", "overdue"]

CHANGES: Mapping[Because, ChangeKind] = MappingProxyType(
    {
        "shipped": "shipped",
        "slipped": "slipped",
        "descoped": "descoped",
        "superseded": "superseded",
        "withdrawn": "withdrawn",
    }
)
"""The reasons of a loop that change what an account was promised."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unannounced:
    """A change that an account was not told."""

    ref: str
    """The decision or the shipped item."""
    account: str
    because: ChangeKind
    since: date
    """The day it changed; of an overdue commitment the day after its target."""
    loop: Loop | None
    """The loop that waits for the telling; an overdue commitment may have none open."""


def find_unannounced(ledger: Ledger) -> Iterator[Unannounced]:
    """Every change that an account was not told, in the order of the loops, overdue ones last."""
    found: set[tuple[str, str]] = set()
    for key, loop in ledger.loops.items():
        if loop.is_open and loop.opened <= ledger.as_of and _is_change(loop, ledger=ledger):
            found.add(key)
            yield Unannounced(
                ref=loop.item,
                account=loop.account,
                because=CHANGES[loop.because],
                since=loop.opened,
                loop=loop,
            )
    for decision in ledger.decisions.values():
        commitment = decision.commitment
        for each in commitment.overdue_for(ledger.as_of) if commitment else ():
            account = each.account
            if account is None or commitment is None or commitment.target is None:
                continue
            since = commitment.target + timedelta(days=1)
            open_loop = ledger.loops.get((decision.ref, account))
            told = any(one.day >= since for one in open_loop.tellings) if open_loop else False
            if not told and (decision.ref, account) not in found:
                yield Unannounced(
                    ref=decision.ref,
                    account=account,
                    because="overdue",
                    since=since,
                    loop=open_loop if open_loop and open_loop.is_open else None,
                )


def _is_change(loop: Loop, *, ledger: Ledger) -> bool:
    """Whether what is to be told changes what the account was promised."""
    if loop.because != "superseded":
        return loop.because in CHANGES
    decisions = ledger.decisions
    replaced = (decisions.get(ref) for ref in decisions[loop.item].supersedes)
    return any(
        old.commitment is not None and old.commitment.for_account(loop.account) is not None
        for old in replaced
        if old
    )
