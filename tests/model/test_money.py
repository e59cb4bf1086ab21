"""Amounts of money: whole, or with two decimals, and what is offered for any other."""

import pytest

from decision_record.model.account import Account
from decision_record.model.salvage import salvage
from decision_record.source.read import read

TEXT = 'name: A\narr: "{}"\nsegment: e\ncsm: bob\nrenewal: 2026-07-10\n'


def read_arr(written: str) -> tuple[float | None, list[str]]:
    reading = read(TEXT.format(written).encode(), file="x.yml")
    found = salvage(reading.data, model=Account, file="x.yml")
    assert all(each.code == "DR103" for each in found.problems)
    return found.model and found.model.arr[0].amount, [each.help for each in found.problems]


@pytest.mark.parametrize(
    ("written", "amount"), [("0", 0), ("215000", 215000), ("215000.00", 215000), ("19.99", 19.99)]
)
def test_an_amount_is_whole_or_has_two_decimals(written: str, amount: float) -> None:
    assert read_arr(written) == (amount, [])


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("120.000", "120000"),
        ("1,200", "1200"),
        ("1.200.000", "1200000"),
        ("1.200,50", "1200.50"),
        ("1.5", "1.50"),
        ("$215k", "215000"),
        ("1.2m", "1200000"),
        ("215 000", "215000"),
    ],
)
def test_what_was_probably_meant_is_offered(written: str, meant: str) -> None:
    # The rest of the file is checked with the amount that was meant; the error stays.
    assert read_arr(written) == (float(meant), [f"write `arr: {meant}`"])
    assert read_arr(meant)[1] == []


@pytest.mark.parametrize("written", ["a lot", "-5", "9" * 15 + ".99"])
def test_what_is_no_amount_gets_an_example(written: str) -> None:
    assert read_arr(written) == (None, ["write it as in `arr: 215000`"])
