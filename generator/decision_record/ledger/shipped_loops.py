"""The loops of a shipped item: who has to be told that it is live (records.md §5, Loop).

An item that delivers a commitment shares that commitment's loops, for the accounts that it ships
to; the accounts that the commitment does not name have loops of the item's own.
"""

from collections.abc import Iterable, Mapping

from decision_record.ledger.agreed import Agreed
from decision_record.ledger.commitments import AccountState, Commitment
from decision_record.ledger.grouping import group
from decision_record.ledger.items import Item
from decision_record.ledger.loops import Loop
from decision_record.model.decided import Shipped
from decision_record.model.records import Records


def find_shipped_loops(
    items: Mapping[str, Item], *, agreed: Agreed, records: Records
) -> Mapping[str, tuple[Loop, ...]]:
    """Every shipped item with its loops, its own first.

    Args:
        items: Everything with an id.
        agreed: Decisions and loops, and which item delivers which commitment.
        records: The records, for the accounts' names.
    """
    own = group(agreed.loops.values(), lambda each: [each.item])
    found: dict[str, tuple[Loop, ...]] = {}
    for ref, item in items.items():
        if isinstance(item.row, Shipped):
            delivered = agreed.delivers.get(ref)
            shared = own.get(delivered, ()) if delivered else ()
            commitment = agreed.decisions[delivered].commitment if delivered else None
            named = [records.account_id(each) for each in item.row.accounts]
            hearers = named or (_reached(ref, commitment) if commitment else ())
            found[ref] = (
                *own.get(ref, ()),
                *(each for each in shared if each.account in hearers),
            )
    return found


def _reached(ref: str, commitment: Commitment) -> Iterable[str | None]:
    """The accounts to which an item that names none shipped; of a repetition all that have it."""
    live = [each for each in commitment.by_account if each.state is AccountState.SHIPPED]
    return [each.account for each in live if each.by == ref] or [each.account for each in live]
