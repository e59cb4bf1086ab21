"""DR603, DR604, DR608 and DR611: whether a pod's numbers can be counted, and are."""

from collections.abc import Iterable, Iterator

from decision_record.checks.context import CheckContext, point
from decision_record.checks.examples import SERIES_OF_METRICS
from decision_record.checks.meetings.held import held_meetings
from decision_record.checks.pods.members import POD_FILE, PodFile, living_pods, pod_files, write_pod
from decision_record.checks.rule import Rule, RuleExample, in_file
from decision_record.checks.wording import make_guesser, quote
from decision_record.diagnostics import Problem, Severity, Underlined
from decision_record.model.pod import Metric
from decision_record.model.records import FileKind
from decision_record.text.wording import join_words

_NEEDS = {
    "definition": ("a definition", "definition: …"),
    "target": ("a target", "target: …"),
    "better": ("a direction", "better: lower"),
}
_LEVERS = {"pm": "a lever for the PM", "csm": "a lever for the CSM"}


def find_bare_metrics(context: CheckContext) -> Iterable[Problem]:
    """Metrics without a definition, a target or levers (DR603)."""
    for each in living_pods(context):
        for index, metric in enumerate(each.pod.metrics):
            fields = [field for field in _NEEDS if getattr(metric, field) is None]
            levers = [role for role in _LEVERS if role not in metric.levers]
            if fields or levers:
                lacks = [_NEEDS[field][0] for field in fields] + [_LEVERS[role] for role in levers]
                owed = [_NEEDS[field][1] for field in fields]
                if levers:
                    owed.append(f"levers: {{{', '.join(f'{role}: …' for role in levers)}}}")
                yield Problem(
                    code="DR603",
                    message=f"the metric {quote(metric.name)} lacks {join_words(lacks, last='or')}",
                    help=f"add `{', '.join(owed)}`",
                    at=each.at("metrics", index, part=Underlined.ROW),
                )


_WHOLE = (
    "[{id: days, name: Days to acknowledge, definition: Mean days until the PM answers, "
    "better: lower, baseline: 8, target: 2, levers: {pm: Reads them each morning, "
    "csm: Writes what was tried}, signed_off: {vp_cs: 2026-01-08, head_of_product: 2026-01-08}}]"
)


def _example(metrics: str) -> RuleExample:
    return in_file(POD_FILE, write_pod(metrics=metrics))


BARE_METRIC = Rule(
    code="DR603",
    slug="incomplete-metric",
    severity=Severity.ERROR,
    says="A metric has no definition, target or direction, or no lever for the PM and the CSM.",
    looks_at="`definition`, `target`, `better`, and `levers` for `pm` and `csm`, of every metric "
    "of a pod that is not dissolved.",
    fields=(
        "pod/metrics.definition",
        "pod/metrics.target",
        "pod/metrics.better",
        "pod/metrics.levers",
    ),
    why="Without a definition two people count two numbers. Without a lever for each, one of them "
    "watches the other's.",
    failing=_example(_WHOLE.replace(" target: 2,", "").replace(", csm: Writes what was tried", "")),
    passing=_example(_WHOLE),
    find=find_bare_metrics,
    silenced=False,
)

_SIGNERS = {"vp_cs": "the VP CS", "head_of_product": "the Head of Product"}


def find_unsigned_metrics(context: CheckContext) -> Iterable[Problem]:
    """Metrics that were signed off too late, or not by both sides (DR604)."""
    for each in pod_files(context):
        for index, metric in enumerate(each.pod.metrics):
            yield from _unsigned(each, index, metric)


def _unsigned(each: PodFile, index: int, metric: Metric) -> Iterator[Problem]:
    started, signed = each.pod.started, metric.signed_off
    lacking = [seat for seat in _SIGNERS if seat not in signed]
    if lacking and (signed or each.pod.status != "forming"):
        by = join_words([_SIGNERS[seat] for seat in lacking], last="or")
        yield Problem(
            code="DR604",
            message=f"the metric {quote(metric.name)} was not signed off by {by}",
            help="once they have agreed to it, add to `signed_off`: "
            f"`{', '.join(f'{seat}: …' for seat in lacking)}`",
            at=each.at("metrics", index, "signed_off", part=Underlined.ROW),
        )
    for seat, title in _SIGNERS.items():
        if seat in signed and signed[seat] > started:
            yield Problem(
                code="DR604",
                message=f"{title} signed off the metric {quote(metric.name)} on {signed[seat]}, "
                f"after the pod's first meeting on {started}",
                help="have both sign the next pod's metrics before it meets; if a day is wrong "
                f"here, correct `{seat}` or `started`",
                at=each.at("metrics", index, "signed_off", seat),
            )


