"""records.md §5, Action."""

import pytest

from building import day, replay_on
from decision_record.ledger.actions import QueuedAction

AGREED = """
    2026-01-27-tier-1:
      actions: {cs: [{id: A1, what: Call them., owner: bob, due: 2026-02-06}]}
"""


def first_action(as_of: str, text: str) -> QueuedAction:
    return replay_on(as_of, text).actions["2026-01-27-tier-1/A1"]


def test_it_is_opened_on_its_records_date_in_the_queue_of_its_records_series() -> None:
    action = first_action("2026-01-27", AGREED)

    assert action.is_open
    assert action.opened == day("2026-01-27")
    assert action.closed is None
    assert action.series == "tier-1"
    assert action.side == "cs"


def test_an_update_puts_it_in_the_queue_of_the_series_that_it_names_if_any() -> None:
    actions = replay_on(
        "2026-02-10",
        """
        2026-02-04-bob:
          series: tier-2
          actions: {pm: [{id: A1, what: Size it., owner: ines, due: 2026-02-06}]}
        2026-02-05-bob:
          actions: {shared: [{id: A1, what: Agree., owner: bob, due: 2026-02-06}]}
        """,
    ).actions

    assert actions["2026-02-04-bob/A1"].series == "tier-2"
    assert actions["2026-02-05-bob/A1"].series is None


def test_a_review_closes_it_on_the_day_that_it_was_done() -> None:
    action = first_action(
        "2026-02-24",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-02-05, channel: call}]
    """,
    )

    assert action.state == "done"
    assert action.closed == day("2026-02-05")
    assert action.reviews[-1].channel == "call"


def test_done_without_a_day_is_done_on_the_records_date() -> None:
    action = first_action(
        "2026-02-24",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done}]
    """,
    )

    assert action.closed == day("2026-02-24")


def test_dropped_closes_it_on_the_records_date_whatever_else_the_row_says() -> None:
    action = first_action(
        "2026-02-24",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: dropped, on: 2026-02-05}]
    """,
    )

    assert action.state == "dropped"
    assert action.closed == day("2026-02-24")


def test_rolled_keeps_it_open_with_a_new_due_date_after_the_old_ones() -> None:
    action = first_action(
        "2026-03-31",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: rolled, due: 2026-03-10}]
    2026-03-31-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: rolled, due: 2026-03-05}]
    """,
    )

    assert action.is_open
    assert action.dues == (day("2026-02-06"), day("2026-03-10"), day("2026-03-05"))
    assert action.due == day("2026-03-05")
    assert action.rolled == 2


def test_what_was_closed_stays_closed() -> None:
    action = first_action(
        "2026-03-31",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: dropped}]
    2026-03-31-tier-1:
      review:
        - {action: 2026-01-27-tier-1/A1, outcome: rolled, due: 2026-04-10}
        - {action: 2026-01-27-tier-1/A1, outcome: done}
    """,
    )

    assert action.state == "dropped"
    assert action.closed == day("2026-02-24")
    assert action.rolled == 0
    assert [step.counts for step in action.reviews] == [True, False, False]


def test_any_record_may_review_it() -> None:
    action = first_action(
        "2026-02-24",
        AGREED
        + """
    2026-02-10-tier-2:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done}]
    """,
    )

    assert action.closed == day("2026-02-10")


def test_a_record_reviews_before_it_opens_its_own() -> None:
    action = first_action(
        "2026-01-27",
        """
    2026-01-27-tier-1:
      review: [{action: A1, outcome: done}]
      actions: {cs: [{id: A1, what: Call them., owner: bob, due: 2026-02-06}]}
    """,
    )

    assert action.is_open
    assert action.reviews == ()


def test_late_means_open_and_due_before_the_day() -> None:
    action = first_action("2026-02-06", AGREED)

    assert action.overdue_days(day("2026-02-06")) is None
    assert action.overdue_days(day("2026-02-09")) == 3


def test_what_was_done_late_is_not_late_any_more() -> None:
    action = first_action(
        "2026-03-31",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done}]
    """,
    )

    assert action.overdue_days(day("2026-03-31")) is None


def test_names_inside_a_record_become_full_names() -> None:
    action = replay_on(
        "2026-01-27",
        """
        accounts: {north: {aliases: [old-north]}}
        2026-01-27-tier-1:
          actions:
            cs: [{id: A1, what: Call., owner: bob, due: 2026-02-06, account: old-north,
                  closes_loop: D1, after: A2}]
        """,
    ).actions["2026-01-27-tier-1/A1"]

    assert action.closes_loop == "2026-01-27-tier-1/D1"
    assert action.after == "2026-01-27-tier-1/A2"
    assert action.account == "north"


HANDED_OVER = """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: handed-over, owner: lena}]
"""


def test_handed_over_changes_the_owner_and_nothing_else() -> None:
    action = first_action("2026-02-24", AGREED + HANDED_OVER)

    assert action.is_open
    assert action.owner == "lena"
    assert action.owners == ("bob", "lena")
    assert action.dues == (day("2026-02-06"),)
    assert action.rolled == 0
    assert action.overdue_days(day("2026-02-24")) == 18


def test_a_rolled_row_may_name_a_new_owner_too() -> None:
    action = first_action(
        "2026-02-24",
        AGREED
        + """
    2026-02-24-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: rolled, due: 2026-03-06, owner: lena}]
    """,
    )

    assert action.owners == ("bob", "lena")
    assert action.due == day("2026-03-06")
    assert action.rolled == 1


