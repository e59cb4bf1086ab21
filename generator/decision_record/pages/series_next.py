"""The page that prepares the next meeting of a series, in the order in which the meeting runs.

It can be on the screen in the room, and be printed: the queue to review, the blocks with what each
goes through, and the record to complete.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from decision_record.ledger.actions import QueuedAction, Side
from decision_record.ledger.series import SeriesStanding
from decision_record.pages.agenda import people_of
from decision_record.pages.book import Book, Link
from decision_record.pages.drafts import DraftRow, show_draft, written_already
from decision_record.pages.expected import Expectation, expect
from decision_record.pages.next_records import may_meet, next_day
from decision_record.pages.prep_blocks import PreparedBlock, prepare_blocks
from decision_record.pages.prep_parts import Topic
from decision_record.pages.prep_promised import follow_through
from decision_record.pages.preread import PrereadRow, show_preread
from decision_record.pages.rows import ActionRow, show_action
from decision_record.pages.sections import Section
from decision_record.pages.series import open_queue
from decision_record.pages.signals import SignalRow, show_signal
from decision_record.pages.words import long_day
from decision_record.signals.meetings import MISSED
from decision_record.signals.prereads import PREREAD_DUE

QUEUE = 40
"""Open actions that the page reviews one by one; the board has them all."""
_SIDES = {Side.CS: "Customer Success", Side.PM: "Product", Side.SHARED: "Both"}
_SAID_HERE = frozenset({MISSED.code, PREREAD_DUE.code})
"""The signals that the page says itself: that it is overdue, and which half is missing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewGroup:
    """The open actions of one side."""

    side: str
    rows: tuple[ActionRow, ...]
    """What is due first at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextView:
    """What the next meeting of a series needs."""

    title: str
    heading: str
    description: str
    toc: tuple[Section, ...]
    as_of: date
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
    preread: PrereadRow | None
    notices: tuple[SignalRow, ...]
    """The signals about the series that the page does not say in its own words."""
    review: tuple[ReviewGroup, ...]
    """The queue by side, in the order in which the record takes it."""
    left: int
    """Open actions that are left out."""
    open: int
    late: int
    """Of all that are open."""
    follow: Topic
    blocks: tuple[PreparedBlock, ...]
    draft: DraftRow | None
    """The record to complete."""
    written: Link | None
    """The record of the day, where somebody wrote it already."""


def view_next(series: str, *, book: Book) -> NextView:
    """The page that prepares the next meeting of a series."""
    standing = book.ledger.series[series]
    known, as_of = standing.series, book.ledger.as_of
    day = next_day(standing, as_of=as_of)
    actions = open_queue(series, book=book)
    blocks = prepare_blocks(standing, book=book) if may_meet(standing, as_of=as_of) else ()
    last = standing.last
    view = NextView(
        title=f"{known.title}, {long_day(day)}" if day else f"{known.title}, next meeting",
        heading=known.title,
        description=f"What the next meeting of {known.title} needs, in the order in which it runs.",
        toc=(),
        as_of=as_of,
        series=book.link_series(series),
        kind=known.ritual.name,
        day=day,
        weekday=f"{day:%A}" if day else None,
        next=expect(standing, book=book),
        starts=known.starts,
        minutes=known.minutes or known.ritual.minutes,
        people=tuple(book.link_person(each) for each in people_of(known, book=book)),
        last=book.link_record(last.record) if last and last.record else None,
        preread=_preread(standing, book=book),
        notices=tuple(
            show_signal(each, book=book)
            for each in book.signals_of_series.get(series, ())
            if each.code not in _SAID_HERE
        ),
        review=tuple(_review(actions[:QUEUE], book=book)),
        left=max(0, len(actions) - QUEUE),
        open=len(actions),
        late=sum(each.overdue_days(as_of) is not None for each in actions),
        follow=follow_through(series, book=book),
        blocks=blocks,
        draft=show_draft(series, book=book),
        written=written_already(series, book=book) if blocks else None,
    )
    return replace(view, toc=tuple(_toc(view)))


def _review(actions: Sequence[QueuedAction], *, book: Book) -> Iterator[ReviewGroup]:
    for side, title in _SIDES.items():
        rows = tuple(show_action(each, book=book) for each in actions if each.side is side)
        if rows:
            yield ReviewGroup(side=title, rows=rows)


def _preread(standing: SeriesStanding, *, book: Book) -> PrereadRow | None:
    if standing.next is None:
        return None
    preread = book.ledger.prereads.get((standing.id, standing.next))
    return show_preread(preread, book=book) if preread and preread.record is None else None


def _toc(view: NextView) -> Iterator[Section]:
    if view.preread:
        yield Section(id="preread", title="Pre-read")
    yield Section(id="review", title="Review the open queue")
    for each in view.blocks:
        if each.topics:
            yield Section(id=each.block.id, title=each.block.title)
    if view.blocks:
        yield Section(id="record", title="Decisions and actions")
