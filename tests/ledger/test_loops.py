"""records.md §5, Loop."""

import pytest

from building import day, replay_on
from decision_record.ledger.loops import Loop

DECISION = "2026-01-27-tier-1/D1"
DECIDED = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We build it., accounts: [north, south],
           commitment: {target: 2026-05-01}}
"""


def loops_of(text: str, as_of: str = "2026-12-31") -> dict[str, Loop]:
    """The loops of an organisation, by item and account as in `2026-01-27-tier-1/D1 north`."""
    ledger = replay_on(as_of, text)
    return {f"{item} {account}": loop for (item, account), loop in ledger.loops.items()}


def first_loop(text: str, as_of: str = "2026-12-31") -> Loop:
    return loops_of(text, as_of)[f"{DECISION} north"]


def told(on: str, *, written: str, item: str = DECISION) -> str:
    """An update that says that north was told."""
    return f"""
    {written}-bob:
      loops: [{{item: {item}, account: north, on: {on}, by: bob, channel: call}}]
"""


def reported(on: str, row: str) -> str:
    """A tier 1 with a roadmap row on the decision."""
    return f"""
    {on}-tier-1:
      roadmap: [{{commitment: {DECISION}, {row}}}]
"""


class TestOpened:
    """One for each item that has to be heard, and each account that has to hear it."""

    def test_by_a_decided_decision_for_each_account_that_it_names(self) -> None:
        loops = loops_of(DECIDED)

        assert list(loops) == [f"{DECISION} north", f"{DECISION} south"]
        for loop in loops.values():
            assert loop.is_open
            assert (loop.opened, loop.because) == (day("2026-01-27"), "decided")

    @pytest.mark.parametrize("outcome", ["deferred", "escalated"])
    def test_not_by_what_was_not_decided(self, outcome: str) -> None:
        assert not loops_of(DECIDED.replace("decided", outcome))

    def test_by_a_shipped_item_on_the_day_it_shipped(self) -> None:
        loop = loops_of(
            """
    2026-04-22-ines:
      shipped: [{id: S1, what: Units, on: 2026-04-20, accounts: [north]}]
    """
        )["2026-04-22-ines/S1 north"]

        assert (loop.opened, loop.because) == (day("2026-04-20"), "shipped")

    def test_a_shipped_item_that_delivers_a_commitment_opens_none_of_its_own(self) -> None:
        loops = loops_of(
            DECIDED
            + """
    2026-04-22-ines:
      shipped: [{id: S1, what: It, on: 2026-04-20, accounts: [north],
                 delivers: 2026-01-27-tier-1/D1}]
    """
        )

        assert list(loops) == [f"{DECISION} north", f"{DECISION} south"]
        for loop in loops.values():
            assert (loop.opened, loop.because) == (day("2026-04-20"), "shipped")

    def test_a_shipped_item_that_delivers_no_commitment_opens_its_own(self) -> None:
        loops = loops_of(
            """
    2026-01-27-tier-1:
      decisions: [{id: D1, outcome: decided, what: We build it.}]
    2026-04-22-ines:
      shipped: [{id: S1, what: It, on: 2026-04-20, accounts: [north],
                 delivers: 2026-01-27-tier-1/D1}]
    """
        )

        assert list(loops) == ["2026-04-22-ines/S1 north"]

    def test_so_does_one_that_shipped_before_anything_was_decided(self) -> None:
        loops = loops_of(
            DECIDED
            + """
    2026-01-20-ines:
      shipped: [{id: S1, what: It, on: 2026-01-20, accounts: [north],
                 delivers: 2026-01-27-tier-1/D1}]
    """
        )

        assert "2026-01-20-ines/S1 north" in loops

    @pytest.mark.parametrize("status", ["planned", "shipped", "declined"])
    def test_by_a_request_when_it_becomes(self, status: str) -> None:
        loop = loops_of(
            f"""
    2026-01-13-tier-2:
      requests: [{{id: R1, account: north, what: Fathoms.}}]
    2026-02-10-tier-2:
      updates: [{{item: 2026-01-13-tier-2/R1, status: {status}}}]
    """
        )["2026-01-13-tier-2/R1 north"]

        assert (loop.opened, loop.because) == (day("2026-02-10"), "request")

    @pytest.mark.parametrize("status", ["backlog", "in-progress"])
    def test_not_by_a_request_that_is_neither(self, status: str) -> None:
        assert not loops_of(
            f"""
    2026-01-13-tier-2:
      requests: [{{id: R1, account: north, what: Fathoms.}}]
    2026-02-10-tier-2:
      updates: [{{item: 2026-01-13-tier-2/R1, status: {status}}}]
    """
        )

    def test_at_once_by_a_request_that_is_planned_when_it_is_submitted(self) -> None:
        loops = loops_of(
            """
    2026-01-13-tier-2:
      requests: [{id: R1, account: north, what: Fathoms., status: planned}]
    """
        )

        assert loops["2026-01-13-tier-2/R1 north"].opened == day("2026-01-13")

    def test_anew_by_a_request_that_moves_on_but_not_by_the_same_status_again(self) -> None:
        text = """
    2026-01-13-tier-2:
      requests: [{id: R1, account: north, what: Fathoms.}]
    2026-02-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: planned}]
    2026-02-24-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: planned}]
    2026-03-10-tier-2:
      updates: [{item: 2026-01-13-tier-2/R1, status: shipped}]
    """
        name = "2026-01-13-tier-2/R1 north"

        assert loops_of(text, "2026-02-24")[name].opened == day("2026-02-10")
        assert loops_of(text)[name].opened == day("2026-03-10")

    def test_a_former_name_is_the_account(self) -> None:
        loops = loops_of(
            "    accounts: {north: {aliases: [old-north]}}\n"
            + DECIDED.replace("[north,", "[old-north, north,")
        )

        assert list(loops) == [f"{DECISION} north", f"{DECISION} south"]


class TestOpenedAnew:
    """On the day the commitment slips, ships or is descoped: that must be heard too."""

    @pytest.mark.parametrize(
        ("row", "because", "opened"),
        [
            ("status: slipped, target: 2026-06-01", "slipped", "2026-04-28"),
            ("status: slipped", "slipped", "2026-04-28"),
            ("status: shipped", "shipped", "2026-04-28"),
            ("status: shipped, on: 2026-04-20", "shipped", "2026-04-20"),
            ("status: descoped", "descoped", "2026-04-28"),
        ],
    )
    def test_when_it(self, row: str, because: str, opened: str) -> None:
        text = DECIDED + told("2026-02-02", written="2026-02-02") + reported("2026-04-28", row)

        assert first_loop(text, "2026-04-27").state == "told"
        again = first_loop(text)
        assert again.state == "open"
        assert (again.opened, again.because) == (day(opened), because)
        assert again.told is None

    def test_not_when_it_is_on_track(self) -> None:
        text = (
            DECIDED
            + told("2026-02-02", written="2026-02-02")
            + reported("2026-04-28", "status: on-track, say: Still May.")
        )

        assert first_loop(text).state == "told"

    def test_not_when_a_row_confirms_what_a_shipped_item_said(self) -> None:
        text = (
            DECIDED
            + """
    2026-04-22-ines:
      shipped: [{id: S1, what: It, on: 2026-04-20, delivers: 2026-01-27-tier-1/D1}]
    """
            + told("2026-04-23", written="2026-04-23")
            + reported("2026-04-28", "status: shipped")
        )

        assert first_loop(text).state == "told"

    def test_each_time(self) -> None:
        text = (
            DECIDED
            + reported("2026-02-24", "status: slipped, target: 2026-06-01")
            + told("2026-03-01", written="2026-03-01")
            + reported("2026-03-31", "status: slipped, target: 2026-07-01")
        )

        assert first_loop(text, "2026-03-30").told == day("2026-03-01")
        assert first_loop(text).opened == day("2026-03-31")


class TestTold:
    """When somebody told the account on or after the day it last opened."""

    def test_by_a_row_of_loops(self) -> None:
        loop = first_loop(DECIDED + told("2026-02-02", written="2026-02-04"))

        assert loop.state == "told"
        assert (loop.told, loop.by, loop.channel) == (day("2026-02-02"), "bob", "call")

    def test_on_the_very_day_it_opened(self) -> None:
        assert first_loop(DECIDED + told("2026-01-27", written="2026-02-04")).state == "told"

    def test_not_by_what_was_said_before_it_opened(self) -> None:
        assert first_loop(DECIDED + told("2026-01-26", written="2026-02-04")).is_open

    def test_the_first_time_counts(self) -> None:
        text = (
            DECIDED
            + told("2026-02-09", written="2026-02-10")
            + told("2026-02-02", written="2026-02-12")
        )

        assert first_loop(text).told == day("2026-02-02")

    def test_only_that_account(self) -> None:
        loops = loops_of(DECIDED + told("2026-02-02", written="2026-02-04"))

        assert loops[f"{DECISION} south"].is_open

    def test_only_of_that_item(self) -> None:
        other = told("2026-02-02", written="2026-02-04", item="2026-01-27-tier-1/D2")

        assert first_loop(DECIDED + other).is_open

    ACTION = """
    2026-02-10-tier-2:
      actions:
        cs: [{id: A1, what: Tell., owner: lena, due: 2026-02-20, account: north,
              closes_loop: 2026-01-27-tier-1/D1}]
    """

    def test_by_what_was_said_of_the_shipped_item_that_keeps_it(self) -> None:
        shipped = """
    2026-04-22-ines:
      shipped: [{id: S1, what: It, on: 2026-04-20, delivers: 2026-01-27-tier-1/D1}]
    """
        text = (
            DECIDED + shipped + told("2026-04-23", written="2026-04-23", item="2026-04-22-ines/S1")
        )

        assert first_loop(DECIDED + shipped).is_open
        assert first_loop(text).told == day("2026-04-23")

    def test_by_an_action_that_closes_it_and_was_done(self) -> None:
        loop = first_loop(
            DECIDED
            + self.ACTION
            + """
    2026-02-24-tier-2:
      review: [{action: 2026-02-10-tier-2/A1, outcome: done, on: 2026-02-19, channel: email}]
    """
        )

        assert loop.state == "told"
        assert (loop.told, loop.by, loop.channel) == (day("2026-02-19"), "lena", "email")

    @pytest.mark.parametrize("outcome", ["dropped", "rolled, due: 2026-03-20"])
    def test_not_by_an_action_that_was_not_done(self, outcome: str) -> None:
        loop = first_loop(
            DECIDED
            + self.ACTION
            + f"""
    2026-02-24-tier-2:
      review: [{{action: 2026-02-10-tier-2/A1, outcome: {outcome}}}]
    """
        )

        assert loop.is_open

    def test_not_by_an_action_that_names_no_account(self) -> None:
        loop = first_loop(
            DECIDED
            + self.ACTION.replace("account: north,", "")
            + """
    2026-02-24-tier-2:
      review: [{action: 2026-02-10-tier-2/A1, outcome: done}]
    """
        )

        assert loop.is_open

    def test_its_owner_and_due_date_are_those_of_the_open_action(self) -> None:
        loop = first_loop(DECIDED + self.ACTION)

        assert (loop.owner, loop.due) == ("lena", day("2026-02-20"))

    def test_else_its_owner_is_the_csm_and_it_is_due_seven_days_after_it_opened(self) -> None:
        loop = first_loop(DECIDED)

        assert (loop.owner, loop.due) == ("bob", day("2026-02-03"))

    def test_the_calendar_ends_before_seven_days_have_passed(self) -> None:
        loop = first_loop(
            DECIDED + reported("2026-04-28", "status: shipped, on: 9999-12-30"), "9999-12-31"
        )

        assert loop.due == day("9999-12-31")


class TestSuperseded:
    """Loops end, and the superseding decision owes one to every account of either."""

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
        } == {"north": "superseded", "south": "superseded", "west": "decided"}
        assert loops["2026-03-31-tier-1/D1 north"].opened == day("2026-03-31")

    def test_those_who_were_owed_by_the_one_before_the_last_are_not_forgotten(self) -> None:
        loops = loops_of(
            self.TEXT
            + """
    2026-04-28-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We rent it., supersedes: [2026-03-31-tier-1/D1]}
    """
        )

        assert loops["2026-03-31-tier-1/D1 north"].state == "ended"
        assert loops["2026-04-28-tier-1/D1 north"].because == "superseded"

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
