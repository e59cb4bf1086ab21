"""records.md §5, Loop: being superseded and churn."""

from building import day
from looping import DECIDED, DECISION, first_loop, loops_of, reported, told


class TestSuperseded:
    """Loops end, and the successor owes one to every account of either."""

    TEXT = (
        DECIDED
        + told("2026-02-02", written="2026-02-04")
        + """
    2026-03-31-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We buy it., accounts: [south, west],
           supersedes: [2026-01-27-tier-1/D1]}
    """
    )

    def test_the_old_ones_end_and_what_was_told_stays_known(self) -> None:
        loops = loops_of(self.TEXT)

        assert loops[f"{DECISION} north"].state == "ended"
        assert loops[f"{DECISION} north"].told == day("2026-02-02")
        assert loops[f"{DECISION} south"].state == "ended"
        assert loops[f"{DECISION} south"].told is None

    def test_until_that_day_they_are_as_they_were(self) -> None:
        loops = loops_of(self.TEXT, "2026-03-30")

        assert loops[f"{DECISION} north"].state == "told"
        assert loops[f"{DECISION} south"].state == "open"

    def test_the_new_ones_say_why(self) -> None:
        loops = loops_of(self.TEXT)

        assert {
            account: loops[f"2026-03-31-tier-1/D1 {account}"].because
            for account in ("north", "south", "west")
        } == {"north": "withdrawn", "south": "superseded", "west": "decided"}
        assert loops["2026-03-31-tier-1/D1 north"].opened == day("2026-03-31")

    def test_a_withdrawal_is_still_owed_when_the_successor_is_superseded(self) -> None:
        loops = loops_of(
            self.TEXT
            + """
    2026-04-28-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We rent it., supersedes: [2026-03-31-tier-1/D1]}
    """
        )

        assert loops["2026-03-31-tier-1/D1 north"].is_open
        assert loops["2026-03-31-tier-1/D1 south"].state == "ended"
        assert "2026-04-28-tier-1/D1 north" not in loops
        assert loops["2026-04-28-tier-1/D1 south"].because == "superseded"

    def test_nothing_opens_or_tells_them_after_that_day(self) -> None:
        loop = loops_of(
            self.TEXT
            + reported("2026-04-28", "status: descoped")
            + """
    2026-05-02-bob:
      loops: [{item: 2026-01-27-tier-1/D1, account: south, on: 2026-05-01}]
    """
        )[f"{DECISION} south"]

        assert loop.state == "ended"
        assert (loop.opened, loop.because) == (day("2026-01-27"), "decided")
        assert loop.told is None


class TestChurn:
    """Churn ends open loops; told ones stay told."""

    CHURNED = """
    accounts: {north: {churned: {on: 2026-03-15}}}
"""

    def test_it_ends_open_ones(self) -> None:
        text = self.CHURNED + DECIDED

        assert first_loop(text, "2026-03-14").state == "open"
        assert first_loop(text, "2026-03-15").state == "ended"

    def test_told_ones_stay_told(self) -> None:
        text = self.CHURNED + DECIDED + told("2026-02-02", written="2026-02-04")

        assert first_loop(text).state == "told"

    def test_one_that_was_told_and_opened_anew_ends(self) -> None:
        text = (
            self.CHURNED
            + DECIDED
            + told("2026-02-02", written="2026-02-04")
            + reported("2026-02-24", "status: slipped, target: 2026-06-01")
        )

        ended = first_loop(text)
        assert ended.state == "ended"
        assert (ended.opened, ended.told) == (day("2026-02-24"), None)

    def test_nobody_has_to_tell_what_happens_afterwards(self) -> None:
        text = (
            self.CHURNED
            + DECIDED
            + told("2026-02-02", written="2026-02-04")
            + reported("2026-04-28", "status: shipped")
        )

        still_told = first_loop(text)
        assert still_told.state == "told"
        assert still_told.opened == day("2026-01-27")

    def test_a_call_after_it_tells_nobody(self) -> None:
        text = self.CHURNED + DECIDED + told("2026-03-16", written="2026-03-16")

        assert first_loop(text).state == "ended"

    def test_what_is_decided_for_an_account_that_left_is_ended_from_its_beginning(self) -> None:
        text = (
            self.CHURNED
            + DECIDED.replace("2026-01-27", "2026-03-31")
            + """
    2026-04-28-tier-1:
      roadmap: [{commitment: 2026-03-31-tier-1/D1, status: shipped}]
    """
        )

        loop = loops_of(text)["2026-03-31-tier-1/D1 north"]
        assert loop.state == "ended"
        assert loop.opened == day("2026-03-31")
