"""A pod's metrics with the values that its metric reviews read."""

from dataclasses import dataclass
from datetime import date

from decision_record.ledger.pods import MetricReading, MetricStanding
from decision_record.model.agenda import seat_name
from decision_record.model.pod import Metric
from decision_record.pages.book import Book, Link
from decision_record.pages.words import Badge, Tone, short_day


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRow:
    """A value of a metric on a day."""

    day: date
    value: str
    about: str | None
    """Of adoption: what was adopted, and how many days after it went live."""
    note: str | None
    record: Link


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
    readings: tuple[ReadingRow, ...]
    """Newest first."""


def show_metric(standing: MetricStanding, *, book: Book) -> MetricRow:
    """A metric of a pod."""
    metric, latest = standing.metric, standing.latest
    words = {"lower": "lower is better", "higher": "higher is better"}
    signed = [f"{seat_name(seat)} {short_day(day)}" for seat, day in metric.signed_off.items()]
    return MetricRow(
        id=metric.id,
        name=metric.name,
        definition=metric.definition,
        better=words.get(metric.better or ""),
        baseline=_value(metric.baseline, metric.unit),
        target=_value(metric.target, metric.unit),
        latest=_value(latest.value, metric.unit) if latest else None,
        latest_day=latest.as_of if latest else None,
        state=judge(metric, latest.value if latest else None),
        signed=", ".join(signed) or None,
        levers=tuple((seat_name(seat), what) for seat, what in metric.levers.items()),
        readings=tuple(
            _row(each, metric=metric, book=book) for each in reversed(standing.readings)
        ),
    )


def judge(metric: Metric, value: float | None) -> Badge:
    """Where a metric stands, against its target and its baseline."""
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


def _value(value: float | None, unit: str | None) -> str | None:
    """A number with its unit; a percent sign stands close."""
    if value is None:
        return None
    if not unit:
        return f"{value:g}"
    return f"{value:g}%" if unit == "%" else f"{value:g} {unit}"


def _row(reading: MetricReading, *, metric: Metric, book: Book) -> ReadingRow:
    return ReadingRow(
        day=reading.as_of,
        value=_value(reading.value, metric.unit) or "",
        about=_about(reading, book=book),
        note=reading.note,
        record=book.link_record(reading.record),
    )


def _about(reading: MetricReading, *, book: Book) -> str | None:
    item = book.ledger.items.get(reading.of) if reading.of else None
    after = f"day {reading.day}" if reading.day is not None else None
    what = getattr(item.row, "what", None) if item else None
    return ", ".join(part for part in (what, after) if part) or None
