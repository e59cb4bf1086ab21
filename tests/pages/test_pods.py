from collections.abc import Callable

import pytest

from building import day, make_records, parse
from conftest import GoldenFolder
from decision_record.ledger.replay import replay
from decision_record.model.pod import Metric
from decision_record.pages.book import Book, open_book
from decision_record.pages.pod import PodView, view_pod
from decision_record.pages.pods import view_pods
from decision_record.pages.readings import judge


def test_page_of_all(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    golden("pods.html").check(draw("pods", view_pods(book=harbour)))


def test_page_of_one(harbour: Book, draw: Callable[..., str], golden: GoldenFolder) -> None:
    text = draw("pod", view_pod("charts", book=harbour))
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


def test_open_escalations_stand_first(sample: Book) -> None:
    view = view_pod("reporting", book=sample)
    resolved = [each.resolved is not None for each in view.raised]
    assert resolved == sorted(resolved)
    assert view.open_raised == resolved.count(False)


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
    return view_pod(
        "reporting", book=open_book(records=records, ledger=replay(records, day(as_of)))
    )


def test_the_meetings_on_record_stand_newest_first() -> None:
    view = view_on("2026-03-01")
    assert [(each.meeting.text, each.state.text, each.note) for each in view.meetings] == [
        ("Metric review, 23 Feb 2026", "Held", None),
        ("Metric review, 9 Feb 2026", "Held", None),
        ("Pod standup, 4 Feb 2026", "Held", None),
        ("Pod standup, 2 Feb 2026", "Cancelled", "for the sprint, moved to 4 Feb 2026, In test."),
    ]
    assert [(each.title, each.held, each.cancelled) for each in view.series] == [
        ("Pod standup", 1, 1),
        ("Metric review", 2, 0),
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
    assert "readiness" not in {each.id for each in view.toc}
    assert "readiness" in {each.id for each in view_on("2026-03-01").toc}
