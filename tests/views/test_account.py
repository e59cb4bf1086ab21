from collections.abc import Callable

import pytest

from building import day, view_context_of
from conftest import GoldenFolder
from decision_record.views.account.account import AccountView, view_account
from decision_record.views.shared.context import ViewContext


def north(text: str, *, as_of: str = "2026-06-29") -> AccountView:
    return view_account("north", context=view_context_of(text, as_of=as_of))


@pytest.mark.parametrize("account", ["saltworks", "script-soehne", "brinecliff", "tidewater"])
def test_page(
    account: str, harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder
) -> None:
    text = draw("account", view_account(account, context=harbour))
    golden(f"account-{account}.html").check(text)


SHIPPED = """
        accounts: {north: {qbrs: [2026-05-13, 2026-07-02]}}
        2026-06-22-ines:
          shipped:
            - {id: S1, what: The export, on: 2026-06-22, accounts: [north], say: It is there.}
"""


def test_a_change_that_was_not_told_is_a_surprise_ahead() -> None:
    (surprise,) = north(SHIPPED).surprises.rows
    assert surprise.headline == "Shipped; customer not told"
    assert surprise.ahead == "QBR in 3 days"
    assert surprise.owner is not None
    assert surprise.owner.text == "Bob"


def test_what_was_told_is_no_surprise() -> None:
    view = north(
        SHIPPED
        + """
        2026-06-23-bob:
          loops: [{item: 2026-06-22-ines/S1, account: north, on: 2026-06-23}]
        """
    )
    assert view.surprises.rows == ()
    assert view.loops.rows == ()


def test_a_plain_decision_that_was_not_told_is_no_surprise() -> None:
    view = north("""
        2026-06-22-tier-1:
          decisions: [{id: D1, outcome: decided, what: Do it., accounts: [north]}]
    """)
    assert view.surprises.rows == ()
    assert view.loops.total == 1


def test_a_slip_that_was_not_told_shows_both_days() -> None:
    view = north("""
        accounts: {north: {qbrs: [2026-07-02]}}
        2026-05-01-tier-1:
          decisions:
            - id: D1
              outcome: decided
              what: Build it.
              accounts: [north]
              commitment: {target: 2026-06-30}
        2026-06-23-otto:
          roadmap: [{commitment: 2026-05-01-tier-1/D1, status: slipped, target: 2026-07-24}]
    """)
    (surprise,) = view.surprises.rows
    assert surprise.moved == (day("2026-06-30"), day("2026-07-24"))


@pytest.mark.parametrize(
    ("for_", "headline"),
    [
        ("qbr", "No answer yet, QBR in 3 days"),
        ("renewal-call", "No answer yet, renewal call in 6 days"),
        ("exec-meeting", None),
    ],
)
def test_an_answer_that_a_meeting_waits_for_stands_at_the_top(
    for_: str, headline: str | None
) -> None:
    view = north(f"""
        accounts:
          north: {{qbrs: [2026-07-02], calls: [{{on: 2026-07-05, kind: renewal-call}}]}}
        2026-06-10-tier-2:
          questions: [{{id: Q1, account: north, ask: When?, for: {for_}}}]
    """)
    assert [each.headline for each in view.owed] == ([headline] if headline else [])
    assert view.questions.total == 1


def test_a_path_is_one_row_as_old_as_its_first_part() -> None:
    view = north("""
        2026-05-30-tier-2:
          briefings: [{id: B1, account: north, request: Please mend it., outcome: escalated}]
        2026-06-09-tier-1:
          escalations:
            - {id: E1, account: north, issue: It still fails., from: 2026-05-30-tier-2/B1}
    """)
    (row,) = view.raised.rows
    assert row.issue == "It still fails."
    assert row.age == "open for 30 days"
    assert len(row.path) == 2


def test_actions_stand_by_side() -> None:
    view = north("""
        2026-06-10-tier-2:
          actions:
            pm: [{id: A1, what: Mend it, owner: ines, due: 2026-07-01, account: north}]
            cs:
              - {id: A2, what: Write to them, owner: bob, due: 2026-07-02, account: north}
              - {id: A3, what: Ring them, owner: bob, due: 2026-06-30, account: north}
    """)
    assert [(each.side, [row.what for row in each.rows.rows]) for each in view.actions] == [
        ("CS", ["Ring them", "Write to them"]),
        ("Product", ["Mend it"]),
    ]
    assert [(each.number, each.noun) for each in view.open] == [(3, "actions")]


