"""The sections of the QBR brief, in the order of the account's page."""

from collections.abc import Iterator, Sequence
from datetime import date

from decision_record.views.account.alerts import surprises_of
from decision_record.views.account.brief_rows import (
    action_row,
    caution_row,
    change_row,
    commitment_row,
    question_row,
    raised_row,
    saying_row,
    update_row,
)
from decision_record.views.account.facts import AccountDetails
from decision_record.views.account.open_items import OpenLists
from decision_record.views.account.print_layout import (
    SheetSection,
)
from decision_record.views.account.since import since_qbr
from decision_record.views.shared.asked_rows import call_kinds
from decision_record.views.shared.context import ViewContext
from decision_record.views.shared.rows import CustomerUpdateRow
from decision_record.views.shared.words import short_day


def make_sections(
    account: str, open_: OpenLists, *, facts: AccountDetails, context: ViewContext
) -> Iterator[SheetSection]:
    """All that there is, in the order of the account's page."""
    yield SheetSection(
        id="say",
        title="You can say",
        rows=tuple(saying_row(each) for each in open_.sayings),
        lead=None if open_.sayings else "No words yet: ask the PM before promising anything.",
    )
    yield SheetSection(
        id="do-not-promise",
        title="Do not promise",
        rows=tuple(caution_row(each) for each in open_.cautions),
        lead=None if open_.cautions else "Nothing to avoid.",
    )
    yield from _lists(account, open_, context=context)
    if facts.last_qbr:
        yield _since(account, qbr=facts.last_qbr, context=context)


def _lists(account: str, open_: OpenLists, *, context: ViewContext) -> Iterator[SheetSection]:
    """What is open, list by list."""
    yield SheetSection(
        id="escalations",
        title=f"Open {call_kinds(each.kind for each in open_.raised)[1]}",
        rows=tuple(raised_row(each) for each in open_.raised),
    )
    yield SheetSection(
        id="questions",
        title="Unanswered questions",
        rows=tuple(question_row(each) for each in open_.questions),
    )
    yield SheetSection(
        id="commitments",
        title="Commitments",
        rows=tuple(commitment_row(each) for each in open_.commitments),
    )
    yield _not_told(account, open_.loops, context=context)
    for side, actions in open_.actions:
        yield SheetSection(
            id=f"actions-{side.lower()}",
            title=f"Open actions, {side}",
            rows=tuple(action_row(each) for each in actions),
        )


def _not_told(
    account: str, loops: Sequence[CustomerUpdateRow], *, context: ViewContext
) -> SheetSection:
    """What the customer is to be told, unless an alert says it already."""
    loud = {each.item for each in surprises_of(account, context=context)}
    return SheetSection(
        id="not-told",
        title="Also to tell" if loud else "To tell",
        rows=tuple(update_row(each) for each in loops if each.item not in loud),
    )


def _since(account: str, *, qbr: date, context: ViewContext) -> SheetSection:
    found = since_qbr(account, qbr=qbr, size=None, context=context)
    rows = (row for group in found.groups if group.title != "Actions" for row in group.rows.rows)
    return SheetSection(
        id="since",
        title=f"Since the last QBR on {short_day(qbr)}",
        lead=f"Actions: {found.actions}."
        if found.actions
        else None
        if found.total
        else "No records about this customer.",
        rows=tuple(change_row(row) for row in rows),
    )
