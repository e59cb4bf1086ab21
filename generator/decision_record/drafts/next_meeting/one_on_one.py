"""A one-on-one, for its two people only (records.md §7)."""

from collections.abc import Iterator

from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.yaml_writer import GAP, TEXT, offer, row, say, scalar, short_text
from decision_record.model.agenda import planned_blocks


def draft_one_on_one(context: MeetingContext) -> Iterator[str]:
    """The goals of the last time as rows to complete, and the other parts."""
    blocks = (
        f"{each.title.lower()} ({each.leads[0]})" if each.leads else each.title.lower()
        for each in planned_blocks(context.series)
    )
    yield from say(short_text(f"In this order, each led by: {', '.join(blocks)}"))
    yield from _goals(context)
    yield f"challenges: {TEXT}"
    yield from say("`promote_to` takes an issue to a series; only then everyone can see it.")
    yield "customers:"
    yield from offer([row({"account": GAP, "issue": TEXT, "promote_to": GAP})])
    yield f"coaching: {TEXT}"
    yield f"career: {TEXT}"
    yield "data_by:  # the CSM brings the numbers"


def _goals(context: MeetingContext) -> Iterator[str]:
    standing = context.ledger.series.get(context.name)
    last = standing.last if standing else None
    meeting = context.shared.index.entries[last.record].meeting if last and last.record else None
    yield "goals:"
    for each in meeting.goals if meeting and meeting.date < context.day else ():
        actual = f", was {short_text(each.actual)}" if each.actual else ""
        yield from say(
            f"{short_text(each.goal)}: {short_text(each.target)}{actual}", indent=2, hanging=2
        )
        owner = scalar(each.owner) if each.owner else GAP
        yield row({"goal": TEXT, "owner": owner, "target": TEXT, "actual": TEXT})
    yield from offer([row({"goal": TEXT, "owner": GAP, "target": TEXT, "actual": TEXT})])
