"""The page of one series: what it is, when it meets next, how it kept its days, what is open."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.series import SeriesStanding
from decision_record.model.records import Entry
from decision_record.signals.meetings import MISSED
from decision_record.views.health.signals import SignalRow, show_signal
from decision_record.views.lists.meetings import SIZE, MeetingRow, day_of, show_record
from decision_record.views.series.prep.accounts import promoted
from decision_record.views.series.prep.parts import PrepTopic
from decision_record.views.series.preread import PrereadHalves, show_preread
from decision_record.views.series.series_list import link_prepare
from decision_record.views.shared.agenda import Block, agenda_of, people_of
from decision_record.views.shared.archive import Archive, Years, by_month, count_rows, page_years
from decision_record.views.shared.cadence_strip import (
    MEETS,
    CadenceStrip,
    StateLegend,
    explain_marks,
    show_strip,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.excerpt import Excerpt
from decision_record.views.shared.expected import Expectation, expect
from decision_record.views.shared.rows import ActionRow, show_action
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View

LATEST = 20
"""Records that the page of a series lists; one with more has pages by year."""
OPEN = 50
"""Open actions that the page lists; the board has them all."""
PREREADS = 4
"""Meetings whose pre-reads are listed, the next one among them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDetails:
    """What a series is, as its file says and its ritual has it."""

    kind: Link
    meets: str
    because: str | None
    """Why it is held otherwise than its ritual."""
    minutes: int | None
    starts: str | None
    people: tuple[Link, ...]
    pod: Link | None
    area: str | None
    segment: str | None
    """The customer segment, by its name."""
    first: date | None
    """From when on it is expected."""
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesView(View):
    """The page of a series."""

    id: str
    facts: SeriesDetails
    next: Expectation
    prepare: Link
    notices: tuple[SignalRow, ...]
    """The signals about it, but that it was missed: the page says so itself."""
    strip: CadenceStrip
    signs: tuple[StateLegend, ...]
    agenda: tuple[Block, ...]
    prereads: tuple[PrereadHalves, ...]
    """Newest first."""
    actions: Excerpt[ActionRow]
    """Its open queue, what is due first at the top."""
    promoted: PrepTopic
    """Customer issues that one-on-ones promoted to it."""
    records: tuple[MeetingRow, ...]
    """The latest, newest first."""
    total: int
    years: Years


def view_series(series: str, *, context: ViewContext) -> SeriesView:
    """The page of a series."""
    standing = context.ledger.series[series]
    entries = context.index.entries_of_series.get(series, ())
    actions = open_queue(series, context=context)
    known = standing.series
    strip = show_strip(standing, context=context)
    view = SeriesView(
        id=series,
        title=known.title,
        description=f"{known.title}: {known.ritual.name.lower()}, {MEETS[known.held_every]}.",
        as_of=context.ledger.as_of,
        facts=_facts(standing, context=context),
        next=expect(standing, context=context),
        prepare=link_prepare(series),
        notices=tuple(
            show_signal(each, context=context)
            for each in context.signals_of_series.get(series, ())
            if each.code != MISSED.code
        ),
        strip=strip,
        signs=explain_marks((strip,)),
        agenda=agenda_of(known, context=context),
        prereads=_prereads(series, context=context),
        actions=Excerpt(
            rows=tuple(show_action(each, context=context) for each in actions[:OPEN]),
            total=len(actions),
        ),
        promoted=promoted(series, context=context),
        records=tuple(show_record(each, context=context) for each in entries[: -LATEST - 1 : -1]),
        total=len(entries),
        years=archive_series(series, context=context).years,
    )
    return replace(view, toc=tuple(_toc(view)))


def archive_series(series: str, *, context: ViewContext) -> Archive[Entry]:
    """The records of a series by year, newest first; no pages of a short one."""
    link = context.link_series(series)
    entries = context.index.entries_of_series.get(series, ())
    newest = reversed(entries) if len(entries) > LATEST else ()
    return Archive(
        base=link.address,
        as_of=context.ledger.as_of,
        pages=page_years(newest, day=day_of, size=SIZE),
        title=lambda year: f"{link.text}, {year}",
        description=lambda year: f"{link.text}: the records of {year}.",
        lead=count_rows("record"),
        rows="meetings",
        periods=by_month(partial(show_record, context=context), day=day_of),
        list=f"{link.address}records",
        of=link,
    )


def open_queue(series: str, *, context: ViewContext) -> list[QueuedAction]:
    """The open actions of a series, what is due first at the top."""
    found = (each for each in context.index.actions_of_series.get(series, ()) if each.is_open)
    return sorted(found, key=lambda each: (each.due, each.ref))


def _toc(view: SeriesView) -> Iterator[Section]:
    yield Section(id="cadence", title="Cadence")
    yield Section(id="queue", title="Open actions")
    if view.promoted.lines:
        yield Section(id="promoted", title=view.promoted.title)
    if view.prereads:
        yield Section(id="prereads", title="Pre-reads")
    if view.agenda:
        yield Section(id="agenda", title="Agenda")
    yield Section(id="records", title="Records")


def _facts(standing: SeriesStanding, *, context: ViewContext) -> SeriesDetails:
    series, taxonomy = standing.series, context.records.taxonomy
    area = taxonomy.areas.get(series.area or "")
    pod = series.pod if series.pod in context.records.pods else None
    return SeriesDetails(
        kind=Link(text=series.ritual.name, address=f"series/#{series.kind}"),
        meets=MEETS[series.held_every],
        because=series.because,
        minutes=series.minutes or series.ritual.minutes,
        starts=series.starts,
        people=tuple(context.link_person(each) for each in people_of(series, context=context)),
        pod=context.link_pod(pod) if pod else None,
        area=area.name if area else series.area,
        segment=taxonomy.segments.get(series.segment or "", series.segment),
        first=series.from_,
        until=series.until,
    )


def _prereads(series: str, *, context: ViewContext) -> tuple[PrereadHalves, ...]:
    found = sorted(
        (preread for preread in context.index.prereads_of_series.get(series, ())),
        key=lambda each: each.meeting,
        reverse=True,
    )
    return tuple(show_preread(each, context=context) for each in found[:PREREADS])
