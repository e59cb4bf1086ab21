"""records.md §5, Loop."""

import pytest

from building import day
from looping import DECIDED, DECISION, first_loop, loops_of, reported, told


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
        north, south = loops.values()
        assert (north.opened, north.because) == (day("2026-04-20"), "shipped")
        assert (south.opened, south.because) == (day("2026-01-27"), "decided")

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

    @pytest.mark.parametrize(
        "row",
        [
            "status: on-track, say: Still May.",
            "status: slipped",
            "status: slipped, target: 2026-05-01",
        ],
    )
    def test_not_when_neither_state_nor_date_changes(self, row: str) -> None:
        text = DECIDED + told("2026-02-02", written="2026-02-02") + reported("2026-04-28", row)

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

    @pytest.mark.parametrize("outcome", ["dropped", "done, on: 2026-01-26"])
    def test_an_action_that_is_closed_gives_neither(self, outcome: str) -> None:
        loop = first_loop(
            DECIDED
            + self.ACTION
            + f"""
    2026-02-24-tier-2:
      review: [{{action: 2026-02-10-tier-2/A1, outcome: {outcome}}}]
    """
        )

        assert loop.is_open
        assert (loop.owner, loop.due) == ("bob", day("2026-02-03"))

    def test_the_calendar_ends_before_seven_days_have_passed(self) -> None:
        loop = first_loop(
            DECIDED + reported("2026-04-28", "status: shipped, on: 9999-12-30"), "9999-12-31"
        )

        assert loop.due == day("9999-12-31")
