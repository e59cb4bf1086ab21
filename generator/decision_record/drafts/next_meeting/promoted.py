"""Customer issues that one-on-ones promoted to a series whose ritual has no row for them."""

from collections.abc import Iterator

from decision_record.drafts.next_meeting.briefings import promoted_issues, say_promoted
from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.yaml_writer import say

_WITH_ROWS = frozenset({"tier-1", "tier-2", "combined"})
"""The rituals whose draft begins an escalation or a briefing for each."""


def show_promoted(context: MeetingContext) -> Iterator[str]:
    """Each in a comment; nothing where the ritual has a row for it."""
    promoted = () if context.series.kind in _WITH_ROWS else promoted_issues(context)
    if promoted:
        yield from say(
            "Promoted from one-on-ones. Write down what becomes of each: a decision, an action, or "
            "an item under `escalations`."
        )
    for each in promoted:
        yield from say(say_promoted(each, context), hanging=2)
