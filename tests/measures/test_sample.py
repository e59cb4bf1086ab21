"""What the measures say of the sample organisation: the numbers that its stories state."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.measures.catalogue import run_measures
from decision_record.measures.measure import Value
from decision_record.repository.load import load
from measuring import parts

REPOSITORY = Path(__file__).resolve().parents[2]


@cache
def sample(measure: str, as_of: str = "2026-06-29") -> Mapping[str, Value]:
    """The values of a measure, each by its period and its part."""
    records = load([REPOSITORY / "records"], base=REPOSITORY).records
    ledger = replay(records, date.fromisoformat(as_of))
    (found,) = (
        each
        for each in run_measures(Index(records=records, ledger=ledger))
        if each.measure.name == measure
    )
    return {
        " ".join((each.period.label, *(f"{kind}={name}" for kind, name in each.by))): each
        for each in found.values
    }


def test_escalations_to_leadership_fell_from_twelve_to_seven() -> None:
    found = sample("escalations-to-leadership")

    assert parts(found, "2026-Q1") == (12.0, 12, 15, 15)
    assert found["2026-Q2"].value == 7.0
    assert found["2026-Q2"].before == 12.0


def test_the_eight_of_the_first_quarter_that_were_the_reporting_pod_s_fell_to_none() -> None:
    found = sample("pod-escalations-to-leadership")

    assert [found[f"2026-Q{quarter} pod=reporting"].value for quarter in (1, 2)] == [8.0, 0.0]
    assert found["2026-Q2 pod=reporting"].denominator == 8


def test_nine_of_fifteen_escalations_were_about_reporting() -> None:
    found = sample("escalation-concentration")

    assert parts(found, "2026-Q1 area=reporting") == (60.0, 9, 15, 15)
    assert [key for key in found if key.startswith("2026-Q1")] == ["2026-Q1 area=reporting"]


def test_single_sign_on_went_to_the_cpo() -> None:
    found = sample("escalations-to-cpo-cto")

    assert found["2026-Q1"].value == 1.0
    assert found["2026-03 area=permissions"].value == 1.0
    assert found["2026-Q2"].value == 0.0


def test_three_of_the_four_issues_of_may_had_been_in_no_tier_2() -> None:
    assert parts(sample("tier-1-unseen-by-tier-2"), "2026-05") == (75.0, 3, 4, 4)


def test_days_to_acknowledgement() -> None:
    means = sample("days-to-acknowledge-mean")

    # Ashgrove 12, Copperline 5, Verity Falls 7; Quarrybank 4, Tamsin & Rowe 2, Halvorsen-Pike 14,
    # Ostermark 1.
    assert parts(means, "2026-01 pod=reporting") == (8.0, 24, 3, 3)
    assert parts(means, "2026-02 pod=reporting") == (5.2, 21, 4, 4)


def test_pennycress_has_waited_for_21_days() -> None:
    worst = sample("days-to-acknowledge-worst")

    assert worst["2026-06"].value == 21.0
    assert worst["2026-Q2 area=mobile"].value == 21.0
    assert sample("days-to-acknowledge-worst", "2026-06-22")["2026-06"].value == 14.0


def test_minutes_of_tier_1_on_single_accounts() -> None:
    found = sample("tier-1-minutes-on-accounts")

    assert parts(found, "2026-05") == (25.0, 25, 1, 1)
    assert parts(found, "2026-Q1") == (14.0, 42, 3, 3)


def test_taxonomy_coverage_fell_under_80_per_cent() -> None:
    assert parts(sample("taxonomy-coverage-counted"), "2026-04") == (84.3, 118, 140, 140)
    assert sample("taxonomy-coverage")["2026-Q1"].value == 84.2
    assert parts(sample("taxonomy-coverage"), "2026-Q2") == (77.3, 17, 22, 22)


def test_the_export_slipped_and_the_reports_came_in_time() -> None:
    kept = sample("commitments-kept")

    # April: the export for the 15th, which slipped; the scheduled reports for the 24th.
    assert parts(kept, "2026-04") == (50.0, 1, 2, 2)
    assert parts(sample("days-slipped"), "2026-03") == (35.0, 35, 1, 1)


def test_arr_under_the_export_that_slipped() -> None:
    found = sample("arr-under-slipped-commitments")

    # Ashgrove, Copperline, Verity Falls, Tamsin & Rowe.
    assert found["2026-Q1"].numerator == 412_000 + 298_000 + 240_000 + 82_000


def test_the_churn_of_april() -> None:
    found = sample("arr-churned")

    assert parts(found, "2026-Q2") == (82_000.0, 82_000, 3_379_000, 24)
    assert found["2026-04 segment=mid-market"].value == 82_000.0
    assert {key for key in found if key.startswith("2026-Q2 area")} == {
        "2026-Q2 area=integrations",
        "2026-Q2 area=reporting",
    }


def test_one_surprise_was_recorded() -> None:
    found = sample("surprises")

    assert [found[period].value for period in ("2026-Q1", "2026-Q2", "2026-05")] == [0, 1, 1]


def test_the_export_deferred_in_january_was_answered_late() -> None:
    assert parts(sample("deferrals-answered-in-time"), "2026-02") == (0.0, 0, 1, 1)


def test_a_tier_2_cancelled_and_a_metric_review_cancelled_twice() -> None:
    held = sample("meetings-held")

    assert parts(held, "2026-Q1 ritual=tier-2")[:3] == (95.8, 23, 24)
    assert parts(held, "2026-03 pod=onboarding")[:3] == (0.0, 0, 1)
    assert held["2026-06 ritual=pod-metric-review"].numerator == 2


def test_somebody_stood_in_at_tier_2_in_april() -> None:
    found = sample("meetings-delegated")

    assert found["2026-04 ritual=tier-2"].numerator == 2
    assert found["2026-Q1"].value == 0.0


@pytest.mark.parametrize(
    ("metric", "by_month"),
    [
        ("reporting metric=days-to-acknowledge", (8.0, 5.2, 2.6, 1.9, 1.4, 1.6)),
        ("reporting metric=open-escalations", (9, 8, 6, 5, 4, 5)),
        ("healthcare metric=health-score", (61, 60, 63, 66, 68, 67)),
        ("healthcare metric=escalations", (7, 6, 6, 4, 3, 4)),
        ("healthcare metric=days-to-resolve", (19, 17, 15, 12, 9, 11)),
        ("onboarding metric=completion", (54, 55, None, 61, 66, None)),
    ],
)
def test_readings_of_the_pods(metric: str, by_month: tuple[float | None, ...]) -> None:
    found = sample("pod-metrics")
    read = [found.get(f"2026-0{month} pod={metric}") for month in range(1, 7)]

    assert tuple(each and each.value for each in read) == by_month


def test_adoption_of_the_export() -> None:
    found = sample("adoption")
    of = "pod=reporting metric=adoption item=2026-05-18-elin.marchetti/S1"

    assert found[f"2026-06 {of} day=30"].value == 34
    assert found[f"2026-07 {of} day=60"].note == "not due yet"
    assert found[f"2026-08 {of} day=90"].note == "not due yet"


def test_the_loop_that_was_missed_in_april() -> None:
    found = sample("loops-closed-in-time")

    # Of the three to be told of the scheduled reports by 29 April, Halvorsen-Pike was not.
    late = found["2026-04"]
    assert late.denominator is not None
    assert late.numerator == late.denominator - 1
