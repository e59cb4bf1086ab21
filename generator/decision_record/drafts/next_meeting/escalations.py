"""Escalations: what goes up to leadership from a tier 2, and what is open from before."""

from collections.abc import Iterator, Sequence

from decision_record.drafts.next_meeting.briefings import promoted_issues, say_promoted
from decision_record.drafts.next_meeting.context import FEW, Occasion
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


def going_up(occasion: Occasion) -> tuple[RaisedPath, ...]:
    """The briefings passed up by a tier 2 since the last meeting and not taken up, by ARR."""
    standing = occasion.ledger.series.get(occasion.name)
    last = standing.last.day if standing and standing.last else None
    entries = occasion.ground.entries
    found = (
        each
        for each in _open(occasion)
        if _is_passed_up(each.current) and (last is None or entries[each.record].date >= last)
    )
    return tuple(sorted(found, key=lambda each: (-each.arr, each.ref))[:_MOST_SHOWN])


def _is_passed_up(raised: Raised) -> bool:
    return isinstance(raised.row, Briefing) and raised.row.outcome == "escalated"


def open_escalations(occasion: Occasion) -> tuple[RaisedPath, ...]:
    """What was escalated once and customers still wait for, by ARR; not what goes up now."""
    rising = {each.ref for each in going_up(occasion)}
    found = (each for each in _open(occasion) if each.is_escalated and each.ref not in rising)
    return tuple(sorted(found, key=lambda each: (-each.arr, each.ref)))


def _open(occasion: Occasion) -> Iterator[RaisedPath]:
    for each in occasion.ground.waiting.paths:
        if occasion.comes_after(each.record) and occasion.is_customer(each.account):
            yield each


def draft_escalations(occasion: Occasion) -> Iterator[str]:
    """A row for each that goes up; the others to look at, and a form for new ones."""
    rising, waiting = going_up(occasion), open_escalations(occasion)
    promoted = promoted_issues(occasion) if occasion.series.kind == "tier-1" else ()
    yield from occasion.heading("escalations")
    yield "escalations:"
    if rising:
        yield from say("Passed up by a tier 2: say what is wrong, and what was tried.", indent=2)
    for number, each in enumerate(rising, start=1):
        fields = {
            "id": f"E{number}",
            "account": scalar(each.account),
            "issue": TEXT,
            "tried": TEXT,
            "answer_by": str(each.answer_by) if each.answer_by else GAP,
        }
        fields |= {"area": scalar(each.area)} if each.area else {}
        yield noted_row(fields | {"from": scalar(each.ref)}, describe_raised(each, occasion))
    if promoted:
        yield from say("Promoted from one-on-ones: complete the row, or take it away.", indent=2)
    for number, issue in enumerate(promoted, start=len(rising) + 1):
        fields = {
            "id": f"E{number}",
            "account": scalar(issue.account) if issue.account else GAP,
            "issue": TEXT,
            "tried": TEXT,
            "answer_by": GAP,
        }
        yield noted_row(fields, say_promoted(issue, occasion))
    yield from show_waiting(waiting, occasion)
    form = {
        "id": f"E{len(rising) + len(promoted) + 1}",
        "account": GAP,
        "issue": TEXT,
        "tried": TEXT,
    }
    yield from offer([row(form | {"answer_by": GAP, "area": GAP})])


def show_waiting(waiting: Sequence[RaisedPath], occasion: Occasion) -> Iterator[str]:
    """The escalations that are open, to look at."""
    if waiting:
        yield from say(
            "Open from before. A decision that settles one names it under `resolves`; to bring one "
            "again, name it under `from`.",
            indent=2,
        )
    parts = lead_first(waiting, occasion.recency.path_leads, whole=FEW)
    leading = parts.leading[:_MOST_SHOWN]
    for each in leading:
        yield line_of(describe_raised(each, occasion))
    shown = {each.ref for each in leading}
    left = [each for each in waiting if each.ref not in shown]
    if left:
        worth = occasion.money(sum(each.arr for each in left))
        yield from say(f"and {len(left)} more, {worth} at stake: see /escalations/", indent=2)


def describe_raised(raised: RaisedPath, occasion: Occasion) -> str:
    """What a customer waits for, and how pressing it is."""
    about = [occasion.money(raised.arr), f"raised {short_day(raised.raised)}"]
    about += [] if raised.acknowledged else ["not acknowledged"]
    about += [f"answer {occasion.due(raised.answer_by)}"] if raised.answer_by else []
    ahead = occasion.next_days(raised.account, days=_DAYS_AHEAD)
    about += [ahead] if ahead else []
    account = occasion.account(raised.account)
    return f"{raised.ref}: {account}, {short_text(raised.issue)} ({'; '.join(about)})"
