"""The briefings of a tier 2: prefilled for promoted issues and the most urgent accounts."""

from collections.abc import Iterator
from dataclasses import dataclass

from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    noted_row,
    offer,
    row,
    say,
    scalar,
    short_text,
)
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.promoted import PromotedIssue
from decision_record.ledger.urgent_accounts import PROPOSED, UrgentAccount, find_urgent_accounts
from decision_record.text.wording import short_day

_YEAR = 366
"""Days within which a meeting with the customer is named."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BegunBriefing:
    """A briefing that the draft begins."""

    why: str
    """What the CSM has to know before completing it, in one line."""
    account: str | None
    path: RaisedPath | None = None
    """What is open at the account, and is brought again."""


def promoted_issues(context: MeetingContext) -> tuple[PromotedIssue, ...]:
    """The customer issues that one-on-ones promoted to the series before the meeting."""
    found = context.shared.index.open_items.promoted.get(context.name, ())
    return tuple(each for each in found if context.comes_after(each.record))


def say_promoted(issue: PromotedIssue, context: MeetingContext) -> str:
    """A promoted issue in a line."""
    account = f"{context.account(issue.account)}, " if issue.account else ""
    return f"{account}{short_text(issue.issue)} (promoted on {short_day(issue.day)})"


def begin_briefings(context: MeetingContext) -> tuple[BegunBriefing, ...]:
    """One for each promoted issue; of a tier 2 also of urgent accounts, three together."""
    promoted = tuple(
        BegunBriefing(why=say_promoted(each, context), account=each.account)
        for each in promoted_issues(context)
    )
    if context.series.kind != "tier-2":
        return promoted
    taken = {each.account for each in promoted}
    urgent = find_urgent_accounts(
        context.ledger,
        scope=context.scope,
        on=context.day,
        near_days=context.shared.near_days,
    )
    others = (
        _begin(each, context)
        for each in urgent[:PROPOSED]
        if each.account not in taken and context.is_customer(each.account)
    )
    return (*promoted, *tuple(others)[: max(0, PROPOSED - len(promoted))])


def _begin(urgent: UrgentAccount, context: MeetingContext) -> BegunBriefing:
    before = [each for each in urgent.paths if context.comes_after(each.record)]
    newest = before[-1] if before else None
    about = [context.money(urgent.arr)]
    ahead = context.next_days(urgent.account, days=_YEAR)
    about += [ahead] if ahead else []
    about += [f"{len(before)} open with Product"] if len(before) > 1 else []
    open_ = f": {short_text(newest.issue)}" if newest else ""
    return BegunBriefing(
        why=f"{context.account(urgent.account)}{open_} ({'; '.join(about)})",
        account=urgent.account,
        path=newest,
    )


def draft_briefings(context: MeetingContext) -> Iterator[str]:
    """Prefilled rows to complete, and a form for new ones."""
    begun = begin_briefings(context)
    yield from context.heading("triage")
    yield from say(
        "Two or three briefings, prepared; `triage: true` for what cannot wait. `answer` is for "
        "CS, `say` for the customer. `outcome`: answered, decided (add `decision:`), escalated or "
        "open."
    )
    yield "briefings:"
    if begun:
        yield from say(
            "Promoted from one-on-ones, and the most urgent accounts: delete the rows that "
            "you do not bring.",
            indent=2,
        )
    for number, each in enumerate(begun, start=1):
        yield noted_row(_fields(number, each, context), each.why)
    yield from offer([row(_fields(len(begun) + 1, None, context))])


def _fields(number: int, begun: BegunBriefing | None, context: MeetingContext) -> dict[str, str]:
    path = begun.path if begun else None
    account = begun.account if begun else None
    area = (path.area if path else None) or context.series.area
    fields = {
        "id": f"B{number}",
        "account": scalar(account) if account else GAP,
        "request": TEXT,
        "tried": TEXT,
        "answer_by": GAP,
        "area": scalar(area) if area else GAP,
    }
    fields |= {"from": scalar(path.ref)} if path else {}
    return fields | {"outcome": GAP, "answer": TEXT, "say": TEXT}
