"""The accounts that a person looks after: what they wait for, and what is ahead of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_record.ledger.accounts import AccountStanding
from decision_record.views.account.ahead import next_qbr, pressing_for, say_ahead
from decision_record.views.shared.asked_rows import (
    QuestionRow,
    RaisedRow,
    call_kinds,
    kind_of,
    show_path,
    show_question,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.words import Due, comes_on, count

OWNED = 40
"""Questions, commitments and decisions that the page lists at most, each due first at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Preparation:
    """An account with a QBR or its renewal ahead, and what is open before it."""

    account: Link
    brief: Link
    """What to take along to a QBR."""
    ahead: str
    open: str | None
    """As in "1 unanswered question, 2 actions", as the account's page counts them; else None."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnAccount:
    """An account that a CSM looks after."""

    account: Link
    arr: float
    renewal: Due
    next_qbr: Due | None


def find_own_accounts(person: str, *, context: ViewContext) -> list[AccountStanding]:
    """The accounts whose CSM the person is, by name."""
    return sorted(
        (
            each
            for each in context.index.duties_of(person).accounts
            if each.csm == person and not each.churned
        ),
        key=lambda each: (each.account.name.casefold(), each.id),
    )


def show_own_account(standing: AccountStanding, *, context: ViewContext) -> OwnAccount:
    """An account of the person, with its renewal and its next QBR."""
    as_of = context.ledger.as_of
    return OwnAccount(
        account=context.link_account(standing.id),
        arr=standing.arr,
        renewal=comes_on(standing.account.renewal, as_of=as_of),
        next_qbr=next_qbr(standing, as_of=as_of),
    )


def list_raised(own: list[AccountStanding], *, context: ViewContext) -> Excerpt[RaisedRow]:
    """What the accounts wait for Product with, each path once; the answer due first."""
    paths = (path for each in own for path in context.index.open_paths(each.id))
    found = sorted(paths, key=lambda each: (each.answer_by or date.max, each.raised, each.ref))
    few = first_of(found, OWNED)
    return Excerpt(
        rows=tuple(show_path(each, context=context) for each in few.rows), total=few.total
    )


def list_questions(own: list[AccountStanding], *, context: ViewContext) -> Excerpt[QuestionRow]:
    """The unanswered questions of the accounts; the answer due first."""
    found = sorted(
        (
            (question.answer_by or date.max, question.ref)
            for each in own
            for question in context.index.questions_of_account.get(each.id, ())
            if question.is_open
        ),
    )
    few = first_of(found, OWNED)
    rows = (show_question(context.ledger.questions[ref], context=context) for _, ref in few.rows)
    return Excerpt(rows=tuple(rows), total=few.total)


def list_preparations(person: str, *, context: ViewContext) -> Iterator[Preparation]:
    """The accounts that the person looks after, as CSM or liaison, with a QBR or renewal soon."""
    soon = [
        (ahead[0].on.day, standing.id, ahead)
        for standing in context.index.duties_of(person).accounts
        if (ahead := pressing_for(standing.id, context=context))
    ]
    for _, name, ahead in sorted(soon, key=lambda each: each[:2]):
        words = say_ahead(ahead)
        if words:
            yield Preparation(
                account=context.link_account(name),
                brief=context.link_brief(name),
                ahead=words,
                open=_open_for(name, context=context),
            )


def _open_for(account: str, *, context: ViewContext) -> str | None:
    open_ = context.ledger.accounts[account].open
    paths = context.index.open_paths(account)
    numbers = (
        (len(paths), *call_kinds(map(kind_of, paths))),
        (open_.questions, "unanswered question", None),
        (open_.commitments, "commitment", None),
        (open_.loops, "customer update", None),
        (open_.actions, "action", None),
    )
    words = [count(number, one, many) for number, one, many in numbers if number]
    return ", ".join(words) or None
