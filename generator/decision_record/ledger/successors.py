"""What the successors of a decision mean for its accounts, asked of a ledger (records.md §5)."""

from datetime import date

from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.replay import Ledger


def withdrawn_from(decision: LoggedDecision, *, ledger: Ledger) -> tuple[str, ...]:
    """The accounts that lost a decision to its successors, because none of them names the account.

    They are in the order of the successors.
    """
    successors = (ledger.decisions[step.ref] for step in decision.superseded_by)
    return tuple(
        account
        for successor in successors
        for account, lost in successor.withdrawn_for.items()
        if decision.ref in lost
    )


def find_new_target(
    decision: LoggedDecision, account: str, *, ledger: Ledger
) -> tuple[str, date] | None:
    """The first successor that promises an account another day than a commitment did, and that day.

    None where the account's day stays, or where either of them has none.
    """
    target = decision.commitment.target if decision.commitment else None
    for step in decision.superseded_by:
        successor = ledger.decisions[step.ref]
        row, commitment = successor.row.commitment, successor.commitment
        new = row.target if row else None
        if (
            target
            and isinstance(new, date)
            and new != target
            and commitment
            and commitment.for_account(account)
        ):
            return successor.ref, new
    return None
