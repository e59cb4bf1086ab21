"""Laws that hold for the draft of every series, in the sample and in the organisations."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from decision_record.drafts.next_meeting import Draft, draft_meeting
from decision_record.ledger.index import Index
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from decision_record.repository.load import load
from decision_record.source.read import read

REPOSITORY = Path(__file__).parents[2]
AS_OF = date(2026, 6, 29)
ORGANIZATIONS = ("harbour", "series-a", "series-b", "series-c")


def _company(name: str) -> tuple[Records, Ledger]:
    folder = REPOSITORY if name == "sample" else REPOSITORY / "tests" / "organizations" / name
    records = load([folder / "records"], base=REPOSITORY).records
    return records, replay(records, AS_OF)


@pytest.fixture(scope="module", params=("sample", *ORGANIZATIONS))
def company(request: pytest.FixtureRequest) -> tuple[Records, Ledger]:
    return _company(request.param)


def _drafts(company: tuple[Records, Ledger]) -> Iterator[tuple[str, Draft]]:
    records, ledger = company
    for series in records.series:
        for on in (None, AS_OF - timedelta(days=1), AS_OF, AS_OF + timedelta(days=40)):
            draft = draft_meeting(series, index=Index(records=records, ledger=ledger), on=on)
            if draft:
                yield series, draft


def test_every_draft_is_read_by_our_reader(company: tuple[Records, Ledger]) -> None:
    drafts = list(_drafts(company))
    assert drafts
    for series, draft in drafts:
        reading = read(draft.text.encode(), file=draft.path)
        assert not reading.problems
        assert isinstance(reading.data, dict)
        assert reading.data["series"] == series
        assert reading.data["date"] == draft.day.isoformat()
        assert draft.path == f"meetings/{draft.day.year}/{draft.identity}.yml"


def test_every_open_action_of_the_queue_stands_in_it_once(
    company: tuple[Records, Ledger],
) -> None:
    _, ledger = company
    for series, draft in _drafts(company):
        if draft.day <= AS_OF:
            continue
        queue = [each.ref for each in ledger.actions.values() if each.series == series]
        still_open = [ref for ref in queue if ledger.actions[ref].is_open]
        offered = re.findall(r"^  - \{action: (\S+), outcome: ", draft.text, re.MULTILINE)
        assert sorted(offered) == sorted(still_open)


def test_the_same_input_gives_the_same_text(company: tuple[Records, Ledger]) -> None:
    assert list(_drafts(company)) == list(_drafts(company))
