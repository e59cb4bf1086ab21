"""Whether a target moved to an earlier day: the ledger has a slip for every other date."""

from decision_record.ledger.replay import Ledger


def is_brought_forward(ref: str, account: str, *, ledger: Ledger) -> bool:
    """Whether the target of a commitment last moved to an earlier day for an account.

    A `slipped` row may name any other date (records.md §5, Commitment).
    """
    decision = ledger.decisions.get(ref)
    slips = decision.commitment.slips if decision and decision.commitment else ()
    last = next((each for each in reversed(slips) if account in each.accounts), None)
    return bool(last and last.from_ and last.to < last.from_)