UNSIGNED_METRIC = Rule(
    code="DR604",
    slug="unsigned-metric",
    severity=Severity.WARNING,
    says="A pod's metric was signed off after its first meeting, or not by both sides.",
    looks_at="`signed_off` of every metric, by `vp_cs` and `head_of_product`, against the day on "
    "which the pod `started`. A forming pod needs no signature yet.",
    fields=("pod/metrics.signed_off",),
    why="A number that only one side agreed to is argued about when it moves, and one that was "
    "chosen afterwards was chosen because it looked good.",
    failing=_example(_WHOLE.replace("head_of_product: 2026-01-08", "head_of_product: 2026-02-17")),
    passing=_example(_WHOLE),
    find=find_unsigned_metrics,
    silenced=False,
)

_ROLES = {"pm": "the PM", "csm": "the CSM", "engineer": "the engineer"}


def find_empty_metric_reviews(context: CheckContext) -> Iterable[Problem]:
    """Metric reviews without readings, or without a move for each role (DR608)."""
    for held in held_meetings(context, "pod-metric-review"):
        pod = context.records.pods.get(held.series.pod or "")
        # A pod that could not be read may have a metric that counts.
        counts = any(metric.counts for metric in pod.metrics) if pod else False
        unread = context.records.unread.touches(FileKind.POD)
        if not held.meeting.readings and not counts and not unread:
            metric = pod.metrics[0].id if pod and pod.metrics else "…"
            yield Problem(
                code="DR608",
                message="this metric review has no readings",
                help=f"add what each metric says, as in `readings: [{{metric: {metric}, "
                "value: …}]`",
                at=point(held.entry, "readings", part=Underlined.KEY),
            )
        idle = [role for role in _ROLES if getattr(held.meeting.moves, role, None) is None]
        if idle:
            yield Problem(
                code="DR608",
                message="this metric review has no move for "
                f"{join_words([_ROLES[role] for role in idle], last='or')}",
                help="add what each does next to move the numbers, as in "
                f"`moves: {{{', '.join(f'{role}: …' for role in idle)}}}`",
                at=point(held.entry, "moves", part=Underlined.KEY),
            )


def _review(text: str) -> RuleExample:
    return RuleExample(
        files=(
            SERIES_OF_METRICS,
            (POD_FILE, write_pod(metrics=_WHOLE)),
            (
                "meetings/2026/2026-04-22-reporting-metrics.yml",
                "series: reporting-metrics\ndate: 2026-04-22\n"
                "attendees: [elin.marchetti, desmond.achterberg, wes.tamblyn]\n" + text,
            ),
        )
    )


_READ = "readings: [{metric: days, value: 5.2}]\n"
_MOVES = "moves: {pm: Answers by noon, csm: Names the account, engineer: Reads the log first}\n"

EMPTY_METRIC_REVIEW = Rule(
    code="DR608",
    slug="empty-metric-review",
    severity=Severity.ERROR,
    says="A metric review has no readings, or no move for one of the roles.",
    looks_at="`readings` and `moves` of every metric review that was held; `pm`, `csm` and "
    "`engineer` each have a move. A metric that `counts` needs no reading.",
    fields=("meeting/readings", "meeting/moves"),
    why="The meeting is there to read the number and to change something. Without either it is a "
    "standup with a chart.",
    failing=_review(f"{_READ}moves: {{pm: Answers by noon}}\n"),
    passing=_review(_READ + _MOVES),
    find=find_empty_metric_reviews,
)


def find_unknown_metrics(context: CheckContext) -> Iterable[Problem]:
    """Readings of metrics that the pod does not have (DR611)."""
    for held in held_meetings(context, "pod-metric-review"):
        pod = context.records.pods.get(held.series.pod or "")
        if pod is None:
            continue
        known = {metric.id for metric in pod.metrics}
        guess = make_guesser(
            {spelt.lower(): each.id for each in pod.metrics for spelt in (each.id, each.name)}
        )
        for index, row in enumerate(held.meeting.readings):
            if row.metric in known:
                continue
            near = guess(row.metric)
            listed = join_words(
                [f"`{each}`" for each in dict.fromkeys(metric.id for metric in pod.metrics)],
                last="or",
            )
            advice = f"write {listed}, or add it" if known else "add it"
            yield Problem(
                code="DR611",
                message=f"the pod {pod.name} has no metric {quote(row.metric)}",
                help=f"did you mean `{near}`?"
                if near
                else f"{advice} to `metrics` of pods/{held.series.pod}.yml",
                at=point(held.entry, "readings", index, "metric"),
            )


UNKNOWN_METRIC = Rule(
    code="DR611",
    slug="unknown-metric",
    severity=Severity.ERROR,
    says="A reading names a metric that the pod does not have.",
    looks_at="`metric` of every reading, against the `id`s of `metrics` in the pod's file.",
    fields=("meeting/readings.metric",),
    why="No chart shows the reading, and the metric seems not to have been read.",
    failing=_review("readings: [{metric: dais, value: 5.2}]\n" + _MOVES),
    passing=_review(_READ + _MOVES),
    find=find_unknown_metrics,
)
