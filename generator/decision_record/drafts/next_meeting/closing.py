"""The last minutes: the open deferrals, and the forms of a decision and of an action."""

from collections.abc import Iterator

from decision_record.drafts.next_meeting.context import FEW, MeetingContext
from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    block,
    line_of,
    offer,
    row,
    say,
    short_text,
)
from decision_record.ledger.recency import lead_first
from decision_record.model.agenda import WRITING_DOWN, planned_blocks
from decision_record.model.reference import RULING_SEATS, filled_seats

_NONE = "[]"

_THEMES = {"themes": _NONE}
_DECIDED = {
    "id": "D1",
    "outcome": "decided",
    "what": TEXT,
    "owner": GAP,
    "due": GAP,
    "accounts": _NONE,
    "say": TEXT,
    "resolves": _NONE,
}
_DEFERRED = {
    "id": "D2",
    "outcome": "deferred",
    "what": TEXT,
    "because": TEXT,
    "owner": GAP,
    "due": GAP,
    "expects": TEXT,
    "about": _NONE,
}
_ESCALATED = {
    "id": "D3",
    "outcome": "escalated",
    "what": TEXT,
    "to": GAP,
    "recommendation": TEXT,
    "owner": GAP,
    "due": GAP,
    "about": _NONE,
}
_ACTION = {"what": TEXT, "owner": GAP, "due": GAP}
_TELLING = {"account": GAP, "closes_loop": "D1"}


def draft_closing(context: MeetingContext) -> Iterator[str]:
    """What waits for a decision, and the forms to uncomment."""
    yield from say(
        f"Last, {WRITING_DOWN} minutes: document decisions before we close. Remove the # from what "
        "you need, and complete it. Each decision has an owner and a date. Where Product "
        "promises a day, add "
        "`commitment: {target: …, confidence: …}`: committed, expected or exploring."
    )
    if context.series.kind == "tier-1":
        yield from say(
            "Each escalation, theme and slip of this meeting is named by one of them: under "
            "`resolves`, `themes` or `about`."
        )
    themes = _THEMES if _speaks_of_themes(context) else {}
    yield "decisions:"
    yield from _waiting(context)
    for form in (_DECIDED | themes, _DEFERRED | themes):
        yield from offer(block(form))
    yield from _escalated(context)
    yield from say(
        "Who does what by when. An account that a decision names is told by an action.", indent=0
    )
    yield "actions:"
    yield "  cs:"
    yield from offer([row({"id": "A1"} | _ACTION | _TELLING, indent=4)])
    yield "  pm:"
    yield from offer([row({"id": "A2"} | _ACTION, indent=4)])
    yield "  shared:"
    yield from offer([row({"id": "A3"} | _ACTION, indent=4)])
    yield f"notes: {TEXT}"


def _escalated(context: MeetingContext) -> Iterator[str]:
    """To the first seat that has a holder; where none has one, what to add first (DR305)."""
    organization = context.records.organization
    seats = filled_seats(organization.seats) if organization else RULING_SEATS
    if not seats:
        yield from say(
            "A decision is escalated to the `cpo`, `cto` or `ceo`. None of these seats has a "
            "holder yet: add `cpo: <person>` under `seats:` in organization.yml.",
            indent=2,
        )
    yield from offer(block(_ESCALATED | {"to": seats[0] if seats else RULING_SEATS[0]}))


def _speaks_of_themes(context: MeetingContext) -> bool:
    return any(each.name == "themes" for each in planned_blocks(context.series))


def _waiting(context: MeetingContext) -> Iterator[str]:
    """The deferrals and escalations of the series that no decision has settled."""
    waiting = [
        each
        for each in context.shared.awaited_of_series.get(context.name, ())
        if each.outcome != "decided" and context.comes_after(each.record)
    ]
    if waiting:
        yield from say(
            "Open from before. A decision that settles one names it under `resolves`; one that "
            "defers it again names it under `about`.",
            indent=2,
        )
    parts = lead_first(waiting, context.recency.decision_leads, whole=FEW)
    for each in parts.leading:
        about = f"{context.person(each.owner)}, {context.due(each.due)}"
        yield line_of(f"{each.ref}, {each.outcome}: {short_text(each.row.what)} ({about})")
    if parts.folded:
        yield from say(f"and {len(parts.folded)} older: see /decisions/", indent=2)
