from collections.abc import Callable

import pytest

from building import day, make_records, parse
from decision_record.attention.findings import find
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.views.pods.pod import view_pod
from decision_record.views.pods.quarters import QuarterRow, show_quarters
from decision_record.views.shared.context import ViewContext, make_view_context


def quarters(pod: str, *, context: ViewContext) -> dict[str, QuarterRow]:
    return {each.title: each for each in show_quarters(context.ledger.pods[pod], context=context)}


def quarters_on(as_of: str, text: str) -> dict[str, QuarterRow]:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    findings = find(Index(records=records, ledger=ledger))
    return quarters(
        "reporting",
        context=make_view_context(Index(records=records, ledger=ledger), findings=findings),
    )


def test_the_samples_reporting_pod_took_escalations_off_leadership(sample: ViewContext) -> None:
    shown = quarters("reporting", context=sample)
    assert list(shown) == ["Q2 2026", "Q1 2026"]
    first, second = shown["Q1 2026"], shown["Q2 2026"]
    assert first.escalations == (
        "9 raised; 9 acknowledged, after 2.7 days on average; "
        "6 resolved, after 30.5 days on average"
    )
    assert first.leadership == "8 reached leadership"
    assert second.leadership == (
        "0 reached leadership, against 8 in the quarter in which the pod began"
    )
    assert [(each.value, each.state.text) for each in first.metrics] == [
        ("2.6 days", "Better than the baseline"),
        ("6 escalations", "Better than the baseline"),
        (None, "Not read yet"),
    ]
    assert [each.value for each in second.metrics] == ["1.6 days", "5 escalations", "34%"]
    assert (first.so_far, second.so_far) == (False, True)


def test_the_review_of_april_judges_the_first_quarter(
    sample: ViewContext, draw: Callable[..., str]
) -> None:
    shown = quarters("onboarding", context=sample)
    (verdict,) = shown["Q1 2026"].verdicts
    assert verdict.verdict is not None
    assert verdict.verdict.text == "Fix"
    assert verdict.record.address == "meetings/2026-04-08-quarterly-review/"
    assert [name for name, _ in verdict.said] == ["Cadence", "Escalations", "Relationship"]
    assert shown["Q2 2026"].verdicts == ()
    assert "one cancelled: sprint" in shown["Q1 2026"].cadence
    assert "one cancelled: planning" in shown["Q2 2026"].cadence
    text = draw("pod", view_pod("onboarding", context=sample))
    assert "Ask for the number in Tier 1 until it comes by itself." in text
    assert "Not evaluated in a quarterly review yet." in text


POD = """
series: {metrics: {kind: pod-metric-review, pod: reporting}}
pods:
  reporting:
    {name: Reporting, structure: product-area, area: reporting, started: 2026-01-12,
     status: operational, members: {pm: ines, csm: bob, engineer: wes},
     metrics: [{id: days, name: Days, unit: days, better: lower, baseline: 8, target: 2}]}
"""


@pytest.mark.parametrize(
    ("on", "judged"),
    [
        ("2026-03-16", "Q4 2025"),
        ("2026-03-18", "Q1 2026"),
        ("2026-04-08", "Q1 2026"),
        ("2026-06-15", "Q1 2026"),
        ("2026-06-17", "Q2 2026"),
    ],
)
def test_a_review_judges_the_quarter_that_is_over_or_nearly(on: str, judged: str) -> None:
    text = f"""{POD.replace("2026-01-12", "2025-10-13")}
2026-01-13-metrics: {{}}
{on}-review: {{pods: [{{pod: reporting, evaluation: {{verdict: expand}}}}]}}
"""
    text = text.replace(
        "metrics: {kind: pod-metric-review, pod: reporting}",
        "metrics: {kind: pod-metric-review, pod: reporting}, review: {kind: quarterly-review}",
    )
    shown = quarters_on("2026-06-29", text)
    assert [title for title, row in shown.items() if row.verdicts] == [judged]


def test_a_quarter_counts_what_its_meetings_agreed_and_did() -> None:
    text = f"""{POD}
2026-01-30-metrics:
  decisions: [{{id: D1, outcome: decided, what: It.}}]
  actions: {{pm: [{{id: A1, what: It., owner: ines, due: 2026-02-10}}]}}
  readings: [{{metric: days, value: 5}}]
2026-04-24-metrics:
  review: [{{action: 2026-01-30-metrics/A1, outcome: done}}]
  readings: [{{metric: days, value: 2}}]
"""
    shown = quarters_on("2026-05-01", text)
    assert [shown[title].actions for title in ("Q1 2026", "Q2 2026")] == [
        "1 action agreed, 0 done",
        "0 actions agreed, 1 done",
    ]
    assert [each.address for each in shown["Q1 2026"].decisions] == [
        "meetings/2026-01-30-metrics/#D1"
    ]
    assert (shown["Q1 2026"].decided, shown["Q2 2026"].decided) == (1, 0)
    assert [each.state.text for each in shown["Q2 2026"].metrics] == ["Target reached"]
    assert shown["Q2 2026"].escalations == "None raised, none resolved"
    assert shown["Q1 2026"].leadership is None


def test_what_was_acknowledged_at_once_says_so() -> None:
    text = f"""{POD}
2026-02-03-bob:
  escalations: [{{id: E1, account: north, issue: It., area: reporting, acknowledged: 2026-02-03}}]
2026-02-13-bob: {{updates: [{{item: 2026-02-03-bob/E1, resolved: 2026-02-13}}]}}
"""
    shown = quarters_on("2026-03-01", text)
    assert shown["Q1 2026"].escalations == (
        "1 raised; 1 acknowledged, the same day; 1 resolved, after 10 days"
    )


def test_a_pod_that_has_not_begun_has_no_quarter_yet(draw: Callable[..., str]) -> None:
    records = make_records(parse(POD))
    ledger = replay(records, day("2025-12-01"))
    context = make_view_context(Index(records=records, ledger=ledger))
    assert quarters("reporting", context=context) == {}
    assert "The pod has not started." in draw("pod", view_pod("reporting", context=context))
