"""What changed since the last QBR, in the words of who walks into the next one."""

import pytest

from building import day, make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.account.account import view_account
from decision_record.views.account.since import SinceQbr
from decision_record.views.shared.context import ViewContext, make_view_context


def since(text: str) -> SinceQbr:
    records = make_records(parse("accounts: {north: {qbrs: [2026-05-13]}}\n" + text))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    found = view_account("north", context=context).since
    assert found is not None
    return found


def rows(found: SinceQbr) -> list[tuple[str, str, str]]:
    return [
        (group.title, row.badge.text, row.what) for group in found.groups for row in group.rows.rows
    ]


def test_one_item_is_one_row_with_all_that_became_of_it() -> None:
    found = since("""
2026-05-20-tier-1:
  decisions:
    - id: D1
      outcome: decided
      what: Build it.
      accounts: [north]
      commitment: {target: 2026-06-10}
2026-06-01-otto:
  roadmap: [{commitment: 2026-05-20-tier-1/D1, status: slipped, target: 2026-06-20}]
2026-06-21-ines:
  roadmap: [{commitment: 2026-05-20-tier-1/D1, status: shipped, on: 2026-06-19}]
2026-06-23-bob:
  loops: [{item: 2026-05-20-tier-1/D1, account: north, on: 2026-06-22}]
""")
    (group,) = found.groups
    (row,) = group.rows.rows
    assert (group.title, row.badge.text, row.day) == (
        "Promised and shipped",
        "Shipped",
        day("2026-06-19"),
    )
    assert row.moved == (day("2026-06-10"), day("2026-06-20"))
    assert row.before == (
        ("promised", day("2026-05-20")),
        ("slipped", day("2026-06-01")),
        ("told", day("2026-06-22")),
    )


def test_what_was_known_on_the_day_of_the_qbr_is_not_news() -> None:
    found = since("""
2026-05-13-bob:
  questions: [{id: Q1, account: north, ask: When?}]
""")
    assert (found.groups, found.total, found.actions) == ((), 0, None)


def test_a_path_is_one_row_and_new_open_actions_are_only_counted() -> None:
    found = since("""
2026-05-20-bob:
  briefings: [{id: B1, account: north, request: Mend it.}]
  actions:
    cs:
      - {id: A1, what: Ring, owner: bob, due: 2026-06-01, account: north}
      - {id: A2, what: Write, owner: bob, due: 2026-07-01, account: north}
2026-06-02-tier-1:
  review: [{action: 2026-05-20-bob/A1, outcome: done}]
  escalations: [{id: E1, account: north, issue: It fails., from: 2026-05-20-bob/B1}]
""")
    assert rows(found) == [
        ("Escalations and briefings", "Raised", "It fails."),
        ("Actions", "Done", "Ring"),
    ]
    assert found.actions == "1 done, 1 new and open"


def test_what_was_done_before_the_qbr_is_no_news_though_it_was_written_down_after_it() -> None:
    text = """
2026-05-01-bob:
  actions:
    cs:
      - {id: A1, what: Ring, owner: bob, due: 2026-05-08, account: north}
      - {id: A2, what: Write, owner: bob, due: 2026-06-08, account: north}
2026-06-02-tier-1:
  review:
    - {action: 2026-05-01-bob/A1, outcome: done, on: 2026-05-05}
    - {action: 2026-05-01-bob/A2, outcome: done, on: 2026-05-28}
"""
    found = since(text)
    assert found.day == day("2026-05-13")
    assert rows(found) == [("Actions", "Done", "Write")]
    assert found.actions == "1 done"


def test_who_left_and_who_had_no_qbr_have_no_such_section(sample: ViewContext) -> None:
    assert view_account("tamsin-rowe", context=sample).since is None
    for name, each in sample.ledger.accounts.items():
        past = [qbr for qbr in each.account.qbrs if qbr < sample.ledger.as_of]
        found = view_account(name, context=sample).since
        assert (found is not None) == (bool(past) and each.churned is None)


@pytest.mark.parametrize(
    ("account", "title", "badge", "words"),
    [
        ("ostermark", "Promised and shipped", "Shipped", "scheduled reports"),
        ("ashgrove", "Promised and shipped", "Shipped", "export"),
        ("st-brannoc", "Decisions", "Settled", "SSO"),
        ("halvorsen-pike", "Promised and shipped", "Told", "cheduled reports"),
    ],
)
def test_the_sample_tells_its_stories(
    account: str, title: str, badge: str, words: str, sample: ViewContext
) -> None:
    found = view_account(account, context=sample).since
    assert found is not None
    assert any(
        one == title and two == badge and words in three for one, two, three in rows(found)
    ), rows(found)
