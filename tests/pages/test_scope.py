import pytest

from building import book_of
from decision_record.pages.scope import scope_of

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
    book = book_of(PAIRS)
    scope = scope_of(book.records.series[series], book=book)
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
    book = book_of(text)
    scope = scope_of(book.records.series["standup"], book=book)
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
