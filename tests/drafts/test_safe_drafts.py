"""Nothing that somebody wrote changes what a draft says; nothing personal reaches others."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from building import make_records
from confiding import OPEN, PERSONAL, SECRET, SHARED, write
from decision_record.drafts.next_meeting import draft_meeting
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.load import load
from decision_record.source.encoding import FORBIDDEN
from decision_record.source.read import read
from examples import at_least

AS_OF = date(2026, 6, 29)
SERIES = {
    "tier-1": {"kind": "tier-1"},
    "tier-2": {"kind": "tier-2", "members": ["bob", "ines"]},
    "tier-3": {"kind": "tier-3"},
    "combined": {"kind": "combined"},
    "quarterly": {"kind": "quarterly-review"},
    "standup": {"kind": "pod-standup", "pod": "export"},
    "sprint": {"kind": "pod-sprint-review", "pod": "export"},
    "metrics": {"kind": "pod-metric-review", "pod": "export"},
    "talk": {"kind": "one-on-one", "members": ["vera", "bob"]},
}


def _company(text: str) -> Mapping[str, Any]:
    """A company in which everybody writes the same text everywhere."""
    held = {"attendees": ["vera"]}
    action = {"what": text, "owner": "bob", "due": "2026-06-12"}
    decision = {"outcome": "decided", "what": text, "owner": "otto", "accounts": ["north"]}
    raised = {"account": "north", "area": "export"}
    return {
        "series": {name: {"name": text, **fields} for name, fields in SERIES.items()},
        "accounts": {"north": {"name": text, "qbrs": ["2026-07-01"]}},
        "people": {"bob": {"name": text, "role": "csm"}},
        "taxonomy": {
            "areas": {"export": {"name": text}},
            "themes": {"bulk": {"name": text}, "speed": {"name": text}},
        },
        "pods": {
            "export": {
                "name": text,
                "structure": "product-area",
                "area": "export",
                "members": {"pm": "ines", "csm": "bob"},
                "started": "2026-01-05",
                "status": "operational",
                "metrics": [{"id": "days", "name": text, "unit": text}],
            }
        },
        **{
            f"2026-06-10-{name}": held | {"actions": {"cs": [{"id": "A1", **action}]}}
            for name in SERIES
        },
        "2026-06-11-bob": {
            "escalations": [{"id": "E1", **raised, "issue": text}],
            "briefings": [
                {"id": "B1", **raised, "request": text, "theme": "bulk", "outcome": "escalated"}
            ],
            "questions": [{"id": "Q1", **raised, "ask": text, "theme": "speed"}],
            "requests": [{"id": "R1", **raised, "what": text, "ticket": text}],
        },
        "2026-06-12-tier-1": held
        | {
            "decisions": [
                {"id": "D1", **decision, "commitment": {"target": "2026-07-15"}},
                {"id": "D2", **decision, "due": "2026-06-20"},
                {"id": "D3", "outcome": "deferred", "what": text, "owner": "otto"},
            ],
        },
        "2026-06-12-tier-3": {
            "process_changes": [{"what": text, "owner": "bob", "status": "running"}]
        },
        "2026-06-12-standup": {"releases": [{"what": text, "on": "2026-07-12"}]},
        "2026-06-12-sprint": {"next_sprint": [text]},
        "2026-06-12-talk": {"goals": [{"goal": text, "owner": "bob", "target": text}]},
    }


def _read(text: str) -> Mapping[str, object]:
    records = make_records(_company(text))
    ledger = replay(records, AS_OF)
    read_drafts = {}
    for name in SERIES:
        draft = draft_meeting(name, index=Index(records=records, ledger=ledger))
        if draft:
            reading = read(draft.text.encode(), file=draft.path)
            assert not reading.problems, draft.text
            read_drafts[name] = reading.data
    return read_drafts


_signs = st.characters(exclude_categories=["Cs", "Cn"]).filter(
    lambda each: not FORBIDDEN.match(each)
)
_texts = st.one_of(
    st.text(_signs, min_size=1),
    st.lists(
        st.sampled_from(
            ("\n", "# ", "- {", "}", "series: x", '"', "'", ": ", "…", "\t", "&a", "*a", "---", "x")
        ),
        min_size=1,
    ).map("".join),
).filter(str.strip)


@settings(max_examples=at_least(40), deadline=None)
@given(text=_texts)
def test_what_people_wrote_stays_within_comments(text: str) -> None:
    assert _read(text) == _read("x")


def test_each_kind_but_the_personal_one_is_drafted() -> None:
    assert set(_read("x")) == set(SERIES) - {"talk"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in SHARED.items():
        write(tmp_path / "records" / name, text)
    for name, text in PERSONAL.items():
        write(tmp_path / "personal" / name, text)
    return tmp_path


def test_nothing_personal_is_drafted_for_others(folder: Path) -> None:
    loaded = load([folder / "records"], personal=[folder / "personal"], withheld=True, base=folder)
    records = loaded.records
    ledger = replay(records, AS_OF)
    assert "bob-talk" in ledger.series
    for name in records.series:
        draft = draft_meeting(
            name, index=Index(records=records, ledger=ledger), on=date(2026, 7, 6)
        )
        assert draft is None or SECRET not in draft.text.lower()
    assert draft_meeting("bob-talk", index=Index(records=records, ledger=ledger), on=AS_OF) is None


def test_its_two_people_have_their_goals_and_actions_again(folder: Path) -> None:
    records = load([folder / "records"], personal=[folder / "personal"], base=folder).records
    assert records.own
    draft = draft_meeting(
        "bob-talk", index=Index(records=records, ledger=replay(records, AS_OF)), on=date(2026, 7, 6)
    )
    assert draft is not None
    assert draft.is_personal
    assert SECRET in draft.text
    assert OPEN not in draft.text
    assert "- {action: 2026-05-04-bob-talk/A4, outcome: }" in draft.text
