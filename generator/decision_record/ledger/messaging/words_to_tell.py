"""The words to use for a customer update: what may be said to the account of that item now."""

from decision_record.ledger.messaging.talking import Messages, Saying
from decision_record.ledger.replay import Ledger


def find_words_to_tell(ledger: Ledger, *, item: str, account: str) -> Saying | None:
    """The newest words of an item, of what it delivers, or of what delivers it.

    None where no words may be said: there are none, or the account must not be told the old ones.

    Args:
        ledger: The state of everything on the day.
        item: The decision, shipped item or request that the account is told about.
        account: The account.
    """
    messages = ledger.messages.get(account, Messages())
    delivered = _delivered_by(item, ledger=ledger)
    return next(
        (
            each
            for each in messages.say
            if each.ref in (item, delivered) or _delivered_by(each.ref, ledger=ledger) == item
        ),
        None,
    )


def _delivered_by(ref: str, *, ledger: Ledger) -> str | None:
    """The decision that a shipped item delivers."""
    item = ledger.items.get(ref)
    return item.delivers if item else None
