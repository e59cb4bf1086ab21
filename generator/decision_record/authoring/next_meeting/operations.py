"""The tier 3: taxonomy, integration, process."""

from collections.abc import Iterator

from decision_record.authoring.next_meeting.occasion import Occasion
from decision_record.authoring.sheet import TEXT, offer, row, say, short_text
from decision_record.wording import short_day


def draft_operations(occasion: Occasion) -> Iterator[str]:
    """The counts and texts to complete, beside those of the last time."""
    yield from occasion.heading("taxonomy")
    yield from _last_count(occasion)
    yield "taxonomy_coverage:"
    yield "  categorised:"
    yield "  total:"
    yield from occasion.heading("integration")
    yield "integration:"
    yield f"  changes: {TEXT}"
    yield f"  noisy: {TEXT}"
    yield from occasion.heading("process")
    yield "process_changes:"
    yield from _last_changes(occasion)
    yield from offer([row({"what": TEXT, "status": TEXT})])


def _last_count(occasion: Occasion) -> Iterator[str]:
    counted = [each for each in occasion.ledger.coverage if each.day < occasion.day]
    if counted:
        last = counted[-1]
        yield from say(
            f"Counted on {short_day(last.day)}: {last.categorised} of {last.total} pieces of "
            f"feedback had a category, {last.share:.0%}."
        )


def _last_changes(occasion: Occasion) -> Iterator[str]:
    standing = occasion.ledger.series.get(occasion.name)
    last = standing.last if standing else None
    meeting = occasion.ground.entries[last.record].meeting if last and last.record else None
    if meeting and meeting.date < occasion.day:
        for each in meeting.process_changes:
            status = f" ({short_text(each.status)})" if each.status else ""
            yield from say(
                f"{short_day(meeting.date)}: {short_text(each.what)}{status}", indent=2, hanging=2
            )
