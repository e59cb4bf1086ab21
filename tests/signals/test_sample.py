"""The stories of the sample: what the site says about them on 29 June 2026."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.load import load
from decision_record.signals.catalogue import find_signals
from decision_record.signals.rule import Signal

REPOSITORY = Path(__file__).resolve().parents[2]


def on(day: date) -> tuple[Signal, ...]:
    records = load([REPOSITORY / "records"], base=REPOSITORY).records
    return find_signals(Index(records=records, ledger=replay(records, day)))


def said(signals: tuple[Signal, ...], code: str) -> dict[str | None, str]:
    """The messages of one code, by account, pod, series or person."""
    return {
        each.about.account or each.about.pod or each.about.series or each.about.person: each.message
        for each in signals
        if each.code == code
    }


def test_pennycress_waits_for_21_days_and_renews_in_21(sample: tuple[Signal, ...]) -> None:
    assert said(sample, "SG501") == {
        "pennycress": "Acknowledge Pennycress Bakeries' “Oven-hood checks of the whole weekend…”: "
        "not acknowledged for 21 days, and their renewal is in 21 days.",
        "copperline": "Answer Copperline Utilities' “The network dashboard takes 70 seconds since "
        "they added the…”: no update from Product for 34 days, and their renewal is in 124 days.",
    }
    assert said(sample, "SG505")["pennycress"].endswith(
        "the answer was due on 15 June 2026, 14 days ago, with $64,000 at stake."
    )
    assert said(sample, "SG502")["pennycress"] == (
        "Resolve “Oven-hood checks of the whole weekend…” for Pennycress Bakeries: open for "
        "21 days, and their renewal is in 21 days."
    )


def test_ostermark_s_qbr_is_tomorrow_and_its_answer_is_owed(sample: tuple[Signal, ...]) -> None:
    (owed,) = [each for each in sample if each.code == "SG601"]
    assert owed.about.ref == "2026-06-10-tier-2-reporting/Q1"
    assert owed.about.account == "ostermark"
    assert owed.message.startswith("Answer Ostermark Foods' “When does the plant dashboard open")
    assert owed.message.endswith("their QBR is tomorrow.")
    assert owed.owner == "elin.marchetti"
    assert said(sample, "SG502")["ostermark"].endswith("and their renewal is in 11 days.")


def test_verity_falls_and_quarrybank_would_be_surprised(sample: tuple[Signal, ...]) -> None:
    assert said(sample, "SG401") == {
        "verity-falls": "Tell Verity Falls that approvals phase two is off, in person: "
        "17 days late, and their QBR is in 17 days.",
        "quarrybank": "Tell Quarrybank that approvals phase two is off: "
        "17 days late, and their QBR is in 23 days.",
    }
    owners = {each.about.account: each.owner for each in sample if each.code == "SG401"}
    assert owners == {"verity-falls": "anneke.morrow", "quarrybank": "desmond.achterberg"}


def test_three_accounts_have_not_heard_of_the_limits_by_tier(sample: tuple[Signal, ...]) -> None:
    late = {
        (each.about.account, each.about.ref)
        for each in sample
        if each.code == "SG402" and each.day == date(2026, 6, 26)
    }
    limits = "2026-05-26-tier-1/D1"
    assert late == {(account, limits) for account in ("skerrivane", "palisade", "orrin")}


def test_the_half_of_the_vp_cs_is_late(sample: tuple[Signal, ...]) -> None:
    (half,) = [each for each in sample if each.code == "SG803"]
    assert half.message == (
        "Send Customer Success's half of the pre-read for Leadership 1:1 of 30 June 2026: "
        "Maren Oyelaran owes it, 1 day late."
    )
    assert half.owner == "maren.oyelaran"


def test_a_tier_3_is_due(sample: tuple[Signal, ...]) -> None:
    assert said(sample, "SG805") == {
        "tier-3": "Hold a tier 3: 77% of feedback and escalations since 1 April 2026 "
        "have a category (17 of 22); the minimum is 80%."
    }


def test_onboarding_is_adrift_and_the_other_pods_are_not(sample: tuple[Signal, ...]) -> None:
    assert said(sample, "SG901") == {
        "onboarding": "Decide whether Onboarding is still a pod: its metric review was cancelled "
        "on 26 March 2026 and again on 25 June 2026, two quarters in a row."
    }
    assert list(said(sample, "SG902")) == ["onboarding"]


def test_one_action_was_rolled_four_times(sample: tuple[Signal, ...]) -> None:
    (rolled,) = [each for each in sample if each.code == "SG102"]
    assert rolled.about.ref == "2026-01-27-tier-1/A9"
    assert rolled.message.endswith("Odalys Krantz rolled it 4 times since 27 January 2026.")


def test_two_csms_have_no_tier_2(sample: tuple[Signal, ...]) -> None:
    assert set(said(sample, "SG807")) == {"lucia.farrow", "sunniva.roche"}


def test_brightwater_s_score_was_answered_in_its_week(sample: tuple[Signal, ...]) -> None:
    assert said(sample, "SG503") == {}


def test_the_bulk_export_was_late_with_its_answer_and_slipped() -> None:
    deferred = "2026-01-27-tier-1/D1"
    (late,) = [
        each
        for each in on(date(2026, 2, 18))
        if each.code == "SG201" and each.about.ref == deferred
    ]
    assert late.owner == "tobias.wrenfield"
    assert late.message.endswith(
        "deferred to 13 February 2026, 5 days ago; Tobias Wrenfield owes the answer."
    )
    assert all(each.about.ref != deferred for each in on(date(2026, 2, 24)))


def test_the_ruling_on_sso_was_late_until_it_was_decided() -> None:
    (late,) = [each for each in on(date(2026, 4, 14)) if each.code == "SG202"]
    assert late.about.ref == "2026-03-31-tier-1/D2"
    assert "Ask Ilse Vandermolen for the ruling" in late.message
    for day in (date(2026, 4, 10), date(2026, 4, 28)):
        assert said(on(day), "SG202") == {}
    assert said(on(date(2026, 4, 28)), "SG203") == {}


def test_halvorsen_pike_was_a_surprise_ahead_before_its_qbr() -> None:
    assert "halvorsen-pike" in said(on(date(2026, 5, 12)), "SG401")
    assert "halvorsen-pike" not in said(on(date(2026, 5, 14)), "SG401")


def test_what_was_open_when_tamsin_and_rowe_left_is_said_on_that_day() -> None:
    assert set(said(on(date(2026, 4, 30)), "SG952")) == {"tamsin-rowe"}
    assert said(on(date(2026, 4, 29)), "SG952") == {}


def test_nothing_else_is_said(sample: tuple[Signal, ...]) -> None:
    assert Counter(each.code for each in sample) == {
        "SG101": 9,
        "SG102": 1,
        "SG201": 1,
        "SG204": 1,
        "SG205": 1,
        "SG301": 1,
        "SG302": 1,
        "SG401": 2,
        "SG402": 5,
        "SG501": 2,
        "SG502": 2,
        "SG504": 1,
        "SG505": 2,
        "SG601": 1,
        "SG803": 1,
        "SG805": 1,
        "SG807": 2,
        "SG901": 1,
        "SG902": 1,
        "SG952": 1,
    }


def test_adoption_is_read_by_its_own_days() -> None:
    for day in (date(2026, 3, 2), date(2026, 5, 12)):
        assert "reporting" not in said(on(day), "SG902")


def test_who_left_was_promised_nothing() -> None:
    (soon,) = [each for each in on(date(2026, 5, 12)) if each.code == "SG302"]
    assert "Verity Falls Water" in soon.message
    assert "Tamsin" not in soon.message


@pytest.mark.parametrize("code", ["SG101", "SG402"])
def test_what_is_longest_late_comes_first(sample: tuple[Signal, ...], code: str) -> None:
    days = [each.day for each in sample if each.code == code]
    assert days == sorted(days, key=lambda day: day or date.max)


def test_sunniva_s_way_ahead_is_for_the_two_of_them_alone() -> None:
    personal = REPOSITORY / "tests/organizations/fernhollow-personal/records"
    seen = {
        withheld: load(
            [REPOSITORY / "records"], personal=[personal], withheld=withheld, base=REPOSITORY
        ).records
        for withheld in (True, False)
    }
    day = date(2026, 6, 29)
    found = {
        withheld: said(find_signals(Index(records=records, ledger=replay(records, day))), "SG961")
        for withheld, records in seen.items()
    }
    assert found[True] == {}
    assert set(found[False]) == {"sunniva-one-on-one"}
    assert found[False]["sunniva-one-on-one"].startswith("Talk about Sunniva Roche's career")
    called_off = said(
        find_signals(Index(records=seen[True], ledger=replay(seen[True], date(2026, 5, 18)))),
        "SG802",
    )
    assert set(called_off) == {"kofi-one-on-one"}
