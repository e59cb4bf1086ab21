"""measures.json: its keys, and how it names periods, parts and units."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from building import day, make_records, parse
from decision_record.exports.measures import list_measures
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.measures.catalogue import run_measures
from decision_record.model.records import Records

ORGANISATION = """
    organization: {currency: EUR}
    pods:
      crew: {name: Crew, structure: product-area, area: mobile, started: 2026-01-12,
             members: {pm: ines, csm: bob, engineer: wes},
             metrics: [{id: use, name: Use, unit: points, target: 60}]}
    series: {metrics: {kind: pod-metric-review, pod: crew}}
    2026-01-27-tier-1:
      escalations: [{id: E1, account: north, issue: Slow., area: mobile}]
    2026-02-04-ines:
      shipped: [{id: S1, what: It., on: 2026-02-04, accounts: [north]}]
    2026-03-06-metrics:
      readings: [{metric: use, value: 34, of: 2026-02-04-ines/S1, day: 30}]
"""


def organisation() -> Records:
    return make_records(parse(ORGANISATION))


def exported(measure: str, **facts: object) -> Sequence[dict[str, Any]]:
    """The items of a measure that say all of some facts."""
    records = organisation()
    measures = run_measures(Index(records=records, ledger=replay(records, day("2026-03-31"))))
    items = list_measures(measures, currency=records.currency)
    return [
        each
        for each in items
        if each["measure"] == measure and all(each.get(key) == facts[key] for key in facts)
    ]


def test_a_value_with_all_that_is_known_of_it() -> None:
    assert exported("escalations", period="2026-Q1", by={"area": "mobile"}) == [
        {
            "measure": "escalations",
            "title": "Escalations",
            "period": "2026-Q1",
            "from": date(2026, 1, 1),
            "until": date(2026, 3, 31),
            "by": {"area": "mobile"},
            "value": 1.0,
            "numerator": 1,
            "denominator": 1,
            "sample": 1,
            "unit": "escalations",
        }
    ]


def test_what_is_absent_has_no_key_and_nothing_is_a_value() -> None:
    (whole,) = exported("arr-churned", period="2026-02", by=None)

    assert "by" not in whole
    assert whole["value"] == 0
    assert whole["before"] == 0


def test_amounts_are_in_the_organisation_s_currency_and_metrics_in_their_own_unit() -> None:
    assert {each["unit"] for each in exported("arr-churned")} == {"EUR"}
    assert {each["unit"] for each in exported("adoption")} == {"points"}


def test_adoption_that_cannot_be_known_yet_says_so() -> None:
    (later,) = exported("adoption", period="2026-Q2", note="not due yet")[:1]

    assert later["by"] == {
        "pod": "crew",
        "metric": "use",
        "item": "2026-02-04-ines/S1",
        "day": "60",
    }
    assert "value" not in later
    assert later["sample"] == 0


def test_without_git_nothing_is_said_of_when_records_are_written() -> None:
    records = organisation()
    ledger = replay(records, day("2026-03-31"))
    written = {"2026-01-27-tier-1": day("2026-01-28")}
    measures = run_measures(Index(records=records, ledger=ledger), written=written)

    assert not exported("meetings-recorded-in-time")
    assert [
        each["value"]
        for each in list_measures(measures, currency="EUR")
        if each["measure"] == "meetings-recorded-in-time" and each["period"] == "2026-Q1"
    ] == [100.0, 100.0]
