"""records.md §5, Commitment."""

import pytest

from building import day, replay_on
from decision_record.ledger.commitments import Commitment

PROMISED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: Offline mode in spring., accounts: [north, south],
           commitment: {target: 2026-04-15, confidence: committed}}
"""


def first_commitment(text: str, as_of: str = "2026-12-31") -> Commitment:
    commitment = replay_on(as_of, text).decisions["2026-01-27-tier-1/D1"].commitment
    assert commitment is not None
    return commitment


def reported(*rows: tuple[str, str]) -> str:
    """The promise, with a roadmap row in the tier 1 of each day."""
    return PROMISED + "".join(
        f"""
    {on}-tier-1:
      roadmap: [{{commitment: 2026-01-27-tier-1/D1, {row}}}]
"""
        for on, row in rows
    )


def test_it_is_on_track_before_the_first_roadmap_row() -> None:
    commitment = first_commitment(PROMISED)

    assert commitment.state == "on-track"
    assert commitment.is_pending
    assert commitment.target == commitment.original_target == day("2026-04-15")


@pytest.mark.parametrize("outcome", ["deferred", "escalated"])
def test_only_a_decided_decision_commits(outcome: str) -> None:
    ledger = replay_on("2026-12-31", PROMISED.replace("decided", outcome))

    assert ledger.decisions["2026-01-27-tier-1/D1"].commitment is None


def test_its_state_is_that_of_its_last_roadmap_row() -> None:
    text = reported(
        ("2026-02-24", "status: slipped, target: 2026-05-15, because: Late."),
        ("2026-03-31", "status: on-track"),
        ("2026-04-28", "status: descoped, because: Nobody used it."),
    )

    assert first_commitment(text, "2026-02-24").state == "slipped"
    assert first_commitment(text, "2026-03-31").state == "on-track"
    descoped = first_commitment(text)
    assert descoped.state == "descoped"
    assert not descoped.is_pending
    assert descoped.because == "Nobody used it."
    assert descoped.descoped == day("2026-04-28")


def test_the_whole_is_shipped_on_the_day_on_which_the_last_account_got_it() -> None:
    text = reported(
        ("2026-03-31", "status: shipped, accounts: [north]"),
        ("2026-04-28", "status: shipped, accounts: [south]"),
    )

    assert first_commitment(text, "2026-03-31").shipped is None
    commitment = first_commitment(text)
    assert (commitment.state, commitment.shipped) == ("shipped", day("2026-04-28"))


def test_an_account_keeps_the_target_of_when_it_was_last_promised() -> None:
    text = reported(
        ("2026-02-24", "status: slipped, target: 2026-05-15, because: Late."),
        ("2026-03-31", "status: shipped, accounts: [north]"),
        ("2026-04-28", "status: slipped, target: 2026-07-15, because: Later."),
    )

    assert first_commitment(text, "2026-01-27").target_for("north") == day("2026-04-15")
    commitment = first_commitment(text)
    assert commitment.target_for("north") == day("2026-05-15")
    assert commitment.target_for("south") == day("2026-07-15")


def test_an_account_that_had_it_before_the_first_slip_keeps_the_first_target() -> None:
    text = reported(
        ("2026-02-24", "status: shipped, accounts: [north]"),
        ("2026-03-31", "status: slipped, target: 2026-05-15, because: Late."),
    )

    commitment = first_commitment(text)
    assert commitment.target_for("north") == day("2026-04-15")
    assert commitment.target_for("south") == day("2026-05-15")


def test_what_has_no_target_is_never_overdue() -> None:
    text = PROMISED.replace("target: 2026-04-15, confidence: committed", "confidence: exploring")

    commitment = first_commitment(text)
    assert commitment.promised_to == ("north", "south")
    assert commitment.overdue_for(day("2026-12-31")) == ()


def test_each_slip_goes_from_the_target_before_it_to_the_new_one() -> None:
    commitment = first_commitment(
        reported(
            ("2026-02-24", "status: slipped, target: 2026-05-15, because: Late."),
            ("2026-03-31", "status: on-track"),
            ("2026-04-28", "status: slipped, target: 2026-06-10"),
        )
    )

    first, second = commitment.slips
    assert (first.from_, first.to, first.because) == (
        day("2026-04-15"),
        day("2026-05-15"),
        "Late.",
    )
    assert (second.from_, second.to) == (day("2026-05-15"), day("2026-06-10"))
    assert commitment.target == day("2026-06-10")
    assert commitment.original_target == day("2026-04-15")


def test_the_new_target_may_be_any_other_date_also_an_earlier_one() -> None:
    commitment = first_commitment(reported(("2026-02-24", "status: slipped, target: 2026-04-01")))

    assert commitment.target == day("2026-04-01")
    assert len(commitment.slips) == 1


def test_it_ships_on_the_day_that_the_row_says() -> None:
    commitment = first_commitment(reported(("2026-04-28", "status: shipped, on: 2026-04-20")))

    assert commitment.state == "shipped"
    assert commitment.shipped == day("2026-04-20")


def test_it_ships_on_the_records_date_where_the_row_has_no_day() -> None:
    commitment = first_commitment(reported(("2026-04-28", "status: shipped")))

    assert commitment.shipped == day("2026-04-28")


DELIVERED = """
    2026-04-21-tier-2:
      shipped: [{id: S1, what: Offline mode, on: 2026-04-20, delivers: 2026-01-27-tier-1/D1}]
