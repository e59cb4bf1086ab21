"""What a pod brings to its meetings and to the quarterly review: metrics, moves, next sprint."""

from collections.abc import Iterator
from datetime import date

from decision_record.ledger.pods import AdoptionPoint, AdoptionState, MetricStanding, PodStanding
from decision_record.ledger.series import SeriesStanding
from decision_record.model.agenda import seat_name
from decision_record.model.record import Meeting
from decision_record.views.pods.pods import STATUSES
from decision_record.views.pods.readings import show_metric
from decision_record.views.record.rituals import VERDICTS
from decision_record.views.series.prep.parts import (
    Phrase,
    PrepTopic,
    TopicLine,
    make_topic,
    name_person,
    note,
)
from decision_record.views.shared.context import Link, ViewContext
from decision_record.views.shared.words import Badge, Tone, count, due_on, short_day

_PODS = Link(text="all pods", address="pods/")


def reports(*, context: ViewContext) -> PrepTopic:
    """Each pod that was not dissolved, as it reports to the quarterly review."""
    found = sorted(
        (each for each in context.ledger.pods.values() if each.pod.status != "dissolved"),
        key=lambda each: (each.pod.name.casefold(), each.id),
    )
    return make_topic(
        "Pods",
        found,
        show=lambda each: _report_line(each, context=context),
        more_at=_PODS,
        empty="No pods. A pod with a file in `pods/` appears here.",
    )


def _report_line(standing: PodStanding, *, context: ViewContext) -> TopicLine:
    escalations = len(context.ledger.paths_through(standing.escalations, open_only=True))
    last = standing.evaluations[-1] if standing.evaluations else None
    verdict = last.report.evaluation.verdict if last and last.report.evaluation else None
    kept, expected = standing.meetings_kept, standing.meetings_expected
    return TopicLine(
        what=standing.pod.name,
        item=context.link_pod(standing.id),
        badges=(STATUSES[standing.pod.status],),
        phrases=(
            *(Phrase(lead=each) for each in _metrics(standing, context=context)),
            Phrase(lead=f"{kept} of {count(expected, 'meeting')} held"),
            Phrase(lead=count(escalations, "open escalation")),
            *(
                (
                    Phrase(
                        lead=f"last verdict: {VERDICTS[verdict].text.lower()} in",
                        links=(context.link_record(last.record),),
                    ),
                )
                if last and verdict
                else ()
            ),
        ),
        notes=note("For the VP CS", last.report.for_vp if last else None),
    )


def _metrics(standing: PodStanding, *, context: ViewContext) -> Iterator[str]:
    for each in standing.metrics:
        row = show_metric(each, context=context)
        yield f"{row.name}: {row.latest or 'not read yet'} (target {row.target or 'not set'})"


def readings(pod: str, *, context: ViewContext) -> PrepTopic:
    """The metrics to read, each with its state."""
    return make_topic(
        "Metrics to read",
        context.ledger.pods[pod].metrics,
        show=lambda each: _metric_line(each, context=context),
        more_at=_PODS,
        empty="No metrics. `metrics` in the pod's file appear here.",
    )


def _metric_line(standing: MetricStanding, *, context: ViewContext) -> TopicLine:
    row = show_metric(standing, context=context)
    before = tuple(f"{each.value} on {short_day(each.day)}" for each in row.readings[:3])
    return TopicLine(
        what=row.name,
        badges=(row.state,),
        phrases=(
            Phrase(lead=f"target {row.target or 'not set'}"),
            Phrase(lead=f"baseline {row.baseline or 'not set'}"),
            *((Phrase(lead=row.better),) if row.better else ()),
            *((Phrase(lead="counted from the records"),) if standing.metric.counts else ()),
            Phrase(lead=f"read before: {', '.join(before)}" if before else "never read"),
        ),
        notes=note("Counted as", row.definition),
    )


def adoption(pod: str, *, context: ViewContext) -> PrepTopic:
    """Adoption of what shipped, that is to be read now or next."""
    found = [
        each for each in context.ledger.pods[pod].adoption if each.state is not AdoptionState.READ
    ]
    found.sort(key=lambda each: (each.due, each.metric, each.of))
    return make_topic(
        "Adoption to read",
        found,
        show=lambda each: _adoption_line(each, context=context),
        more_at=_PODS,
        empty="No adoption to read. `readings` of a shipped item are due 30, 60 and 90 days after "
        "it.",
    )


def _adoption_line(point: AdoptionPoint, *, context: ViewContext) -> TopicLine:
    item = context.ledger.items.get(point.of)
    what: str = getattr(item.row, "what", point.of) if item else point.of
    state = (
        Badge(text="To be read", tone=Tone.RISK)
        if point.state is AdoptionState.DUE
        else Badge(text="Not due yet", tone=Tone.QUIET)
    )
    return TopicLine(
        what=what,
        item=context.link_item(point.of) if item else None,
        badges=(state,),
        phrases=(Phrase(lead=f"{count(point.day, 'day')} after it went live"),),
        side=due_on(point.due, as_of=context.ledger.as_of),
    )


def moves(standing: SeriesStanding, *, context: ViewContext) -> PrepTopic:
    """What each role meant to do next when the metrics were read last."""
    last = _last(standing, context=context)
    said = last.moves if last else None
    roles = (("pm", said.pm), ("csm", said.csm), ("engineer", said.engineer)) if said else ()
    pod = context.records.pods.get(standing.series.pod or "")
    return make_topic(
        f"Moves of {short_day(last.date)}: what became of them?" if last else "Moves",
        [(seat, what) for seat, what in roles if what],
        show=lambda each: TopicLine(
            what=each[1],
            phrases=(
                Phrase(lead=seat_name(each[0])),
                *name_person(pod.members.get(each[0]) if pod else None, context=context),
            ),
        ),
        more_at=_PODS,
        empty="No moves yet. What each role does next, under `moves`, appears here.",
    )


def sprint(standing: SeriesStanding, *, context: ViewContext) -> PrepTopic:
    """What the pod said last time that it would work on."""
    last = _last(standing, context=context)
    return make_topic(
        f"Planned on {short_day(last.date)}: what became of it?" if last else "Planned before",
        last.next_sprint if last else (),
        show=lambda each: TopicLine(what=each),
        more_at=_PODS,
        empty="Nothing planned. What a review writes under `next_sprint` appears here.",
    )


def attention(standing: SeriesStanding, *, context: ViewContext) -> PrepTopic:
    """What CS had to prepare for, of the last review; without what has passed."""
    last = _last(standing, context=context)
    as_of = context.ledger.as_of
    ahead = sorted(
        (
            each
            for each in (last.attention if last else ())
            if each.what and (each.on is None or each.on >= as_of)
        ),
        key=lambda each: each.on or date.max,
    )
    return make_topic(
        "What CS prepares for",
        ahead,
        show=lambda each: TopicLine(
            what=each.what or "", side=due_on(each.on, as_of=as_of) if each.on else None
        ),
        more_at=_PODS,
        empty="Nothing ahead. What a review writes under `attention` appears here.",
    )


def _last(standing: SeriesStanding, *, context: ViewContext) -> Meeting | None:
    """The last meeting of a series that was held."""
    last = standing.last
    return context.index.entries[last.record].meeting if last and last.record else None
