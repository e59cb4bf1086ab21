"""All series by kind: who meets how often, when next, and how many meetings became what."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.series import MeetingState, SeriesStanding
from decision_record.model.series import RITUALS, SeriesKind
from decision_record.views.shared.agenda import people_of
from decision_record.views.shared.cadence_strip import MEETS
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.expected import Expectation, expect
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import count

PLURALS: dict[SeriesKind, str] = {
    "tier-1": "Tier 1",
    "combined": "Combined meetings",
    "tier-2": "Tier 2",
    "tier-3": "Tier 3",
    "quarterly-review": "Quarterly reviews",
    "pod-standup": "Pod standups",
    "pod-sprint-review": "Sprint reviews of pods",
    "pod-metric-review": "Metric reviews of pods",
    "one-on-one": "One-on-ones",
}
"""The kinds in the order of the page, as headings."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesRow:
    """A series in the list."""

    series: Link
    prepare: Link
    meets: str
    """As in "every two weeks"."""
    people: tuple[Link, ...]
    pod: Link | None
    next: Expectation
    last: Link | None
    """The last meeting that was held."""
    last_day: date | None
    held: int
    late: int
    """Of those held."""
    cancelled: int
    missed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesGroup:
    """The series of one kind."""

    id: SeriesKind
    title: str
    note: str
    """What the ritual is by itself, as in "As in its ritual: every month, 60 minutes."."""
    rows: tuple[SeriesRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesListView(View):
    """The list of all series."""

    lead: str
    groups: tuple[SeriesGroup, ...]
    """Those kinds of which there is one."""


def view_series_list(*, context: ViewContext) -> SeriesListView:
    """All series, by kind in the order of the tiers."""
    of_kind: dict[SeriesKind, list[SeriesStanding]] = {kind: [] for kind in PLURALS}
    for standing in context.ledger.series.values():
        of_kind[standing.series.kind].append(standing)
    groups = tuple(
        SeriesGroup(
            id=kind,
            title=PLURALS[kind],
            note=_note(kind),
            rows=tuple(_row(each, context=context) for each in standings),
        )
        for kind, standings in of_kind.items()
        if standings
    )
    number = len(context.ledger.series)
    missed = sum(each.missed_since is not None for each in context.ledger.series.values())
    words = "1 of them is overdue" if missed == 1 else f"{missed} of them are overdue"
    return SeriesListView(
        title="Series",
        description=f"{count(number, 'series', 'series')}: who meets how often, and when next.",
        toc=tuple(Section(id=each.id, title=each.title) for each in groups),
        as_of=context.ledger.as_of,
        lead=f"{count(number, 'series', 'series')} of meetings; "
        f"{words if missed else 'none of them is overdue'}.",
        groups=groups,
    )


def _note(kind: SeriesKind) -> str:
    ritual = RITUALS[kind]
    minutes = f", {ritual.minutes} minutes" if ritual.minutes else ""
    return f"As in its ritual: {MEETS[ritual.cadence]}{minutes}."


def _row(standing: SeriesStanding, *, context: ViewContext) -> SeriesRow:
    series, last = standing.series, standing.last
    pod = series.pod if series.pod in context.records.pods else None
    return SeriesRow(
        series=context.link_series(standing.id),
        prepare=link_prepare(standing.id),
        meets=MEETS[series.held_every],
        people=tuple(context.link_person(each) for each in people_of(series, context=context)),
        pod=context.link_pod(pod) if pod else None,
        next=expect(standing, context=context),
        last=context.link_record(last.record) if last and last.record else None,
        last_day=last.day if last else None,
        held=len(standing.held),
        late=len(standing.late),
        cancelled=sum(each.state is MeetingState.CANCELLED for each in standing.meetings),
        missed=len(standing.missed),
    )


def link_prepare(series: str) -> Link:
    """The way to the page that prepares the next meeting of a series."""
    return Link(text="Prepare the next", address=f"series/{series}/next/")
