"""What holds for the signals of every organisation, whatever is wrong with its records."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import given, settings

from building import make_entries, make_records
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.model.records import Records
from decision_record.signals.catalogue import find_signals
from decision_record.signals.rule import Signal
from examples import at_least
from plausible import organisations

END = date(9999, 12, 31)

lawful = settings(max_examples=at_least(40), deadline=None, derandomize=True)


def signals_of(records: Records, day: date) -> tuple[Signal, ...]:
    return find_signals(Index(records=replace(records, own=True), ledger=replay(records, day)))


@lawful
@given(organisations())
def test_any_organisation_has_signals_on_any_day(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in (date.min, *sorted({entry.date for entry in records.entries}), END):
        for signal in signals_of(records, day):
            assert signal.message.endswith(".")
            assert "\n" not in signal.message
            # What concerns the whole company leads to its health.
            assert any(signal.about.name) or signal.address == "health/"
            assert signal.address


@lawful
@given(organisations(), organisations())
def test_a_later_record_changes_no_signal_of_an_earlier_day(
    data: Mapping[str, Any], more: Mapping[str, Any]
) -> None:
    records = make_records(data)
    last = max(entry.date for entry in records.entries)
    later = tuple(entry for entry in make_entries(more) if entry.date > last)
    longer = replace(records, entries=(*later, *records.entries))
    for day in sorted({entry.date for entry in records.entries}):
        assert signals_of(longer, day) == signals_of(records, day)
        until = tuple(entry for entry in records.entries if entry.date <= day)
        assert signals_of(replace(records, entries=until), day) == signals_of(records, day)


@lawful
@given(organisations())
def test_they_come_by_code_then_urgency_then_name(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in (max(entry.date for entry in records.entries), END):
        order = [
            (each.code, each.day or date.max, each.about.name) for each in signals_of(records, day)
        ]
        assert order == sorted(order)
