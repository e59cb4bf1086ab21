"""The page that prepares the next meeting of a series, in the order in which the meeting runs.

It can be on the screen in the room, and be printed: the queue to review, the blocks with what each
goes through, and the record to complete.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.actions import QueuedAction, Side
from decision_record.ledger.recency import Recency, lead_first, recency_of
from decision_record.ledger.series import SeriesStanding
from decision_record.signals.meetings import MISSED
from decision_record.signals.prereads import PREREAD_DUE
from decision_record.views.health.signals import SignalRow, show_signal
from decision_record.views.series.draft import (
    DraftRow,
    OtherDay,
    show_draft,
    show_other_days,
    written_already,
)
from decision_record.views.series.next_records import may_meet, next_day
from decision_record.views.series.prep.accounts import promoted
from decision_record.views.series.prep.blocks import PreparedBlock, prepare_blocks
from decision_record.views.series.prep.parts import SHOWN, PrepTopic
from decision_record.views.series.prep.promised import follow_through
from decision_record.views.series.preread import PrereadHalves, show_preread
from decision_record.views.series.series import open_queue
from decision_record.views.shared.agenda import people_of
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.expected import Expectation, expect
from decision_record.views.shared.rows import ActionRow, show_action
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import long_day

QUEUE = 40
"""Open actions that the page shows at most, and folds at most; the board has them all."""
_SIDES = {Side.CS: "Customer Success", Side.PM: "Product", Side.SHARED: "Both"}
_SAID_HERE = frozenset({MISSED.code, PREREAD_DUE.code})
"""The signals that the page says itself: that it is overdue, and which half is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """The open actions of one side."""

    side: str
    rows: tuple[ActionRow, ...]
    """What is due first at the top."""
    folded: tuple[ActionRow, ...]
    """What is neither new nor due soon, of a queue that is too long to show whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView(View):
    """What the next meeting of a series needs."""

    heading: str
    series: Link
    kind: str
    day: date | None
    """The day that it is prepared for; None where nothing is expected."""
    weekday: str | None
    next: Expectation
    starts: str | None
    minutes: int | None
    people: tuple[Link, ...]
    last: Link | None
    """The last meeting that was held."""
    preread: PrereadHalves | None
    notices: tuple[SignalRow, ...]
    """The signals about the series that the page does not say in its own words."""
    review: tuple[ReviewGroup, ...]
    """The queue by side, in the order in which the record takes it."""
    left: int
    """Open actions that are neither shown nor folded."""
    open: int
    late: int
    """Of all that are open."""
    follow: PrepTopic
    promoted: PrepTopic
    """Customer issues that one-on-ones promoted to the series."""
    blocks: tuple[PreparedBlock, ...]
    draft: DraftRow | None
    """The record to complete."""
    written: Link | None
    """The record of the day, where there is one already."""
    other_days: tuple[OtherDay, ...]
    """Other days of which a meeting may be written up, the latest first."""


def view_next(series: str, *, context: ViewContext) -> NextView:
    """The page that prepares the next meeting of a series."""
    standing = context.ledger.series[series]
    known, as_of = standing.series, context.ledger.as_of
    day = next_day(standing, as_of=as_of)
    actions = open_queue(series, context=context)
    blocks = prepare_blocks(standing, context=context) if may_meet(standing, as_of=as_of) else ()
    last = standing.last
    recency = recency_of(standing, ledger=context.ledger, meeting=day)
    review = tuple(_review(actions, recency=recency, context=context))
    view = NextView(
        title=f"{known.title}, {long_day(day)}" if day else f"{known.title}, next meeting",
        heading=known.title,
        description=f"What the next meeting of {known.title} needs, in the order in which it runs.",
        as_of=as_of,
        series=context.link_series(series),
        kind=known.ritual.name,
        day=day,
        weekday=f"{day:%A}" if day else None,
        next=expect(standing, context=context),
        starts=known.starts,
        minutes=known.minutes or known.ritual.minutes,
        people=tuple(context.link_person(each) for each in people_of(known, context=context)),
        last=context.link_record(last.record) if last and last.record else None,
        preread=_preread(standing, context=context),
        notices=tuple(
            show_signal(each, context=context)
            for each in context.signals_of_series.get(series, ())
            if each.code not in _SAID_HERE
        ),
        review=review,
        left=len(actions) - sum(len(each.rows) + len(each.folded) for each in review),
        open=len(actions),
        late=sum(each.overdue_days(as_of) is not None for each in actions),
        follow=follow_through(series, recency=recency, context=context),
        promoted=promoted(series, context=context),
        blocks=blocks,
        draft=show_draft(series, context=context),
        written=written_already(series, context=context) if blocks else None,
        other_days=show_other_days(series, context=context),
    )
    return replace(view, toc=tuple(_toc(view)))


def _review(
    actions: Sequence[QueuedAction], *, recency: Recency, context: ViewContext
) -> Iterator[ReviewGroup]:
    """The queue by side; of a long one, what is neither new nor due soon is folded."""
    parts = lead_first(actions, recency.action_leads, whole=SHOWN)
    leading, folded = parts.leading[:QUEUE], parts.folded[:QUEUE]
    for side, title in _SIDES.items():
        rows = tuple(show_action(each, context=context) for each in leading if each.side is side)
        older = tuple(show_action(each, context=context) for each in folded if each.side is side)
        if rows or older:
            yield ReviewGroup(side=title, rows=rows, folded=older)


def _preread(standing: SeriesStanding, *, context: ViewContext) -> PrereadHalves | None:
    if standing.next is None:
        return None
    preread = context.ledger.prereads.get((standing.id, standing.next))
    return show_preread(preread, context=context) if preread and preread.record is None else None


def _toc(view: NextView) -> Iterator[Section]:
    if view.preread:
        yield Section(id="preread", title="Pre-read")
    yield Section(id="review", title="Review the open queue")
    if view.promoted.lines:
        yield Section(id="promoted", title=view.promoted.title)
    for each in view.blocks:
        if each.topics:
            yield Section(id=each.block.id, title=each.block.title)
    if view.blocks or view.other_days:
        yield Section(id="record", title="Decisions and actions")
