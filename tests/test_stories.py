"""The stories of the sample: what the replay says of each on the days that matter.

Only the ledger is asked here. What signals and measures make of the same stories is tested with
them, and what a reader sees of them with the pages.
"""

from collections import Counter
from collections.abc import Callable
from datetime import date, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from building import day
from decision_record.ledger.actions import ActionState
from decision_record.ledger.decisions import CommitmentState, DecisionState
from decision_record.ledger.loops import Loop, LoopState
from decision_record.ledger.pods import AdoptionState
from decision_record.ledger.raised import RaisedState
from decision_record.ledger.readiness import ConditionName
from decision_record.ledger.replay import Ledger, replay
from decision_record.load import load
from decision_record.model.record import Meeting
from decision_record.model.records import Records

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY / "records"
PERSONAL = REPOSITORY / "tests/organizations/fernhollow-personal/records"

EXPORT = "2026-02-24-tier-1/D1"
SCHEDULES = "2026-02-24-tier-1/D3"
APPROVALS = "2026-02-24-tier-1/D4"
PENNYCRESS = "2026-06-08-sunniva.roche/E1"

On = Callable[[str], Ledger]


@cache
def _records(*roots: Path) -> Records:
    loaded = load(roots, base=REPOSITORY)
    assert loaded.problems == ()
    return loaded.records


@pytest.fixture(scope="module")
def on() -> On:
    """The sample on a day, by the records that everybody reads."""
    return cache(lambda text: replay(_records(SHARED), day(text)))


@pytest.fixture(scope="module")
def personal() -> Ledger:
    """The sample as Maren has it, with her one-on-ones, on the day that it is read as of."""
    return replay(_records(SHARED, PERSONAL), date(2026, 6, 29))


def loops_of(ledger: Ledger, item: str) -> dict[str, Loop]:
    """The loops of a decision by account."""
    return {account: loop for (name, account), loop in ledger.loops.items() if name == item}


def untold(ledger: Ledger, item: str) -> set[str]:
    return {account for account, loop in loops_of(ledger, item).items() if loop.is_open}


def meeting(ledger: Ledger, name: str) -> Meeting:
    found = next(entry.meeting for entry in ledger.entries if entry.id == name)
    assert found is not None
    return found


def test_the_company_has_24_accounts_and_six_months(on: On) -> None:
    before, today = on("2026-04-29"), on("2026-06-29")

    assert len(today.accounts) == 24
    assert sum(each.arr for each in before.accounts.values()) == 3_379_000
    assert sum(each.arr for each in today.accounts.values()) == 3_297_000
    assert [each.day for each in today.series["tier-1"].held] == [
        day("2026-01-27"),
        day("2026-02-24"),
        day("2026-03-31"),
        day("2026-04-28"),
        day("2026-05-26"),
    ]
    assert today.series["tier-1"].next == day("2026-06-30")
    for pair in ("reporting", "integrations", "healthcare", "onboarding"):
        series = today.series[f"tier-2-{pair}"]
        assert len(series.expected) == 13
        assert series.missed == series.late == ()


# 1. Deferred, decided, slipped, shipped


def test_the_bulk_export_was_deferred_and_its_answer_came_eleven_days_late(on: On) -> None:
    deferral = "2026-01-27-tier-1/D1"

    asked = on("2026-01-27").decisions[deferral]
    assert (asked.state, asked.outcome) == (DecisionState.OPEN, "deferred")
    assert (asked.row.owner, asked.row.due) == ("tobias.wrenfield", day("2026-02-13"))
    assert on("2026-02-13").decisions[deferral].overdue_days(day("2026-02-13")) is None
    assert on("2026-02-23").decisions[deferral].overdue_days(day("2026-02-23")) == 10

    answered = on("2026-02-24").decisions[deferral]
    assert answered.state is DecisionState.RESOLVED
    assert answered.resolved_by is not None
    assert (answered.resolved_by.ref, answered.resolved_by.day) == (EXPORT, day("2026-02-24"))


def test_the_bulk_export_was_promised_slipped_and_shipped_before_its_second_date(on: On) -> None:
    promised = on("2026-02-24").decisions[EXPORT].commitment
    assert promised is not None
    assert (promised.state, promised.target) == (CommitmentState.ON_TRACK, day("2026-04-15"))
    assert on("2026-02-24").arr_of(on("2026-02-24").decisions[EXPORT].accounts) == 1_032_000

    slipped = on("2026-03-31").decisions[EXPORT].commitment
    assert slipped is not None
    assert slipped.state is CommitmentState.SLIPPED
    assert [(slip.from_, slip.to) for slip in slipped.slips] == [
        (day("2026-04-15"), day("2026-05-20"))
    ]
    assert untold(on("2026-03-31"), EXPORT) == {
        "ashgrove",
        "copperline",
        "verity-falls",
        "tamsin-rowe",
    }

    shipped = on("2026-05-18").decisions[EXPORT].commitment
    assert shipped is not None
    assert (shipped.state, shipped.shipped) == (CommitmentState.SHIPPED, day("2026-05-18"))
    assert shipped.original_target == day("2026-04-15")
    assert on("2026-05-18").arr_of(on("2026-05-18").decisions[EXPORT].accounts) == 950_000


