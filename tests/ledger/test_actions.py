"""records.md §5, Action."""

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
    assert action.channel == "call"


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
