"""What a team sets for the signals: the numbers from which on they appear."""

import inspect
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from building import make_records, parse
from decision_record.diagnostics import Pointer, Underlined
from decision_record.examine import configure
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.configuration import Settings
from decision_record.signals.catalogue import SIGNALS, find_signals
from decision_record.signals.configure import set_thresholds
from decision_record.signals.rule import Signal, SignalRule, SignalThreshold

BESIDE = {
    ("SG602", "shown"): """
    2026-07-02-bob:
      updates: [{item: 2026-06-10-tier-2/Q1, answered: 2026-07-02, answer: In August.}]
""",
    ("SG703", "history"): """
    2026-05-13-tier-2:
      research: [{area: exports, what: Who exports, owner: ines, by: 2026-05-30}]
""",
    ("SG961", "beginning"): """
    people: {bob: {name: Bob, role: csm, since: 2026-02-10}}
""",
}
"""What an example needs beside it, so that a number makes a difference."""

OF_THE_LEDGER = {"SG801", "SG803", "SG901"}
"""Signals with a number that the ledger goes by, for everything that it says."""


def found(
    rule: SignalRule, day: date, beside: str = "", **thresholds: object
) -> tuple[Signal, ...]:
    """What a signal finds in its own example, with thresholds as they are set."""
    settings = Settings.model_validate({"thresholds": {rule.code: thresholds}})
    (adjusted,) = set_thresholds(settings, (rule,))
    records = replace(make_records(parse(rule.example.records + beside)), own=True)
    written = dict(rule.example.written)
    return find_signals(
        Index(records=records, ledger=replay(records, day)), written=written, rules=(adjusted,)
    )


def named(rule: SignalRule) -> dict[str, SignalThreshold]:
    return {each.name: each for each in rule.thresholds if each.name}


def test_without_settings_every_signal_is_as_it_is() -> None:
    assert set_thresholds(Settings()) == SIGNALS


@pytest.mark.parametrize("rule", SIGNALS, ids=lambda rule: rule.code)
def test_the_function_of_a_signal_takes_its_thresholds_and_nothing_else(rule: SignalRule) -> None:
    _, *taken = inspect.signature(rule.find).parameters.values()
    assert {each.name: each.default for each in taken} == {
        name: each.value for name, each in named(rule).items()
    }
    assert all(each.kind is inspect.Parameter.KEYWORD_ONLY for each in taken)


def test_only_what_the_ledger_goes_by_cannot_be_set() -> None:
    fixed = {rule.code for rule in SIGNALS for each in rule.thresholds if each.name is None}
    assert fixed == OF_THE_LEDGER


@pytest.mark.parametrize(
    ("rule", "name"),
    [
        pytest.param(rule, name, id=f"{rule.code}-{name}")
        for rule in SIGNALS
        for name in named(rule)
    ],
)
def test_every_threshold_reaches_its_signal(rule: SignalRule, name: str) -> None:
    example, beside = rule.example, BESIDE.get((rule.code, name), "")
    days = [example.appears, example.silent, example.appears + timedelta(days=40)]
    days += [example.appears + timedelta(days=200)]
    assert any(
        found(rule, day, beside) != found(rule, day, beside, **{name: number})
        for day in days
        for number in ("1", "9999")
    )


@pytest.mark.parametrize("number", ["1", "9999"])
@pytest.mark.parametrize("rule", SIGNALS, ids=lambda rule: rule.code)
def test_the_smallest_and_the_largest_number_are_no_accident(rule: SignalRule, number: str) -> None:
    for day in (rule.example.appears, rule.example.silent):
        for signal in found(rule, day, **dict.fromkeys(named(rule), number)):
            assert signal.message.endswith(".")


def test_a_team_may_roll_more_often_before_it_is_said() -> None:
    rule = next(each for each in SIGNALS if each.code == "SG102")
    assert found(rule, rule.example.appears)
    assert found(rule, rule.example.appears, times="3")
    assert not found(rule, rule.example.appears, times="4")


@pytest.mark.parametrize(
    ("options", "path", "advice"),
    [
        ("thresholds: {SG1O2: {times: 4}}", ("thresholds", "SG1O2"), "`SG102`"),
        ("thresholds: {SG102: {time: 4}}", ("thresholds", "SG102", "time"), "`times`"),
        ("thresholds: {SG801: {days: 4}}", ("thresholds", "SG801", "days"), "remove `SG801`"),
        ("severity: {SG102: off}", ("severity", "SG102"), ""),
    ],
)
def test_what_a_signal_does_not_have_is_pointed_at(
    tmp_path: Path, options: str, path: tuple[str, ...], advice: str
) -> None:
    file = tmp_path / "site_config.yml"
    file.write_text(f"plugins:\n  - decision-record:\n      {options}\n", encoding="utf-8")
    configuration, (problem,) = configure(file, name="site_config.yml")
    assert configuration is None
    assert problem.code == "DR102"
    assert problem.at == Pointer(
        file="site_config.yml", path=("plugins", 0, "decision-record", *path), part=Underlined.KEY
    )
    assert advice in problem.help


def test_a_threshold_of_a_signal_is_a_number_from_1_on(tmp_path: Path) -> None:
    file = tmp_path / "site_config.yml"
    options = "thresholds: {SG102: {times: 0}, SG302: {days: 10000}}"
    file.write_text(f"plugins:\n  - decision-record:\n      {options}\n", encoding="utf-8")
    configuration, problems = configure(file, name="site_config.yml")
    assert configuration is None
    assert [each.code for each in problems] == ["DR103", "DR103"]
    assert not any("severity" in each.help for each in problems)
