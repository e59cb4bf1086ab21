"""What changed since last Monday is what two whole replays differ in, said so that it is read."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import make_records, view_context_of
from decision_record.ledger.calendar import last_monday
from decision_record.ledger.changes import ChangeKind, compare
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.account.since import KINDS
from decision_record.views.home.changed import (
    SHOWN,
    SORTS,
    Changed,
    changes_of_week,
    find_changed,
)
from decision_record.views.shared.context import make_view_context
from examples import at_least
from plausible import organisations

lawful = settings(max_examples=at_least(50), deadline=None, derandomize=True)


def changed(text: str) -> Changed:
    return find_changed(context=view_context_of(text))


def rows(shown: Changed) -> dict[str, list[tuple[str, str]]]:
    return {
        group.id.removeprefix("changed-"): [(row.badge.text, row.what) for row in group.rows.rows]
        for group in shown.groups
    }


@lawful
@given(organisations(), st.integers(0, 400))
def test_it_is_what_two_whole_replays_differ_in(data: Mapping[str, Any], after: int) -> None:
    records = make_records(data)
    first = min((entry.date for entry in records.entries), default=date(2026, 1, 1))
    as_of = first + timedelta(days=after)
    context = make_view_context(Index(records=records, ledger=replay(records, as_of)))
    before = replay(records, last_monday(as_of) - timedelta(days=1))
    assert changes_of_week(context=context) == compare(before, context.ledger)


@lawful
@given(organisations(), st.integers(0, 400))
def test_every_change_is_in_a_group_or_said_by_one(data: Mapping[str, Any], after: int) -> None:
    records = make_records(data)
    first = min((entry.date for entry in records.entries), default=date(2026, 1, 1))
    context = make_view_context(
        Index(records=records, ledger=replay(records, first + timedelta(days=after)))
    )
    changes = changes_of_week(context=context)
    shown = {group.id: group.rows.total for group in find_changed(context=context).groups}
    for sort in SORTS:
        items = {(each.kind, each.item) for each in changes if each.kind in sort.kinds}
        if sort.id == "raised":
            assert shown.get("changed-raised", 0) <= len(items)
        else:
            assert shown.get(f"changed-{sort.id}", 0) == len(items)


def test_every_kind_of_change_has_a_word_and_one_group() -> None:
    grouped = [kind for sort in SORTS for kind in sort.kinds]
    assert set(KINDS) == set(ChangeKind)
    assert sorted([*grouped, ChangeKind.OPENED]) == sorted(ChangeKind)


def test_a_slip_shows_the_old_and_the_new_day_and_who_wrote_it() -> None:
    shown = changed("""
        2026-05-01-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build it.
              accounts: [north]
              commitment: {target: 2026-06-30, confidence: committed}
        2026-06-22-otto:
          roadmap: [{commitment: 2026-05-01-tier-1/D1, status: slipped, target: 2026-07-24}]
        2026-06-24-otto: {notes: Nothing new.}
    """)
    (group,) = shown.groups
    (row,) = group.rows.rows
    assert (row.badge.text, row.what) == ("Slipped", "Build it.")
    assert row.moved == (date(2026, 6, 30), date(2026, 7, 24))
    assert [link.text for link in row.accounts] == ["North Mills"]
    assert row.item.text == "D1, Tier 1, 1 May 2026"
    assert row.record is not None
    assert row.record.text == "Update by Otto, 22 Jun 2026"
    assert (shown.lead, shown.records) == ("1 commitment slipped", 2)


def test_what_moved_there_and_back_did_not_change() -> None:
    shown = changed("""
        2026-05-01-tier-1:
          decisions: [{id: D1, outcome: decided, what: It., commitment: {target: 2026-06-30}}]
        2026-06-22-otto:
          roadmap: [{commitment: 2026-05-01-tier-1/D1, status: slipped, target: 2026-07-24}]
        2026-06-23-otto:
          roadmap: [{commitment: 2026-05-01-tier-1/D1, status: slipped, target: 2026-06-30}]
    """)
    assert shown.groups == ()


def test_the_sunday_before_does_not_count_and_the_monday_does() -> None:
    shown = changed("""
        2026-06-21-tier-1:
          decisions: [{id: D1, outcome: decided, what: On Sunday.}]
        2026-06-22-tier-1:
          decisions: [{id: D1, outcome: decided, what: On Monday.}]
    """)
    assert rows(shown) == {"decided": [("Decided", "On Monday.")]}


def test_what_was_asked_and_answered_stands_once() -> None:
    shown = changed("""
        2026-06-23-bob:
          questions: [{id: Q1, account: north, ask: When?}, {id: Q2, account: north, ask: Why?}]
          escalations: [{id: E1, account: south, issue: It fails.}]
        2026-06-24-ines:
          updates: [{item: 2026-06-23-bob/Q1, answer: Soon., confidence: coming}]
    """)
    assert rows(shown) == {
        "answered": [("Answered", "When?")],
        "raised": [("Raised", "It fails."), ("Asked", "Why?")],
    }


def test_customers_who_were_told_of_one_thing_are_one_row() -> None:
    shown = changed("""
        2026-06-01-tier-1:
          decisions: [{id: D1, outcome: decided, what: It., accounts: [north, south]}]
        2026-06-24-bob:
          loops:
            - {item: 2026-06-01-tier-1/D1, account: north, on: 2026-06-23}
            - {item: 2026-06-01-tier-1/D1, account: south, on: 2026-06-24}
    """)
    (group,) = shown.groups
    (row,) = group.rows.rows
    assert row.badge.text == "Told"
    assert [link.text for link in row.accounts] == ["North Mills", "South Yard"]


def test_what_is_worth_more_comes_first_and_the_rest_is_counted() -> None:
    made = "\n".join(
        f"            - {{id: D{number}, outcome: decided, what: It {number}.}}"
        for number in range(2, SHOWN + 4)
    )
    shown = changed(f"""
        2026-06-23-tier-1:
          decisions:
{made}
            - {{id: D1, outcome: decided, what: Worth most., accounts: [north]}}
    """)
    (group,) = shown.groups
    assert group.rows.rows[0].what == "Worth most."
    assert (len(group.rows.rows), group.rows.more) == (SHOWN, 3)
    assert group.rest.address == "decisions/"
