"""All accounts: first what comes next, then by name, because a CSM looks for hers.

Those that left come in a list of their own at the end. A long list goes on on numbered pages.
"""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.accounts import AccountStanding
from decision_record.views.account.ahead import next_qbr, pressing_for
from decision_record.views.shared.asked_rows import call_kinds, kind_of
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.figures import Counted, count_list
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import (
    Pagination,
    link_pages,
    pages_for,
    span_of,
    title_of,
)
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Due, Tone, comes_on, count, money

SIZE = 150
"""Customers that a page lists by name."""
LEFT = 60
"""Accounts that left, of a page."""
SOON = 40
"""Customers with a day ahead that the first page opens with; the others follow by name."""
NEXT = 4
"""Days that the sentence at the top names."""
BY_NAME = "accounts/by-name/"
"""What the addresses of the pages after the first begin with."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account in the list."""

    account: Link
    arr: float
    segment: str
    csm: Link
    renewal: Due
    next_qbr: Due | None
    brief: Link | None
    """What to take along to the next QBR; None where none is planned."""
    open: tuple[Counted, ...]
    """What is open, as in "3 actions", each leading to its list on the account's page."""
    not_told: Counted | None
    last_record: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftRow:
    """An account that left."""

    account: Link
    on: date
    because: str | None
    csm: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """A QBR or renewal of the next two weeks."""

    account: Link
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountsView(View):
    """The list of accounts."""

    total: str
    """As in "23 accounts, $3,297,000 ARR"."""
    coming: tuple[Coming, ...]
    """QBRs and renewals of the next two weeks, soonest first."""
    soon: Excerpt[AccountRow]
    """With a QBR or the renewal within 30 days, what comes first at the top."""
    accounts: tuple[AccountRow, ...]
    """By name."""
    span: str | None
    """Which of the customers the page lists, as in "1 to 150"; None where it lists all."""
    left: tuple[LeftRow, ...]
    """The last that left first."""
    pages: Pagination


@once
def accounts_pages(*, context: ViewContext) -> int:
    """How many pages the list has."""
    standings = context.ledger.accounts.values()
    left = sum(1 for each in standings if each.churned)
    return max(
        pages_for(len(standings) - left, size=SIZE),
        pages_for(left, size=LEFT),
    )


def view_accounts(number: int = 1, *, context: ViewContext) -> AccountsView:
    """The list of all accounts, or one page of it.

    Args:
        number: The page, from 1.
        context: Everything else.
    """
    standings = context.ledger.accounts.values()
    here = sorted(
        (each for each in standings if not each.churned),
        key=lambda each: (each.account.name.casefold(), each.id),
    )
    pages, start = accounts_pages(context=context), (number - 1) * SIZE
    shown = here[start : start + SIZE]
    left = _those_who_left(context=context)[(number - 1) * LEFT : number * LEFT]
    soon = _soon(here, context=context) if number == 1 else []
    arr = money(sum(each.arr for each in here), context.currency)
    sections = (
        ("soon", "The next 30 days", soon),
        ("customers", "Customers by name", shown or number == 1),
        ("left", "Left", left),
    )
    return AccountsView(
        title=title_of("Accounts", number=number, pages=pages),
        description=f"All accounts: {count(len(here), 'customer')}, {arr} ARR.",
        toc=tuple(Section(id=id_, title=title) for id_, title, rows in sections if rows),
        as_of=context.ledger.as_of,
        total=f"{count(len(here), 'customer')}, {arr} ARR",
        coming=_coming(here, context=context) if number == 1 else (),
        soon=Excerpt(
            rows=tuple(_row(each, context=context) for each in soon[:SOON]), total=len(soon)
        ),
        accounts=tuple(_row(each, context=context) for each in shown),
        span=span_of(start, len(shown), len(here)),
        left=left,
        pages=link_pages(pages, base=BY_NAME, number=number, first="accounts/"),
    )


def _soon(here: list[AccountStanding], *, context: ViewContext) -> list[AccountStanding]:
    """Those with a QBR or the renewal within 30 days, what comes first at the top."""
    found = [(pressing_for(each.id, context=context), each) for each in here]
    soon = [(ahead[0].on.day, each.account.name.casefold(), each) for ahead, each in found if ahead]
    return [each for *_, each in sorted(soon, key=lambda one: (one[0], one[1], one[2].id))]


def _those_who_left(*, context: ViewContext) -> tuple[LeftRow, ...]:
    left = sorted(
        (
            (each.churned, each.id, each)
            for each in context.ledger.accounts.values()
            if each.churned is not None
        ),
        key=lambda one: one[:2],
        reverse=True,
    )
    return tuple(_left(each, on=on, context=context) for on, _, each in left)


def _coming(here: list[AccountStanding], *, context: ViewContext) -> tuple[Coming, ...]:
    as_of = context.ledger.as_of
    days = []
    for each in here:
        qbr = next_qbr(each, as_of=as_of)
        renewal = comes_on(each.account.renewal, as_of=as_of)
        for kind, on in (("QBR", qbr), ("renewal", renewal)):
            if on and on.tone is Tone.RISK:
                days.append((on.day, each.account.name, kind, each.id, on.words))
    return tuple(
        Coming(account=context.link_account(account), words=f"{kind} {words}")
        for _, _, kind, account, words in sorted(days)[:NEXT]
    )


def _row(standing: AccountStanding, *, context: ViewContext) -> AccountRow:
    known, open_, as_of = standing.account, standing.open, context.ledger.as_of
    raised = call_kinds(map(kind_of, context.index.open_paths(standing.id)))
    kinds = (
        (open_.actions, ("action",), "actions"),
        (open_.commitments, ("commitment",), "commitments"),
        (open_.escalations, raised, "escalations"),
        (open_.questions, ("question",), "questions"),
    )
    here = f"accounts/{standing.id}/"
    qbr = next_qbr(standing, as_of=as_of)
    return AccountRow(
        account=context.link_account(standing.id),
        arr=standing.arr,
        segment=context.records.taxonomy.segments.get(known.segment, known.segment),
        csm=context.link_person(standing.csm),
        renewal=comes_on(known.renewal, as_of=as_of),
        next_qbr=qbr,
        brief=context.link_brief(standing.id) if qbr else None,
        open=tuple(
            count_list(number, *nouns, list_name=f"{here}{id_}", address=f"{here}#{id_}")
            for number, nouns, id_ in kinds
            if number
        ),
        not_told=count_list(
            open_.loops,
            "customer update",
            list_name=f"{here}not-told",
            address=f"{here}#not-told",
        )
        if open_.loops
        else None,
        last_record=context.link_record(standing.last_record) if standing.last_record else None,
    )


def _left(standing: AccountStanding, *, on: date, context: ViewContext) -> LeftRow:
    churn = standing.account.churned
    return LeftRow(
        account=context.link_account(standing.id),
        on=on,
        because=churn.because if churn else None,
        csm=context.link_person(standing.csm),
    )