"""


def test_a_shipped_item_that_delivers_it_ships_it() -> None:
    commitment = first_commitment(PROMISED + DELIVERED)

    assert commitment.state == "shipped"
    assert commitment.shipped == day("2026-04-20")


def test_a_row_without_a_day_confirms_the_day_that_the_shipped_item_said() -> None:
    commitment = first_commitment(reported(("2026-04-28", "status: shipped")) + DELIVERED)

    assert commitment.shipped == day("2026-04-20")


def test_what_has_shipped_slips_no_more_and_does_not_ship_again() -> None:
    commitment = first_commitment(
        reported(
            ("2026-02-24", "status: shipped"),
            ("2026-03-31", "status: slipped, target: 2026-05-01"),
        )
        + DELIVERED
    )

    assert commitment.state == "shipped"
    assert commitment.shipped == day("2026-02-24")
    assert commitment.slips == ()


def test_it_is_superseded_with_its_decision() -> None:
    commitment = first_commitment(
        PROMISED
        + """
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: No., supersedes: [2026-01-27-tier-1/D1]}]
    """
    )

    assert commitment.state == "superseded"
    assert not commitment.is_pending


def test_its_arr_is_the_sum_over_its_accounts_on_the_day() -> None:
    text = (
        """
    accounts:
      north: {arr: [{since: 2025-01-01, amount: 80000}, {since: 2026-03-01, amount: 90000}]}
      south: {churned: {on: 2026-04-01}}
    """
        + PROMISED
    )
    accounts = ("north", "south")

    assert replay_on("2026-02-28", text).arr_of(accounts) == 80000 + 50000
    assert replay_on("2026-03-31", text).arr_of(accounts) == 90000 + 50000
    assert replay_on("2026-04-01", text).arr_of(accounts) == 90000


LATER = "    2026-05-26-tier-1:\n      decisions: [{id: D1, outcome: decided, what: No.,"


class TestOfEachAccount:
    """Promised, and from there once and for all (records.md §5)."""

    def states(self, text: str, as_of: str = "2026-12-31") -> list[str]:
        return [each.state.value for each in first_commitment(text, as_of).by_account]

    def test_churn_comes_before_the_records_of_its_day(self) -> None:
        text = "    accounts: {north: {churned: {on: 2026-02-24}}}\n" + reported(
            ("2026-02-24", "status: shipped")
        )
        north, south = first_commitment(text).by_account

        assert (north.state, north.on) == ("churned", day("2026-02-24"))
        assert (south.state, south.on) == ("shipped", day("2026-02-24"))
        assert first_commitment(text).state == "shipped"

    def test_what_was_shipped_before_stays_shipped(self) -> None:
        text = "    accounts: {north: {churned: {on: 2026-02-25}}}\n" + reported(
            ("2026-02-24", "status: shipped")
        )
        assert self.states(text) == ["shipped", "shipped"]

    def test_a_promise_to_all_who_left_is_churned(self) -> None:
        left = "churned: {on: 2026-03-01}"
        text = f"    accounts: {{north: {{{left}}}, south: {{{left}}}}}\n" + PROMISED

        assert first_commitment(text, "2026-02-28").state == "on-track"
        assert first_commitment(text).state == "churned"
        assert not first_commitment(text).is_pending

    def test_what_is_promised_to_somebody_who_left_is_churned_at_once(self) -> None:
        text = "    accounts: {north: {churned: {on: 2026-01-01}}}\n" + PROMISED
        north, south = first_commitment(text).by_account

        assert (north.state, north.on) == ("churned", day("2026-01-01"))
        assert south.state == "promised"

    def test_what_was_all_kept_is_shipped_also_when_its_decision_is_superseded(self) -> None:
        text = reported(("2026-04-28", "status: shipped")) + LATER
        text += " supersedes: [2026-01-27-tier-1/D1]}]\n"
        commitment = first_commitment(text)

        assert commitment.state == "shipped"
        assert self.states(text) == ["shipped", "shipped"]

    def test_descoped_for_all_that_were_promised(self) -> None:
        text = reported(
            ("2026-02-24", "status: shipped, accounts: [north]"),
            ("2026-03-31", "status: descoped, because: Nobody used it."),
        )
        commitment = first_commitment(text)

        assert self.states(text) == ["shipped", "descoped"]
        assert (commitment.state, commitment.descoped) == ("shipped", None)

    def test_without_accounts_it_counts_as_one_nameless_account(self) -> None:
        text = PROMISED.replace("accounts: [north, south],", "")
        superseded = text + LATER + " accounts: [north], supersedes: [2026-01-27-tier-1/D1]}]\n"

        (nameless,) = first_commitment(text).by_account
        assert (nameless.account, nameless.state) == (None, "promised")
        assert first_commitment(superseded).state == "superseded"
        assert self.states(superseded) == ["superseded"]

    def test_a_target_changes_by_a_slipped_row_alone(self) -> None:
        commitment = first_commitment(
            reported(
                ("2026-02-24", "status: on-track, target: 2026-06-01"),
                ("2026-03-31", "status: slipped, target: 2026-04-15"),
            )
        )

        assert commitment.target == day("2026-04-15")
        assert commitment.slips == ()


class TestPastItsTargetWithoutAWord:
    """For each account that is still promised it."""

    def overdue(self, as_of: str, *rows: tuple[str, str]) -> list[str | None]:
        commitment = first_commitment(reported(*rows), as_of)
        return [each.account for each in commitment.overdue_for(day(as_of))]

    def test_from_the_day_after_it(self) -> None:
        assert self.overdue("2026-04-15") == []
        assert self.overdue("2026-04-16") == ["north", "south"]

    def test_a_row_on_the_day_or_before_is_no_word(self) -> None:
        assert self.overdue("2026-04-28", ("2026-04-15", "status: on-track")) == ["north", "south"]

    def test_a_row_after_it_is_one(self) -> None:
        assert self.overdue("2026-04-28", ("2026-04-28", "status: on-track")) == []

    def test_what_ships_to_one_is_no_word_for_the_other(self) -> None:
        row = ("2026-04-28", "status: shipped, accounts: [north]")
        assert self.overdue("2026-04-28", row) == ["south"]
