"""The meetings of pods, and what a quarterly review asks of each."""

from collections.abc import Iterator

from decision_record.drafts.next_meeting.context import MeetingContext
from decision_record.drafts.next_meeting.escalations import show_waiting
from decision_record.drafts.yaml_writer import (
    GAP,
    TEXT,
    name_text,
    offer,
    row,
    say,
    scalar,
    short_text,
)
from decision_record.ledger.pods import AdoptionPoint, MetricStanding, PodStanding
from decision_record.ledger.releases import PlannedRelease
from decision_record.text.wording import short_day, show_number


def pod_of(context: MeetingContext) -> PodStanding | None:
    """The pod whose meeting it is."""
    return context.ledger.pods.get(context.series.pod or "")


def draft_standup(context: MeetingContext) -> Iterator[str]:
    """What waits in the pod's domain, and what it releases next."""
    yield from context.heading("issues")
    yield "escalations:"
    pod = pod_of(context)
    refs = frozenset(pod.escalations if pod else ())
    waiting = [
        each
        for each in context.shared.index.open_items.paths
        if each.is_escalation
        and not refs.isdisjoint(each.refs)
        and context.comes_after(each.record)
        and context.is_customer(each.account)
    ]
    waiting.sort(key=lambda each: (-each.arr, each.ref))
    yield from show_waiting(waiting, context)
    issue = {"id": "E1", "account": GAP, "issue": TEXT, "tried": TEXT, "answer_by": GAP}
    yield from offer([row(issue)])
    yield from context.heading("feedback")
    yield "feedback:"
    said = {"id": "F1", "account": GAP, "what": TEXT, "category": GAP, "area": GAP, "theme": GAP}
    yield from offer([row(said)])
    yield from context.heading("releases")
    yield "releases:"
    for each in planned_releases(context):
        yield from _show_release(each)
    release = {"what": TEXT, "on": GAP, "accounts": "[]", "cs_impact": TEXT}
    yield from offer([row(release | {"comms_plan": TEXT, "briefed": GAP})])


def planned_releases(context: MeetingContext) -> tuple[PlannedRelease, ...]:
    """What the pod said it releases, and has not by the day."""
    return tuple(
        each
        for each in context.ledger.releases
        if each.pod == context.series.pod
        and context.comes_after(each.record)
        and (each.on is None or each.on >= context.day)
    )


def _show_release(release: PlannedRelease) -> Iterator[str]:
    on = f"on {short_day(release.on)}" if release.on else "without a day"
    told = f"CS briefed {short_day(release.briefed)}" if release.briefed else "CS not briefed"
    yield from say(
        f"Planned {on}: {short_text(release.what)} ({told}). One with the same words goes on with "
        "it.",
        indent=2,
        hanging=2,
    )


def draft_sprint_review(context: MeetingContext) -> Iterator[str]:
    """Forms for what shipped and what comes, beside what was planned the last time."""
    yield from context.heading("shipped")
    yield "shipped:"
    shipped = {"id": "S1", "what": TEXT, "area": GAP, "on": GAP, "accounts": "[]", "say": TEXT}
    yield from _planned_last_time(context)
    yield from offer([row(shipped | {"briefed": GAP})])
    yield from context.heading("sprint")
    yield "next_sprint:"
    yield from offer([f"  - {TEXT}"])
    yield from context.heading("attention")
    yield "attention:"
    for each in planned_releases(context):
        yield from _show_release(each)
    yield from offer([row({"what": TEXT, "on": GAP})])
    yield f"csm_reaction: {TEXT}"


def _planned_last_time(context: MeetingContext) -> Iterator[str]:
    standing = context.ledger.series.get(context.name)
    last = standing.last if standing else None
    meeting = context.shared.index.entries[last.record].meeting if last and last.record else None
    if meeting and meeting.next_sprint and meeting.date < context.day:
        yield from say(f"Planned on {short_day(meeting.date)}:", indent=2)
        for each in meeting.next_sprint:
            yield from say(short_text(each), indent=2, hanging=2)


def draft_metric_review(context: MeetingContext) -> Iterator[str]:
    """A row for each metric, and for the adoption that can be read by the day; and the moves."""
    pod = pod_of(context)
    yield from context.heading("readings")
    yield "readings:"
    for metric in pod.metrics if pod else ():
        yield from _read(metric, pod.adoption if pod else (), context)
    yield ""
    yield from context.heading("moves")
    yield "moves:"
    for role in ("pm", "csm", "engineer"):
        yield f"  {role}: {TEXT}"


def _read(
    standing: MetricStanding, adoption: tuple[AdoptionPoint, ...], context: MeetingContext
) -> Iterator[str]:
    yield from _show_metric(standing)
    id_ = scalar(standing.metric.id)
    points = [each for each in adoption if each.metric == standing.metric.id]
    unread = [each for each in points if each.reading is None]
    due = [each for each in unread if each.due <= context.day]
    for each in due:
        yield row({"metric": id_, "value": GAP, "of": scalar(each.of), "day": str(each.day)})
    if not points and standing.metric.counts:
        yield from say("Counted from the records: it needs no row.", indent=2)
    elif not points:
        yield row({"metric": id_, "value": GAP})
    elif not due:
        yield from say("Nothing of it can be read yet.", indent=2)
        for each in unread[:1]:
            yield from say(f"On {short_day(each.due)}:", indent=2)
            later = {"metric": id_, "value": GAP, "of": scalar(each.of), "day": str(each.day)}
            yield from offer([row(later)])


def _show_metric(standing: MetricStanding) -> Iterator[str]:
    metric = standing.metric
    about = [f"in {name_text(metric.unit)}"] if metric.unit else []
    about += [f"{metric.better} is better"] if metric.better else []
    about += [f"baseline {show_number(metric.baseline)}"] if metric.baseline is not None else []
    about += [f"target {show_number(metric.target)}"] if metric.target is not None else []
    latest = standing.latest
    about.append(
        f"last {show_number(latest.value)} on {short_day(latest.as_of)}" if latest else "never read"
    )
    yield from say(f"{short_text(metric.name)} ({'; '.join(about)})", indent=2, hanging=2)


def draft_reports(context: MeetingContext) -> Iterator[str]:
    """A report to complete for each pod that works."""
    yield from context.heading("pods")
    working = {
        name: standing
        for name, standing in context.ledger.pods.items()
        if standing.pod.status == "operational"
    }
    if not working:
        yield from say("No pod is operational.")
        return
    yield from say("`verdict`: continue, fix, expand or dissolve.")
    yield "pods:"
    for name, standing in working.items():
        for metric in standing.metrics:
            yield from _show_metric(metric)
        yield f"  - pod: {scalar(name)}"
        yield f"    summary: {TEXT}"
        yield "    evaluation:"
        for field in ("cadence", "escalations", "relationship"):
            yield f"      {field}: {TEXT}"
        yield "      verdict:"
        yield f"    for_vp: {TEXT}"
