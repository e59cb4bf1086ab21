"""What is expected of a company of each size, and three small ones, one a stage."""

from datetime import date
from pathlib import Path

import pytest

from building import day, make_records, parse, replay_on
from decision_record.checks.catalogue import run_checks
from decision_record.diagnostics import Severity
from decision_record.examine import locate_problems
from decision_record.ledger.replay import Ledger, replay
from decision_record.ledger.stage import COMBINED, TIERS, Growth
from decision_record.repository.load import load

ORGANIZATIONS = Path(__file__).parents[1] / "organizations"


def growth(csms: int, stage: str, as_of: str = "2026-01-27") -> Growth:
    """Of a company with so many CSMs, two of whom are always there."""
    more = ", ".join(f"csm{number}: {{name: N, role: csm}}" for number in range(csms - 2))
    text = f"organization: {{stage: {stage}}}\npeople: {{{more}}}\n"
    return replay_on(as_of, text).growth


@pytest.mark.parametrize(
    ("csms", "stage", "kinds", "is_open"),
    [
        (2, "series-a", COMBINED, False),
        (3, "series-a", COMBINED, True),
        (4, "series-a", COMBINED, True),
        (5, "series-a", TIERS, False),
        (2, "series-b", TIERS, False),
        (2, "series-c", TIERS, False),
        (9, "series-c", TIERS, False),
    ],
)
def test_meetings_follow_stage_and_csms(
    *, csms: int, stage: str, kinds: tuple[str, ...], is_open: bool
) -> None:
    found = growth(csms, stage)

    assert len(found.csms) == csms
    assert found.kinds == kinds
    assert found.is_open == is_open
    assert found.wants_tiers == (kinds == TIERS)
    assert found.wants_liaisons == (stage == "series-c")


@pytest.mark.parametrize(("csms", "kinds"), [(2, COMBINED), (3, COMBINED), (4, TIERS)])
def test_a_team_may_expect_tiers_earlier(csms: int, kinds: tuple[str, ...]) -> None:
    more = ", ".join(f"csm{number}: {{name: N, role: csm}}" for number in range(csms - 2))
    text = f"organization: {{stage: series-a}}\npeople: {{{more}}}\n"
    found = replay(make_records(parse(text)), day("2026-01-27"), tiers_from=4).growth

    assert found.kinds == kinds
    assert found.is_open == (csms == 3)


def test_csms_are_counted_on_the_day() -> None:
    text = """
people:
  gone: {name: Gone, role: csm, left: 2026-01-26}
  going: {name: Going, role: csm, left: 2026-01-27}
  new: {name: New, role: csm, since: 2026-01-27}
  next: {name: Next, role: csm, since: 2026-01-28}
  lead: {name: Lead, role: cs-lead}
"""

    assert replay_on("2026-01-27", text).growth.csms == ("bob", "lena", "going", "new")


def test_a_company_that_does_not_say_is_at_series_b() -> None:
    assert replay_on("2026-01-27", "{}").growth.stage == "series-b"


def test_the_stage_is_that_of_the_day() -> None:
    text = """
organization:
  name: Acme
  stage: [{since: 2026-04-01, stage: series-b}, {since: 2025-01-01, stage: series-a}]
"""
    stages = [
        replay_on(as_of, text).growth.stage for as_of in ("2024-12-31", "2026-03-31", "2026-04-01")
    ]
    assert stages == ["series-a", "series-a", "series-b"]


def at_stage(stage: str) -> Ledger:
    """One of the three small companies, on the last day of the first quarter."""
    loaded = load([ORGANIZATIONS / stage / "records"], base=ORGANIZATIONS)
    found = locate_problems(run_checks(loaded), base=ORGANIZATIONS)
    assert not [each for each in found if each.severity is Severity.ERROR]
    return replay(loaded.records, date(2026, 3, 31))


def kinds_of(ledger: Ledger) -> set[str]:
    """The meetings between CS and Product that are held."""
    return {each.series.kind for each in ledger.series.values()} & {*COMBINED, *TIERS}


@pytest.mark.parametrize("stage", ["series-a", "series-b", "series-c"])
def test_each_small_company_holds_what_its_stage_expects(stage: str) -> None:
    ledger = at_stage(stage)

    assert ledger.growth.stage == stage
    assert len(ledger.growth.csms) == 2
    assert kinds_of(ledger) == set(ledger.growth.kinds)


def test_at_series_a_one_meeting_carries_both_tiers() -> None:
    ledger = at_stage("series-a")

    customers = ledger.series["customers"]
    assert (len(customers.held), customers.next) == (3, day("2026-04-30"))
    assert customers.late == customers.missed == ()
    assert all(each.is_open is False for each in ledger.raised.values())
    assert ledger.decisions["2026-02-26-customers/D1"].resolved_by is not None
    shipped = ledger.decisions["2026-01-29-customers/D1"].commitment
    assert shipped is not None
    assert shipped.shipped == shipped.original_target
    assert [ref for ref, each in ledger.loops.items() if each.is_open] == [
        ("2026-01-29-customers/D1", "harrow-dental"),
        ("2026-03-26-customers/D1", "lowther-physio"),
    ]
    assert not ledger.prereads["customers", day("2026-03-26")].missing
    assert not ledger.pods


def test_at_series_b_two_csms_have_a_tier_2_each() -> None:
    ledger = at_stage("series-b")

    assert ledger.series["tier-2-joss"].next == day("2026-03-31")
    assert ledger.series["tier-2-ines"].next == day("2026-03-30")
    assert ledger.series["tier-2-ines"].missed_since is None
    assert ledger.series["tier-1"].next == day("2026-04-01")
    assert ledger.prereads["tier-1", day("2026-04-01")].missing == ("product",)
    (counts,) = ledger.themes["counts"]
    assert (counts.arr, counts.arr_now) == (130000, 142000)
    assert ledger.pods["stock"].is_ready
    assert ledger.pods["stock"].escalations == ("2026-02-24-tier-1/E1",)
    assert ledger.decisions["2026-02-24-tier-1/D1"].followed == day("2026-03-23")


def test_at_series_c_strategic_accounts_have_a_liaison_and_a_pod() -> None:
    ledger = at_stage("series-c")

    strategic = [each.account for each in ledger.accounts.values() if each.account.strategic]
    assert len(strategic) == 2
    assert all(account.pm for account in strategic)
    rail = ledger.pods["rail"]
    assert rail.pod.structure == "account"
    assert rail.is_ready
    assert rail.escalations == ("2026-02-16-rail-standup/E1",)
    assert [each.value for each in rail.metrics[0].readings] == [14, 3]
    assert ledger.series["tier-1"].next is None
    assert len(ledger.series["rail-standup"].missed) == 5
