"""Signals and measures of an organisation, worked out by hand from the text of checks.md.

`expected_signals.yml` says at its top how it is read. Its scalars are text, as in the records.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger, replay
from decision_record.measures.catalogue import run_measures
from decision_record.measures.measure import Value
from decision_record.model.records import Records
from decision_record.repository.load import load
from decision_record.signals.catalogue import find_signals
from decision_record.signals.rule import Signal
from decision_record.source.read import read

HARBOUR = Path(__file__).parents[1] / "organizations" / "harbour"

LAST_DAY = "2026-06-30"
"""The day on which the measures are taken."""


@cache
def expectation() -> Mapping[str, Any]:
    reading = read((HARBOUR / "expected_signals.yml").read_bytes(), file="expected_signals.yml")
    assert not reading.problems
    assert isinstance(reading.data, dict)
    return reading.data


@cache
def harbour() -> Records:
    loaded = load([HARBOUR / "records"], base=HARBOUR)
    assert not loaded.problems
    return loaded.records


@cache
def ledger_on(as_of: str) -> Ledger:
    return replay(harbour(), date.fromisoformat(as_of))


@cache
def signals_on(as_of: str) -> tuple[Signal, ...]:
    return find_signals(Index(records=harbour(), ledger=ledger_on(as_of)))


@cache
def values() -> Mapping[tuple[str, str], Value]:
    """The values of the last day, by measure and period; of a part as `measure|part`."""
    return {
        (
            "|".join((measured.measure.name, *(part for _, part in value.by))),
            value.period.label,
        ): value
        for measured in run_measures(Index(records=harbour(), ledger=ledger_on(LAST_DAY)))
        for value in measured.values
    }


def name_of(signal: Signal) -> str:
    """What a signal is about, as the file calls it: a loop with its account."""
    about = signal.about
    if signal.code in {"SG401", "SG402", "SG403"}:
        return f"{about.ref}|{about.account}"
    return str(about.ref or about.account or about.series or about.pod or about.person)


@pytest.mark.parametrize(
    ("as_of", "code"),
    [(as_of, code) for as_of, codes in expectation()["signals"].items() for code in codes],
)
def test_the_signals_are_those_worked_out_by_hand(as_of: str, code: str) -> None:
    wanted = expectation()["signals"][as_of][code]

    found = [name_of(each) for each in signals_on(as_of) if each.code == code]

    judged = [name for name in found if name not in wanted.get("undecided", ())]
    assert sorted(judged) == sorted(wanted["about"]), wanted["why"]


@pytest.mark.parametrize(
    ("measure", "period"),
    [
        (measure, period)
        for measure, periods in expectation()["measures"].items()
        for period in periods
    ],
)
def test_the_measures_are_those_worked_out_by_hand(measure: str, period: str) -> None:
    wanted = expectation()["measures"][measure][period]
    value = values()[measure, period]

    parts = {key: float(each) for key, each in wanted.items() if key != "why"}

    assert {key: getattr(value, key) for key in parts} == parts, wanted["why"]