def test_what_was_closed_changes_hands_no_more() -> None:
    action = first_action(
        "2026-03-31",
        AGREED
        + """
    2026-02-10-bob:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done}]
    """
        + HANDED_OVER,
    )

    assert action.owners == ("bob",)
    assert action.closed_in == "2026-02-10-bob"
    assert [step.counts for step in action.reviews] == [True, False]


def test_an_owner_who_stays_is_listed_once() -> None:
    action = first_action("2026-02-24", AGREED + HANDED_OVER.replace("lena", "bob"))

    assert action.owners == ("bob",)


TO_TELL = """
    2026-01-27-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: We build it., accounts: [north, south],
           commitment: {target: 2026-05-01}}
      actions:
        cs:
          - {id: A1, what: Tell North., owner: bob, due: 2026-02-06, account: north,
             closes_loop: D1}
          - {id: A2, what: Tell South., owner: bob, due: 2026-02-06, account: south,
             closes_loop: D1}
"""


def told_by_row(on: str, *, item: str = "2026-01-27-tier-1/D1", written: str = "2026-02-24") -> str:
    return f"""
    {written}-tier-1:
      loops: [{{item: {item}, account: north, on: {on}, by: lena, channel: call}}]
"""


class TestClosedByTelling:
    """A row of `loops` that tells a loop closes the action that asked for it."""

    def test_done_on_the_rows_day_by_its_channel(self) -> None:
        action = first_action("2026-02-24", TO_TELL + told_by_row("2026-02-20"))

        assert (action.state, action.closed) == ("done", day("2026-02-20"))
        assert (action.closed_in, action.reviews[-1].channel) == ("2026-02-24-tier-1", "call")

    def test_it_counts_as_the_review_of_that_meeting(self) -> None:
        action = first_action("2026-02-24", TO_TELL + told_by_row("2026-02-20"))

        (step,) = action.reviews
        assert (step.section, step.row, step.record) == ("loops", 0, "2026-02-24-tier-1")
        assert step.counts

    def test_only_for_that_account(self) -> None:
        actions = replay_on("2026-02-24", TO_TELL + told_by_row("2026-02-20")).actions

        assert actions["2026-01-27-tier-1/A2"].is_open

    def test_not_where_the_account_was_told_before_the_loop_opened(self) -> None:
        assert first_action("2026-02-24", TO_TELL + told_by_row("2026-01-26")).is_open

    def test_not_for_a_loop_that_has_ended(self) -> None:
        text = (
            TO_TELL
            + """
    2026-02-10-tier-1:
      decisions:
        - {id: D1, outcome: decided, what: No., accounts: [north],
           supersedes: [2026-01-27-tier-1/D1]}
    """
        )
        assert first_action("2026-02-24", text + told_by_row("2026-02-20")).is_open

    def test_a_later_review_of_it_changes_nothing(self) -> None:
        text = (
            TO_TELL
            + told_by_row("2026-02-20")
            + """
    2026-03-31-tier-1:
      review: [{action: 2026-01-27-tier-1/A1, outcome: done, on: 2026-03-01}]
    """
        )
        action = first_action("2026-03-31", text)

        assert action.closed == day("2026-02-20")
        assert [step.counts for step in action.reviews] == [True, False]

    SHIPPED = """
    2026-02-10-ines:
      shipped: [{id: S1, what: It, on: 2026-02-10, accounts: [north],
                 delivers: 2026-01-27-tier-1/D1}]
      actions:
        cs:
          - {id: A1, what: Tell North., owner: bob, due: 2026-02-20, account: north,
             closes_loop: S1}
    """

    @pytest.mark.parametrize("item", ["2026-01-27-tier-1/D1", "2026-02-10-ines/S1"])
    def test_the_promise_and_what_delivers_it_are_told_together(self, item: str) -> None:
        text = TO_TELL + self.SHIPPED + told_by_row("2026-02-20", item=item)
        actions = replay_on("2026-02-24", text).actions

        assert actions["2026-01-27-tier-1/A1"].closed == day("2026-02-20")
        assert actions["2026-02-10-ines/A1"].closed == day("2026-02-20")
        assert actions["2026-01-27-tier-1/A2"].is_open

    def test_an_action_of_the_same_record_is_closed_at_once(self) -> None:
        text = """
    2026-02-24-bob:
      decisions: [{id: D1, outcome: decided, what: We build it., accounts: [north]}]
      loops: [{item: D1, account: north, on: 2026-02-24}]
      actions:
        cs:
          - {id: A1, what: Tell North., owner: lena, due: 2026-03-06, account: north,
             closes_loop: D1}
    """
        ledger = replay_on("2026-02-24", text)
        action = ledger.actions["2026-02-24-bob/A1"]
        loop = ledger.loops["2026-02-24-bob/D1", "north"]

        assert (action.state, action.closed) == ("done", day("2026-02-24"))
        assert (loop.state, loop.by, loop.channel) == ("told", "bob", None)

    def test_its_decision_is_followed_through_with_the_last_of_them(self) -> None:
        text = TO_TELL + told_by_row("2026-02-20")
        second = text + told_by_row("2026-02-22", written="2026-03-31").replace("north", "south")

        assert replay_on("2026-02-24", text).decisions["2026-01-27-tier-1/D1"].followed is None
        followed = replay_on("2026-03-31", second).decisions["2026-01-27-tier-1/D1"].followed
        assert followed == day("2026-02-22")
