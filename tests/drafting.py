"""The draft of a meeting of a small organisation, as text and as the data it holds."""

from typing import Any

from building import day, make_records, parse
from decision_record.drafts.next_meeting import Draft, draft_meeting
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.source.read import read


def draft_of(
    text: str, *, series: str = "tier-1", as_of: str, on: str | None = None
) -> Draft | None:
    records = make_records(parse(text))
    ledger = replay(records, day(as_of))
    return draft_meeting(
        series, index=Index(records=records, ledger=ledger), on=day(on) if on else None
    )


def text_of(text: str, *, series: str = "tier-1", as_of: str, on: str | None = None) -> str:
    draft = draft_of(text, series=series, as_of=as_of, on=on)
    assert draft is not None
    return draft.text


def data_of(text: str) -> dict[str, Any]:
    reading = read(text.encode(), file="draft.yml")
    assert isinstance(reading.data, dict), reading.problems
    return reading.data
