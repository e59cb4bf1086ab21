"""The head of a record: which meeting, who attends, how long, and the pre-read that was sent."""

from collections.abc import Iterator

from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.yaml_writer import listing, name_text, offer, say
from decision_record.ledger.prereads import SIDES, MeetingPreread
from decision_record.model.agenda import expected_people, planned_blocks
from decision_record.text.wording import join_words, long_day, short_day

_SIDES = {"cs": "Customer Success", "product": "Product"}
_PARTS = {"cs": "themes, escalations, questions", "product": "roadmap, decisions, stances"}


def draft_head(context: MeetingContext, *, path: str) -> Iterator[str]:
    """What the file is, and the fields that say which meeting it was."""
    series, day = context.series, context.day
    minutes = series.minutes or series.ritual.minutes
    about = [f"{name_text(series.title)}, {day:%A} {long_day(day)}"]
    about += [series.starts] if series.starts else []
    about += [f"{minutes} minutes"] if minutes else []
    yield from say(f"{', '.join(about)}. A draft, to be saved as {path}.")
    yield from say(
        "Fill in what is empty, and delete what did not happen. Lines that begin with # are for "
        f"you. Days are written as {day}; people and accounts by the last part of their page's "
        "address, as in `attendees`. Late means late on "
        f"{long_day(context.ledger.as_of)}."
    )
    yield f"series: {context.name}"
    yield f"date: {day}"
    expected = tuple(dict.fromkeys(expected_people(series, records=context.records)))
    yield f"attendees: {listing(each for each in expected if context.is_here(each))}"
    yield from say("Who else was there, in free text; and who apologised.")
    yield from offer(["guests: []", "apologies: []"])
    gone = [context.person(each) for each in expected if not context.is_here(each)]
    if gone:
        verb = "is" if len(gone) == 1 else "are"
        yield from say(f"{join_words(gone)} {verb} not with the company on that day.")
    yield "timekeeper:"
    yield f"minutes:{f'  # {minutes} are planned' if minutes else ''}"
    planned = [f"{each.name}: {each.minutes}" for each in planned_blocks(series) if each.minutes]
    if planned:
        yield from offer([f"minutes_on: {{{', '.join(planned)}}}"])
    yield "written: in-meeting"


def draft_preread(context: MeetingContext) -> Iterator[str]:
    """The halves that updates say were sent; a missing one as a row to complete."""
    preread = context.ledger.prereads.get((context.name, context.day))
    if preread is None:
        return
    yield from _told(preread)
    missing = preread.missing
    if missing:
        due = f"{short_day(preread.due)}, {preread.due:%H:%M}"
        halves = "its half" if len(missing) == 1 else "their halves"
        yield from say(
            f"No record says that {join_words([_SIDES[side] for side in missing])} sent {halves} "
            f"of the pre-read, due on {due}. Where one was sent, remove the # and complete:"
        )
        yield from offer(
            [
                "preread:",
                *(f"  {side}: {{sent: , includes: [{_PARTS[side]}]}}" for side in missing),
            ]
        )


def _told(preread: MeetingPreread) -> Iterator[str]:
    for side in SIDES:
        half = preread.half(side)
        if half:
            parts = join_words(half.includes) if half.includes else "nothing named"
            yield from say(
                f"{_SIDES[side]} sent its half of the pre-read on {short_day(half.sent)}, "
                f"{half.sent:%H:%M}: {parts} ({half.record}). It need not be written again."
            )
