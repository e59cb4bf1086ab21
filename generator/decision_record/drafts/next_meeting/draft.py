"""The draft of a meeting's record, in the order of its ritual (records.md §4, §6)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from decision_record.drafts.next_meeting.answers import (
    draft_answers,
    draft_due_soon,
    draft_new,
)
from decision_record.drafts.next_meeting.closing import draft_closing
from decision_record.drafts.next_meeting.context import (
    DraftContext,
    MeetingContext,
    make_draft_context,
)
from decision_record.drafts.next_meeting.escalations import draft_escalations
from decision_record.drafts.next_meeting.head import draft_head, draft_preread
from decision_record.drafts.next_meeting.one_on_one import draft_one_on_one
from decision_record.drafts.next_meeting.operations import draft_operations
from decision_record.drafts.next_meeting.pods import (
    draft_metric_review,
    draft_reports,
    draft_sprint_review,
    draft_standup,
)
from decision_record.drafts.next_meeting.promoted import show_promoted
from decision_record.drafts.next_meeting.queue import draft_review
from decision_record.drafts.next_meeting.roadmap import draft_roadmap, offer_roadmap
from decision_record.drafts.next_meeting.themes import draft_org, draft_themes
from decision_record.ledger.cadence import GRACE
from decision_record.ledger.index import Index
from decision_record.ledger.series import SeriesStanding
from decision_record.model.series import SeriesKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The text of a record to complete."""

    identity: str
    """The record's name, as in `2026-06-30-tier-1`."""
    path: str
    """Its file below the records root, as in `meetings/2026/2026-06-30-tier-1.yml`."""
    day: date
    text: str
    is_personal: bool = False
    """Whether it belongs into a personal folder, and to no forge that others read."""


_Part = Callable[[MeetingContext], Iterator[str]]

_BLOCKS: Mapping[SeriesKind, tuple[_Part, ...]] = MappingProxyType(
    {
        "tier-1": (
            draft_escalations,
            draft_due_soon,
            draft_roadmap,
            draft_themes,
            draft_org,
        ),
        "tier-2": (draft_answers, offer_roadmap, draft_new),
        "tier-3": (draft_operations,),
        "combined": (
            draft_answers,
            draft_new,
            draft_roadmap,
            draft_themes,
            draft_org,
        ),
        "quarterly-review": (draft_themes, offer_roadmap, draft_reports, draft_org),
        "pod-standup": (draft_standup,),
        "pod-sprint-review": (draft_sprint_review, offer_roadmap),
        "pod-metric-review": (draft_metric_review,),
        "one-on-one": (draft_one_on_one,),
    }
)
"""What is drafted between the review and the decisions of each ritual."""


def draft_meeting(
    series: str,
    *,
    index: Index,
    on: date | None = None,
    shared: DraftContext | None = None,
) -> Draft | None:
    """The record of the next meeting of a series, to be completed in the meeting.

    It is for the day on which the series expects its next meeting. Where that day has passed, and
    two days† with it, it is for the ledger's day: a meeting that is held late has the day on which
    it is held.

    None where nothing is expected; where the record is there already, held or called off, because
    what was written is edited and not drafted; and for a one-on-one unless everything of its two
    people was read, because they write it in a folder of their own (records.md §7).

    Args:
        series: Its identity.
        index: What was written, and the ledger of the day on which it is drafted.
        on: Another day of the meeting.
        shared: What drafts look things up in, where several are made.
    """
    records, ledger = index.records, index.ledger
    standing = ledger.series.get(series)
    day = on or (_day_of(standing, as_of=ledger.as_of) if standing else None)
    if standing is None or day is None:
        return None
    is_personal = standing.series.kind == "one-on-one"
    context = MeetingContext(
        name=series,
        series=standing.series,
        day=day,
        shared=shared or make_draft_context(index),
    )
    if (is_personal and not records.own) or context.identity in context.shared.taken:
        return None
    path = f"meetings/{day:%Y}/{context.identity}.yml"
    return Draft(
        identity=context.identity,
        path=path,
        day=day,
        text=_write(context, path=path),
        is_personal=is_personal,
    )


def _day_of(standing: SeriesStanding, *, as_of: date) -> date | None:
    expected = standing.next
    return as_of if expected and (as_of - expected).days > GRACE else expected


def _write(context: MeetingContext, *, path: str) -> str:
    """The parts one after another, with a line between them."""
    parts = (
        draft_head(context, path=path),
        *(
            part(context)
            for part in (
                draft_preread,
                draft_review,
                show_promoted,
                *_BLOCKS[context.series.kind],
                draft_closing,
            )
        ),
    )
    texts = ("\n".join(part) for part in parts)
    return "\n\n".join(text for text in texts if text) + "\n"
