"""An account's page: what was promised, what may be said, what will surprise, what is open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from decision_record.ledger.accounts import AccountStanding
from decision_record.views.account.alerts import Owed, SurpriseAlert, answers_owed, surprises_of
from decision_record.views.account.facts import AccountDetails, Left, facts_of, left_of
from decision_record.views.account.history_pages import History, show_history
from decision_record.views.account.open_items import OpenLists, OpenListsOf, make_open_lists
from decision_record.views.account.since import SinceQbr, since_qbr
from decision_record.views.account.talking_points import CautionRow, SayingRow
from decision_record.views.shared.asked_rows import QuestionRow, RaisedRow, call_kinds
from decision_record.views.shared.commitment_rows import CommitmentRow
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt, first_of
from decision_record.views.shared.figures import Counted, count_list
from decision_record.views.shared.rows import ActionRow, CustomerUpdateRow
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import comes_on, money, short_day

SAYINGS = 6
"""Talking points that the page shows unfolded."""
OLDER = 14
"""Older words that are one click away; the page of what is open has all of them."""
ALERTS = 5
"""Surprises that the page opens with; all of them are in the list of what was not told."""
ROWS = 12
"""Rows of each list; the page of what is open has all of them."""
CHANGES = 5
"""Items of each sort that changed since the last QBR."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SideActions:
    """The open actions of one side."""

    side: str
    rows: Excerpt[ActionRow]


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView(View):
    """An account's page."""

    id: str
    before: tuple[str, ...]
    """Names that it had before."""
    facts: AccountDetails
    left: Left | None
    brief: Link | None
    """The printed page for the next QBR; None for an account that left."""
    surprises: Excerpt[SurpriseAlert]
    owed: tuple[Owed, ...]
    sayings: tuple[SayingRow, ...]
    older_sayings: tuple[SayingRow, ...]
    oldest_sayings: int
    """How many words are older than those."""
    cautions: Excerpt[CautionRow]
    commitments: Excerpt[CommitmentRow]
    """Pending ones by target."""
    past_commitments: Excerpt[CommitmentRow]
    """Shipped, descoped and superseded ones, the newest first."""
    raised: Excerpt[RaisedRow]
    actions: tuple[SideActions, ...]
    open_actions: int
    questions: Excerpt[QuestionRow]
    loops: Excerpt[CustomerUpdateRow]
    is_up_to_date: bool
    """Whether the account knows of everything that changed, and that nothing is overdue."""
    all_open: str
    """The address of the page of everything that is open."""
    since: SinceQbr | None
    """What changed since the last QBR; None where there was none, or the account left."""
    history: History
    open: tuple[Counted, ...]
    """What is open, as in "3 actions", each with the section that lists it."""


def view_account(
    account: str, *, context: ViewContext, lists_of: OpenListsOf | None = None
) -> AccountView:
    """The page of one account.

    Args:
        account: Its identity.
        context: Everything that is known.
        lists_of: What gives its open lists, where other pages of it have them too.
    """
    standing = context.ledger.accounts[account]
    open_ = (lists_of or make_open_lists(context))(account)
    facts = facts_of(standing, context=context)
    qbr = None if standing.churned else facts.last_qbr
    older = open_.sayings[SAYINGS:]
    view = AccountView(
        id=account,
        title=standing.account.name,
        description=_describe(standing, context=context),
        as_of=context.ledger.as_of,
        before=tuple(alias.id for alias in standing.account.aliases),
        facts=facts,
        left=left_of(standing, context=context),
        brief=None if standing.churned else context.link_brief(account),
        surprises=first_of(surprises_of(account, context=context), ALERTS),
        owed=answers_owed(account, context=context),
        sayings=open_.sayings[:SAYINGS],
        older_sayings=older[:OLDER],
        oldest_sayings=len(older[OLDER:]),
        cautions=first_of(open_.cautions, ROWS),
        commitments=first_of(open_.commitments, ROWS),
        past_commitments=first_of(open_.past_commitments, ROWS),
        raised=first_of(open_.raised, ROWS),
        actions=tuple(
            SideActions(side=side, rows=first_of(rows, ROWS)) for side, rows in open_.actions
        ),
        open_actions=open_.open_actions,
        questions=first_of(open_.questions, ROWS),
        loops=first_of(open_.loops, ROWS),
        is_up_to_date=open_.is_up_to_date,
        all_open=f"accounts/{account}/open/",
        since=since_qbr(account, qbr=qbr, size=CHANGES, context=context) if qbr else None,
        history=show_history(standing, context=context),
        open=(),
    )
    return replace(
        view,
        toc=tuple(_toc(view)),
        open=tuple(count_open(open_, page=f"accounts/{account}/", account=account)),
    )


def count_open(open_: OpenLists, *, account: str, page: str) -> Iterator[Counted]:
    """What is open, in the order of the page."""
    numbers = (
        ("escalations", len(open_.raised), call_kinds(each.kind for each in open_.raised)),
        ("questions", len(open_.questions), ("unanswered question",)),
        ("commitments", len(open_.commitments), ("commitment",)),
        ("not-told", len(open_.loops), ("customer update",)),
        ("actions", open_.open_actions, ("action",)),
    )
    for id_, number, nouns in numbers:
        if number:
            yield count_list(
                number, *nouns, list_name=f"accounts/{account}/{id_}", address=f"{page}#{id_}"
            )


def _toc(view: AccountView) -> Iterator[Section]:
    """The sections of the page; of an account that left only those that hold something."""
    sections = (
        ("say", "You can say", view.sayings),
        ("do-not-promise", "Do not promise", view.cautions.rows),
        ("open-with-product", "Open with Product", view.raised.rows or view.questions.rows),
        ("commitments", "Commitments", view.commitments.rows or view.past_commitments.rows),
        ("not-told", "To tell", view.loops.rows),
        ("actions", "Open actions", view.open_actions),
    )
    for id_, title, rows in sections:
        if rows or view.left is None:
            yield Section(id=id_, title=title)
    if view.since:
        yield Section(id="since", title="Since the last QBR")
    yield Section(id="history", title="History")


def _describe(standing: AccountStanding, *, context: ViewContext) -> str:
    known, as_of = standing.account, context.ledger.as_of
    if standing.churned:
        return f"{known.name} left on {short_day(standing.churned)}. Its whole history."
    renewal = comes_on(known.renewal, as_of=as_of).words
    return (
        f"What was promised to {known.name} and what may be said: "
        f"{money(standing.arr, context.currency)} ARR, renewal {renewal}."
    )
