import pytest

from building import day, make_records, parse
from decision_record.ledger.scope import make_scopes, scope_of

PAIRS = """
people: {mads: {name: Mads, role: pm}}
taxonomy:
  areas: {charts: {name: Charts, pm: ines}, berths: {name: Berths, pm: mads}}
series:
  charts: {kind: tier-2, members: [bob, ines], area: charts}
  berths: {kind: tier-2, members: [bob, mads], area: berths}
  lenas: {kind: tier-2, members: [lena, mads]}
  nobodys: {kind: tier-2, area: berths}
"""


@pytest.mark.parametrize(
    ("series", "covered"),
    [
        ("charts", {("north", "charts"), ("north", None), ("north", "other")}),
        ("berths", {("north", "berths"), ("north", None), ("north", "other")}),
        (
            "lenas",
            {("south", "charts"), ("south", "berths"), ("south", None), ("south", "other")},
        ),
        ("nobodys", {("north", "berths"), ("south", "berths")}),
    ],
)
def test_what_a_tier_2_answers_for(series: str, covered: set[tuple[str, str | None]]) -> None:
    records = make_records(parse(PAIRS))
    scope = scope_of(records.series[series], records=records, on=day("2026-06-29"))
    assert covered == {
        (account, area)
        for account in ("north", "south")
        for area in ("charts", "berths", "other", None)
        if scope.covers(account, area)
    }


POD = """
series: {standup: {kind: pod-standup, pod: quick, from: 2026-01-05}}
pods:
  quick:
    name: Quick
    members: {pm: ines, csm: bob, engineer: wes}
    started: 2026-01-05
"""


@pytest.mark.parametrize(
    ("domain", "covered"),
    [
        ("structure: product-area, area: charts", {("north", "charts"), ("south", "charts")}),
        ("structure: product-area, area: charts, accounts: [south]", {("south", "charts")}),
        ("structure: segment, segment: enterprise, accounts: [south]", {"south"}),
        ("structure: account, accounts: [south]", {"south"}),
        ("structure: outcome, outcome: Quicker.", {"north"}),
    ],
)
def test_what_a_pod_is_about(domain: str, covered: set[object]) -> None:
    fields = domain.replace(", ", "\n    ").replace("[south\n    ", "[south, ")
    text = POD.replace("name: Quick\n", f"name: Quick\n    {fields}\n")
    records = make_records(parse(text))
    scope = scope_of(records.series["standup"], records=records, on=day("2026-06-29"))
    everything = {
        (account, area)
        for account in ("north", "south")
        for area in ("charts", "other")
        if scope.covers(account, area)
    }
    expected = {
        pair
        for each in covered
        for pair in ([each] if isinstance(each, tuple) else [(each, "charts"), (each, "other")])
    }
    assert everything == expected


HANDED_OVER = """
accounts:
  north: {csm: [{since: 2025-01-01, person: bob}, {since: 2026-04-01, person: lena}]}
series:
  bobs: {kind: tier-2, members: [bob, ines]}
  lenas: {kind: tier-2, members: [lena, ines]}
  charts: {kind: tier-2, members: [lena, wes], area: charts, from: 2026-05-01, until: 2026-05-31}
"""


@pytest.mark.parametrize(
    ("on", "bobs", "lenas", "elsewhere"),
    [
        ("2026-03-31", {"north"}, {"south"}, set()),
        ("2026-04-01", set(), {"north", "south"}, set()),
        ("2026-05-01", set(), {"north", "south"}, {"charts"}),
        ("2026-06-01", set(), {"north", "south"}, set()),
    ],
)
def test_an_account_goes_to_the_tier_2_of_its_new_csm(
    on: str, bobs: set[str], lenas: set[str], elsewhere: set[str]
) -> None:
    records = make_records(parse(HANDED_OVER))
    scope_on = make_scopes(records)

    for series, accounts, areas in (("bobs", bobs, set()), ("lenas", lenas, elsewhere)):
        scope = scope_on(series, day(on))
        assert scope == scope_of(records.series[series], records=records, on=day(on))
        assert (scope.accounts, scope.elsewhere) == (accounts, areas)


def test_who_is_the_csm_of_an_account_counts_as_one_whatever_the_role() -> None:
    text = """
accounts: {north: {csm: vera}}
series: {pair: {kind: tier-2, members: [vera, ines]}}
"""
    records = make_records(parse(text))
    scope = scope_of(records.series["pair"], records=records, on=day("2026-06-29"))
    assert scope.accounts == {"north"}
