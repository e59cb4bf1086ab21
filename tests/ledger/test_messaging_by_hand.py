"""What may be said to the accounts of Lanternwick, and what not, on four days, worked out by hand.

The tables in `tests/organizations/lanternwick/expected` were written from section 5 of records.md
before the code was run; each entry names the sentence that it follows from.
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
from decision_record.load import load
from decision_record.model.records import Records

REPOSITORY = Path(__file__).resolve().parents[2]
ORGANIZATION = REPOSITORY / "tests/organizations/lanternwick"
TABLES = {
    path.stem: yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - every scalar is text
    for path in sorted((ORGANIZATION / "expected").glob("*.yml"))
}
CASES = [(day, account) for day, table in TABLES.items() for account in table["accounts"]]

Entry = Mapping[str, Any]


@cache
def lanternwick() -> Records:
    loaded = load([ORGANIZATION / "records"], base=REPOSITORY)
    assert loaded.problems == ()
    return loaded.records


@cache
def on(day: str) -> Ledger:
    return replay(lanternwick(), date.fromisoformat(day))


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
    assert len(TABLES) == 4
    for table in TABLES.values():
        assert set(table["accounts"]) == set(lanternwick().accounts)


@pytest.mark.parametrize(("day", "account"), CASES)
def test_what_may_be_said(day: str, account: str) -> None:
    expected = TABLES[day]["accounts"][account]["say"]
    found = on(day).messages.get(account, Messages()).say
    assert ordered([of_saying(each) for each in found]) == ordered(expected)


@pytest.mark.parametrize(("day", "account"), CASES)
def test_what_must_not_be_promised(day: str, account: str) -> None:
    expected = TABLES[day]["accounts"][account]["do_not_promise"]
    found = on(day).messages.get(account, Messages()).do_not_promise
    assert ordered([of_caution(each) for each in found]) == ordered(expected)


@pytest.mark.parametrize(("day", "account"), CASES)
def test_what_was_told_and_is_to_be_told(day: str, account: str) -> None:
    expected = TABLES[day]["accounts"][account]["loops"]
    found = [
        present(
            item=loop.item,
            account=loop.account,
            state=loop.state.value,
            opened=loop.opened,
            because=loop.because,
            told=loop.told,
        )
        for loop in on(day).loops.values()
        if loop.account == account and loop.state is not LoopState.ENDED
    ]
    assert ordered(found) == ordered(expected)
