"""records.md §5, Escalation and briefing."""

import pytest

from building import day, replay_on
from decision_record.ledger.raised import Raised

ESCALATED = """
    2026-02-04-bob:
      escalations: [{id: E1, account: north, issue: Slow., raised: 2026-02-03}]
"""
BRIEFED = """
    2026-02-10-tier-2:
      attendees: [bob]
      briefings: [{id: B1, account: north, request: Speed.}]
"""


def escalation(text: str, as_of: str = "2026-12-31") -> Raised:
    return replay_on(as_of, text).raised["2026-02-04-bob/E1"]


def briefing(text: str, as_of: str = "2026-12-31") -> Raised:
    return replay_on(as_of, text).raised["2026-02-10-tier-2/B1"]


class TestRaised:
    """Raised on `raised`, else on the record's date; at stake is its `arr`, else the account's."""

    def test_on_its_own_day(self) -> None:
        assert escalation(ESCALATED).raised == day("2026-02-03")

    def test_else_on_the_records_date(self) -> None:
        assert briefing(BRIEFED).raised == day("2026-02-10")

    def test_its_own_arr_is_at_stake_also_where_that_is_nothing(self) -> None:
        assert escalation(ESCALATED.replace("issue:", "arr: 0, issue:")).arr == 0

    def test_else_the_arr_of_its_account_on_the_day_it_was_raised(self) -> None:
        text = (
            """
    accounts:
      north:
        arr: [{since: 2025-01-01, amount: 80000}, {since: 2026-02-04, amount: 90000}]
        churned: {on: 2026-05-01}
    """
            + ESCALATED
        )

        assert escalation(text).arr == 80000

    def test_of_an_account_that_nobody_knows_nothing(self) -> None:
        assert escalation(ESCALATED.replace("north", "west")).arr == 0


class TestAcknowledged:
    """On the earliest of its own day, an update's, and that of the record if Product was there."""

    def test_not_before_anybody_of_product_knows(self) -> None:
        raised = escalation(ESCALATED)

        assert raised.state == "open"
        assert raised.acknowledged is None
        assert raised.days_to_acknowledge is None

    def test_by_the_item_itself(self) -> None:
        raised = escalation(ESCALATED.replace("issue:", "acknowledged: 2026-02-04, issue:"))

        assert raised.state == "acknowledged"
        assert raised.acknowledged == day("2026-02-04")
        assert raised.days_to_acknowledge == 1

    def test_by_an_update(self) -> None:
        raised = escalation(
            ESCALATED
            + """
    2026-02-10-tier-2:
      updates: [{item: 2026-02-04-bob/E1, acknowledged: 2026-02-06, by: ines}]
    """
        )

        assert raised.acknowledged == day("2026-02-06")

    @pytest.mark.parametrize("person", ["ines", "otto"])
    def test_on_the_records_date_where_somebody_of_product_attended(self, person: str) -> None:
        raised = briefing(BRIEFED.replace("[bob]", f"[bob, {person}]"))

        assert raised.acknowledged == day("2026-02-10")
        assert raised.days_to_acknowledge == 0

    def test_who_stood_in_attended_too(self) -> None:
        text = BRIEFED.replace("attendees: [bob]", "delegates: {otto: ines}")

        assert briefing(text).acknowledged == day("2026-02-10")

    @pytest.mark.parametrize("person", ["vera", "greta", "wes", "a.stranger"])
    def test_nobody_else_acknowledges(self, person: str) -> None:
        assert briefing(BRIEFED.replace("[bob]", f"[bob, {person}]")).acknowledged is None

    def test_on_the_records_date_where_product_wrote_the_update(self) -> None:
        text = ESCALATED.replace("2026-02-04-bob", "2026-02-04-ines")
        raised = replay_on("2026-12-31", text).raised["2026-02-04-ines/E1"]

        assert raised.acknowledged == day("2026-02-04")

    def test_on_the_earliest(self) -> None:
        raised = briefing(
            BRIEFED.replace("[bob]", "[bob, ines]").replace(
                "request:", "acknowledged: 2026-02-09, request:"
            )
        )

        assert raised.acknowledged == day("2026-02-09")


