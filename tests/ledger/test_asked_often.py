"""The questions asked most often since a series was last held."""

from building import make_records, parse, replay_on
from decision_record.ledger.asked_often import find_asked_most
from decision_record.ledger.scope import Scope

ASKED = """
accounts: {gone: {name: Gone, arr: 5, segment: enterprise, csm: bob, renewal: 2026-12-01,
                  churned: {on: 2026-06-10, because: Price.}}}
2026-05-20-bob:
  questions: [{id: Q1, account: north, ask: Before., theme: speed}]
2026-05-26-tier-1:
  questions: [{id: Q1, account: north, ask: In the meeting., theme: speed}]
2026-05-26-bob:
  questions: [{id: Q1, account: north, ask: Why so slow?, theme: speed}]
2026-06-02-bob:
  questions:
    - {id: Q1, account: south, ask: Why slow?, theme: speed}
    - {id: Q2, account: north, ask: What  does it cost?}
    - {id: Q3, account: south, ask: Is there an app?}
    - {id: Q4, account: gone, ask: Is there an app?}
    - {id: Q5, account: north, ask: what does it cost?, answer: Nothing., confidence: coming}
"""


def _asked(series: str) -> list[tuple[str | None, tuple[str, ...], int, int]]:
    ledger = replay_on("2026-06-15", ASKED)
    records = make_records(parse(ASKED))
    found = find_asked_most(ledger, records=records, scope=Scope(), since=ledger.series[series])
    return [(each.theme, each.accounts, len(each.questions), each.open) for each in found]


def test_since_the_last_meeting_by_accounts_then_arr() -> None:
    assert _asked("tier-1") == [
        ("speed", ("north", "south"), 2, 2),
        (None, ("north",), 2, 1),
        (None, ("south",), 1, 1),
    ]


def test_of_a_series_that_was_never_held_those_of_three_months() -> None:
    assert _asked("tier-2")[0] == ("speed", ("north", "south"), 4, 4)