def test_everybody_who_was_still_there_heard_that_the_export_shipped(on: On) -> None:
    assert untold(on("2026-05-18"), EXPORT) == {"ashgrove", "copperline", "verity-falls"}

    loops = loops_of(on("2026-05-26"), EXPORT)
    assert {account: (loop.state, loop.told) for account, loop in loops.items()} == {
        "ashgrove": (LoopState.TOLD, day("2026-05-20")),
        "copperline": (LoopState.TOLD, day("2026-05-19")),
        "verity-falls": (LoopState.TOLD, day("2026-05-21")),
        "tamsin-rowe": (LoopState.TOLD, day("2026-04-02")),
    }
    assert loops["tamsin-rowe"].because == "slipped"


# 2. Churn


def test_tamsin_and_rowe_said_it_three_times_and_left(on: On) -> None:
    days = (day("2026-02-04"), day("2026-02-18"), day("2026-03-04"))
    today = on("2026-06-29")
    said = [
        each
        for each in today.raised.values()
        if each.account == "tamsin-rowe" and each.kind == "briefing"
    ]
    assert sorted(each.raised for each in said if each.area == "integrations") == list(days)
    assert sorted(each.raised for each in said if each.area == "reporting") == list(days)

    orders = today.raised["2026-04-28-tier-1/E1"]
    assert orders.path == (
        "2026-02-04-tier-2-integrations/B1",
        "2026-02-18-tier-2-integrations/B1",
        "2026-03-04-tier-2-integrations/B1",
        "2026-04-28-tier-1/E1",
    )
    assert all(today.raised[part].resolved is None for part in orders.path)

    assert on("2026-04-29").accounts["tamsin-rowe"].arr == 82_000
    assert on("2026-04-29").churned == ()
    (left,) = on("2026-04-30").churned
    assert (left.account, left.day, left.arr) == ("tamsin-rowe", day("2026-04-30"), 82_000)
    assert left.heard
    export = on("2026-04-30").decisions[EXPORT].commitment
    assert export is not None
    assert export.shipped is None


# 3. Escalated


def test_sso_went_to_the_cpo_and_was_ruled_late_and_decided(on: On) -> None:
    name = "2026-03-31-tier-1/D2"
    escalated = on("2026-03-31").decisions[name]
    assert (escalated.outcome, escalated.row.to) == ("escalated", "cpo")
    assert (escalated.row.recommendation or "").startswith("Buy.")
    assert escalated.row.due == day("2026-04-10")
    assert escalated.overdue_days(day("2026-04-10")) is None
    assert on("2026-04-13").decisions[name].overdue_days(day("2026-04-13")) == 3

    question = "2026-03-31-tier-1/Q1"
    assert on("2026-04-13").questions[question].is_open
    assert on("2026-04-14").questions[question].answered == day("2026-04-14")

    decided = on("2026-04-28")
    ruling = decided.decisions[name].resolved_by
    assert ruling is not None
    assert ruling.ref == "2026-04-28-tier-1/D1"
    assert untold(decided, ruling.ref) == {"ashgrove", "palisade", "st-brannoc", "greyfell"}
    assert decided.arr_of(decided.decisions[ruling.ref].accounts) == 903_000
    assert untold(on("2026-05-26"), ruling.ref) == set()


# 4. A loop missed


def test_halvorsen_pike_found_the_schedules_before_it_was_told(on: On) -> None:
    shipped = on("2026-04-22")
    assert untold(shipped, SCHEDULES) == {"halvorsen-pike", "ostermark", "quarrybank"}
    assert {loop.due for loop in loops_of(shipped, SCHEDULES).values()} == {day("2026-04-29")}

    assert untold(on("2026-04-29"), SCHEDULES) == {"halvorsen-pike"}

    qbr = on("2026-05-13")
    assert day("2026-05-13") in qbr.accounts["halvorsen-pike"].account.qbrs
    assert untold(qbr, SCHEDULES) == {"halvorsen-pike"}
    (surprise,) = qbr.surprises
    assert (surprise.account, surprise.who) == ("halvorsen-pike", "customer")
    assert surprise.day == day("2026-05-13")

    told = loops_of(on("2026-05-14"), SCHEDULES)["halvorsen-pike"]
    assert (told.state, told.told) == (LoopState.TOLD, day("2026-05-14"))
    action = on("2026-05-14").actions["2026-04-22-elin.marchetti/A1"]
    assert action.dues == (day("2026-04-29"), day("2026-05-13"), day("2026-05-14"))


