"""The accounts that a meeting takes up: the most urgent ones, promoted issues, days ahead."""

from datetime import date

from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.scope import Scope
from decision_record.ledger.urgent_accounts import PROPOSED, UrgentAccount, find_urgent_accounts
from decision_record.views.account.ahead import KINDS, Ahead, pressing_for, say_ahead
from decision_record.views.series.prep.parts import (
    Phrase,
    PrepTopic,
    TopicLine,
    make_topic,
    name_account,
    note,
)
from decision_record.views.shared.asked_rows import call_kinds, kind_of
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import comes_on, count, money

_ACCOUNTS = Link(text="all accounts", address="accounts/")
_SERIES = Link(text="all series", address="series/")


def urgent(scope: Scope, *, day: date, context: ViewContext) -> PrepTopic:
    """The accounts that a tier 2 takes up first, as its draft begins their briefings."""
    found = find_urgent_accounts(
        context.ledger, scope=scope, on=day, near_days=context.attention.near_days
    )
    return make_topic(
        "Most urgent accounts",
        found[:PROPOSED],
        lead="Sorted by the next meeting with the customer, then escalations and briefings, then "
        "ARR.",
        show=lambda each: _urgent_line(each, context=context),
        more_at=_ACCOUNTS,
        empty="No urgent accounts. Accounts with an open escalation or briefing, or with a QBR, "
        f"a renewal or a call within {context.attention.near_days} days, appear here.",
    )


def _urgent_line(urgent: UrgentAccount, *, context: ViewContext) -> TopicLine:
    link = context.link_account(urgent.account)
    ahead = urgent.next
    newest = urgent.paths[-1] if urgent.paths else None
    number = len(urgent.paths)
    one, many = call_kinds(map(kind_of, urgent.paths))
    return TopicLine(
        what=link.text,
        page=link,
        phrases=(
            Phrase(lead=money(urgent.arr, context.currency)),
            Phrase(lead=count(number, f"open {one}", f"open {many}"))
            if number
            else Phrase(lead="nothing open with Product"),
        ),
        notes=note("Newest", newest.issue if newest else None),
        side=comes_on(ahead.on, as_of=context.ledger.as_of) if ahead else None,
        side_label=KINDS[ahead.kind] if ahead else None,
    )


def promoted(series: str, *, context: ViewContext) -> PrepTopic:
    """Customer issues that one-on-ones promoted to the series, oldest first."""
    return make_topic(
        "Promoted from one-on-ones",
        context.index.open_items.promoted.get(series, ()),
        lead="Open until this series next meets.",
        show=lambda each: _promoted_line(each, context=context),
        more_at=_SERIES,
        empty="No promoted issues. A customer issue of a one-on-one with `promote_to` appears "
        "here until the series next meets.",
    )


def _promoted_line(issue: PromotedIssue, *, context: ViewContext) -> TopicLine:
    return TopicLine(
        what=issue.issue or "No issue written down",
        item=context.link_record(issue.record),
        phrases=(name_account(issue.account, context=context),) if issue.account else (),
    )


def days_ahead(scope: Scope, *, context: ViewContext) -> PrepTopic:
    """QBRs and renewals of the next days at the accounts that the series is about."""
    found = [
        (ahead[0].on.day, name, ahead)
        for name in (context.ledger.accounts if scope.accounts is None else scope.accounts)
        if scope.covers(name, None) and (ahead := pressing_for(name, context=context))
    ]
    found.sort(key=lambda each: each[:2])
    days = context.attention.near_days
    return make_topic(
        f"QBRs and renewals of the next {days} days",
        found,
        show=lambda each: _ahead_line(each[1], each[2], context=context),
        more_at=_ACCOUNTS,
        empty=f"No QBR and no renewal of these accounts within {days} days.",
    )


def _ahead_line(account: str, ahead: tuple[Ahead, ...], *, context: ViewContext) -> TopicLine:
    standing = context.ledger.accounts[account]
    open_ = standing.open
    one, many = call_kinds(map(kind_of, context.index.open_paths(account)))
    numbers = (
        (open_.loops, "thing not told", "things not told"),
        (open_.questions, "question without an answer", "questions without an answer"),
        (open_.escalations, f"open {one}", f"open {many}"),
    )
    words = [count(number, one, many) for number, one, many in numbers if number]
    return TopicLine(
        what=standing.account.name,
        item=Link(text=standing.account.name, address=f"accounts/{account}/"),
        phrases=(
            Phrase(lead=say_ahead(ahead)),
            Phrase(lead=money(standing.arr, context.currency)),
            *(Phrase(lead=each) for each in words),
        ),
        side=ahead[0].on,
        side_label=ahead[0].kind,
    )
