from collections.abc import Callable

import pytest

from building import day, make_records, parse, view_context_of
from conftest import GoldenFolder
from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.model.pod import Metric
from decision_record.views.pods.pod import OPEN, SETTLED, PodView, view_pod
from decision_record.views.pods.pods import view_pods
from decision_record.views.pods.readings import judge, say_value
from decision_record.views.shared.context import ViewContext, make_view_context
from decision_record.views.shared.words import Tone


def test_page_of_all(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("pods.html").check(draw("pods", view_pods(context=harbour)))


def test_page_of_one(harbour: ViewContext, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("pod", view_pod("charts", context=harbour))
    golden("pod-charts.html").check(text)


@pytest.mark.parametrize(
    ("better", "baseline", "target", "value", "words"),
    [
        ("lower", 8, 2, 1.9, "Target reached"),
        ("lower", 8, 2, 5.2, "Better than the baseline"),
        ("lower", 8, 2, 8, "No better than the baseline"),
        ("higher", 54, 80, 80, "Target reached"),
        ("higher", 54, 80, 61, "Better than the baseline"),
        ("higher", 54, 80, 50, "No better than the baseline"),
        ("higher", None, 80, 61, "Short of the target"),
        ("higher", 54, 80, None, "Not read yet"),
        (None, 54, 80, 61, "Read"),
    ],
)
def test_a_reading_is_judged_by_the_direction_of_its_metric(
    better: str | None, baseline: float | None, target: float, value: float | None, words: str
) -> None:
    fields = {"id": "m", "name": "M", "better": better}
    metric = Metric.model_validate(fields).model_copy(
        update={"baseline": baseline, "target": target}
    )
    assert judge(metric, value).text == words


@pytest.mark.parametrize(
    ("unit", "shown"), [(None, "1,234,567"), ("%", "1,234,567%"), ("rows", "1,234,567 rows")]
)
def test_a_large_number_is_written_in_digits(unit: str | None, shown: str) -> None:
    assert say_value(1_234_567, unit) == shown


def test_open_escalations_stand_first(sample: ViewContext) -> None:
    view = view_pod("reporting", context=sample)
    assert all(each.to_resolve is None for each in view.raised.rows)
    resolved = [each.to_resolve is not None for each in view.earlier.rows]
    assert resolved == sorted(resolved)
    refs = sample.ledger.pods["reporting"].escalations
    open_ = {sample.ledger.raised[ref].path for ref in refs if sample.ledger.raised[ref].is_open}
    assert view.raised.total == len(open_)


POD = """
series:
  standup: {kind: pod-standup, pod: reporting}
  metrics: {kind: pod-metric-review, pod: reporting}
pods:
  reporting:
    name: Reporting
    structure: product-area
    area: reporting
    members: {pm: ines, csm: bob, engineer: wes}
    started: 2026-01-12
    status: operational
    metrics: [{id: days, name: Days}]
    diagnoses:
      - {on: 2026-02-01, mode: scope}
      - {on: 2026-03-02, mode: leadership}
      - {on: 2026-01-20, mode: priorities}
2026-02-02-standup: {cancelled: {because: sprint, note: In test., moved_to: 2026-02-04}}
2026-02-04-standup: {attendees: [bob, ines]}
2026-02-09-metrics:
  readings:
    - {metric: days, value: 2, as_of: 2026-02-08}
    - {metric: days, value: 3, as_of: 2026-02-01}
2026-02-23-metrics: {readings: [{metric: days, value: 4, as_of: 2026-01-31}]}
2026-03-02-standup: {attendees: [bob, ines]}
"""


def view_on(as_of: str, *, pod: str = POD) -> PodView:
    records = make_records(parse(pod))
    ledger = replay(records, day(as_of))
    findings = find(Index(records=records, ledger=ledger))
    return view_pod(
        "reporting",
        context=make_view_context(Index(records=records, ledger=ledger), findings=findings),
    )


def test_each_series_of_the_pod_has_its_strip() -> None:
    view = view_on("2026-03-01")
    assert [(each.series.text, each.words) for each in view.strips] == [
        (
            "Pod standup",
            "1 of 6 held, one moved to 4 Feb 2026: sprint, 5 missed",
        ),
        ("Metric review", "All 2 held"),
    ]


def test_the_newest_reading_is_the_latest_that_was_true() -> None:
    (metric,) = view_on("2026-03-01").metrics
    assert [each.value for each in metric.readings] == ["2", "3", "4"]
    assert metric.latest == "2"


def test_what_was_found_by_the_day_stands_newest_first() -> None:
    assert [each.mode for each in view_on("2026-03-01").diagnoses] == ["Scope", "Priorities"]


def test_each_condition_says_whether_it_is_met() -> None:
    text = f"{POD}2026-01-07-tier-2: {{attendees: [bob, ines]}}"
    shown = [
        (each.state.text, each.why, each.record and each.record.address)
        for each in view_on("2026-03-01", pod=text).readiness
    ]
    before = "Its PM and CSM met in a tier 2 before the pod began."
    assert shown[1] == ("Met", before, "meetings/2026-01-07-tier-2/")
    assert shown[-1][0] == "Not met"
    assert len(shown) == 6


def test_a_pod_that_was_dissolved_is_not_asked_whether_it_is_ready() -> None:
    view = view_on("2026-03-01", pod=POD.replace("operational", "dissolved"))
    assert view.readiness == ()
    assert view.unmet == 0
    assert view_on("2026-03-01").unmet > 0


def figures(view: PodView) -> list[tuple[str, str, str | None]]:
    return [(each.number, each.label, each.note) for each in view.figures]


def test_the_sample_shows_at_once_which_pod_works(sample: ViewContext) -> None:
    assert figures(view_pod("reporting", context=sample)) == [
        ("1 of 3", "metrics at their target", "2 better than before"),
        ("12 of 12", "meetings held", None),
        ("2", "open escalations", "of 11 in its domain"),
        ("0", "signals", "none today"),
    ]
    adrift = view_pod("onboarding", context=sample)
    assert figures(adrift)[1] == ("10 of 12", "meetings held", "2 cancelled or missed")
    assert [each.code for each in adrift.notices] == ["SG901", "SG902"]
    assert adrift.verdict is not None
    assert adrift.verdict.verdict.text == "Fix"
    review = next(each for each in adrift.strips if each.series.text == "Onboarding metric review")
    assert review.words == "4 of 6 held, 2 cancelled: sprint and planning"


@pytest.mark.parametrize(
    ("pod", "metric", "values"),
    [
        ("reporting", "days-to-acknowledge", "8 5.2 2.6 1.9 1.4 1.6"),
        ("reporting", "open-escalations", "9 8 6 5 4 5"),
        ("healthcare", "health-score", "61 60 63 66 68 67"),
        ("healthcare", "escalations", "7 6 6 4 3 4"),
        ("healthcare", "days-to-resolve", "19 17 15 12 9 11"),
        ("onboarding", "completion", "54 55 61 66"),
    ],
)
def test_the_samples_numbers_are_read_month_by_month(
    sample: ViewContext, pod: str, metric: str, values: str
) -> None:
    view = view_pod(pod, context=sample)
    (row,) = [each for each in view.metrics if each.id == metric]
    assert [f"{each.amount:g}" for each in reversed(row.readings)] == values.split()


def test_a_metric_says_where_it_goes_and_when_it_is_read_next(sample: ViewContext) -> None:
    view = view_pod("reporting", context=sample)
    days = view.metrics[0]
    assert days.trend is not None
    assert (days.trend.words, str(days.trend_since)) == ("up 0.2 days, worse", "2026-05-29")
    assert [str(each.next.day) for each in view.reviews if each.next] == ["2026-07-31"]


def test_adoption_says_what_is_not_due_yet(sample: ViewContext, draw: Callable[..., str]) -> None:
    view = view_pod("reporting", context=sample)
    (row,) = view.metrics[2].adoption
    assert [(each.day, each.value, each.words, str(each.on)) for each in row.cells] == [
        (30, "34%", "read for", "2026-06-17"),
        (60, None, "not due yet:", "2026-07-17"),
        (90, None, "not due yet:", "2026-08-16"),
    ]
    assert view.metrics[2].readings == ()
    assert 'not due yet: <time datetime="2026-07-17">' in draw("pod", view)


def test_adoption_that_nobody_read_is_due() -> None:
    text = POD.replace("name: Days}", 'name: Days, unit: "%"}') + (
        "2026-01-20-ines: {shipped: [{id: S1, what: It., on: 2026-01-20}]}\n"
        "2026-02-20-metrics:\n"
        "  readings: [{metric: days, value: 34, of: 2026-01-20-ines/S1, day: 30}]\n"
    )
    (metric,) = view_on("2026-03-25", pod=text).metrics
    assert [each.words for each in metric.adoption[0].cells] == [
        *("read for", "due since", "not due yet:")
    ]


def test_long_lists_of_a_pod_lead_to_the_rest(draw: Callable[..., str]) -> None:
    raised = "\n".join(
        f"        - {{id: E{number}, account: north, issue: It., area: reporting}}"
        for number in range(1, OPEN + 3)
    )
    settled = "\n".join(
        f"        - {{item: 2026-01-13-bob/E{number}, resolved: 2026-01-14}}"
        for number in range(1, SETTLED + 2)
    )
    text = (
        f"{POD}2026-01-13-bob:\n        escalations:\n{raised}\n        updates:\n{settled}\n"
        f"2026-01-15-lena:\n        escalations:\n{raised}\n"
    )
    view = view_on("2026-03-01", pod=text)
    waiting = 2 * (OPEN + 2) - (SETTLED + 1)
    assert (view.raised.total, view.raised.more, view.earlier.more) == (waiting, waiting - OPEN, 1)
    assert len(view.raised.rows) == OPEN
    assert len(view.earlier.rows) == SETTLED
    shown = draw("pod", view)
    assert f'href="../../escalations/">{waiting - OPEN} more among all escalations' in shown
    assert 'href="../../escalations/">1 more among all escalations' in shown


COUNTED = """
taxonomy: {areas: {charts: {name: Charts}}}
series: {review: {kind: pod-metric-review, pod: crew}}
pods:
  crew:
    name: Crew
    structure: product-area
    area: charts
    members: {pm: ines, csm: bob, engineer: wes}
    started: 2026-01-05
    metrics:
      - {id: open, name: Open, unit: escalations, counts: open-escalations}
2026-01-10-bob:
  escalations: [{id: E1, account: north, issue: One, area: charts}]
2026-01-30-review: {attendees: [ines, bob]}
2026-02-27-review: {readings: [{metric: open, value: 4}]}
"""


def test_what_the_records_count_stands_beside_what_was_typed(draw: Callable[..., str]) -> None:
    view = view_pod("crew", context=view_context_of(COUNTED, as_of="2026-03-01"))

    (metric,) = view.metrics
    assert [(row.value, row.counted) for row in metric.readings] == [
        ("4 escalations", "typed; the records count 1 escalations"),
        ("1 escalations", "counted from the records"),
    ]
    assert metric.latest == "4 escalations"
    assert "<small>typed; the records count 1 escalations</small>" in draw("pod", view)


def test_a_pod_that_is_adrift_has_no_green_badge(sample: ViewContext) -> None:
    badges = {row.pod.text: row.status for row in view_pods(context=sample).pods}
    assert badges["Onboarding"].text == "Functionally dissolved"
    assert badges["Onboarding"].tone is Tone.LATE
    assert badges["Reporting"].text == "Operational"
    assert view_pod("onboarding", context=sample).status == badges["Onboarding"]
