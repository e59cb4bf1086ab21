"""What may be said to accounts and what not, worked out by hand: Lanternwick and the sample.

The tables in `tests/organizations/lanternwick/expected` and `tests/organizations/fernhollow-words`
were written from section 5 of records.md before the code was run; each entry names the sentence
that it follows from.
"""

from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from decision_record.ledger.loops import LoopState
from decision_record.ledger.messaging.talking import Caution, Messages, Saying
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from decision_record.repository.load import load

REPOSITORY = Path(__file__).resolve().parents[2]
ORGANIZATIONS = REPOSITORY / "tests/organizations"
TABLES = {
    "lanternwick": ORGANIZATIONS / "lanternwick/expected",
    "sample": ORGANIZATIONS / "fernhollow-words",
}
RECORDS = {"lanternwick": ORGANIZATIONS / "lanternwick/records", "sample": REPOSITORY / "records"}


@cache
def table_of(organization: str, day: str) -> "Table":
    path = TABLES[organization] / f"{day}.yml"
    table: Table = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)["accounts"]  # noqa: S506 - every scalar is text
    return table


Table = Mapping[str, Mapping[str, Any]]
DAYS = [
    (name, path.stem) for name, folder in TABLES.items() for path in sorted(folder.glob("*.yml"))
]
CASES = [(name, day, account) for name, day in DAYS for account in table_of(name, day)]


@cache
def records_of(organization: str) -> Records:
    loaded = load([RECORDS[organization]], base=REPOSITORY)
    assert loaded.problems == ()
    return loaded.records


@cache
def on(organization: str, day: str) -> Ledger:
    return replay(records_of(organization), date.fromisoformat(day))


def present(**facts: object) -> dict[str, str]:
    return {key: str(value) for key, value in facts.items() if value is not None}


def of_saying(saying: Saying) -> dict[str, str]:
    return present(
        text=saying.text,
        ref=saying.ref,
        day=saying.day,
        confidence=saying.firmness,
        target=saying.target,
        until=saying.until,
    )


def of_caution(caution: Caution) -> dict[str, str]:
    """A caution; the table gives the words of those that have any, else what they are about."""
    text = {"words": caution.words} if caution.words else {"what": caution.what}
    return present(ref=caution.ref, why=caution.why.value, since=caution.since, **text)


def ordered(entries: list[dict[str, str]]) -> list[list[tuple[str, str]]]:
    return sorted(sorted(each.items()) for each in entries)


def test_every_account_is_in_every_table() -> None:
    days = [day for organization, day in DAYS if organization == "lanternwick"]
    assert len(days) == 4
    for day in days:
        assert set(table_of("lanternwick", day)) == set(records_of("lanternwick").accounts)


@pytest.mark.parametrize(("organization", "day", "account"), CASES)
def test_what_may_be_said(organization: str, day: str, account: str) -> None:
    expected = table_of(organization, day)[account]["say"]
    found = on(organization, day).messages.get(account, Messages()).say
    assert ordered([of_saying(each) for each in found]) == ordered(expected)


@pytest.mark.parametrize(("organization", "day", "account"), CASES)
def test_what_must_not_be_promised(organization: str, day: str, account: str) -> None:
    expected = table_of(organization, day)[account]["do_not_promise"]
    found = on(organization, day).messages.get(account, Messages()).do_not_promise
    assert ordered([of_caution(each) for each in found]) == ordered(expected)


@pytest.mark.parametrize(("organization", "day", "account"), CASES)
def test_what_was_told_and_is_to_be_told(organization: str, day: str, account: str) -> None:
    expected = table_of(organization, day)[account]["loops"]
    found = [
        present(
            item=loop.item,
            account=loop.account,
            state=loop.state.value,
            opened=loop.opened,
            because=loop.because,
            told=loop.told,
        )
        for loop in on(organization, day).loops.values()
        if loop.account == account and loop.state is not LoopState.ENDED
    ]
    assert ordered(found) == ordered(expected)
