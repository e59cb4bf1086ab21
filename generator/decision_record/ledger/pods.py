"""Pods on a day: readiness, readings, and the open items of their domain.

How a pod fares against its targets is for signals, measures and pages to say.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from decision_record.ledger.actions import QueuedAction
from decision_record.ledger.cadence import later
from decision_record.ledger.grouping import group
from decision_record.ledger.paths import RaisedPath
from decision_record.ledger.pod_counts import (
    CountedValue,
    PodPath,
    ReviewDay,
    count_for_reviews,
    find_paths_of_pods,
)
from decision_record.ledger.raised import Raised
from decision_record.ledger.readiness import Condition, judge_readiness, meetings_of_pairs
from decision_record.ledger.scope import find_domains
from decision_record.ledger.series import SeriesStanding, replay_series
from decision_record.model.pod import Diagnosis, Metric, Pod
from decision_record.model.record import Meeting
from decision_record.model.records import Entry, Records
from decision_record.model.rituals import PodReport

ADOPTION_DAYS = (30, 60, 90)
"""Days after general availability at which adoption is read (checks.md, Measures)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricReading:
    """A value of a pod's metric."""

    metric: str
    value: float
    """In the metric's unit."""
    as_of: date
    """The day it was true."""
    record: str
    of: str | None
    """Of adoption: the shipped item that was adopted."""
    day: int | None
    """Of adoption: days after general availability."""
    note: str | None
    is_counted: bool = False
    """Whether the records count it for the review."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricStanding:
    """One metric with what was read."""

    metric: Metric
    """As the pod's file says."""
    readings: tuple[MetricReading, ...]
    """Oldest first; of a metric that `counts` with what the records count where none was typed."""
    counted: tuple[CountedValue, ...] = ()
    """What the records count for each metric review, oldest first."""

    @property
    def latest(self) -> MetricReading | None:
        """The newest value."""
        return self.readings[-1] if self.readings else None


class AdoptionState(StrEnum):
    """Whether adoption was read at a day."""

    READ = "read"
    DUE = "due"
    """Its day has come, and no record has a reading."""
    NOT_DUE_YET = "not due yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptionPoint:
    """Adoption of a shipped item, so many days after it was there for everyone."""

    metric: str
    of: str
    """The shipped item."""
    day: int
    due: date
    """The day on which it can be read."""
    reading: MetricReading | None
    state: AdoptionState


@dataclass(frozen=True, slots=True, kw_only=True)
class PodEvaluation:
    """What a quarterly review said about a pod."""

    record: str
    day: date
    report: PodReport


