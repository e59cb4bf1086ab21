"""The opening ritual: a row for each action that is open, and for what should be done by now.

A meeting reviews every action of its series' queue that is open before it (records.md §5, DR307).
"""

from collections.abc import Iterator, Sequence
from typing import get_args

from decision_record.authoring.next_meeting.occasion import Occasion
from decision_record.authoring.sheet import GAP, row, say, scalar, short_text
from decision_record.ledger.actions import QueuedAction, Side
from decision_record.ledger.decisions import LoggedDecision
from decision_record.model.decided import Channel
from decision_record.wording import join_words, short_day, times

_CHANNELS: tuple[str, ...] = get_args(Channel)
_SIDES = {Side.CS: "Customer Success", Side.PM: "Product", Side.SHARED: "Both"}


def open_queue(occasion: Occasion) -> tuple[QueuedAction, ...]:
    """Every action of the series that was open when the meeting began, by side and due date."""
    found = (
        each
        for each in occasion.ground.actions_of_series.get(occasion.name, ())
        if occasion.comes_after(each.record) and not _closed_before(each, occasion)
    )
    sides = list(Side)
    return tuple(sorted(found, key=lambda each: (sides.index(each.side), each.due, each.ref)))


def _closed_before(action: QueuedAction, occasion: Occasion) -> bool:
    """Whether a record before the meeting closed it; what was closed later was open then."""
    return any(step.closes and occasion.comes_after(step.record) for step in action.reviews)


def followed_by_now(occasion: Occasion) -> tuple[LoggedDecision, ...]:
    """The series' decisions that should be carried out by the day of the meeting."""
    return tuple(
        each
        for each in occasion.ground.awaited_of_series.get(occasion.name, ())
        if each.outcome == "decided"
        and each.due
        and each.due <= occasion.day
        and occasion.comes_after(each.record)
    )


def draft_review(occasion: Occasion) -> Iterator[str]:
    """A row to complete for each."""
    actions, decisions = open_queue(occasion), followed_by_now(occasion)
    if not actions and not decisions:
        yield from say("First, the review: no action of this series is open.")
        return
    yield from say(
        "First, the review: what became of each? Write `done` (and add `on:` where it was another "
        "day), `rolled` (and add a new `due:`), `handed-over` (and add the new `owner:`) or "
        "`dropped` (and add a `note:`)."
    )
    if any(each.closes_loop for each in actions):
        yield from say(
            f"`channel` is how the customer was told: {join_words(_CHANNELS, last='or')}; it stays "
            "empty where they were not."
        )
    yield "review:"
    for side in Side:
        of_side = [each for each in actions if each.side is side]
        if of_side:
            yield from say(_SIDES[side], indent=2)
        yield from _actions(of_side, occasion)
    if decisions:
        yield from say("Decisions to be carried out by now: done, rolled or handed-over", indent=2)
    for decision in decisions:
        yield from _told(
            f"{occasion.person(decision.owner)}: {short_text(decision.row.what)} "
            f"({occasion.due(decision.due)})"
        )
        yield row({"decision": scalar(decision.ref), "outcome": GAP})


def _actions(actions: Sequence[QueuedAction], occasion: Occasion) -> Iterator[str]:
    for action in actions:
        about = [occasion.due(action.due)]
        if action.rolled:
            about.append(f"rolled {times(action.rolled)}")
        if action.account:
            about.append(occasion.account(action.account))
        if action.closed:
            about.append(f"{action.state.value} on {short_day(action.closed)}, after this meeting")
        what = f"{occasion.person(action.owner)}: {short_text(action.what)}"
        yield from _told(f"{what} ({'; '.join(about)})")
        fields = {"action": scalar(action.ref), "outcome": GAP}
        if action.closes_loop:
            fields["channel"] = GAP
        yield row(fields)


def _told(text: str) -> Iterator[str]:
    yield from say(text, indent=2, hanging=2)
