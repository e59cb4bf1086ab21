"""A pod's metrics with the values that its metric reviews read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from decision_record.ledger.items import text_of
from decision_record.ledger.pods import AdoptionPoint, AdoptionState, MetricReading, MetricStanding
from decision_record.model.agenda import seat_name
from decision_record.model.pod import Metric
from decision_record.text.wording import show_number
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.numbers import Scale, Trend
from decision_record.views.shared.words import Badge, Tone, short_day

SHOWN = 24
"""Readings of a metric that are listed: two years of monthly ones."""

_BETTER = {"higher": "higher is better", "lower": "lower is better"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """A value of a metric on a day."""

    day: date
    value: str
    amount: float
    """For programs."""
    counted: str | None
    """Of a metric that counts: what the records count for it, in words."""
    about: str | None
    """Of adoption: what was adopted, and how many days after it went live."""
    note: str | None
    record: Link


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionCell:
    """Adoption so many days after general availability."""

    day: int
    value: str | None
    words: str
    """When it was read, or that it is due or not due yet."""
    on: date
    """The day of the reading, or the day on which it is due."""
    is_due: bool
    """Whether that day is past and it was not read."""
    note: str | None
    record: Link | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionRow:
    """Something that was shipped, and how it is adopted."""

    item: Link
    what: str
    cells: tuple[AdoptionCell, ...]
    """30, 60 and 90 days, and any other that was read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricRow:
    """A metric with its readings."""

    id: str
    name: str
    definition: str | None
    better: str | None
    baseline: str | None
    target: str | None
    latest: str | None
    latest_day: date | None
    state: Badge
    signed: str | None
    """As in "VP CS 8 Jan 2026, Head of Product 9 Jan 2026"."""
    levers: tuple[tuple[str, str], ...]
    """What each role can do to move it."""
    trend: Trend | None
    """From the reading before the latest to the latest."""
    trend_since: date | None
    """The day of the reading before."""
    readings: tuple[ReadingRow, ...]
    """Newest first; those of adoption are with what was adopted."""
    older: int
    """How many before these are in the records of the metric reviews only."""
    adoption: tuple[AdoptionRow, ...]
    better_way: Literal["higher", "lower"] | None
    """Which way is good, for programs."""
    baseline_amount: float | None
    target_amount: float | None


def show_metric(
    standing: MetricStanding, *, adoption: Sequence[AdoptionPoint] = (), context: ViewContext
) -> MetricRow:
    """A metric of a pod, with the adoption that it reads."""
    metric, latest = standing.metric, standing.latest
    points = [each for each in adoption if each.metric == metric.id]
    traced = {(each.of, each.day) for each in points if each.reading}
    plain = [each for each in standing.readings if (each.of, each.day) not in traced]
    signed = [f"{seat_name(seat)} {short_day(day)}" for seat, day in metric.signed_off.items()]
    before = plain[-2] if len(plain) > 1 and latest is plain[-1] else None
    return MetricRow(
        id=metric.id,
        name=metric.name,
        definition=metric.definition,
        better=_BETTER.get(metric.better or ""),
        baseline=say_value(metric.baseline, metric.unit),
        target=say_value(metric.target, metric.unit),
        latest=say_value(latest.value, metric.unit) if latest else None,
        latest_day=latest.as_of if latest else None,
        state=judge(metric, latest.value if latest else None),
        signed=", ".join(signed) or None,
        levers=tuple((seat_name(seat), what) for seat, what in metric.levers.items()),
        trend=_compare(metric, latest.value, before.value, context=context)
        if latest and before
        else None,
        trend_since=before.as_of if before else None,
        readings=tuple(_row(each, standing, context=context) for each in plain[: -SHOWN - 1 : -1]),
        older=max(0, len(plain) - SHOWN),
        adoption=tuple(_adoption(points, metric=metric, context=context)),
        better_way=metric.better,
        baseline_amount=metric.baseline,
        target_amount=metric.target,
    )


def _compare(metric: Metric, value: float, before: float, *, context: ViewContext) -> Trend:
    scale = Scale(unit=metric.unit, better=metric.better, currency=context.currency)
    return scale.compare(value, before)


def _adoption(
    points: Sequence[AdoptionPoint], *, metric: Metric, context: ViewContext
) -> Iterator[AdoptionRow]:
    """What was shipped, the newest first."""
    of = dict.fromkeys(each.of for each in points)
    for item in reversed(of):
        known = context.ledger.items.get(item)
        yield AdoptionRow(
            item=context.link_item(item),
            what=text_of(known.row) or item if known else item,
            cells=tuple(
                _cell(each, metric=metric, context=context) for each in points if each.of == item
            ),
        )


def _cell(point: AdoptionPoint, *, metric: Metric, context: ViewContext) -> AdoptionCell:
    reading = point.reading
    if reading:
        return AdoptionCell(
            day=point.day,
            value=say_value(reading.value, metric.unit),
            words="read for",
            on=reading.as_of,
            is_due=False,
            note=reading.note,
            record=context.link_record(reading.record),
        )
    is_due = point.state is AdoptionState.DUE
    return AdoptionCell(
        day=point.day,
        value=None,
        words="due since" if is_due else "not due yet:",
        on=point.due,
        is_due=is_due,
        note=None,
        record=None,
    )


def judge(metric: Metric, value: float | None) -> Badge:
    """The state of a metric, against its target and its baseline."""
    if value is None:
        return Badge(text="Not read yet", tone=Tone.QUIET)
    if metric.better is None:
        return Badge(text="Read")
    sign = 1 if metric.better == "higher" else -1
    if metric.target is not None and sign * value >= sign * metric.target:
        return Badge(text="Target reached", tone=Tone.DONE)
    if metric.baseline is None:
        return Badge(text="Short of the target", tone=Tone.RISK)
    if sign * value > sign * metric.baseline:
        return Badge(text="Better than the baseline", tone=Tone.PLAIN)
    return Badge(text="No better than the baseline", tone=Tone.RISK)


def say_value(value: float | None, unit: str | None) -> str | None:
    """A number with its unit; a percent sign has no space before it."""
    if value is None:
        return None
    if not unit:
        return show_number(value)
    return f"{show_number(value)}{unit}" if unit == "%" else f"{show_number(value)} {unit}"


def _row(reading: MetricReading, standing: MetricStanding, *, context: ViewContext) -> ReadingRow:
    metric = standing.metric
    return ReadingRow(
        day=reading.as_of,
        value=say_value(reading.value, metric.unit) or "",
        amount=reading.value,
        counted=_counted(reading, standing),
        about=_about(reading, context=context),
        note=reading.note,
        record=context.link_record(reading.record),
    )


def _counted(reading: MetricReading, standing: MetricStanding) -> str | None:
    """That the records count a value, or what they count beside one that was typed."""
    if reading.is_counted:
        return "counted from the records"
    here = (reading.record, reading.as_of)
    found = next((each for each in standing.counted if (each.record, each.as_of) == here), None)
    if found is None or reading.of:
        return None
    value = say_value(found.value, standing.metric.unit)
    return f"typed; the records count {value or 'none'}"


def _about(reading: MetricReading, *, context: ViewContext) -> str | None:
    item = context.ledger.items.get(reading.of) if reading.of else None
    after = f"day {reading.day}" if reading.day is not None else None
    what = getattr(item.row, "what", None) if item else None
    return ", ".join(part for part in (what, after) if part) or None
