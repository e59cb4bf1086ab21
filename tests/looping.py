"""Loops of a small organisation, and the texts that open and close one."""

from building import replay_on
from decision_record.ledger.loops import Loop

DECISION = "2026-01-27-tier-1/D1"


DECIDED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We build it., accounts: [north, south],
           commitment: {target: 2026-05-01}}
"""


def loops_of(text: str, as_of: str = "2026-12-31") -> dict[str, Loop]:
    """The loops of an organisation, by item and account as in `2026-01-27-tier-1/D1 north`."""
    ledger = replay_on(as_of, text)
    return {f"{item} {account}": loop for (item, account), loop in ledger.loops.items()}


def first_loop(text: str, as_of: str = "2026-12-31") -> Loop:
    return loops_of(text, as_of)[f"{DECISION} north"]


def told(on: str, *, written: str, item: str = DECISION) -> str:
    """An update that says that north was told."""
    return f"""
    {written}-bob:
      loops: [{{item: {item}, account: north, on: {on}, by: bob, channel: call}}]
"""


def reported(on: str, row: str) -> str:
    """A tier 1 with a roadmap row on the decision."""
    return f"""
    {on}-tier-1:
      roadmap: [{{commitment: {DECISION}, {row}}}]
"""
