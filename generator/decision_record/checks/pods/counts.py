"""DR612: readings that differ from what the records count, and metrics that cannot count."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import SERIES_OF_METRICS
from decision_record.checks.meetings.held import HeldMeeting, held_meetings
from decision_record.checks.pods.members import POD_FILE, PodFile, living_pods, write_pod
from decision_record.checks.rule import Rule, RuleExample
from decision_record.diagnostics import Fix, Problem, Severity
from decision_record.ledger.pod_counts import CountedValue, round_mean
from decision_record.ledger.pods import count_metrics
from decision_record.ledger.scope import find_domains
from decision_record.model.pod import Counts
from decision_record.text.wording import long_day


def find_miscounted_readings(context: CheckContext) -> Iterable[Problem]:
    """Typed readings that differ from the records, and pods that cannot count (DR612)."""
    domains = find_domains(context.records)
    counting = [
        each for each in living_pods(context) if any(metric.counts for metric in each.pod.metrics)
    ]
    for each in counting:
        if domains.get(each.file.id) is None:
            yield from _cannot_count(each)
    # A record that could not be read may hold any escalation.
    if context.newest is None or context.records.unread.ids:
        return
    counted = _count(context, context.newest)
    for held in held_meetings(context, "pod-metric-review") if counted else ():
        own = context.entries.get(held.entry.id)
        if own and own.file == held.entry.file:
            yield from _compare(held, counted)


class _Reading(NamedTuple):
    """A value that a review may have typed."""

    pod: str | None
    metric: str
    record: str
    as_of: date


def _count(context: CheckContext, newest: date) -> Mapping[_Reading, tuple[Counts, CountedValue]]:
    """What the records count for each review, with what it is."""
    pods = {
        name: {metric.id: metric.counts for metric in pod.metrics if metric.counts}
        for name, pod in context.records.pods.items()
    }
    if not any(pods.values()):
        return {}
    counted = count_metrics(
        context.records.entries,
        as_of=newest,
        records=context.records,
        raised=context.raised,
        paths=tuple(path for ref, path in context.path_of.items() if ref == path.first.ref),
    )
    return {
        _Reading(name, metric, each.record, each.as_of): (counts, each)
        for name, metrics in pods.items()
        for metric, counts in metrics.items()
        for each in reversed(counted[name][metric])
    }


def _cannot_count(each: PodFile) -> Iterator[Problem]:
    for index, metric in enumerate(each.pod.metrics):
        if metric.counts:
            yield Problem(
                code="DR612",
                message=f"an outcome pod without accounts cannot count {metric.counts}",
                help="add the accounts that it is for, as in `accounts: […]`, or remove `counts`",
                at=each.at("metrics", index, "counts"),
            )


def _compare(
    held: HeldMeeting, counted: Mapping[_Reading, tuple[Counts, CountedValue]]
) -> Iterator[Problem]:
    for index, row in enumerate(held.meeting.readings):
        as_of = row.as_of or held.entry.date
        known = counted.get(_Reading(held.series.pod, row.metric, held.entry.id, as_of))
        if known is None or row.of or known[1].value == round_mean(row.value):
            continue
        counts, found = known
        done = "acknowledged" if counts == "days-to-acknowledge" else "resolved"
        time = f"after {long_day(found.since)} and up to {long_day(as_of)}"
        value = None if found.value is None else f"{found.value:g}"
        yield Problem(
            code="DR612",
            message=f"`{row.metric}` is {row.value:g} here, and the records count "
            f"{value or 'nothing'} for {long_day(as_of)}",
            help=f"write `{value}`, or leave the reading out: the product counts it; where "
            f"{row.value:g} is right, complete the escalations of the pod's domain"
            if value
            else f"leave the reading out: no escalation of the pod's domain was {done} {time}",
            at=point(held.entry, "readings", index, "value"),
            fix=Fix(title=f"write `{value}`", replacement=value) if value else None,
        )


_METRIC = """
  - {id: open, name: Open escalations, definition: Those of reporting, unit: escalations,
     better: lower, baseline: 4, target: 1, counts: open-escalations,
     signed_off: {vp_cs: 2026-01-08, head_of_product: 2026-01-09},
     levers: {pm: Answers, csm: Brings what was tried, engineer: Reads the log}}
"""


def _review(value: int) -> RuleExample:
    return RuleExample(
        files=(
            SERIES_OF_METRICS,
            (POD_FILE, write_pod(metrics=_METRIC)),
            (
                "updates/2026/2026-04-20-desmond.yml",
                (
                    "date: 2026-04-20\nby: desmond.achterberg\nescalations:\n"
                    "  - {id: E1, account: ostermark, issue: The export drops rows,"
                    " area: reporting, tried: A second run}\n"
                ),
            ),
            (
                "meetings/2026/2026-04-22-reporting-metrics.yml",
                (
                    "series: reporting-metrics\ndate: 2026-04-22\n"
                    "attendees: [elin.marchetti, desmond.achterberg, wes.tamblyn]\n"
                    f"readings: [{{metric: open, value: {value}}}]\n"
                    "moves: {pm: Answers by noon, csm: Names it, engineer: Reads the log}\n"
                ),
            ),
        )
    )


MISCOUNTED_READING = Rule(
    code="DR612",
    slug="miscounted-reading",
    severity=Severity.WARNING,
    says="A typed reading differs from what the records count.",
    looks_at="The readings of metrics that say `counts`, against the escalations of the pod's "
    "domain on the reading's `as_of`, else the review's date; and `counts` of an outcome pod "
    "without `accounts`, which has no domain to count in.",
    fields=("meeting/readings.value", "pod/metrics.counts"),
    why="Either an escalation was not written down, or the pod works with a wrong number.",
    failing=_review(3),
    passing=_review(1),
    find=find_miscounted_readings,
)
