"""Escalations: those that a tier 2 passed to leadership, and those still open."""

from collections.abc import Iterator, Sequence

from decision_record.drafts.next_meeting.briefings import promoted_issues, say_promoted
from decision_record.drafts.next_meeting.context import FEW, MeetingContext
from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    line_of,
    noted_row,
    offer,
    row,
    say,
    scalar,
    short_text,
)
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.raised import Raised
from decision_record.ledger.recency import lead_first
from decision_record.model.asked import Briefing
from decision_record.text.wording import short_day

_MOST_SHOWN = 12
"""How many escalations a draft names at most; the page has all."""

_DAYS_AHEAD = 91
"""Days within which a QBR or a renewal of the account is worth a word."""


def going_up(context: MeetingContext) -> tuple[RaisedPath, ...]:
    """The briefings passed up by a tier 2 since the last meeting and not taken up, by ARR."""
    standing = context.ledger.series.get(context.name)
    last = standing.last.day if standing and standing.last else None
    entries = context.shared.index.entries
    found = (
        each
        for each in _open(context)
        if _is_passed_up(each.current) and (last is None or entries[each.record].date >= last)
    )
    return tuple(sorted(found, key=lambda each: (-each.arr, each.ref))[:_MOST_SHOWN])


def _is_passed_up(raised: Raised) -> bool:
    return isinstance(raised.row, Briefing) and raised.row.outcome == "escalated"


def open_escalations(context: MeetingContext) -> tuple[RaisedPath, ...]:
    """What was escalated once and customers still wait for, by ARR; not what goes up now."""
    rising = {each.ref for each in going_up(context)}
    found = (each for each in _open(context) if each.is_escalated and each.ref not in rising)
    return tuple(sorted(found, key=lambda each: (-each.arr, each.ref)))


def _open(context: MeetingContext) -> Iterator[RaisedPath]:
    for each in context.shared.index.open_items.paths:
        if context.comes_after(each.record) and context.is_customer(each.account):
            yield each


def draft_escalations(context: MeetingContext) -> Iterator[str]:
    """A row for each that goes up; the others to look at, and a form for new ones."""
    rising, waiting = going_up(context), open_escalations(context)
    promoted = promoted_issues(context) if context.series.kind == "tier-1" else ()
    yield from context.heading("escalations")
    yield "escalations:"
    if rising:
        yield from say("Escalated from a tier 2: say what is wrong, and what was tried.", indent=2)
    for number, each in enumerate(rising, start=1):
        fields = {
            "id": f"E{number}",
            "account": scalar(each.account),
            "issue": TEXT,
            "tried": TEXT,
            "answer_by": str(each.answer_by) if each.answer_by else GAP,
        }
        fields |= {"area": scalar(each.area)} if each.area else {}
        yield noted_row(fields | {"from": scalar(each.ref)}, describe_raised(each, context))
    if promoted:
        yield from say("Promoted from one-on-ones: complete the row, or delete it.", indent=2)
    for number, issue in enumerate(promoted, start=len(rising) + 1):
        fields = {
            "id": f"E{number}",
            "account": scalar(issue.account) if issue.account else GAP,
            "issue": TEXT,
            "tried": TEXT,
            "answer_by": GAP,
        }
        yield noted_row(fields, say_promoted(issue, context))
    yield from show_waiting(waiting, context)
    form = {
        "id": f"E{len(rising) + len(promoted) + 1}",
        "account": GAP,
        "issue": TEXT,
        "tried": TEXT,
    }
    yield from offer([row(form | {"answer_by": GAP, "area": GAP})])


def show_waiting(waiting: Sequence[RaisedPath], context: MeetingContext) -> Iterator[str]:
    """The escalations that are open, to look at."""
    if waiting:
        yield from say(
            "Open from before. A decision that settles one names it under `resolves`; to raise one "
            "again, name it under `from`.",
            indent=2,
        )
    parts = lead_first(waiting, context.recency.path_leads, whole=FEW)
    leading = parts.leading[:_MOST_SHOWN]
    for each in leading:
        yield line_of(describe_raised(each, context))
    shown = {each.ref for each in leading}
    left = [each for each in waiting if each.ref not in shown]
    if left:
        worth = context.money(sum(each.arr for each in left))
        yield from say(f"and {len(left)} more, {worth} at stake: see /escalations/", indent=2)


def describe_raised(raised: RaisedPath, context: MeetingContext) -> str:
    """What a customer waits for, and how pressing it is."""
    about = [context.money(raised.arr), f"raised {short_day(raised.raised)}"]
    about += [] if raised.acknowledged else ["not acknowledged"]
    about += [f"answer {context.due(raised.answer_by)}"] if raised.answer_by else []
    ahead = context.next_days(raised.account, days=_DAYS_AHEAD)
    about += [ahead] if ahead else []
    account = context.account(raised.account)
    return f"{raised.ref}: {account}, {short_text(raised.issue)} ({'; '.join(about)})"
