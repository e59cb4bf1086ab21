"""An organisation whose state was worked out by hand, from the text of records.md alone.

`expected.yml` says at its top how it is read. Its scalars are text, as in the records.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from decision_record.cli import main
from decision_record.repository.load import load
from decision_record.source.read import read
from exporting import export_on

HARBOUR = Path(__file__).parents[1] / "organizations" / "harbour"

SECTIONS = (
    "actions",
    "decisions",
    "commitments",
    "escalations",
    "questions",
    "requests",
    "loops",
    "accounts",
    "series",
    "pods",
    "people",
)

ORDERED = {"dues", "slips", "path", "metrics", "readings"}
"""Lists whose order says something; others are compared as sets."""


@cache
def expectation() -> Mapping[str, Any]:
    reading = read((HARBOUR / "expected.yml").read_bytes(), file="expected.yml")
    assert not reading.problems
    assert isinstance(reading.data, dict)
    return reading.data


@cache
def exported(as_of: str) -> Mapping[str, Mapping[str, Any]]:
    """What the JSON documents say on a day, by section and by the name that expectations use."""
    loaded = load([HARBOUR / "records"], base=HARBOUR)
    assert not loaded.problems
    documents = export_on(date.fromisoformat(as_of), loaded.records)
    return {
        section: {name_of(item): item for item in documents[section]["items"]}
        for section in SECTIONS
    }


def name_of(item: Mapping[str, Any]) -> str:
    if "item" in item:
        return f"{item['item']}|{item['account']}"
    return str(item.get("ref") or item["id"])


def as_expected(wanted: object, actual: object, *, key: str = "") -> bool:
    """Whether an export says what is wanted; what is wanted of a group are some of its keys."""
    if isinstance(wanted, dict):
        return isinstance(actual, dict) and all(
            name not in actual
            if each == "null"
            else name in actual and as_expected(each, actual[name], key=name)
            for name, each in wanted.items()
            if name != "why"
        )
    if isinstance(wanted, list):
        if not isinstance(actual, list) or len(wanted) != len(actual):
            return False
        if key not in ORDERED:
            wanted, actual = sorted(wanted), sorted(actual)
        return all(map(as_expected, wanted, actual))
    if isinstance(actual, bool):
        return wanted == str(actual).lower()
    if isinstance(actual, int | float):
        return float(str(wanted)) == actual
    return wanted == actual


def expectations() -> list[tuple[str, str, str]]:
    """Each item of the file: its day (of the file, or `earlier`), section and name."""
    days = {"": expectation(), "earlier": expectation()["earlier"]}
    return [
        (when, section, name)
        for when, of_day in days.items()
        for section in SECTIONS
        for name in of_day.get(section, ())
    ]


@pytest.mark.parametrize(("when", "section", "name"), expectations())
def test_the_export_says_what_was_worked_out_by_hand(when: str, section: str, name: str) -> None:
    of_day = expectation()[when] if when else expectation()
    wanted = of_day[section][name]
    actual = exported(of_day["as_of"])[section].get(name)

    assert actual is not None
    assert as_expected(wanted, actual), {
        key: (each, actual.get(key))
        for key, each in wanted.items()
        if not as_expected({key: each}, actual)
    }


@pytest.mark.parametrize("when", ["", "earlier"])
def test_the_export_has_nothing_that_a_naive_replay_would_add(when: str) -> None:
    of_day = expectation()[when] if when else expectation()
    export = exported(of_day["as_of"])

    for section, names in of_day["must_not_exist"].items():
        assert not set(names) & set(export[section])


@pytest.mark.parametrize("section", SECTIONS)
def test_the_export_has_nothing_that_was_not_worked_out(section: str) -> None:
    known = expectation()[section]
    export = exported(expectation()["as_of"])[section]

    if section != "people":  # of them only those with something to show
        assert set(export) == set(known)


def test_the_records_have_no_errors() -> None:
    checked = CliRunner().invoke(main, ["check", "--records", str(HARBOUR / "records")])

    assert checked.exit_code == 0, checked.output
