"""DR417: whether the blocks of a timed meeting kept to their minutes."""

from collections.abc import Iterable

from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import in_tier_1
from decision_record.checks.meetings.held import held_meetings
from decision_record.checks.rule import Rule, RuleThreshold
from decision_record.diagnostics import Problem, Severity
from decision_record.model.agenda import planned_blocks

PERCENT_OVER_BLOCK = 33
"""How far a block may run over: a third, in whole percent of its minutes."""


def find_long_blocks(
    context: CheckContext, *, percent: int = PERCENT_OVER_BLOCK
) -> Iterable[Problem]:
    """Blocks that took far longer than the ritual gives them (DR417)."""
    for held in held_meetings(context):
        for block in planned_blocks(held.series):
            took = held.meeting.minutes_on.get(block.name)
            planned = block.minutes
            # In whole percent, so that 20 minutes in place of 15 are a third and not more.
            if took and planned and (took - planned) * 100 // planned > percent:
                yield Problem(
                    code="DR417",
                    message=f"the block {block.title} of this {held.called} took {took} minutes; "
                    f"{planned} are planned",
                    help="close the block when its time is over, and defer what is not decided "
                    "or take it to the series where it belongs, under `parked`",
                    at=point(held.entry, "minutes_on", block.name),
                )


LONG_BLOCK = Rule(
    code="DR417",
    slug="long-block",
    severity=Severity.WARNING,
    says="A block of a timed meeting ran over by more than a third.",
    looks_at="`minutes_on` of every tier 1 and tier 2, against the minutes of each block of the "
    "ritual. A series that is longer or shorter than its ritual has blocks in the same "
    "proportions.",
    fields=("meeting/minutes_on",),
    why="The time is taken from the later blocks, usually the themes, which only this "
    "meeting can decide.",
    failing=in_tier_1(minutes_on="{escalations: 27, roadmap: 15, themes: 13}"),
    passing=in_tier_1(minutes_on="{escalations: 18, roadmap: 15, themes: 20}"),
    find=find_long_blocks,
    thresholds=(RuleThreshold(name="percent", unit="percent", default=PERCENT_OVER_BLOCK),),
)
