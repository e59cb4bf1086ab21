"""`explain` and `schema`: what there is to write, and why something is wrong."""

import json

import pytest

from decision_record.checks.catalogue import RULES
from decision_record.measures.catalogue import MEASURES
from decision_record.measures.measure import Measure
from decision_record.model.schema import SCHEMA_KINDS
from running import run


def test_explain_says_which_numbers_can_be_set() -> None:
    assert "thresholds: {DR318: {words: 60}}" in run("explain", "DR318").output


def test_explain_knows_rules_signals_and_measures() -> None:
    assert "# DR304 incomplete-deferral" in run("explain", "dr304").output
    signal = run("explain", "sg302").output
    assert "# SG302" in signal
    assert "thresholds: {SG302: {days: 14}}" in signal
    measure = run("explain", "loops-closed-in-time").output
    assert "# loops-closed-in-time" in measure
    assert "Unit: %. Higher is better." in measure


@pytest.mark.parametrize("measure", MEASURES, ids=[each.name for each in MEASURES])
def test_explain_knows_a_measure_as_pages_call_it(measure: Measure) -> None:
    for written in (measure.title, measure.title.upper(), measure.title.replace(" ", "-")):
        assert f"# {measure.name}\n" in run("explain", written).output


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("DR3O4", "DR304"),
        ("304", "DR304"),
        ("SG-302", "SG302"),
        ("empty-decision", "DR302"),
        ("action-overdu", "SG101"),
        ("loops-closed", "loops-closed-in-time"),
        ("minutes of tier-1 on single account", "tier-1-minutes-on-accounts"),
        ("slipped ARR", "arr-under-slipped-commitments"),
    ],
)
def test_explain_offers_what_is_near(written: str, meant: str) -> None:
    unknown = run("explain", written)
    assert unknown.exit_code == 2
    assert f"there is no rule, signal or measure `{written}`" in unknown.output
    assert f"did you mean `{meant}`?" in unknown.output


def test_explain_says_what_there_is() -> None:
    unknown = run("explain", "the weather")
    assert unknown.exit_code == 2
    assert f"rules from DR001 to {RULES[-1].code}" in unknown.output
    assert "loops-closed-in-time" in unknown.output


def test_explain_says_what_a_record_may_excuse() -> None:
    assert "A record may excuse it: `allow: {DR318: the reason}`." in run("explain", "DR318").output
    assert "A record cannot excuse it" in run("explain", "DR101").output
    assert "A record may excuse it" in run("explain", "DR210").output


KINDS = [
    *("organization", "people", "taxonomy", "series", "account", "pod", "meeting", "update"),
    *("tier-1", "tier-2", "tier-3", "combined", "quarterly-review", "one-on-one"),
    *("pod-standup", "pod-sprint-review", "pod-metric-review"),
]


@pytest.mark.parametrize("kind", KINDS)
def test_schema_prints_a_schema(kind: str) -> None:
    assert json.loads(run("schema", kind).output)["type"] == "object"


def test_schema_lists_its_kinds_as_they_are_typed() -> None:
    assert set(KINDS) == set(SCHEMA_KINDS)
    refused = run("schema", "acount")
    assert refused.exit_code == 2
    assert "'account'" in refused.output