# 5. Superseded


def test_the_limits_by_tier_took_the_place_of_one_for_everybody(on: On) -> None:
    old, new = "2026-02-24-tier-1/D2", "2026-05-26-tier-1/D1"
    told = loops_of(on("2026-03-31"), old)
    assert {loop.state for loop in told.values()} == {LoopState.TOLD}

    today = on("2026-06-29")
    replaced = today.decisions[old]
    assert replaced.state is DecisionState.SUPERSEDED
    assert replaced.superseded_by is not None
    assert (replaced.superseded_by.ref, replaced.superseded_by.day) == (new, day("2026-05-26"))
    assert replaced.commitment is not None
    assert replaced.commitment.state is CommitmentState.SUPERSEDED
    assert {loop.state for loop in loops_of(today, old).values()} == {LoopState.ENDED}

    loops = loops_of(today, new)
    assert untold(today, new) == {"skerrivane", "palisade", "orrin"}
    assert {(loop.because, loop.opened) for loop in loops.values()} == {
        ("superseded", day("2026-05-26"))
    }
    assert today.raised["2026-05-26-tier-1/E1"].path == (
        "2026-05-13-tier-2-integrations/B1",
        "2026-05-26-tier-1/E1",
    )


# 6. Descoped


def test_approvals_were_descoped_and_two_of_three_were_not_told(on: On) -> None:
    before = on("2026-05-25").decisions[APPROVALS].commitment
    assert before is not None
    assert before.state is CommitmentState.ON_TRACK
    assert untold(on("2026-05-25"), APPROVALS) == set()

    descoped = on("2026-05-26").decisions[APPROVALS].commitment
    assert descoped is not None
    assert descoped.state is CommitmentState.DESCOPED
    assert untold(on("2026-05-26"), APPROVALS) == {"lumenvale", "verity-falls", "quarrybank"}

    today = on("2026-06-29")
    assert untold(today, APPROVALS) == {"verity-falls", "quarrybank"}
    assert loops_of(today, APPROVALS)["lumenvale"].told == day("2026-06-01")
    late = {today.actions[f"2026-05-26-tier-1/{id_}"] for id_ in ("A5", "A6")}
    assert {action.overdue_days(today.as_of) for action in late} == {17}


# 7. Cancelled, delegated


def test_a_tier_2_was_cancelled_with_nobody_to_stand_in(on: On) -> None:
    series = on("2026-06-29").series["tier-2-integrations"]

    (cancelled,) = series.called_off
    assert (cancelled.day, cancelled.because) == (day("2026-03-18"), "sprint")
    assert (cancelled.moved_to, cancelled.delegates) == (None, ())


def test_nikhil_stood_in_for_greta_and_answered_within_a_day(on: On) -> None:
    (delegated,) = on("2026-06-29").series["tier-2-healthcare"].delegated
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


def test_onboarding_lost_its_metric_review_in_two_quarters(on: On) -> None:
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


def test_the_two_other_pods_kept_their_reviews_and_moved_their_numbers(on: On) -> None:
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


def test_a_third_used_the_export_after_30_days_and_the_rest_is_not_due(on: On) -> None:
    points = on("2026-06-29").pods["reporting"].adoption

    assert {each.of for each in points} == {"2026-05-18-elin.marchetti/S1"}
    assert [(each.day, each.due, each.state) for each in points] == [
        (30, day("2026-06-17"), AdoptionState.READ),
        (60, day("2026-07-17"), AdoptionState.NOT_DUE_YET),
        (90, day("2026-08-16"), AdoptionState.NOT_DUE_YET),
    ]
    assert [each.reading.value for each in points if each.reading] == [34]


# 9. Altitude


def test_25_minutes_went_to_single_accounts_and_a_sales_topic_was_parked(on: On) -> None:
    today = on("2026-06-29")
    minutes = {
        each.record: meeting(today, each.record).minutes_on["accounts"]
        for each in today.series["tier-1"].held
        if each.record
    }
    assert {name for name, spent in minutes.items() if spent > 20} == {"2026-05-26-tier-1"}
    assert minutes["2026-05-26-tier-1"] == 25

    (parked,) = meeting(today, "2026-02-24-tier-1").parked
    assert (parked.kind, parked.minutes) == ("sales", None)


# 10. Ageing


def test_pennycress_has_waited_21_days_and_renews_in_21(on: On) -> None:
    today = on("2026-06-29")
    escalation = today.raised[PENNYCRESS]

    assert escalation.state is RaisedState.OPEN
    assert (today.as_of - escalation.raised).days == 21
    assert (today.accounts["pennycress"].account.renewal - today.as_of).days == 21
    unheard = [ref for ref, each in today.raised.items() if each.state is RaisedState.OPEN]
    assert unheard == [PENNYCRESS]


