"""The stories of the sample that are about meetings: what the replay says of who met, and when."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from building import day
from decision_record.ledger.pods import AdoptionState
from decision_record.ledger.readiness import ConditionName
from decision_record.ledger.replay import Ledger, replay
from fernhollow import PERSONAL, meeting_of, on, read_sample


@pytest.fixture(scope="module")
def personal() -> Ledger:
    """The sample as Maren has it, with her one-on-ones, on the day that it is read as of."""
    return replay(read_sample(PERSONAL), date(2026, 6, 29))


# 7. Cancelled, delegated
def test_a_tier_2_was_cancelled_with_nobody_to_stand_in() -> None:
    series = on("2026-06-29").series["tier-2-integrations"]

    (cancelled,) = series.called_off
    assert (cancelled.day, cancelled.because) == (day("2026-03-18"), "sprint")
    assert (cancelled.moved_to, cancelled.delegates) == (None, ())


def test_nikhil_stood_in_for_greta_and_answered_within_a_day() -> None:
    meetings = on("2026-06-29").series["tier-2-healthcare"].meetings
    (delegated,) = (each for each in meetings if each.is_delegated)
    assert delegated.day == day("2026-04-15")
    assert delegated.delegates == (("greta.sandoval", "nikhil.faraday"),)

    question = "2026-04-15-tier-2-healthcare/Q1"
    assert on("2026-04-15").questions[question].is_open
    assert on("2026-04-16").questions[question].answered == day("2026-04-16")
    left = [
        each.ref
        for each in on("2026-04-16").actions.values()
        if each.record == "2026-04-15-tier-2-healthcare" and each.is_open
    ]
    assert left == []


# 8. A pod adrift
def test_onboarding_lost_its_metric_review_in_two_quarters() -> None:
    pod = on("2026-06-29").pods["onboarding"]
    reviews = on("2026-06-29").series["onboarding-metric-review"]

    assert [each.day for each in reviews.called_off] == [day("2026-03-26"), day("2026-06-25")]
    assert [each.day for each in reviews.held] == [
        day("2026-01-29"),
        day("2026-02-26"),
        day("2026-04-30"),
        day("2026-05-28"),
    ]
    (completion,) = pod.metrics
    assert [each.value for each in completion.readings] == [54, 55, 61, 66]
    assert (completion.metric.baseline, completion.metric.target) == (54, 80)
    assert [(each.on, each.mode) for each in pod.diagnoses] == [(day("2026-04-02"), "leadership")]
    assert [each.name for each in pod.readiness if not each.met] == [ConditionName.METRICS]
    promised = on("2026-06-29").decisions["2026-04-28-tier-1/D2"].commitment
    assert promised is not None
    assert promised.is_pending
    assert promised.target == day("2026-06-19")


def test_the_two_other_pods_kept_their_reviews_and_moved_their_numbers() -> None:
    today = on("2026-06-29")
    readings = {
        metric.metric.id: [each.value for each in metric.readings]
        for name in ("reporting", "healthcare")
        for metric in today.pods[name].metrics
    }
    assert readings == {
        "days-to-acknowledge": [8.0, 5.2, 2.6, 1.9, 1.4, 1.6],
        "open-escalations": [9, 8, 6, 5, 4, 5],
        "adoption": [34],
        "health-score": [61, 60, 63, 66, 68, 67],
        "escalations": [7, 6, 6, 4, 3, 4],
        "days-to-resolve": [19, 17, 15, 12, 9, 11],
    }
    for name in ("reporting", "healthcare"):
        pod = today.pods[name]
        assert pod.is_ready
        assert pod.meetings_kept == pod.meetings_expected == 12
    assert {
        name: [each.report.evaluation.verdict for each in pod.evaluations if each.report.evaluation]
        for name, pod in today.pods.items()
    } == {"reporting": ["continue"], "healthcare": ["continue"], "onboarding": ["fix"]}


def test_a_third_used_the_export_after_30_days_and_the_rest_is_not_due() -> None:
    points = on("2026-06-29").pods["reporting"].adoption

    assert {each.of for each in points} == {"2026-05-18-elin.marchetti/S1"}
    assert [(each.day, each.due, each.state) for each in points] == [
        (30, day("2026-06-17"), AdoptionState.READ),
        (60, day("2026-07-17"), AdoptionState.NOT_DUE_YET),
        (90, day("2026-08-16"), AdoptionState.NOT_DUE_YET),
    ]
    assert [each.reading.value for each in points if each.reading] == [34]


# 12. The pre-read
def test_half_of_the_pre_read_is_missing_and_its_time_passed_on_sunday() -> None:
    preread = on("2026-06-29").prereads["tier-1", day("2026-06-30")]

    assert preread.due == datetime(2026, 6, 28, 14, tzinfo=ZoneInfo("Europe/London"))
    assert preread.due.strftime("%A") == "Sunday"
    assert preread.missing == ("cs",)
    half = preread.half("product")
    assert half is not None
    assert half.sent < preread.due


# 13. Taxonomy
def test_the_tier_3_found_84_per_cent_and_the_next_quarter_has_77() -> None:
    today = on("2026-06-29")
    april, june = today.coverage
    assert (april.record, april.categorised, april.total) == ("2026-04-09-tier-3", 118, 140)
    assert (june.record, june.categorised, june.total) == ("2026-06-25-tier-3", 101, 131)
    assert [round(each.share, 2) for each in (april, june)] == [0.84, 0.77]

    assert _coverage(today, "2026-01-01", "2026-03-31") == (16, 19)  # 84%
    assert _coverage(today, "2026-04-01", "2026-06-30") == (17, 22)  # 77%


def _coverage(ledger: Ledger, first: str, last: str) -> tuple[int, int]:
    """Escalations and feedback of the records between two days: those with a category, and all."""
    records = [each.record for each in ledger.entries if day(first) <= each.date <= day(last)]
    categories = [
        *(row.category for record in records for row in record.escalations),
        *(row.category for record in records for row in record.feedback),
    ]
    return sum(category is not None for category in categories), len(categories)


# The one-on-ones, in a root of their own
def test_the_shared_records_know_nothing_of_the_one_on_ones() -> None:
    assert not [name for name in on("2026-06-29").series if "one-on-one" in name]


def test_kofi_was_moved_and_then_cancelled(personal: Ledger) -> None:
    moved, cancelled = personal.series["kofi-one-on-one"].called_off

    assert (moved.day, moved.moved_to) == (day("2026-05-11"), day("2026-05-18"))
    assert (cancelled.day, cancelled.moved_to) == (day("2026-05-18"), None)


def test_maren_met_every_csm_every_week_and_kofi_two_times_fewer(personal: Ledger) -> None:
    series = [each for each in personal.series.values() if each.series.kind == "one-on-one"]

    assert sorted(each.series.members[1] for each in series) == sorted(
        each for each, person in read_sample().people.items() if person.role == "csm"
    )
    assert not [each.missed for each in series if each.missed]
    held = {each.id: len(each.held) for each in series}
    assert held.pop("kofi-one-on-one") == 6
    assert set(held.values()) == {8}


def test_sunniva_s_career_part_stayed_empty_six_times_running(personal: Ledger) -> None:
    empty: dict[str, list[date]] = {}
    for name, series in personal.series.items():
        for each in series.held if series.series.kind == "one-on-one" else ():
            if each.record and each.day and meeting_of(personal, each.record).career is None:
                empty.setdefault(name, []).append(each.day)

    held = [each.day for each in personal.series["sunniva-one-on-one"].held]
    assert empty["sunniva-one-on-one"] == held[-6:]
    assert empty["sunniva-one-on-one"][0] == day("2026-05-21")


def test_one_customer_issue_was_promoted_and_came_up_two_days_later(personal: Ledger) -> None:
    promoted = [
        (entry.date, row.account, row.promote_to)
        for entry in personal.entries
        for row in (entry.meeting.customers if entry.meeting else ())
        if row.promote_to
    ]
    assert promoted == [(day("2026-06-08"), "ostermark", "tier-2-reporting")]
    question = personal.questions["2026-06-10-tier-2-reporting/Q2"]
    assert (question.account, question.answered) == ("ostermark", day("2026-06-22"))
