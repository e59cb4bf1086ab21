"""What falls on which day from today on, each thing once and only while it is to come."""

from dataclasses import replace

from building import day, make_records, parse
from decision_record.attention.due_days import DueDay, DueKind, find_due_days
from decision_record.attention.owed import list_owed
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay

ORGANISATION = """
    organization: {name: Acme, seats: {cpo: greta, vp_cs: vera, head_of_product: otto}}
    accounts:
      north: {csm: bob, pm: ines, qbrs: [2026-06-01, 2026-07-08]}
      south: {csm: lena, churned: {on: 2026-06-10}, qbrs: [2026-07-09]}
    series: {talk: {kind: one-on-one, members: [vera, bob], cadence: weekly}}
"""
WORK = (
    ORGANISATION
    + """
    2026-06-02-tier-1:
      escalations:
        - {id: E1, account: north, issue: It fails., answer_by: 2026-06-30}
        - {id: E2, account: north, issue: It is slow.}
      questions:
        - {id: Q1, account: north, ask: When?, answer_by: 2026-07-01}
        - {id: Q2, account: north, ask: Where?, answer_by: 2026-06-28}
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north],
           commitment: {target: 2026-08-01}}
        - {id: D2, outcome: decided, what: Write it down., owner: ines, due: 2026-07-03}
        - {id: D3, outcome: deferred, what: Which one?, owner: ines, due: 2026-07-04, because: Why.}
        - {id: D4, outcome: escalated, what: Buy it?, owner: otto, to: cpo, due: 2026-07-05,
           recommendation: Buy.}
        - {id: D5, outcome: decided, what: Some day., owner: ines}
        - {id: D6, outcome: decided, what: Ship it., owner: otto, accounts: [north],
           commitment: {target: 2026-08-02}}
      actions:
        cs: [{id: A1, what: Tell North., owner: bob, due: 2026-07-02, account: north}]
        pm: [{id: A2, what: Measure., owner: ines, due: 2026-07-02}]
    2026-06-23-ines:
      roadmap: [{commitment: 2026-06-02-tier-1/D6, status: shipped}]
      review: [{action: 2026-06-02-tier-1/A2, outcome: done}]
"""
)
RECORD = "2026-06-02-tier-1"


def due_days_of(index: Index) -> tuple[DueDay, ...]:
    return find_due_days(index, owed=list_owed(index))


def due_days(text: str, as_of: str = "2026-06-29") -> tuple[DueDay, ...]:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    return due_days_of(Index(records=records, ledger=ledger))


def of_kinds(found: tuple[DueDay, ...], *kinds: DueKind) -> list[tuple[str, str, str | None]]:
    """The day of each thing, what it is, and who does it."""
    return [
        (str(each.day), f"{each.kind} {_name(each)}".replace(f"{RECORD}/", ""), each.owner)
        for each in found
        if each.kind in kinds
    ]


def _name(due: DueDay) -> str | None:
    return due.ref or due.account or due.what


def test_what_is_owed_falls_on_its_day_until_it_is_done() -> None:
    found = due_days(WORK)
    assert of_kinds(found, *(each for each in DueKind if each is not DueKind.MEETING)) == [
        ("2026-06-30", "answer E1", "ines"),
        ("2026-07-01", "answer Q1", "ines"),
        ("2026-07-02", "action A1", "bob"),
        ("2026-07-03", "follow-through D2", "ines"),
        ("2026-07-04", "answer D3", "ines"),
        ("2026-07-05", "pre-read cs", "vera"),
        ("2026-07-05", "pre-read product", "otto"),
        ("2026-07-05", "ruling D4", "otto"),
        ("2026-07-08", "customer north", "bob"),
        ("2026-08-01", "target D1", "otto"),
        ("2026-12-01", "customer north", "bob"),
    ]


def test_today_is_still_to_come_and_yesterday_is_not() -> None:
    def answers(as_of: str) -> list[str | None]:
        return [
            each.ref
            for each in due_days(WORK, as_of)
            if each.kind is DueKind.ANSWER and each.account == "north"
        ]

    assert answers("2026-06-30") == [f"{RECORD}/E1", f"{RECORD}/Q1"]
    assert answers("2026-07-01") == [f"{RECORD}/Q1"]


def test_one_on_ones_fall_on_a_day_for_their_two_people_alone() -> None:
    text = (
        ORGANISATION
        + """
    2026-06-26-talk: {attendees: [vera, bob]}
    2026-06-09-tier-1: {attendees: [vera, otto]}
"""
    )
    records = make_records(parse(text))
    ledger = replay(records, day("2026-06-29"))
    shown = {each.series for each in due_days_of(Index(records=records, ledger=ledger))}
    assert "tier-1" in shown
    assert "talk" not in shown
    own = due_days_of(Index(records=replace(records, own=True), ledger=ledger))
    assert {each.series for each in own} == {*shown, "talk"}