@dataclass(frozen=True, slots=True, kw_only=True)
class PodStanding:
    """One pod on a day."""

    id: str
    pod: Pod
    """As its file says."""
    begins: date
    """The day of its first meeting: as its file says, or as the records show."""
    readiness: tuple[Condition, ...]
    series: tuple[SeriesStanding, ...]
    """Its meetings, which show how it keeps its cadence."""
    metrics: tuple[MetricStanding, ...]
    """In the order of its file."""
    adoption: tuple[AdoptionPoint, ...]
    """Of each item that was read once: 30, 60 and 90 days, and any other day that was read."""
    escalations: tuple[str, ...]
    """The escalations of its domain, in the order in which they were raised."""
    open_actions: tuple[str, ...]
    """The queue of its series."""
    diagnoses: tuple[Diagnosis, ...]
    """What was found to keep it from working, oldest first."""
    evaluations: tuple[PodEvaluation, ...]
    """Oldest first."""

    @property
    def is_ready(self) -> bool:
        """Whether every condition is met."""
        return all(each.met for each in self.readiness)

    @property
    def meetings_expected(self) -> int:
        """How many meetings of all its series should have taken place."""
        return sum(len(each.expected) for each in self.series)

    @property
    def meetings_kept(self) -> int:
        """How many of those were held."""
        return sum(meeting.is_held for each in self.series for meeting in each.expected)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What the records say about all pods."""

    readings: dict[str, list[MetricReading]] = field(default_factory=dict)
    """By pod."""
    evaluations: dict[str, list[PodEvaluation]] = field(default_factory=dict)
    """By pod."""
    shipped: dict[str, date] = field(default_factory=dict)
    """The day on which each item went live."""


def replay_pods(  # noqa: PLR0913 - all that a pod's state depends on
    entries: Sequence[Entry],
    *,
    as_of: date,
    records: Records,
    series: Mapping[str, SeriesStanding],
    raised: Mapping[str, Raised],
    pods_of: Mapping[str, Sequence[str]],
    paths: Sequence[RaisedPath],
    actions: Mapping[str, QueuedAction],
) -> Mapping[str, PodStanding]:
    """All pods by identity."""
    told = _listen(entries, records=records)
    queues: dict[str, list[str]] = {}
    for action in actions.values():
        if action.is_open and action.series:
            queues.setdefault(action.series, []).append(action.ref)
    series_of = group(series.values(), lambda each: [each.series.pod])
    escalations = group(
        (each.ref for each in raised.values() if each.kind == "escalation"),
        lambda ref: pods_of.get(ref, ()),
    )
    met = meetings_of_pairs(entries, records=records)
    paths_of = _paths_of_pods(paths, pods_of, records=records)
    pods: dict[str, PodStanding] = {}
    for name, pod in records.pods.items():
        own = series_of.get(name, ())
        begins = _begins(pod, own)
        readings = sorted(told.readings.get(name, ()), key=lambda each: each.as_of)
        pods[name] = PodStanding(
            id=name,
            pod=pod,
            begins=begins,
            readiness=judge_readiness(
                pod,
                begins=begins,
                as_of=as_of,
                met=met.get(pod.members.get("pm") or "", ()),
                records=records,
            ),
            series=own,
            metrics=tuple(
                _stand_metric(
                    metric,
                    readings,
                    counted=_count(metric, own, readings, paths=paths_of.get(name)),
                )
                for metric in pod.metrics
            ),
            adoption=tuple(_trace_adoption(readings, told.shipped, as_of=as_of)),
            escalations=escalations.get(name, ()),
            open_actions=tuple(ref for each in own for ref in queues.get(each.id, ())),
            diagnoses=_diagnoses(pod, as_of=as_of),
            evaluations=tuple(told.evaluations.get(name, ())),
        )
    return pods


def find_pods_of(raised: Iterable[Raised], *, records: Records) -> Mapping[str, tuple[str, ...]]:
    """The pods in whose domain each escalation and briefing is, in the order of the pods.

    That is a pod's area, its segment or its accounts. Accounts that a pod names narrow its area or
    segment; of an outcome pod they are the domain.
    """
    domains = {name: domain for name, domain in find_domains(records).items() if domain}
    place = {name: number for number, name in enumerate(domains)}
    of_account = group(domains, lambda name: domains[name].accounts or ())
    # Of a domain without accounts the areas tell.
    wide = [name for name, domain in domains.items() if domain.accounts is None]
    of_area = group(wide, lambda name: domains[name].areas or ())
    found: dict[str, tuple[str, ...]] = {}
    for each in raised:
        near = (*of_account.get(each.account, ()), *of_area.get(each.area or "", ()))
        inside = {name for name in near if domains[name].covers(each.account, each.area)}
        if inside:
            found[each.ref] = tuple(sorted(inside, key=place.__getitem__))
    return found


def _listen(entries: Sequence[Entry], *, records: Records) -> _Told:
    told = _Told()
    for entry in entries:
        for shipped in entry.record.shipped:
            told.shipped.setdefault(f"{entry.id}/{shipped.id}", shipped.on)
        meeting = entry.meeting
        if meeting is None or not meeting.held:
            continue
        for report in meeting.pods:
            if report.pod:
                one = PodEvaluation(record=entry.id, day=entry.date, report=report)
                told.evaluations.setdefault(report.pod, []).append(one)
        series = records.series.get(meeting.series)
        if series and series.pod and meeting.readings:
            told.readings.setdefault(series.pod, []).extend(_read(entry, meeting))
    return told


def _read(entry: Entry, meeting: Meeting) -> Iterator[MetricReading]:
    for row in meeting.readings:
        yield MetricReading(
            metric=row.metric,
            value=row.value,
            as_of=row.as_of or entry.date,
            record=entry.id,
            of=entry.name_of(row.of) if row.of else None,
            day=row.day,
            note=row.note,
        )


def _begins(pod: Pod, series: Sequence[SeriesStanding]) -> date:
    """The day that the file gives, or that of an earlier meeting."""
    first = (each.held[0].day for each in series if each.held)
    return min((pod.started, *(day for day in first if day)))


def _stand_metric(
    metric: Metric, readings: Sequence[MetricReading], *, counted: tuple[CountedValue, ...]
) -> MetricStanding:
    typed = [each for each in readings if each.metric == metric.id]
    reviews = {each.record for each in typed}
    untyped = [
        MetricReading(
            metric=metric.id,
            value=each.value,
            as_of=each.as_of,
            record=each.record,
            of=None,
            day=None,
            note=None,
            is_counted=True,
        )
        for each in counted
        if each.value is not None and each.record not in reviews
    ]
    own = sorted((*typed, *untyped), key=lambda each: each.as_of)
    return MetricStanding(metric=metric, readings=tuple(own), counted=counted)


def count_metrics(
    entries: Sequence[Entry],
    *,
    as_of: date,
    records: Records,
    raised: Mapping[str, Raised],
    paths: Sequence[RaisedPath],
) -> Mapping[str, Mapping[str, tuple[CountedValue, ...]]]:
    """By pod and metric what the records count, without all else that a pod's state needs.

    Args:
        entries: The records, in the order of the replay.
        as_of: The last day of them.
        records: The reference files.
        raised: Every escalation and briefing.
        paths: Every path.
    """
    told = _listen(entries, records=records)
    series = replay_series(entries, as_of=as_of, records=records)
    series_of = group(series.values(), lambda each: [each.series.pod])
    paths_of = _paths_of_pods(
        paths, find_pods_of(raised.values(), records=records), records=records
    )
    return {
        name: {
            metric.id: _count(
                metric,
                series_of.get(name, ()),
                sorted(told.readings.get(name, ()), key=lambda each: each.as_of),
                paths=paths_of.get(name),
            )
            for metric in pod.metrics
        }
        for name, pod in records.pods.items()
    }


def _paths_of_pods(
    paths: Sequence[RaisedPath], pods_of: Mapping[str, Sequence[str]], *, records: Records
) -> Mapping[str, tuple[PodPath, ...]]:
    """By pod the paths of its domain; a pod without a domain is left out."""
    found = find_paths_of_pods(paths, pods_of)
    domains = find_domains(records)
    return {name: found.get(name, ()) for name, domain in domains.items() if domain}


def _count(
    metric: Metric,
    series: Sequence[SeriesStanding],
    readings: Sequence[MetricReading],
    *,
    paths: Sequence[PodPath] | None,
) -> tuple[CountedValue, ...]:
    """What the records count for a metric; nothing where it does not count, or cannot."""
    if metric.counts is None or paths is None:
        return ()
    typed: dict[str, list[date]] = {}
    for each in readings:
        if each.metric == metric.id:
            typed.setdefault(each.record, []).append(each.as_of)
    days = (
        ReviewDay(record=meeting.record, as_of=as_of)
        for each in series
        if each.series.kind == "pod-metric-review"
        for meeting in each.held
        if meeting.record and meeting.day
        for as_of in typed.get(meeting.record, [meeting.day])
    )
    reviews = sorted(days, key=lambda each: each.as_of)
    return count_for_reviews(metric.counts, reviews, paths)


def _trace_adoption(
    readings: Sequence[MetricReading], shipped: Mapping[str, date], *, as_of: date
) -> Iterator[AdoptionPoint]:
    """Adoption of each item that was read once; of readings of one day the newest counts."""
    read: dict[tuple[str, str], dict[int, MetricReading]] = {}
    for each in readings:
        if each.of and each.of in shipped and each.day is not None:
            read.setdefault((each.metric, each.of), {})[each.day] = each
    for (metric, of), by_day in read.items():
        for day in sorted({*ADOPTION_DAYS, *by_day}):
            due = later(shipped[of], days=day)
            reading = by_day.get(day)
            waits = AdoptionState.DUE if due <= as_of else AdoptionState.NOT_DUE_YET
            yield AdoptionPoint(
                metric=metric,
                of=of,
                day=day,
                due=due,
                reading=reading,
                state=AdoptionState.READ if reading else waits,
            )


def _diagnoses(pod: Pod, *, as_of: date) -> tuple[Diagnosis, ...]:
    """What was found by the day; what has no day was always known."""
    known = (each for each in pod.diagnoses if each.on is None or each.on <= as_of)
    return tuple(sorted(known, key=lambda each: each.on or date.min))
