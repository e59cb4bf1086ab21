"""The last round of a loop is what the ledger says of it; those before it have their own dates."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from hypothesis import given, settings

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.measures.context import make_measure_context
from decision_record.measures.loop_cycles import LoopCycle, trace_loop_cycles
from examples import at_least
from plausible import organisations

SLIPPED = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: It., accounts: [north], commitment: {target: 2026-04-15}}
      actions:
        cs:
          - {id: A1, what: Tell., owner: bob, due: 2026-03-03, account: north, closes_loop: D1}
    2026-03-31-tier-1:
      review: [{action: 2026-02-24-tier-1/A1, outcome: done, on: 2026-03-02}]
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: slipped, target: 2026-05-20}]
    2026-05-18-ines:
      shipped: [{id: S1, what: It., on: 2026-05-18, delivers: 2026-02-24-tier-1/D1}]
    2026-05-20-bob:
      loops: [{item: 2026-05-18-ines/S1, account: north, on: 2026-05-20}]
"""


def rounds_of(text: str) -> list[LoopCycle]:
    records = make_records(parse(text))
    return list(
        trace_loop_cycles(
            make_measure_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
        )
    )


def test_decided_slipped_and_shipped_are_three_rounds() -> None:
    found = rounds_of(SLIPPED)

    assert [(each.opened, each.due, each.told) for each in found] == [
        (day("2026-02-24"), day("2026-03-03"), day("2026-03-02")),
        (day("2026-03-31"), day("2026-04-07"), None),
        (day("2026-05-18"), day("2026-05-25"), day("2026-05-20")),
    ]


def test_news_before_the_date_overtakes_a_round() -> None:
    found = rounds_of(SLIPPED.replace("on: 2026-05-18", "on: 2026-04-06"))

    assert [each.is_overtaken for each in found] == [False, True, False]


def test_what_is_replaced_before_its_date_is_overtaken_too() -> None:
    text = """
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: It., accounts: [north]}]
    2026-02-26-bob:
      decisions: [{id: D1, outcome: decided, what: No., supersedes: [2026-02-24-tier-1/D1]}]
"""

    assert [each.is_overtaken for each in rounds_of(text)] == [True, False]


@settings(max_examples=at_least(50), deadline=None, derandomize=True)
@given(organisations())
def test_the_last_round_is_the_loop_of_the_ledger(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    ledger = replay(records, date.max)
    last = {
        (each.item, each.account): each
        for each in trace_loop_cycles(make_measure_context(Index(records=records, ledger=ledger)))
    }
    for key, loop in ledger.loops.items():
        if key in last:
            assert (last[key].opened, last[key].told) == (loop.opened, loop.told)
        else:
            assert loop.state == "ended"
