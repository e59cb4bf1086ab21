"""What the words of a shipped item are called: the same on every page, by the ledger's messages."""

import pytest

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.lists.shipped import show_shipped
from decision_record.views.series.prep.promised import shipped_line
from decision_record.views.shared.context import make_view_context

SHIPPED = """
2026-06-16-tier-1:
  shipped:
    - {id: S1, what: It is live., on: 2026-06-15, say: The export is live.ACCOUNTS}
"""
TOLD = """
2026-06-20-lena:
  loops: [{item: 2026-06-16-tier-1/S1, account: north, on: 2026-06-20}]
"""


@pytest.mark.parametrize(
    ("accounts", "as_of", "label"),
    [
        (", accounts: [north]", "2026-06-20", "You can say"),
        (", accounts: [north]", "2027-06-20", "Said at the time"),
        ("", "2026-06-20", "Words for customers"),
    ],
)
def test_every_page_calls_them_the_same(accounts: str, as_of: str, label: str) -> None:
    told = TOLD if label == "Said at the time" else ""
    records = make_records(parse(SHIPPED.replace("ACCOUNTS", accounts) + told))
    context = make_view_context(Index(records=records, ledger=replay(records, day(as_of))))
    row = show_shipped(context.ledger.items["2026-06-16-tier-1/S1"], context=context)
    assert row is not None
    (entry,) = (each for each in context.ledger.entries if each.record.shipped)
    line = shipped_line(entry, entry.record.shipped[0], context=context)
    (note,) = line.notes
    assert (row.say_label, note.label) == (label, label)