class TestResolved:
    """On the earliest of an update's day, a decision's, and for a briefing its meeting's."""

    def test_by_an_update(self) -> None:
        raised = escalation(
            ESCALATED
            + """
    2026-03-10-tier-2:
      updates: [{item: 2026-02-04-bob/E1, resolved: 2026-03-05}]
    """
        )

        assert raised.state == "resolved"
        assert not raised.is_open
        assert raised.resolved == day("2026-03-05")
        assert raised.days_to_resolve == 30

    def test_by_a_decided_decision(self) -> None:
        raised = escalation(
            ESCALATED
            + """
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: Faster., resolves: [2026-02-04-bob/E1]}]
    """
        )

        assert raised.resolved == day("2026-02-24")
        assert raised.resolved_by == "2026-02-24-tier-1/D1"

    @pytest.mark.parametrize("outcome", ["deferred", "escalated"])
    def test_not_by_another(self, outcome: str) -> None:
        raised = escalation(
            ESCALATED
            + f"""
    2026-02-24-tier-1:
      decisions: [{{id: D1, outcome: {outcome}, what: Hm., resolves: [2026-02-04-bob/E1]}}]
    """
        )

        assert raised.is_open

    @pytest.mark.parametrize(
        ("outcome", "resolved"),
        [("answered", True), ("decided", True), ("escalated", False), ("open", False)],
    )
    def test_a_briefing_by_how_it_left_its_meeting(self, outcome: str, resolved: bool) -> None:  # noqa: FBT001 - a column of the table
        raised = briefing(BRIEFED.replace("request:", f"outcome: {outcome}, request:"))

        assert raised.resolved == (day("2026-02-10") if resolved else None)

    def test_on_the_earliest(self) -> None:
        raised = escalation(
            ESCALATED
            + """
    2026-02-24-tier-1:
      decisions: [{id: D1, outcome: decided, what: Faster., resolves: [2026-02-04-bob/E1]}]
    2026-03-10-tier-2:
      updates: [{item: 2026-02-04-bob/E1, resolved: 2026-02-20}]
    """
        )

        assert raised.resolved == day("2026-02-20")
        assert raised.resolved_by is None

    def test_records_act_only_on_what_was_raised_before(self) -> None:
        raised = escalation(
            ESCALATED
            + """
    2026-01-27-tier-1:
      updates: [{item: 2026-02-04-bob/E1, acknowledged: 2026-01-27, resolved: 2026-01-27}]
      decisions: [{id: D1, outcome: decided, what: Faster., resolves: [2026-02-04-bob/E1]}]
    """
        )

        assert raised.state == "open"


class TestPath:
    """`from` makes a path; what happens to a later part happens to all before it."""

    TEXT = (
        ESCALATED
        + """
    2026-02-10-tier-2:
      attendees: [bob]
      briefings: [{id: B1, account: north, request: Speed., from: 2026-02-04-bob/E1}]
    2026-02-24-tier-1:
      attendees: [vera, otto]
      escalations: [{id: E1, account: north, issue: Slow., from: 2026-02-10-tier-2/B1}]
    2026-03-31-tier-1:
      decisions: [{id: D1, outcome: decided, what: Faster., resolves: [2026-02-24-tier-1/E1]}]
    """
    )
    PATH = ("2026-02-04-bob/E1", "2026-02-10-tier-2/B1", "2026-02-24-tier-1/E1")

    def test_it_is_the_whole_chain_the_same_for_each_of_its_parts(self) -> None:
        ledger = replay_on("2026-12-31", self.TEXT)

        assert [ledger.raised[ref].path for ref in self.PATH] == [self.PATH] * 3

    def test_on_a_day_it_is_as_long_as_it_was_then(self) -> None:
        assert escalation(self.TEXT, "2026-02-10").path == self.PATH[:2]

    def test_alone_it_is_its_own_path(self) -> None:
        assert escalation(ESCALATED).path == ("2026-02-04-bob/E1",)

    def test_a_later_part_acknowledges_all_before_it(self) -> None:
        ledger = replay_on("2026-12-31", self.TEXT)

        assert {ledger.raised[ref].acknowledged for ref in self.PATH} == {day("2026-02-24")}

    def test_a_later_part_resolves_all_before_it(self) -> None:
        ledger = replay_on("2026-12-31", self.TEXT)

        assert {ledger.raised[ref].resolved for ref in self.PATH} == {day("2026-03-31")}
        assert {ledger.raised[ref].resolved_by for ref in self.PATH} == {"2026-03-31-tier-1/D1"}

    def test_an_earlier_part_resolves_none_after_it(self) -> None:
        text = self.TEXT.replace(
            "resolves: [2026-02-24-tier-1/E1]", "resolves: [2026-02-04-bob/E1]"
        )
        ledger = replay_on("2026-12-31", text)

        assert [ledger.raised[ref].is_open for ref in self.PATH] == [False, True, True]

    def test_two_may_come_from_one(self) -> None:
        ledger = replay_on(
            "2026-12-31",
            ESCALATED
            + """
    2026-02-10-tier-2:
      briefings:
        - {id: B1, account: north, request: Speed., from: 2026-02-04-bob/E1}
        - {id: B2, account: north, request: Memory., outcome: answered, from: 2026-02-04-bob/E1}
    """,
        )

        path = ("2026-02-04-bob/E1", "2026-02-10-tier-2/B1", "2026-02-10-tier-2/B2")
        assert {each.path for each in ledger.raised.values()} == {path}
        assert [ledger.raised[ref].is_open for ref in path] == [False, True, False]

    def test_a_circle_is_one_path_too(self) -> None:
        ledger = replay_on(
            "2026-12-31",
            """
    2026-02-10-tier-2:
      briefings:
        - {id: B1, account: north, request: Speed., from: B3}
        - {id: B2, account: north, request: Speed., from: B1}
        - {id: B3, account: north, request: Speed., from: B2}
        - {id: B4, account: north, request: Speed., from: B2}
    """,
        )

        path = tuple(f"2026-02-10-tier-2/B{number}" for number in (1, 2, 3, 4))
        assert {each.path for each in ledger.raised.values()} == {path}

    def test_from_something_that_is_not_there_it_begins_a_path(self) -> None:
        text = ESCALATED.replace("issue:", "from: 2025-12-01-tier-2/B9, issue:")

        assert escalation(text).path == ("2026-02-04-bob/E1",)
