"""Measures as people read them: the newest whole quarter and month, and a page for each measure.

Parts of the company are listed by name, never by their numbers: no league tables.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from decision_record.ledger.calendar import Period, PeriodKind, name_period, newest_full
from decision_record.measures.catalogue import Measured
from decision_record.measures.measure import Value
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.numbers import (
    OWN_UNIT,
    MeasureReading,
    show_reading,
)
from decision_record.views.shared.slices import (
    KINDS,
    better_of,
    kinds_of,
    name_slice,
    order_slice,
    pod_of,
)
from decision_record.views.shared.view import View

GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Decisions",
        (
            "decisions-per-tier-1",
            "decision-outcomes",
            "deferrals-answered-in-time",
            "tier-1-minutes-on-accounts",
        ),
    ),
    ("Actions", ("actions-on-time", "actions-rolled", "action-days-open-median")),
    (
        "Waiting for Product",
        (
            "days-to-acknowledge-mean",
            "days-to-acknowledge-median",
            "days-to-acknowledge-worst",
            "days-to-resolve-mean",
            "days-to-resolve-median",
            "days-to-resolve-worst",
        ),
    ),
    (
        "What reaches leadership",
        (
            "briefings-settled-in-tier-2",
            "escalations-to-leadership",
            "escalations-to-cpo-cto",
            "tier-1-unseen-by-tier-2",
            "pod-escalations-to-leadership",
        ),
    ),
    (
        "Friction",
        ("escalations", "escalation-concentration", "raised-again", "arr-churned"),
    ),
    (
        "Commitments and customer updates",
        (
            "commitments-kept",
            "days-slipped",
            "arr-under-slipped-commitments",
            "loops-closed-in-time",
            "qbrs-with-unanswered-questions",
            "surprises",
        ),
    ),
    (
        "Meetings and words",
        (
            "meetings-held",
            "meetings-delegated",
            "meetings-recorded-in-time",
            "hours-in-rituals",
            "taxonomy-coverage",
            "taxonomy-coverage-counted",
        ),
    ),
    ("Pods", ("pod-metrics", "adoption")),
)
"""The measures by what they are about."""

QUARTERS = 6
"""Quarters that a table of parts goes back."""

_BETTER = {"higher": "higher is better", "lower": "lower is better"}
_UNITS = {"%": "per cent", OWN_UNIT: "the metric's own unit"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PartRow:
    """A part of the company with its value."""

    name: str
    pod: Link | None
    """The pod that it is about, which its name begins with."""
    quarter: MeasureReading | None
    month: MeasureReading | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRow:
    """A measure in the list of all."""

    name: str
    page: Link
    unit: str
    better: str | None
    definition: str
    quarter: MeasureReading | None
    """The newest whole one; None where nothing was counted in it."""
    month: MeasureReading | None
    parts: tuple[PartRow, ...]
    """Of a measure that is of parts only: their values then, and what is due later."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureGroup:
    """Measures that are about the same."""

    title: str
    rows: tuple[MeasureRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureList:
    """All measures."""

    quarter: str
    """The newest whole quarter, as in "Q2 2026"."""
    month: str
    is_early: bool
    """Whether both were over before the first record, so that nothing was counted."""
    groups: tuple[MeasureGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartLine:
    """A part of the company over some quarters."""

    name: str
    pod: Link | None
    cells: tuple[MeasureReading | None, ...]
    """One for each of the table's quarters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PartTable:
    """The parts of one kind, as areas or segments."""

    title: str
    quarters: tuple[str, ...]
    """Oldest first."""
    lines: tuple[PartLine, ...]
    """By name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureView(View):
    """A measure's page."""

    name: str
    row: MeasureRow
    example: str
    quarters: tuple[MeasureReading, ...]
    """Newest first."""
    months: tuple[MeasureReading, ...]
    parts: tuple[PartTable, ...]


def list_measures(*, context: ViewContext) -> MeasureList:
    """All measures by what they are about, with their newest whole quarter and month."""
    known = {each.measure.name: each for each in context.findings.measures}
    quarter = _newest(PeriodKind.QUARTER, context=context)
    month = _newest(PeriodKind.MONTH, context=context)
    over = max(quarter.ends, month.ends)
    return MeasureList(
        quarter=name_period(quarter),
        month=name_period(month),
        is_early=all(each.date > over for each in context.ledger.entries[:1]),
        groups=tuple(
            MeasureGroup(
                title=title,
                rows=tuple(_row(known[name], context=context) for name in names if name in known),
            )
            for title, names in GROUPS
        ),
    )


def view_measure(name: str, *, context: ViewContext) -> MeasureView:
    """The page of one measure."""
    measured = next(each for each in context.findings.measures if each.measure.name == name)
    measure = measured.measure
    whole = [value for value in reversed(measured.values) if not value.by]
    parts = tuple(_tables(measured, context=context))
    return MeasureView(
        title=measure.title,
        description=f"{measure.title}: every quarter and month, and how it is counted.",
        as_of=context.ledger.as_of,
        name=name,
        row=_row(measured, context=context),
        example=measure.example,
        quarters=tuple(
            _read(each, measured, context=context)
            for each in whole
            if each.period.kind is PeriodKind.QUARTER
        ),
        months=tuple(
            _read(each, measured, context=context)
            for each in whole
            if each.period.kind is PeriodKind.MONTH
        ),
        parts=parts,
    )


def _newest(kind: PeriodKind, *, context: ViewContext) -> Period:
    return newest_full(
        kind, as_of=context.ledger.as_of, fiscal_year_starts=context.records.fiscal_year_starts
    )


def _row(measured: Measured, *, context: ViewContext) -> MeasureRow:
    measure = measured.measure
    whole = {value.period: value for value in measured.values if not value.by}
    quarter = whole.get(_newest(PeriodKind.QUARTER, context=context))
    month = whole.get(_newest(PeriodKind.MONTH, context=context))
    return MeasureRow(
        name=measure.name,
        page=Link(text=measure.title, address=f"health/{measure.name}/"),
        unit=context.currency
        if measure.unit == "currency"
        else _UNITS.get(measure.unit, measure.unit),
        better=_BETTER.get(measure.better or ""),
        definition=measure.definition,
        quarter=_read(quarter, measured, context=context) if quarter else None,
        month=_read(month, measured, context=context) if month else None,
        parts=() if whole else tuple(_parts(measured, context=context)),
    )


def _parts(measured: Measured, *, context: ViewContext) -> Iterator[PartRow]:
    """The newest whole quarter and month of each part, and what comes due after that quarter."""
    newest, month = (
        _newest(kind, context=context) for kind in (PeriodKind.QUARTER, PeriodKind.MONTH)
    )
    quarters = {
        value.by: value
        for value in measured.values
        if value.period == newest
        or (value.period.kind is newest.kind and value.note and value.period > newest)
    }
    months = {value.by: value for value in measured.values if value.period == month}
    for by in sorted({*quarters, *months}, key=lambda by: order_slice(by, context=context)):
        quarter, of_month = quarters.get(by), months.get(by)
        yield PartRow(
            name=name_slice(by, context=context),
            pod=pod_of(by, context=context),
            quarter=_read(quarter, measured, context=context) if quarter else None,
            month=_read(of_month, measured, context=context) if of_month else None,
        )


def _tables(measured: Measured, *, context: ViewContext) -> Iterator[PartTable]:
    """The last quarters of every part, a table for each kind of part."""
    kinds = dict.fromkeys(kinds_of(value.by) for value in measured.values if value.by)
    for kind in kinds:
        values = [
            value
            for value in measured.values
            if kinds_of(value.by) == kind and value.period.kind is PeriodKind.QUARTER
        ]
        periods = sorted({value.period for value in values})[-QUARTERS:]
        if periods:
            yield PartTable(
                title=f"By {' and '.join(KINDS[each] for each in kind[:2])}",
                quarters=tuple(name_period(each) for each in periods),
                lines=tuple(_lines(values, periods, measured, context=context)),
            )


def _lines(
    values: Sequence[Value], periods: Sequence[Period], measured: Measured, *, context: ViewContext
) -> Iterator[PartLine]:
    known = {(value.period, value.by): value for value in values}
    shown = {value.by for value in values if value.period in periods}
    for by in sorted(shown, key=lambda by: order_slice(by, context=context)):
        cells = (known.get((period, by)) for period in periods)
        yield PartLine(
            name=name_slice(by, context=context),
            pod=pod_of(by, context=context),
            cells=tuple(_read(each, measured, context=context) if each else None for each in cells),
        )


def _read(value: Value, measured: Measured, *, context: ViewContext) -> MeasureReading:
    return show_reading(
        value,
        measured.measure,
        currency=context.currency,
        as_of=context.ledger.as_of,
        better=better_of(value.by, context=context),
    )
