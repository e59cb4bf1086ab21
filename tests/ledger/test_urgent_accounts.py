"""The accounts that a tier 2 takes up first."""

from building import day, replay_on
from decision_record.ledger.scope import Scope
from decision_record.ledger.urgent_accounts import find_urgent_accounts

TEXT = """
accounts:
  north: {qbrs: [2026-06-20]}
  south: {calls: [{on: 2026-06-10, kind: renewal-call}]}
  rich: {name: Rich, arr: 900000, segment: enterprise, csm: bob, renewal: 2027-01-01}
  poor: {name: Poor, arr: 9000, segment: enterprise, csm: bob, renewal: 2027-01-01}
  calm: {name: Calm, arr: 990000, segment: enterprise, csm: bob, renewal: 2027-01-01}
  gone: {name: Gone, arr: 5, segment: enterprise, csm: bob, renewal: 2026-06-09,
         churned: {on: 2026-05-01, because: Price.}}
2026-05-20-bob:
  escalations:
    - {id: E1, account: rich, issue: It stops., area: export}
    - {id: E2, account: poor, issue: It is slow., area: export}
    - {id: E3, account: poor, issue: It is dark., area: export}
    - {id: E4, account: calm, issue: Elsewhere., area: login}
"""


def _names(scope: Scope, *, on: str = "2026-06-05", near_days: int = 30) -> list[str]:
    ledger = replay_on("2026-06-01", TEXT)
    found = find_urgent_accounts(ledger, scope=scope, on=day(on), near_days=near_days)
    return [each.account for each in found]


def test_the_nearest_meeting_comes_first_then_open_escalations_then_arr() -> None:
    scope = Scope(elsewhere=frozenset({"login"}))
    assert _names(scope) == ["south", "north", "poor", "rich"]
    assert _names(Scope()) == ["south", "north", "poor", "calm", "rich"]


def test_a_meeting_before_the_series_or_too_far_ahead_does_not_count() -> None:
    scope = Scope(accounts=frozenset({"north", "south"}))
    assert _names(scope, on="2026-06-11") == ["north"]
    assert _names(scope, near_days=7) == ["south"]


def test_accounts_outside_the_scope_are_not_proposed() -> None:
    assert _names(Scope(accounts=frozenset({"rich"}))) == ["rich"]
