"""When an account was told about what replaced a decision, in work that grows with the chain."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pytest

from building import day, make_records, parse, replay_on
from decision_record.ledger.messaging.gather import Replayed, gather_messages
from decision_record.ledger.messaging.talking import CautionReason
from decision_record.ledger.messaging.told import make_find_told
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records

Key = TypeVar("Key")
Value = TypeVar("Value")


class Counted(Mapping[Key, Value]):
    """A mapping that counts how often something is looked up."""

    def __init__(self, values: Mapping[Key, Value]) -> None:
        self.values_by_key = values
        self.looked_up = 0

    def __getitem__(self, key: Key) -> Value:
        self.looked_up += 1
        return self.values_by_key[key]

    def __iter__(self) -> Iterator[Key]:
        return iter(self.values_by_key)

    def __len__(self) -> int:
        return len(self.values_by_key)


def chain(number: int, *, told: range) -> Records:
    """A promise to North that is replaced again and again, each a day later; some were told."""
    data: dict[str, Any] = {}
    first = day("2020-01-01").toordinal()
    for place in range(number):
        on = day("2020-01-01").fromordinal(first + 2 * place)
        row = {
            "id": "D1",
            "outcome": "decided",
            "what": f"Plan {place}.",
            "owner": "otto",
            "say": f"It is plan {place}.",
            "accounts": ["north"],
            "commitment": {"target": "2026-06-01"},
        }
        before = f"{on.fromordinal(on.toordinal() - 2)}-bob/D1"
        data[f"{on}-bob"] = {"decisions": [row | ({"supersedes": [before]} if place else {})]}
        if place in told:
            after = on.fromordinal(on.toordinal() + 1)
            loop = {"item": f"{on}-bob/D1", "account": "north", "on": str(after)}
            data[f"{after}-bob"] = {"loops": [loop]}
    return make_records(data)


def lookups(records: Records) -> int:
    """How often messages look up a decision or a loop."""
    ledger = replay(records, day("2026-01-01"))
    decisions, loops = Counted(ledger.decisions), Counted(ledger.loops)
    found = gather_messages(replace(replayed(ledger, records), decisions=decisions, loops=loops))
    assert found == ledger.messages
    return decisions.looked_up + loops.looked_up


def replayed(ledger: Ledger, records: Records) -> Replayed:
    return Replayed(
        as_of=ledger.as_of,
        records=records,
        items=ledger.items,
        decisions=ledger.decisions,
        questions=ledger.questions,
        requests=ledger.requests,
        loops=ledger.loops,
        themes=ledger.themes,
    )


def told_of(records: Records, as_of: str) -> Mapping[str | None, str | None]:
    """By the words that were replaced: the day on which North was told."""
    cautions = replay(records, day(as_of)).messages["north"].do_not_promise
    return {
        each.words: str(each.told) if each.told else None
        for each in cautions
        if each.why is CautionReason.SUPERSEDED
    }


TOLD: Mapping[str, Callable[[int], range]] = {
    "none": lambda _: range(0),
    "each": range,
    "one in the middle": lambda number: range(number // 2, number // 2 + 1),
    "the last": lambda number: range(number - 1, number),
}


@pytest.mark.parametrize("told", TOLD.values(), ids=TOLD.keys())
def test_a_long_chain_takes_work_that_grows_with_it(told: Callable[[int], range]) -> None:
    short, long = (lookups(chain(each, told=told(each))) for each in (200, 400))
    assert 0 < long <= 2 * short + 10


def test_each_of_a_chain_was_told_with_the_next_that_was() -> None:
    assert told_of(chain(5, told=range(3, 4)), "2020-01-10") == {
        # The fourth is of 7 January, and was told on the next day.
        **dict.fromkeys(("It is plan 0.", "It is plan 1.", "It is plan 2."), "2020-01-08"),
        "It is plan 3.": None,
    }


def test_the_first_telling_about_any_that_replaced_it_counts() -> None:
    told = """
    2026-01-06-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: One., owner: otto, say: One comes.,
           accounts: [north, south], commitment: {target: 2026-06-01}}
    2026-02-03-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: South., owner: otto, accounts: [south],
           supersedes: [2026-01-06-tier-1/D1]}
        - {id: D2, outcome: decided, what: Two., owner: otto, say: Two comes., accounts: [north],
           supersedes: [2026-01-06-tier-1/D1], commitment: {target: 2026-06-01}}
    2026-02-10-bob:
      loops:
        - {item: 2026-02-03-tier-1/D1, account: south, on: 2026-02-05}
        - {item: 2026-02-03-tier-1/D2, account: north, on: 2026-02-10}
    2026-03-03-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Three., owner: otto, say: Three., accounts: [north],
           supersedes: [2026-02-03-tier-1/D2]}
    2026-03-10-bob: {loops: [{item: 2026-03-03-tier-1/D1, account: north, on: 2026-03-09}]}
"""
    records = make_records(parse(told))
    assert told_of(records, "2026-03-12") == {
        "One comes.": "2026-02-10",
        "Two comes.": "2026-03-09",
    }


def test_decisions_of_one_record_that_supersede_each_other_are_told_together() -> None:
    circle = """
    2026-01-06-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: One., owner: otto, accounts: [north], supersedes: [D2]}
        - {id: D2, outcome: decided, what: Two., owner: otto, accounts: [north], supersedes: [D1]}
    2026-02-03-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Three., owner: otto, accounts: [north],
           supersedes: [2026-01-06-tier-1/D1]}
        - {id: D2, outcome: decided, what: Else., owner: otto, accounts: [north]}
    2026-02-10-bob:
      loops:
        - {item: 2026-02-03-tier-1/D2, account: north, on: 2026-02-05}
        - {item: 2026-02-03-tier-1/D1, account: north, on: 2026-02-09}
"""
    ledger = replay_on("2026-02-11", circle)
    refs = ("2026-01-06-tier-1/D1", "2026-01-06-tier-1/D2")
    find_told = make_find_told(
        refs, account="north", loops=ledger.loops.values(), decisions=ledger.decisions
    )
    assert [find_told(ref, day("2026-02-03")) for ref in refs] == [day("2026-02-09")] * 2
    assert find_told(refs[0], day("2026-02-10")) is None