def test_the_last_qbr_is_marked_in_the_history() -> None:
    view = north("""
        accounts: {north: {qbrs: [2026-05-13, 2026-08-12]}}
        2026-05-01-tier-2:
          feedback: [{id: F1, account: north, what: Before.}]
        2026-05-13-bob:
          feedback: [{id: F1, account: north, what: On the day.}]
        2026-06-01-bob:
          feedback: [{id: F1, account: north, what: After.}]
    """)
    (year,) = view.history.years
    told = ["QBR" if each.is_qbr else each.rows[0].what for each in year.rows]
    assert told == ["After.", "QBR", "On the day.", "Before."]
    assert view.history.since_qbr == 1


def test_a_qbr_before_all_records_stands_at_the_end() -> None:
    view = north("""
        accounts: {north: {qbrs: [2025-11-03]}}
        2026-06-01-bob:
          feedback: [{id: F1, account: north, what: Later.}]
    """)
    assert [year.title for year in view.history.years] == ["2026", "2025"]
    assert view.history.years[1].rows[0].is_qbr


def test_who_left_has_a_history_and_no_words() -> None:
    view = north("""
        accounts: {north: {churned: {on: 2026-06-20, because: Too late.}}}
        2026-05-01-tier-1:
          decisions:
            - {id: D1, outcome: decided, what: Do it., accounts: [north], say: We do it.}
    """)
    assert view.left is not None
    assert (view.left.day, view.left.arr) == (day("2026-06-20"), 100000)
    assert view.sayings == ()
    assert [each.id for each in view.toc] == ["history"]


def test_the_renewal_counts_as_a_renewal_call() -> None:
    view = north("""
        accounts: {north: {renewal: 2026-07-03}}
        2026-06-10-tier-2:
          questions: [{id: Q1, account: north, ask: When?, for: renewal-call}]
    """)
    assert [each.headline for each in view.owed] == ["No answer yet, renewal in 4 days"]


def test_the_sample_tells_its_stories(sample: ViewContext) -> None:
    def page(account: str) -> AccountView:
        return view_account(account, context=sample)

    assert [each.headline for each in page("ostermark").owed] == ["No answer yet, QBR tomorrow"]
    for account in ("verity-falls", "quarrybank"):
        (surprise,) = page(account).surprises.rows
        assert surprise.headline == "Descoped; customer not told"
    for account in ("skerrivane", "palisade", "orrin"):
        # Their QBRs and renewals are over a month ahead: to tell, and no surprise ahead yet.
        assert page(account).surprises.rows == ()
        assert [row.because for row in page(account).loops.rows] == ["changed on 26 May 2026"]
        assert not any("600" in each.text for each in page(account).sayings)
    (raised,) = page("pennycress").raised.rows
    assert (raised.state.text, raised.age) == ("Not acknowledged", "open for 21 days")
    kept = next(each for each in page("ashgrove").past_commitments.rows if each.slips)
    assert (kept.original_target, kept.target_day, kept.shipped) == (
        day("2026-04-15"),
        day("2026-05-20"),
        day("2026-05-18"),
    )
    left = page("tamsin-rowe").left
    assert left is not None
    assert len(left.causes) == 3


def test_a_customer_with_an_overdue_promise_is_not_called_up_to_date(sample: ViewContext) -> None:
    """Kestrel Yard was told about 19 June, and nothing since; Cedarmoor knows its new date."""
    overdue = view_account("kestrel-yard", context=sample)
    assert overdue.loops.total == 0
    assert not overdue.is_up_to_date
    assert view_account("cedarmoor", context=sample).is_up_to_date
    assert not view_account("hollin", context=sample).is_up_to_date


def test_a_follow_through_is_not_called_a_done_action(sample: ViewContext) -> None:
    """Approvals were followed through in March and descoped in May: nothing was built."""
    rows = [
        (row.label, row.item.text.partition(",")[0] if row.item else None)
        for year in view_account("verity-falls", context=sample).history.years
        for each in year.rows
        if each.day == day("2026-03-09")
        for row in each.rows
    ]
    assert rows == [("Follow-through, done", "D4")]


@pytest.mark.parametrize(
    ("external", "shown"),
    [
        ('{crm: "0015g00000XyZ"}', [("CRM", "0015g00000XyZ", None)]),
        (
            "{crm: https://crm.example/0015g, helpdesk: '4411'}",
            [
                ("CRM", "crm.example", "https://crm.example/0015g"),
                ("Helpdesk", "4411", None),
            ],
        ),
        ("{crm: 'javascript:alert(1)'}", [("CRM", "javascript:alert(1)", None)]),
    ],
)
def test_other_systems_are_shown_and_led_to_where_there_is_an_address(
    external: str, shown: list[tuple[str, str, str | None]]
) -> None:
    found = north(f"accounts: {{north: {{external: {external}}}}}").facts.elsewhere
    assert [(each.name, each.value, each.address) for each in found] == shown
