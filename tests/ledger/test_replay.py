"""records.md §5: what the replay reads, and in which order."""

from building import day, make_records, parse, replay_on
from decision_record.ledger.replay import replay


def test_it_reads_the_records_dated_on_or_before_the_day() -> None:
    text = """
        2026-01-26-tier-1: {}
        2026-01-27-tier-1: {}
        2026-01-28-tier-1: {}
    """

    assert [entry.id for entry in replay_on("2026-01-27", text).entries] == [
        "2026-01-26-tier-1",
        "2026-01-27-tier-1",
    ]


def test_oldest_first_of_a_day_the_meetings_before_the_updates_then_by_identity() -> None:
    records = make_records(
        parse(
            """
            2026-01-27-bob: {}
            2026-01-27-tier-2: {}
            2026-01-28-tier-1: {}
            2026-01-27-ann: {}
            2026-01-27-tier-1: {}
            2026-01-26-zoe: {}
            """
        )
    )

    assert [entry.id for entry in replay(records, day("2026-01-28")).entries] == [
        "2026-01-26-zoe",
        "2026-01-27-tier-1",
        "2026-01-27-tier-2",
        "2026-01-27-ann",
        "2026-01-27-bob",
        "2026-01-28-tier-1",
    ]


def test_within_a_record_what_is_raised_comes_before_updates_and_decisions() -> None:
    ledger = replay_on(
        "2026-01-27",
        """
        2026-01-27-tier-1:
          decisions: [{id: D1, outcome: decided, what: Faster., resolves: [E1, Q1]}]
          updates: [{item: R1, status: planned}, {item: E2, resolved: 2026-01-27}]
          escalations:
            - {id: E1, account: north, issue: Slow.}
            - {id: E2, account: north, issue: Dark.}
          questions: [{id: Q1, account: north, ask: When?}]
          requests: [{id: R1, account: north, what: Speed.}]
        """,
    )

    assert not any(each.is_open for each in ledger.raised.values())
    assert not ledger.questions["2026-01-27-tier-1/Q1"].is_open
    assert ledger.requests["2026-01-27-tier-1/R1"].status == "planned"


def test_within_a_record_roadmap_rows_come_before_its_own_decisions() -> None:
    ledger = replay_on(
        "2026-01-27",
        """
        2026-01-27-tier-1:
          roadmap: [{commitment: D1, status: shipped}]
          decisions: [{id: D1, outcome: decided, what: Built., commitment: {target: 2026-05-01}}]
        """,
    )

    commitment = ledger.decisions["2026-01-27-tier-1/D1"].commitment
    assert commitment is not None
    assert commitment.state == "on-track"


def test_within_a_record_the_shipped_item_says_on_which_day_a_roadmap_row_ships() -> None:
    ledger = replay_on(
        "2026-04-28",
        """
        2026-01-27-tier-1:
          decisions: [{id: D1, outcome: decided, what: Built., commitment: {target: 2026-05-01}}]
        2026-04-28-tier-1:
          shipped: [{id: S1, what: It, on: 2026-04-22, delivers: 2026-01-27-tier-1/D1}]
          roadmap: [{commitment: 2026-01-27-tier-1/D1, status: shipped, on: 2026-04-20}]
        """,
    )

    commitment = ledger.decisions["2026-01-27-tier-1/D1"].commitment
    assert commitment is not None
    assert commitment.shipped == day("2026-04-22")


def test_before_the_first_record_there_is_nothing_but_the_accounts() -> None:
    ledger = replay_on("2025-01-01", "2026-01-27-tier-1: {}")

    assert ledger.entries == ()
    assert not ledger.items
    assert list(ledger.accounts) == ["north", "south"]


def test_of_two_items_with_one_name_the_first_counts() -> None:
    ledger = replay_on(
        "2026-01-27",
        """
        2026-01-27-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: The first.}
            - {id: D1, outcome: decided, what: The second.}
          escalations:
            - {id: E1, account: north, issue: The first.}
            - {id: E1, account: north, issue: The second.}
          questions: [{id: Q1, account: north, ask: The first.}, {id: Q1, account: north, ask: No.}]
          requests: [{id: R1, account: north, what: The first.}, {id: R1, account: north, what: B.}]
          actions:
            cs: [{id: A1, what: The first., owner: bob, due: 2026-02-06}]
            pm: [{id: A1, what: The second., owner: ines, due: 2026-02-06}]
        """,
    )

    assert ledger.decisions["2026-01-27-tier-1/D1"].row.what == "The first."
    assert ledger.raised["2026-01-27-tier-1/E1"].issue == "The first."
    assert ledger.questions["2026-01-27-tier-1/Q1"].row.ask == "The first."
    assert ledger.requests["2026-01-27-tier-1/R1"].row.what == "The first."
    assert ledger.actions["2026-01-27-tier-1/A1"].what == "The first."
