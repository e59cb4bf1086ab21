"""People, series and pods in the exports."""

from collections.abc import Iterator
from datetime import date
from typing import get_args

from decision_record.exports.context import ExportContext
from decision_record.exports.keys import Holds, Key
from decision_record.exports.present import Facts, present
from decision_record.ledger.pods import MetricStanding, PodStanding
from decision_record.ledger.series import SeriesStanding
from decision_record.model.pod import Better, PodStatus, PodStructure
from decision_record.model.reference import Person, Role
from decision_record.model.series import Cadence, SeriesKind

PERSON = (
    Key("id", Holds.PERSON, "The person, as records name them."),
    Key("name", Holds.TEXT, "The name that people read."),
    Key("role", Holds.TEXT, "The role.", words=get_args(Role)),
    Key("left", Holds.DAY, "The last day of whoever has left.", optional=True),
)

SERIES = (
    Key("id", Holds.SERIES, "The series."),
    Key("kind", Holds.TEXT, "Which ritual it is.", words=get_args(SeriesKind)),
    Key("cadence", Holds.TEXT, "How often it meets.", words=get_args(Cadence)),
    Key("members", Holds.PERSON, "Who attends it.", many=True),
    Key("held", Holds.COUNT, "How many of its meetings were held."),
    Key("cancelled", Holds.COUNT, "How many were cancelled or moved."),
    Key("last", Holds.DAY, "The day of the last meeting held, if any.", optional=True),
    Key("next", Holds.DAY, "When it meets next; stays if that day passes.", optional=True),
)

_READING = (
    Key("as_of", Holds.DAY, "The day that it is for."),
    Key("value", Holds.NUMBER, "In the metric's unit."),
)

_METRIC = (
    Key("id", Holds.TEXT, "The metric, as the pod's file calls it."),
    Key("baseline", Holds.NUMBER, "Its value at the beginning, if known.", optional=True),
    Key("target", Holds.NUMBER, "Its target, if set.", optional=True),
    Key("better", Holds.TEXT, "Which way is good.", optional=True, words=get_args(Better)),
    Key("readings", Holds.OBJECT, "Its values, the oldest first.", many=True, keys=_READING),
)

POD = (
    Key("id", Holds.POD, "The pod: the name of its file."),
    Key("name", Holds.TEXT, "The name that people read."),
    Key("structure", Holds.TEXT, "What it is built around.", words=get_args(PodStructure)),
    Key("members", Holds.NAMED, "Who holds each seat, by seat."),
    Key("status", Holds.TEXT, "As its file says.", words=get_args(PodStatus)),
    Key("ready", Holds.FLAG, "Whether it meets every condition of the checklist."),
    Key("metrics", Holds.OBJECT, "As in its file.", many=True, keys=_METRIC),
)


def list_people(context: ExportContext) -> Iterator[Facts]:
    """Every person by id."""
    as_of = context.ledger.as_of
    for name, each in sorted(context.records.people.items()):
        yield of_person(name, each, as_of=as_of)


def of_person(person_id: str, person: Person, *, as_of: date) -> Facts:
    """A person; `left` only when the last day is over."""
    return present(
        id=person_id,
        name=person.name,
        role=person.role,
        left=person.left if person.has_left(as_of) else None,
    )


def list_series(context: ExportContext) -> Iterator[Facts]:
    """Every series, in the order of its file."""
    return map(of_series, context.ledger.series.values())


def of_series(standing: SeriesStanding) -> Facts:
    """A series; `cancelled` counts moved meetings too, and `next` stays when its day passes."""
    series, last = standing.series, standing.last
    return present(
        id=standing.id,
        kind=series.kind,
        cadence=series.held_every,
        members=series.members,
        held=len(standing.held),
        cancelled=len(standing.called_off),
        last=last.day if last else None,
        next=standing.next,
    )


def list_pods(context: ExportContext) -> Iterator[Facts]:
    """Every pod by id."""
    return map(of_pod, context.ledger.pods.values())


def of_pod(standing: PodStanding) -> Facts:
    """A pod; `members` by seat."""
    pod = standing.pod
    return present(
        id=standing.id,
        name=pod.name,
        structure=pod.structure,
        members=pod.members,
        status=pod.status,
        ready=standing.is_ready,
        metrics=[_of_metric(each) for each in standing.metrics],
    )


def _of_metric(standing: MetricStanding) -> Facts:
    metric = standing.metric
    return present(
        id=metric.id,
        baseline=metric.baseline,
        target=metric.target,
        better=metric.better,
        readings=[{"as_of": each.as_of, "value": each.value} for each in standing.readings],
    )
