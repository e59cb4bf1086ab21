"""All accounts: by name, because a CSM looks for hers; those that left stand apart at the end."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.accounts import AccountStanding
from decision_record.pages.ahead import next_qbr
from decision_record.pages.book import Book, Link
from decision_record.pages.sections import Section
from decision_record.pages.words import Due, Tone, comes_on, count, money


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountRow:
    """An account in the list."""

    account: Link
    arr: float
    segment: str
    csm: Link
    renewal: Due
    next_qbr: Due | None
    open_items: int
    open_words: str | None
    """What is open, as in "3 actions, 1 question"."""
    not_told: int
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
class AccountsView:
    """The list of accounts."""

    title: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
    total: str
    """As in "23 accounts, $3,297,000 ARR"."""
    coming: tuple[Coming, ...]
    """QBRs and renewals of the next two weeks, soonest first."""
    accounts: tuple[AccountRow, ...]
    """By name."""
    left: tuple[LeftRow, ...]
    """The last that left first."""


def view_accounts(*, book: Book) -> AccountsView:
    """The list of all accounts."""
    ledger = book.ledger
    here = sorted(
        (each for each in ledger.accounts.values() if not each.churned),
        key=lambda each: (each.account.name.casefold(), each.id),
    )
    left = sorted(
        (
            (each.churned, each.id, each)
            for each in ledger.accounts.values()
            if each.churned is not None
        ),
        reverse=True,
    )
    arr = money(sum(each.arr for each in here), book.currency)
    toc = [Section(id="customers", title="Customers")]
    if left:
        toc.append(Section(id="left", title="Left"))
    return AccountsView(
        title="Accounts",
        description=f"All accounts: {count(len(here), 'customer')}, {arr} ARR.",
        toc=tuple(toc),
        as_of=ledger.as_of,
        total=f"{count(len(here), 'customer')}, {arr} ARR",
        coming=_coming(here, book=book),
        accounts=tuple(_row(each, book=book) for each in here),
        left=tuple(_left(each, on=on, book=book) for on, _, each in left),
    )


def _coming(here: list[AccountStanding], *, book: Book) -> tuple[Coming, ...]:
    as_of = book.ledger.as_of
    days = []
    for each in here:
        qbr = next_qbr(each, as_of=as_of)
        renewal = comes_on(each.account.renewal, as_of=as_of)
        for kind, on in (("QBR", qbr), ("renewal", renewal)):
            if on and on.tone is Tone.RISK:
                days.append((on.day, each.account.name, kind, each.id, on.words))
    return tuple(
        Coming(account=book.link_account(account), words=f"{kind} {words}")
        for _, _, kind, account, words in sorted(days)
    )


def _row(standing: AccountStanding, *, book: Book) -> AccountRow:
    known, open_, as_of = standing.account, standing.open, book.ledger.as_of
    kinds = (
        (open_.actions, "action"),
        (open_.commitments, "commitment"),
        (open_.escalations, "escalation"),
        (open_.questions, "question"),
    )
    return AccountRow(
        account=book.link_account(standing.id),
        arr=standing.arr,
        segment=book.records.taxonomy.segments.get(known.segment, known.segment),
        csm=book.link_person(known.csm),
        renewal=comes_on(known.renewal, as_of=as_of),
        next_qbr=next_qbr(standing, as_of=as_of),
        open_items=open_.total,
        open_words=", ".join(count(number, one) for number, one in kinds if number) or None,
        not_told=open_.loops,
        last_record=book.link_record(standing.last_record) if standing.last_record else None,
    )


def _left(standing: AccountStanding, *, on: date, book: Book) -> LeftRow:
    churn = standing.account.churned
    return LeftRow(
        account=book.link_account(standing.id),
        on=on,
        because=churn.because if churn else None,
        csm=book.link_person(standing.account.csm),
    )
