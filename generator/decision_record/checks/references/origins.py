"""What items came from: a decision from what it supersedes, an escalation from what it continues.

An item takes over accounts, targets, words and days of what it came from, so whatever changed that
changed the item too. What an action tells decides whether it is closed.
"""

from collections.abc import Iterable, Mapping
from datetime import date

from decision_record.ledger.items import Item
from decision_record.model.asked import Briefing, Escalation
from decision_record.model.decided import Action, Decision
from decision_record.model.records import Unread


def find_first_days(items: Mapping[str, Item], unread: Unread) -> Mapping[str, date | None]:
    """The day from which on records may have changed each item, by its full name.

    It is the day of the oldest record among those of the item and of all that it came from; None
    where one of those could not be read.
    """
    later: dict[str, list[str]] = {}
    days: dict[str, date | None] = {ref: item.entry.date for ref, item in items.items()}
    for item in items.values():
        for name in _origins(item):
            ref = item.entry.name_of(name)
            later.setdefault(ref, []).append(item.ref)
            if ref not in items and unread.holds_item(ref):
                days[ref] = None
    found: dict[str, date | None] = {}
    # The oldest first: what it leads to has its day, in circles too, and is not looked at again.
    for ref in sorted(days, key=lambda each: days[each] or date.min):
        waiting = [ref]
        while waiting:
            each = waiting.pop()
            if each not in found:
                found[each] = days[ref]
                waiting += later.get(each, ())
    return found


def _origins(item: Item) -> Iterable[str]:
    """The items that one came from, as it names them."""
    row = item.row
    if isinstance(row, Decision):
        return row.supersedes
    if isinstance(row, Escalation | Briefing):
        return (row.from_,) if row.from_ else ()
    if isinstance(row, Action):
        return (row.closes_loop,) if row.closes_loop else ()
    return ()
