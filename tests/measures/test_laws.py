"""What holds of every measure, whatever is wrong with the records."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from building import PEOPLE, make_entries, make_records
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.measures.catalogue import Measured, run_measures
from decision_record.model.records import Records
from examples import at_least
from plausible import organisations

END = date(9999, 12, 31)

lawful = settings(max_examples=at_least(40), deadline=None, derandomize=True)


def measured(records: Records, day: date) -> Sequence[Measured]:
    """All measures of a day; every record was written down on the day after it."""
    one = timedelta(days=1)
    written = {each.id: each.date + one for each in records.entries if each.date < END}
    return run_measures(Index(records=records, ledger=replay(records, day)), written=written)


def days_of(records: Records) -> list[date]:
    return sorted({entry.date for entry in records.entries})


@lawful
@given(organisations(), organisations())
def test_a_later_record_changes_no_earlier_day(
    data: Mapping[str, Any], more: Mapping[str, Any]
) -> None:
    records = make_records(data)
    last = max(days_of(records))
    later = tuple(entry for entry in make_entries(more) if entry.date > last)
    longer = replace(records, entries=(*later, *records.entries))
    for day in days_of(records)[-3:]:
        assert measured(longer, day) == measured(records, day)


@lawful
@given(organisations(), st.randoms(use_true_random=False))
def test_files_in_any_order_give_the_same_values(data: Mapping[str, Any], chance: Any) -> None:  # noqa: ANN401 - a Random of hypothesis
    records = make_records(data)
    entries, accounts = list(records.entries), list(records.accounts.items())
    chance.shuffle(entries)
    chance.shuffle(accounts)
    shuffled = replace(records, entries=tuple(entries), accounts=dict(accounts))

    assert measured(shuffled, END) == measured(records, END)


@lawful
@given(organisations())
def test_a_value_has_a_sample_and_lies_in_a_known_period(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for day in (*days_of(records), END):
        first = min(days_of(records))
        for each in measured(records, day):
            for value in each.values:
                assert value.period.ends >= first
                assert value.period.starts <= day or value.note == "not due yet"
                assert (value.value is None) == (value.note is not None)
                assert (value.sample > 0) == (value.value is not None)
                if each.measure.unit == "%":
                    assert value.value is not None
                    assert 0 <= value.value <= 100


@lawful
@given(organisations())
def test_a_value_comes_once_and_its_trend_is_the_value_before(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for each in measured(records, END):
        known = {(value.period, value.by): value for value in each.values}
        assert len(known) == len(each.values)
        assert [(value.period, value.by) for value in each.values] == sorted(known)
        for value in each.values:
            eve = value.period.starts - timedelta(days=value.period.starts > date.min)
            before = [
                known[period, by]
                for period, by in known
                if by == value.by and period.kind == value.period.kind and period.ends == eve
            ]
            assert value.before == (before[0].value if before else None)


@lawful
@given(organisations())
def test_no_value_is_of_a_person(data: Mapping[str, Any]) -> None:
    records = make_records(data)
    for each in measured(records, END):
        for value in each.values:
            assert not {name for _, name in value.by} & {*PEOPLE, "a.stranger"}


def test_nothing_written_nothing_measured() -> None:
    records = make_records({})

    assert not [each for each in measured(records, END) if each.values]
