"""A slice of the replay says of its items what the whole replay of that day says."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from building import day, make_records, parse
from decision_record.ledger.changes import compare
from decision_record.ledger.replay import Ledger, replay
from decision_record.ledger.since import (
    changes_of_accounts,
    changes_since,
    make_change_index,
    replay_slice,
)
from decision_record.model.records import Records
from decision_record.repository.load import load
from examples import at_least
from plausible import organisations

REPOSITORY = Path(__file__).resolve().parents[2]
END = date(9999, 12, 31)

lawful = settings(max_examples=at_least(60), deadline=None, derandomize=True)


@pytest.fixture(
    scope="module",
    params=[
        ("records", date(2026, 6, 29)),
        ("tests/organizations/harbour/records", date(2026, 6, 30)),
    ],
    ids=["sample", "harbour"],
)
def organisation(request: pytest.FixtureRequest) -> tuple[Records, date]:
    root, as_of = request.param
    loaded = load([REPOSITORY / root], base=REPOSITORY)
    assert loaded.problems == ()
    return loaded.records, as_of


def compare_with_the_whole(records: Records, *, on: date, ledger: Ledger) -> int:
    """Hold the slice against the whole replay of a day; how many changes there were."""
    index = make_change_index(ledger, records=records)
    whole = replay(records, on)
    changes = compare(whole, ledger)
    assert changes_since(on, index=index) == changes
    accounts = {*records.accounts, *(each for one in changes for each in one.accounts)}
    assert changes_of_accounts(dict.fromkeys(accounts, on), index=index) == {
        account: tuple(each for each in changes if account in each.accounts) for account in accounts
    }
    for account in accounts:
        own = index.of_account.get(account, ())
        alone = changes_of_accounts({account: on}, index=index)[account]
        assert alone == tuple(each for each in changes if account in each.accounts)
        part = replay_slice(on, own, index=index)
        for ref in own:
            assert part.actions.get(ref) == whole.actions.get(ref)
            assert part.decisions.get(ref) == whole.decisions.get(ref)
            assert part.raised.get(ref) == whole.raised.get(ref)
            assert part.path_of.get(ref) == whole.path_of.get(ref)
            assert part.questions.get(ref) == whole.questions.get(ref)
            assert part.requests.get(ref) == whole.requests.get(ref)
            assert part.loops.get((ref, account)) == whole.loops.get((ref, account))
    return len(changes)


def test_of_every_account_on_the_day_of_every_qbr(organisation: tuple[Records, date]) -> None:
    records, as_of = organisation
    ledger = replay(records, as_of)
    days = {qbr for account in records.accounts.values() for qbr in account.qbrs if qbr < as_of}
    assert sum(compare_with_the_whole(records, on=each, ledger=ledger) for each in days)


def test_accounts_may_each_have_a_day_of_their_own(organisation: tuple[Records, date]) -> None:
    records, as_of = organisation
    ledger = replay(records, as_of)
    written = [entry.date for entry in ledger.entries]
    days = dict(zip(records.accounts, written, strict=False))
    assert len(set(days.values())) > 1
    found = changes_of_accounts(days, index=make_change_index(ledger, records=records))
    for account, on in days.items():
        changes = compare(replay(records, on), ledger)
        assert found[account] == tuple(each for each in changes if account in each.accounts)


@lawful
@given(organisations())
def test_whatever_is_wrong_with_the_records(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    ledger = replay(records, END)
    for each in sorted({entry.date for entry in records.entries}):
        compare_with_the_whole(records, on=each, ledger=ledger)


def test_only_records_that_speak_of_what_changed_are_replayed(
    organisation: tuple[Records, date],
) -> None:
    records, as_of = organisation
    ledger = replay(records, as_of)
    index = make_change_index(ledger, records=records)
    for account in records.accounts:
        part = replay_slice(as_of, index.of_account.get(account, ())[:1], index=index)
        assert len(part.items) < len(ledger.items)


def test_who_was_told_of_a_delivery_was_told_of_the_promise() -> None:
    records = make_records(
        parse("""
        2026-02-24-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Build it., accounts: [north], commitment: {}}
        2026-04-10-ines:
          shipped: [{id: S1, what: It., on: 2026-04-10, delivers: 2026-02-24-tier-1/D1}]
        2026-04-20-bob:
          loops: [{item: 2026-04-10-ines/S1, account: north, on: 2026-04-20}]
    """)
    )
    ledger = replay(records, END)
    (told,) = changes_since(day("2026-04-15"), index=make_change_index(ledger, records=records))
    assert (told.kind, told.item) == ("told", "2026-02-24-tier-1/D1")


def test_what_a_decision_took_over_is_known_to_its_slice() -> None:
    records = make_records(
        parse("""
        2026-02-24-tier-1:
          decisions: [{id: D1, outcome: decided, what: Build it., accounts: [south]}]
        2026-03-31-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build that.
              accounts: [north]
              supersedes: [2026-02-24-tier-1/D1]
    """)
    )
    ledger = replay(records, END)
    index = make_change_index(ledger, records=records)
    new = "2026-03-31-tier-1/D1"
    part = replay_slice(day("2026-03-31"), [new], index=index)
    assert part.decisions[new] == ledger.decisions[new]
    assert part.decisions[new].concerned == ("north", "south")
