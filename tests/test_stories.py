"""The stories of the sample: what the replay says of each on the days that matter.

Only the ledger is asked here. What signals and measures make of the same stories is tested with
them, and what a reader sees of them with the pages.
"""

from collections import Counter

from building import day
from decision_record.ledger.actions import ActionState
from decision_record.ledger.commitments import CommitmentState
from decision_record.ledger.decisions import DecisionState
from decision_record.ledger.loops import Loop, LoopState
from decision_record.ledger.raised import RaisedState
from decision_record.ledger.replay import Ledger
from fernhollow import meeting_of, on

EXPORT = "2026-02-24-tier-1/D1"
SCHEDULES = "2026-02-24-tier-1/D3"
APPROVALS = "2026-02-24-tier-1/D4"
PENNYCRESS = "2026-06-08-sunniva.roche/E1"


def loops_of(ledger: Ledger, item: str) -> dict[str, Loop]:
    """The loops of a decision by account."""
    return {account: loop for (name, account), loop in ledger.loops.items() if name == item}


def untold(ledger: Ledger, item: str) -> set[str]:
    return {account for account, loop in loops_of(ledger, item).items() if loop.is_open}


def test_the_company_has_24_accounts_and_six_months() -> None:
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
def test_the_bulk_export_was_deferred_and_its_answer_came_eleven_days_late() -> None:
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


def test_the_bulk_export_was_promised_slipped_and_shipped_before_its_second_date() -> None:
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


def test_everybody_who_was_still_there_heard_that_the_export_shipped() -> None:
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
def test_tamsin_and_rowe_said_it_three_times_and_left() -> None:
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
def test_sso_went_to_the_cpo_and_was_ruled_late_and_decided() -> None:
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
def test_halvorsen_pike_found_the_schedules_before_it_was_told() -> None:
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
def test_the_limits_by_tier_took_the_place_of_one_for_everybody() -> None:
    old, new = "2026-02-24-tier-1/D2", "2026-05-26-tier-1/D1"
    told = loops_of(on("2026-03-31"), old)
    assert {loop.state for loop in told.values()} == {LoopState.TOLD}

    today = on("2026-06-29")
    replaced = today.decisions[old]
    assert replaced.state is DecisionState.SUPERSEDED
    assert [(step.ref, step.day) for step in replaced.superseded_by] == [(new, day("2026-05-26"))]
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
def test_approvals_were_descoped_and_two_of_three_were_not_told() -> None:
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


# 9. Altitude
def test_25_minutes_went_to_single_accounts_and_a_sales_topic_was_parked() -> None:
    today = on("2026-06-29")
    minutes = {
        each.record: meeting_of(today, each.record).minutes_on["accounts"]
        for each in today.series["tier-1"].held
        if each.record
    }
    assert {name for name, spent in minutes.items() if spent > 20} == {"2026-05-26-tier-1"}
    assert minutes["2026-05-26-tier-1"] == 25

    (parked,) = meeting_of(today, "2026-02-24-tier-1").parked
    assert (parked.kind, parked.minutes) == ("sales", None)


# 10. Ageing
def test_pennycress_has_waited_21_days_and_renews_in_21() -> None:
    today = on("2026-06-29")
    escalation = today.raised[PENNYCRESS]

    assert escalation.state is RaisedState.OPEN
    assert (today.as_of - escalation.raised).days == 21
    assert (today.accounts["pennycress"].account.renewal - today.as_of).days == 21
    unheard = [ref for ref, each in today.raised.items() if each.state is RaisedState.OPEN]
    assert unheard == [PENNYCRESS]


# 11. The QBR
def test_ostermark_comes_tomorrow_and_an_answer_is_owed() -> None:
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


# 14. One action rolled four times; an NPS of 3; escalations to leadership
def test_one_action_was_rolled_four_times() -> None:
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


def test_an_nps_of_3_was_answered_two_days_later() -> None:
    name = "2026-06-02-lucia.farrow/E1"
    raised = on("2026-06-02").raised[name]
    assert (raised.account, raised.state) == ("brightwater", RaisedState.OPEN)
    answered = on("2026-06-04").raised[name]
    assert (answered.acknowledged, answered.resolved) == (day("2026-06-04"), day("2026-06-04"))


def test_twelve_escalations_reached_leadership_and_then_seven() -> None:
    escalations = [each for each in on("2026-06-29").raised.values() if each.kind == "escalation"]
    quarters = Counter(
        1 if each.record < "2026-04" else 2
        for each in escalations
        if each.record.endswith("-tier-1")
    )
    assert quarters == {1: 12, 2: 7}

    first = [each.area for each in escalations if each.record < "2026-04"]
    assert (len(first), first.count("reporting")) == (15, 9)
