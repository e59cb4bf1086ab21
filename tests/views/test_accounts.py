from collections.abc import Callable

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.lists.accounts import LEFT, SIZE, accounts_pages, view_accounts
from decision_record.views.shared.context import ViewContext, make_view_context


def test_page(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("accounts", view_accounts(context=harbour))
    golden("accounts.html").check(text)


def test_customers_stand_by_name_and_those_who_left_apart(sample: ViewContext) -> None:
    view = view_accounts(context=sample)
    names = [row.account.text for row in view.accounts]
    assert names == sorted(names, key=str.casefold)
    assert [row.account.text for row in view.left] == ["Tamsin & Rowe Retail"]
    assert view.total == "23 customers, $3,297,000 ARR"


def test_what_comes_next_opens_the_page(sample: ViewContext) -> None:
    view = view_accounts(context=sample)
    first = view.coming[0]
    assert (first.account.text, first.words) == ("Ostermark Foods", "QBR tomorrow")


def test_customers_with_a_day_ahead_stand_first_in_its_order(sample: ViewContext) -> None:
    view = view_accounts(context=sample)
    names = [row.account.text for row in view.soon.rows]
    assert names[:2] == ["Ostermark Foods", "St Brannoc Hospitals"]
    assert "Halvorsen-Pike Logistics" not in names
    assert "Tamsin & Rowe Retail" not in names
    briefs = {row.account.text: row.brief for row in view.soon.rows}
    assert briefs["Ostermark Foods"] is not None
    assert briefs["Pennycress Bakeries"] is None


def test_a_long_list_goes_on_on_other_pages(draw: Callable[..., str]) -> None:
    number = 2 * SIZE + 7
    accounts = ", ".join(
        f"a{each}: {{name: Company {each:04}, arr: '10', segment: enterprise, csm: bob,"
        " renewal: 2026-07-01}"
        for each in range(number)
    )
    gone = ", ".join(
        f"b{each}: {{name: Gone {each:04}, arr: '10', segment: enterprise, csm: bob,"
        " renewal: 2026-07-01, churned: {on: 2026-01-01, because: Too late.}}"
        for each in range(LEFT + 1)
    )
    records = make_records(parse(f"accounts: {{{accounts}, {gone}}}"))
    context = make_view_context(Index(records=records, ledger=replay(records, day("2026-06-29"))))
    pages = [
        view_accounts(each, context=context)
        for each in range(1, accounts_pages(context=context) + 1)
    ]
    assert len(pages) == 3
    listed = [row.account.address for page in pages for row in page.accounts]
    left = [row.account.address for page in pages for row in page.left]
    assert len(set(listed)) == len(listed) == number + 2
    assert len(set(left)) == len(left) == LEFT + 1
    assert pages[0].soon.more == number - len(pages[0].soon.rows)
    assert [each.address for each in pages[0].pages.links] == [
        "accounts/",
        "accounts/by-name/page-2/",
        "accounts/by-name/page-3/",
    ]
    assert all(len(draw("accounts", each)) < 270_000 for each in pages)


def test_what_was_brought_up_again_is_one_open_escalation(sample: ViewContext) -> None:
    assert sample.ledger.accounts["ostermark"].open.escalations == 1
    (row,) = [
        each
        for each in view_accounts(context=sample).soon.rows
        if each.account.text == "Ostermark Foods"
    ]
    assert [(each.number, each.noun, each.address) for each in row.open] == [
        (4, "actions", "accounts/ostermark/#actions"),
        (1, "escalation", "accounts/ostermark/#escalations"),
        (1, "question", "accounts/ostermark/#questions"),
    ]
