"""The health of the exchange: what is not running, what needs action, and the trends.

People are not compared: series, rules and parts of the company are listed in orders of their own.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from decision_record.ledger.series import SeriesStanding
from decision_record.views.health.measures import MeasureList, MeasureRow, list_measures
from decision_record.views.health.signals import SignalGroup, rules_of, show_group
from decision_record.views.health.verdicts import (
    HealthVerdict,
    StageDetails,
    SurpriseRow,
    show_recorded_surprises,
    show_stage,
    show_verdicts,
)
from decision_record.views.shared.cadence_strip import (
    CadenceStrip,
    StateLegend,
    explain_marks,
    judge_cadence,
    show_strip,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.figures import Figure
from decision_record.views.shared.once import once
from decision_record.views.shared.pagination import (
    Pagination,
    link_pages,
    pages_for,
    step_of,
    title_of,
)
from decision_record.views.shared.sections import Section
from decision_record.views.shared.view import View
from decision_record.views.shared.words import Tone, count

SHOWN = 16
"""Strips on the page of health, those that do not run first."""
SURPRISES = 20
"""Recorded surprises on the page of health."""
SIZE = 30
"""Strips on one page of all, so that it stays under 300 kB."""

_URGENCY = {Tone.LATE: 0, Tone.RISK: 1, Tone.DONE: 2, Tone.PLAIN: 2, Tone.QUIET: 3}


_SHALLOW = (
    "SG804 and the share of records written down within two days are unknown: this site was built "
    "from a shallow clone. Fetch the whole history: `git fetch --unshallow`, or `fetch-depth: 0` "
    "in the workflow."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HealthView(View):
    """The page of health."""

    figures: tuple[Figure, ...]
    stage: StageDetails
    verdicts: tuple[HealthVerdict, ...]
    """One for each question that the cadence answers."""
    surprises: tuple[SurpriseRow, ...]
    """The newest first."""
    more_surprises: int
    stopped: tuple[CadenceStrip, ...]
    """Series that were missed or called off, the worst first."""
    running: tuple[CadenceStrip, ...]
    """The others, in the order of their file."""
    more_strips: int
    """How many are on the pages of all strips only."""
    legend: tuple[StateLegend, ...]
    signals: tuple[SignalGroup, ...]
    """The rules that found something, by code."""
    quiet: tuple[Link, ...]
    """The rules that found nothing."""
    unknown: str | None
    """What could not be looked for, and what to do about it."""
    measures: MeasureList


@dataclass(frozen=True, slots=True, kw_only=True)
class CadenceView(View):
    """A page of the strips of all series."""

    strips: tuple[CadenceStrip, ...]
    legend: tuple[StateLegend, ...]
    pages: Pagination


def view_health(*, context: ViewContext) -> HealthView:
    """What runs, what does not, and where it is going."""
    order = _in_order(context=context)
    strips = [show_strip(each, context=context) for each in order[:SHOWN]]
    groups = tuple(show_group(rule, context=context) for rule in rules_of(context=context))
    measures = list_measures(context=context)
    surprises = show_recorded_surprises(context=context)
    stopped = sum(not _runs(each, context=context) for each in order)
    return HealthView(
        title="Health",
        description="Meetings off their cadence, signals, and measures with their trend.",
        toc=(
            Section(id="verdicts", title="Verdicts"),
            Section(id="stage", title="Stage"),
            Section(id="cadence", title="Cadence"),
            Section(id="signals", title="Signals"),
            Section(id="recorded-surprises", title="Surprises"),
            Section(id="measures", title="Measures"),
        ),
        as_of=context.ledger.as_of,
        figures=tuple(_figures(stopped, len(order), groups, measures)),
        stage=show_stage(context=context),
        verdicts=show_verdicts(context=context),
        surprises=surprises[:SURPRISES],
        more_surprises=max(0, len(surprises) - SURPRISES),
        stopped=tuple(each for each in strips if not each.is_running),
        running=tuple(each for each in strips if each.is_running),
        more_strips=len(order) - len(strips),
        legend=explain_marks(strips),
        signals=tuple(each for each in groups if each.number),
        quiet=tuple(each.page for each in groups if not each.number),
        unknown=_SHALLOW if context.findings.is_shallow else None,
        measures=measures,
    )


def cadence_pages(*, context: ViewContext) -> Iterator[str]:
    """The last steps of the pages of all strips: `cadence`, then `cadence-page-2`."""
    pages = pages_for(len(context.ledger.series), size=SIZE)
    yield from ("cadence", *(f"cadence-{step_of(number)}" for number in range(2, pages + 1)))


def view_cadence(step: str, *, context: ViewContext) -> CadenceView:
    """A page of the strips of all series.

    Args:
        step: One of `cadence_pages`.
        context: Everything else.
    """
    _, _, page = step.partition("-page-")
    number, standings = int(page or 1), _in_order(context=context)
    pages = pages_for(len(standings), size=SIZE)
    shown = standings[(number - 1) * SIZE : number * SIZE]
    strips = [show_strip(each, context=context) for each in shown]
    return CadenceView(
        title=title_of("Cadence", number=number, pages=pages),
        description="Every series of meetings: held, late, delegated, cancelled, moved or missed.",
        as_of=context.ledger.as_of,
        strips=tuple(strips),
        legend=explain_marks(strips),
        pages=link_pages(pages, base="health/cadence-", number=number, first="health/cadence/"),
    )


@once
def _in_order(*, context: ViewContext) -> tuple[SeriesStanding, ...]:
    """All series: what does not run first, what has ended last, else as in their file."""
    as_of = context.ledger.as_of
    return tuple(
        sorted(
            context.ledger.series.values(),
            key=lambda each: _URGENCY[judge_cadence(each, as_of=as_of).tone],
        )
    )


def _runs(standing: SeriesStanding, *, context: ViewContext) -> bool:
    tone = judge_cadence(standing, as_of=context.ledger.as_of).tone
    return tone in (Tone.DONE, Tone.QUIET)


def _figures(
    stopped: int, series: int, groups: tuple[SignalGroup, ...], measures: MeasureList
) -> Iterator[Figure]:
    rows = [row for group in measures.groups for row in group.rows]
    signals = sum(each.number for each in groups)
    yield Figure(
        number=str(stopped),
        label="series off its cadence" if stopped == 1 else "series off their cadence",
        note=f"of {series}",
        address="health/#cadence",
        tone=Tone.LATE if stopped else Tone.PLAIN,
    )
    yield Figure(
        number=f"{signals:,}",
        label="signals" if signals != 1 else "signal",
        note=f"of {count(sum(each.number > 0 for each in groups), 'kind')}",
        address="health/#signals",
        tone=Tone.RISK if signals else Tone.PLAIN,
        list="signals",
    )
    held = next((row.quarter for row in rows if row.name == "meetings-held"), None)
    if held and held.value:
        yield Figure(
            number=held.value,
            label="of meetings held",
            note=f"{held.of} in {held.period}",
            address="health/#meetings-held",
            tone=Tone.PLAIN,
        )
    worse, better = _count(rows, Tone.RISK), _count(rows, Tone.DONE)
    if worse or better:
        yield Figure(
            number=str(worse),
            label="measures worse" if worse != 1 else "measure worse",
            note=f"{better} better, {measures.quarter}",
            address="health/#measures",
            tone=Tone.RISK if worse > better else Tone.PLAIN,
        )


def _count(rows: list[MeasureRow], tone: Tone) -> int:
    """How many went one way over the quarter."""
    return sum(
        row.quarter is not None and row.quarter.trend is not None and row.quarter.trend.tone is tone
        for row in rows
    )
