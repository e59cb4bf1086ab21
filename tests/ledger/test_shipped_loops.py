"""records.md §5, Loop: the loops by which customers hear that something is live."""

from building import replay_on

COMMITMENT = """
    2026-02-24-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Build it., owner: otto, accounts: [north, south],
           say: It comes., commitment: {target: 2026-05-30}}
"""
D1 = "2026-02-24-tier-1/D1"


def hearers(text: str, ref: str, as_of: str = "2026-06-29") -> list[tuple[str, str, str]]:
    loops = replay_on(as_of, text).shipped_loops[ref]
    return [(each.item, each.account, each.state.value) for each in loops]


def test_what_delivers_nothing_has_loops_of_its_own() -> None:
    text = """
    2026-05-26-bob:
      shipped: [{id: S1, what: It is live., on: 2026-05-20, accounts: [north]}]
    """
    assert hearers(text, "2026-05-26-bob/S1") == [("2026-05-26-bob/S1", "north", "open")]


def test_a_partial_delivery_is_for_its_own_accounts() -> None:
    text = (
        COMMITMENT
        + """
    2026-05-26-bob:
      shipped:
        - {id: S1, what: It is live., on: 2026-05-20, accounts: [north],
           delivers: 2026-02-24-tier-1/D1}
      loops: [{item: S1, account: north, on: 2026-05-21}]
    2026-06-02-bob:
      shipped:
        - {id: S1, what: And for the rest., on: 2026-06-01, delivers: 2026-02-24-tier-1/D1}
    """
    )
    # South waits to hear of the second delivery; that is no reason to say that the first is untold.
    assert hearers(text, "2026-05-26-bob/S1") == [(D1, "north", "told")]
    assert hearers(text, "2026-06-02-bob/S1") == [(D1, "south", "open")]


def test_an_account_that_the_commitment_does_not_name_has_a_loop_of_the_items_own() -> None:
    text = (
        COMMITMENT
        + """
    2026-05-26-bob:
      shipped:
        - {id: S1, what: It is live., on: 2026-05-20, accounts: [north, west],
           delivers: 2026-02-24-tier-1/D1}
    """
    )
    assert hearers(text, "2026-05-26-bob/S1") == [
        ("2026-05-26-bob/S1", "west", "open"),
        (D1, "north", "open"),
    ]


def test_an_item_that_repeats_a_delivery_is_for_all_that_have_it() -> None:
    text = (
        COMMITMENT
        + """
    2026-05-26-bob:
      roadmap: [{commitment: 2026-02-24-tier-1/D1, status: shipped, on: 2026-05-20}]
    2026-06-02-bob:
      shipped: [{id: S1, what: It is live., on: 2026-05-20, delivers: 2026-02-24-tier-1/D1}]
    """
    )
    assert [account for _, account, _ in hearers(text, "2026-06-02-bob/S1")] == ["north", "south"]