# 11. The QBR


def test_ostermark_comes_tomorrow_and_an_answer_is_owed(on: On) -> None:
    today = on("2026-06-29")
    ostermark = today.accounts["ostermark"]
    assert day("2026-06-30") in ostermark.account.qbrs
    assert (ostermark.account.renewal - today.as_of).days == 11
    assert ostermark.open.questions == 1

    (owed,) = (each for each in today.questions.values() if each.is_open)
    assert (owed.account, owed.row.theme, owed.row.for_) == ("ostermark", "dashboard-speed", "qbr")
    assert owed.row.answer_by == today.as_of

    first = today.decisions["2026-03-31-tier-1/D3"]
    assert first.state is DecisionState.OPEN
    assert [step.ref for step in first.deferred_again] == ["2026-05-26-tier-1/D3"]
    assert today.decisions["2026-05-26-tier-1/D3"].overdue_days(today.as_of) == 3


# 12. The pre-read


def test_half_of_the_pre_read_is_missing_and_its_time_passed_on_sunday(on: On) -> None:
    preread = on("2026-06-29").prereads["tier-1", day("2026-06-30")]

    assert preread.due == datetime(2026, 6, 28, 14, tzinfo=ZoneInfo("Europe/London"))
    assert preread.due.strftime("%A") == "Sunday"
    assert preread.missing == ("cs",)
    half = preread.half("product")
    assert half is not None
    assert half.sent < preread.due


# 13. Taxonomy


def test_the_tier_3_found_84_per_cent_and_the_next_quarter_has_77(on: On) -> None:
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


# 14. One action rolled four times; an NPS of 3; escalations to leadership


def test_one_action_was_rolled_four_times(on: On) -> None:
    action = on("2026-06-29").actions["2026-01-27-tier-1/A9"]

    assert (action.state, action.rolled) == (ActionState.OPEN, 4)
    assert action.dues == (
        day("2026-02-20"),
        day("2026-03-27"),
        day("2026-04-24"),
        day("2026-05-22"),
        day("2026-06-26"),
    )
    rolled = {each.ref: each.rolled for each in on("2026-06-29").actions.values()}
    assert [ref for ref, times in rolled.items() if times >= 3] == [action.ref]


def test_an_nps_of_3_was_answered_two_days_later(on: On) -> None:
    name = "2026-06-02-lucia.farrow/E1"
    raised = on("2026-06-02").raised[name]
    assert (raised.account, raised.state) == ("brightwater", RaisedState.OPEN)
    answered = on("2026-06-04").raised[name]
    assert (answered.acknowledged, answered.resolved) == (day("2026-06-04"), day("2026-06-04"))


def test_twelve_escalations_reached_leadership_and_then_seven(on: On) -> None:
    escalations = [each for each in on("2026-06-29").raised.values() if each.kind == "escalation"]
    quarters = Counter(
        1 if each.record < "2026-04" else 2
        for each in escalations
        if each.record.endswith("-tier-1")
    )
    assert quarters == {1: 12, 2: 7}

    first = [each.area for each in escalations if each.record < "2026-04"]
    assert (len(first), first.count("reporting")) == (15, 9)


# The one-on-ones, in a root of their own


def test_the_shared_records_know_nothing_of_the_one_on_ones(on: On) -> None:
    assert not [name for name in on("2026-06-29").series if "one-on-one" in name]


def test_kofi_was_moved_and_then_cancelled(personal: Ledger) -> None:
    moved, cancelled = personal.series["kofi-one-on-one"].called_off

    assert (moved.day, moved.moved_to) == (day("2026-05-11"), day("2026-05-18"))
    assert (cancelled.day, cancelled.moved_to) == (day("2026-05-18"), None)


def test_maren_met_every_csm_every_week_and_kofi_two_times_fewer(personal: Ledger) -> None:
    series = [each for each in personal.series.values() if each.series.kind == "one-on-one"]

    assert sorted(each.series.members[1] for each in series) == sorted(
        each for each, person in _records(SHARED).people.items() if person.role == "csm"
    )
    assert not [each.missed for each in series if each.missed]
    held = {each.id: len(each.held) for each in series}
    assert held.pop("kofi-one-on-one") == 6
    assert set(held.values()) == {8}


def test_sunniva_s_career_part_stayed_empty_six_times_running(personal: Ledger) -> None:
    empty: dict[str, list[date]] = {}
    for name, series in personal.series.items():
        for each in series.held if series.series.kind == "one-on-one" else ():
            if each.record and each.day and meeting(personal, each.record).career is None:
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
