"""The opening ritual: a row for each action that is open, and for what should be done by now.

A meeting reviews every action of its series' queue that is open before it (records.md §5, DR307).
"""

from collections.abc import Iterator, Sequence
from typing import get_args

from decision_record.drafts.next_meeting.context import FEW, MeetingContext
from decision_record.drafts.yaml_writer import GAP, noted_row, say, scalar, short_text
from decision_record.ledger.actions import QueuedAction, Side
from decision_record.ledger.decisions import LoggedDecision
from decision_record.ledger.recency import lead_first
from decision_record.model.decided import Channel
from decision_record.text.wording import join_words, short_day, times

_CHANNELS: tuple[str, ...] = get_args(Channel)
_SIDES = {Side.CS: "Customer Success", Side.PM: "Product", Side.SHARED: "Both"}


def open_queue(context: MeetingContext) -> tuple[QueuedAction, ...]:
    """Every action of the series that was open when the meeting began, by side and due date."""
    found = (
        each
        for each in context.shared.index.actions_of_series.get(context.name, ())
        if context.comes_after(each.record) and not _closed_before(each, context)
    )
    sides = list(Side)
    return tuple(sorted(found, key=lambda each: (sides.index(each.side), each.due, each.ref)))


def _closed_before(action: QueuedAction, context: MeetingContext) -> bool:
    """Whether a record before the meeting closed it; what was closed later was open then."""
    return any(step.closes and context.comes_after(step.record) for step in action.reviews)


def followed_by_now(context: MeetingContext) -> tuple[LoggedDecision, ...]:
    """The series' decisions that should be carried out by the day of the meeting."""
    return tuple(
        each
        for each in context.shared.awaited_of_series.get(context.name, ())
        if each.outcome == "decided"
        and each.due
        and each.due <= context.day
        and context.comes_after(each.record)
    )


def draft_review(context: MeetingContext) -> Iterator[str]:
    """A row to complete for each."""
    actions, decisions = open_queue(context), followed_by_now(context)
    if not actions and not decisions:
        yield from say("First, the review: no action of this series is open.")
        return
    yield from say(
        "First, the review: what became of each? Write `done` (and add `on:` where it was another "
        "day), `rolled` (and add a new `due:`), `handed-over` (and add the new `owner:`) or "
        "`dropped` (and add a `note:`)."
    )
    yield from _on_telling(actions, context)
    yield "review:"
    leads = context.recency.action_leads
    for side in Side:
        of_side = [each for each in actions if each.side is side]
        parts = lead_first(of_side, leads, whole=FEW)
        if parts.leading:
            yield from say(_SIDES[side], indent=2)
        yield from _actions(parts.leading, context)
        if parts.folded:
            yield from say(f"{_SIDES[side]}, older or not due soon", indent=2)
        yield from _actions(parts.folded, context)
    yield from _decisions(decisions, context)


def _on_telling(actions: Sequence[QueuedAction], context: MeetingContext) -> Iterator[str]:
    """What is written of an action that tells a customer something (records.md §5, Loop)."""
    told = [each.closes_loop for each in actions if each.closes_loop]
    if not told:
        return
    yield from say(
        f"`channel` is how the customer was told: {join_words(_CHANNELS, last='or')}; leave it "
        "empty if they were not told. There, `on` is the day on which the customer was told; "
        "empty means the day of this meeting."
    )
    found = (context.ledger.decisions.get(ref) for ref in told)
    if any(each and each.commitment and each.commitment.is_pending for each in found):
        yield from say(
            "Where a commitment slips in this meeting, a customer who was told on this day counts "
            "as told the new date. Was it the old date? Write the earlier day in `on`."
        )


def _decisions(decisions: Sequence[LoggedDecision], context: MeetingContext) -> Iterator[str]:
    """Those that are new or were due lately; the older ones are counted."""
    if not decisions:
        return
    parts = lead_first(decisions, context.recency.decision_leads, whole=FEW)
    yield from say("Decisions due for follow-through: done, rolled or handed-over", indent=2)
    for decision in parts.leading:
        about = f"{context.person(decision.owner)}: {short_text(decision.row.what)}"
        fields = {"decision": scalar(decision.ref), "outcome": GAP}
        yield noted_row(fields, f"{about} ({context.due(decision.due)})")
    if parts.folded:
        yield from say(f"and {len(parts.folded)} older: see /decisions/", indent=2)


def _actions(actions: Sequence[QueuedAction], context: MeetingContext) -> Iterator[str]:
    """A line each, because a meeting reviews every one of them."""
    for action in actions:
        about = [context.due(action.due)]
        if action.rolled:
            about.append(f"rolled {times(action.rolled)}")
        if action.account:
            about.append(context.account(action.account))
        if action.closed:
            about.append(f"{action.state.value} on {short_day(action.closed)}, after this meeting")
        fields = {"action": scalar(action.ref), "outcome": GAP}
        if action.closes_loop:
            fields |= {"channel": GAP, "on": GAP}
        what = f"{context.person(action.owner)}: {short_text(action.what)}"
        yield noted_row(fields, f"{what} ({'; '.join(about)})")
