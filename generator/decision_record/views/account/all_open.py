"""Everything that is open for an account, where its own page shows only the first of each list."""

from collections.abc import Iterator
from dataclasses import dataclass

from decision_record.views.account.account import OLDER, ROWS, SAYINGS, count_open
from decision_record.views.account.open_items import (
    OpenLists,
    OpenListsOf,
    longest_list,
    make_open_lists,
)
from decision_record.views.account.talking_points import messages_to
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.figures import Counted
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpenView(View):
    """Everything that is open for an account."""

    account: Link
    lists: OpenLists
    open: tuple[Counted, ...]
    """What is open, as in "3 actions", each with the section that lists it."""


def is_too_long(account: str, *, context: ViewContext) -> bool:
    """Whether an account has more open than its own page lists."""
    messages = messages_to(account, context=context)
    return (
        len(messages.say) > SAYINGS + OLDER
        or len(messages.do_not_promise) > ROWS
        or longest_list(account, context=context) > ROWS
    )


def view_account_open(
    account: str, *, context: ViewContext, lists_of: OpenListsOf | None = None
) -> AccountOpenView:
    """All that is open for an account, list by list.

    Args:
        account: Its identity.
        context: Everything that is known.
        lists_of: What gives its open lists, where other pages of it have them too.
    """
    lists = (lists_of or make_open_lists(context))(account)
    link = context.link_account(account)
    return AccountOpenView(
        title=f"{link.text}, everything open",
        description=f"Everything that is open for {link.text}, list by list.",
        toc=tuple(_toc(lists)),
        as_of=context.ledger.as_of,
        account=link,
        lists=lists,
        open=tuple(count_open(lists, account=account, page=f"accounts/{account}/open/")),
    )


def _toc(lists: OpenLists) -> Iterator[Section]:
    for id_, title, rows in _sections(lists):
        if rows:
            yield Section(id=id_, title=title)
    if lists.actions:
        yield Section(id="actions", title="Open actions")


def _sections(lists: OpenLists) -> Iterator[tuple[str, str, tuple[object, ...]]]:
    yield "say", "You can say", lists.sayings
    yield "do-not-promise", "Do not promise", lists.cautions
    yield "escalations", "Escalations and briefings", lists.raised
    yield "questions", "Questions", lists.questions
    yield "commitments", "Commitments", lists.commitments
    yield "past", "Earlier commitments", lists.past_commitments
    yield "not-told", "To tell", lists.loops
