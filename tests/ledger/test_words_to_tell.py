"""The words beside the task to tell: what may be said to that account of that item now."""

from building import replay_on, view_context_of
from decision_record.ledger.messaging.words_to_tell import find_words_to_tell
from decision_record.views.lists.actions import view_actions
from decision_record.views.people.person import view_person

TEXT = """
2026-05-26-tier-1:
  decisions:
    - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north, south],
       say: It comes in August., commitment: {target: 2026-08-15, confidence: committed}}
    - {id: D2, outcome: decided, what: Another., owner: otto, due: 2026-06-01, accounts: [north],
       say: Other words.}
  actions:
    cs: [{id: A1, what: Tell North., owner: bob, due: 2026-06-02, account: north, closes_loop: D1}]
"""
SLIPPED = """
2026-06-10-otto:
  roadmap: [{commitment: 2026-05-26-tier-1/D1, status: slipped, target: 2026-09-15, because: Late.,
             say: It comes in September.}]
"""
SHIPPED = """
2026-06-10-otto:
  shipped: [{id: S1, what: It is live., on: 2026-06-10, accounts: [north],
             delivers: 2026-05-26-tier-1/D1, say: Click on Export.}]
"""
SILENT = SLIPPED.replace(",\n             say: It comes in September.", "")


def _words(more: str, *, account: str = "north", as_of: str = "2026-06-15") -> str | None:
    found = find_words_to_tell(
        replay_on(as_of, TEXT + more), item="2026-05-26-tier-1/D1", account=account
    )
    return found.text if found else None


def test_they_are_the_newest_words_of_the_item() -> None:
    assert _words("") == "It comes in August."
    assert _words(SLIPPED) == "It comes in September."
    assert _words(SHIPPED) == "Click on Export."
    assert _words(SHIPPED, account="south") == "It comes in August."


def test_words_that_stopped_being_true_are_not_offered() -> None:
    assert _words(SILENT) is None
    assert _words("", as_of="2026-08-16") is None


def test_they_stand_on_the_board_and_in_the_queue() -> None:
    context = view_context_of(TEXT + SLIPPED, as_of="2026-06-15")
    (card,) = [card for column in view_actions(context=context).columns for card in column.cards]
    assert card.row.say == "It comes in September."
    told = {row.label: row.say for row in view_person("bob", context=context).whole.tasks}
    assert told["Action"] == "It comes in September."
    assert told["Customer update"] == "Other words."
    (task,) = [
        row
        for row in view_person("lena", context=context).whole.tasks
        if row.label == "Customer update"
    ]
    assert task.say == "It comes in September."
