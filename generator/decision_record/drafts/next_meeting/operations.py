"""The tier 3: taxonomy, integration, process."""

from collections.abc import Iterator

from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.yaml_writer import GAP, TEXT, offer, row, say, scalar
from decision_record.text.wording import short_day


def draft_operations(context: MeetingContext) -> Iterator[str]:
    """The counts and texts to complete, beside those of the last time."""
    yield from context.heading("taxonomy")
    yield from _last_count(context)
    yield "taxonomy_coverage:"
    yield "  categorised:"
    yield "  total:"
    yield from context.heading("integration")
    yield "integration:"
    yield f"  changes: {TEXT}"
    yield f"  noisy: {TEXT}"
    yield from context.heading("process")
    yield "process_changes:"
    yield from _open_changes(context)
    yield from say("`status`: planned, running, done or dropped", indent=2)
    yield from offer([row({"what": TEXT, "owner": GAP, "due": GAP, "status": GAP})])


def _last_count(context: MeetingContext) -> Iterator[str]:
    counted = [each for each in context.ledger.coverage if each.day < context.day]
    if counted:
        last = counted[-1]
        yield from say(
            f"Counted on {short_day(last.day)}: {last.categorised} of {last.total} pieces of "
            f"feedback had a category, {last.share:.0%}."
        )


def _open_changes(context: MeetingContext) -> Iterator[str]:
    """A row for each change that is neither done nor dropped; the same words continue it."""
    open_ = [
        each
        for each in context.ledger.process_changes
        if each.is_open and context.comes_after(each.said[0])
    ]
    if open_:
        yield from say(
            "Open changes. Remove the # and write what is new; keep the words of `what`.",
            indent=2,
        )
    for each in open_:
        fields = {
            "what": scalar(each.what),
            "owner": scalar(each.owner) if each.owner else GAP,
            "due": str(each.due) if each.due else GAP,
            "status": each.status or GAP,
        }
        yield from offer([row(fields)])
