"""Every signal: its documentation is whole, and its example does what it says."""

import re
from dataclasses import replace
from datetime import date

import pytest

from building import make_records, parse
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.signals.catalogue import SIGNALS, find_signals
from decision_record.signals.rule import Signal, SignalRule


def found_on(day: date, rule: SignalRule) -> tuple[Signal, ...]:
    """What one signal's rule finds in its own example on a day."""
    records = replace(make_records(parse(rule.example.records)), own=True)
    found = find_signals(
        Index(records=records, ledger=replay(records, day)), written=dict(rule.example.written)
    )
    return tuple(each for each in found if each.code == rule.code)


rules = pytest.mark.parametrize("rule", SIGNALS, ids=lambda rule: rule.code)


def test_they_stand_in_the_order_of_their_codes() -> None:
    codes = [rule.code for rule in SIGNALS]
    assert codes == sorted(set(codes))
    assert len({rule.name for rule in SIGNALS}) == len(codes)


@rules
def test_each_is_documented(rule: SignalRule) -> None:
    assert re.fullmatch(r"SG\d{3}", rule.code)
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", rule.name)
    for text in (rule.says, rule.definition, rule.why):
        assert text.endswith(".")
        assert "  " not in text
    assert all(each.unit and each.means and each.value > 0 for each in rule.thresholds)


@rules
def test_each_appears_in_its_example_and_is_silent_on_another_day(rule: SignalRule) -> None:
    assert len(found_on(rule.example.appears, rule)) == 1
    assert found_on(rule.example.silent, rule) == ()


@rules
def test_what_it_says_is_one_plain_line(rule: SignalRule) -> None:
    (signal,) = found_on(rule.example.appears, rule)
    assert signal.message.endswith(".")
    assert "\n" not in signal.message
    assert "None" not in signal.message
    assert any(signal.about.name)
    assert signal.address.endswith("/") or "/#" in signal.address
