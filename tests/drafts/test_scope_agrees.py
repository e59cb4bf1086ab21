"""A tier 2's preparation page, its draft and DR325 speak of the same things (`ledger/scope.py`).

Organisations are made with CSMs who hand accounts over, several tier 2s for one CSM, areas of
their own and none; the next meeting of each is prepared, drafted, and held without a word.
"""

import re
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import yaml

from building import make_records
from decision_record.drafts.next_meeting import draft_meeting
from decision_record.examine import examine
from decision_record.ledger.index import Index
from decision_record.ledger.recency import recency_of
from decision_record.ledger.replay import replay
from decision_record.ledger.scope import scope_of
from decision_record.model.records import Records
from decision_record.repository.configuration import read_configuration
from decision_record.views.series.prep.asked import issues, questions, requests
from decision_record.views.series.prep.parts import SHOWN, PrepTopic
from decision_record.views.shared.context import ViewContext, make_view_context

AS_OF = date(2026, 6, 29)
MEETING = date(2026, 6, 30)
AREAS = ("charts", "berths", "tides", None)
CSMS = ("bob", "lena")


def make_company(seed: int) -> dict[str, Any]:
    """At most as many items as a page shows whole, so that nothing is counted in place of named."""
    chance = Random(seed)  # noqa: S311 - of a test
    accounts = {
        f"a{number}": {
            "name": f"Account {number}",
            "arr": str(1000 * number),
            "segment": chance.choice(("big", "small")),
            "csm": [
                {"since": "2026-01-01", "person": chance.choice(CSMS)},
                {"since": "2026-05-01", "person": chance.choice(CSMS)},
            ],
            "renewal": "2027-01-01",
        }
        for number in range(1, 9)
    }
    series = {
        f"pair-{number}": {
            "kind": "tier-2",
            "members": [chance.choice(CSMS), "ines"],
            **({"area": area} if (area := chance.choice(AREAS)) else {}),
            **({"segment": "big"} if chance.random() < 0.3 else {}),
        }
        for number in range(1, 5)
    }
    items: dict[str, list[dict[str, Any]]] = {"requests": [], "questions": [], "escalations": []}
    texts = {"requests": "what", "questions": "ask", "escalations": "issue"}
    for section, text in texts.items():
        for number in range(1, SHOWN + 1):
            area = chance.choice(AREAS)
            row = {"id": f"{section[0].upper()}{number}", "account": chance.choice(list(accounts))}
            row |= {text: f"{section} {number}"} | ({"area": area} if area else {})
            items[section].append(row)
    taxonomy = {
        "areas": {each: {"name": each, "pm": "ines"} for each in AREAS if each},
        "segments": {"big": "Big", "small": "Small", "enterprise": "Enterprise"},
    }
    return {
        "accounts": accounts,
        "series": series,
        "taxonomy": taxonomy,
        "2026-06-02-lena": items,
    }


def refs(topic: PrepTopic) -> set[str]:
    assert topic.number == len(topic.lines)
    return {line.item.address.partition("#")[2] for line in topic.lines if line.item}


def on_the_page(name: str, context: ViewContext) -> set[str]:
    records, ledger = context.records, context.ledger
    scope = scope_of(records.series[name], records=records, on=ledger.as_of)
    recency = recency_of(ledger.series[name], ledger=ledger, meeting=MEETING)
    topics = (
        each(scope, recency=recency, context=context) for each in (issues, questions, requests)
    )
    return set().union(*map(refs, topics))


def in_the_draft(name: str, records: Records) -> set[str]:
    draft = draft_meeting(
        name, index=Index(records=records, ledger=replay(records, AS_OF)), on=MEETING
    )
    assert draft
    return set(re.findall(r"2026-06-02-lena/(\w+)", draft.text))


@pytest.mark.parametrize("seed", range(25))
def test_the_page_and_the_draft_name_the_same(seed: int) -> None:
    records = make_records(make_company(seed))
    context = make_view_context(Index(records=records, ledger=replay(records, AS_OF)))
    named = 0
    for name, series in records.series.items():
        if series.kind == "tier-2" and name.startswith("pair"):
            found = on_the_page(name, context)
            assert in_the_draft(name, records) == found, name
            named += len(found)
    assert named


def write(folder: Path, company: dict[str, Any], meeting: str) -> None:
    """The company as files, with an empty meeting of one series."""
    people = {
        name: {"name": name.capitalize(), "role": role}
        for name, role in {"bob": "csm", "lena": "csm", "ines": "pm"}.items()
    }
    records = folder / "records"
    files: dict[str, Any] = {
        "organization.yml": {"name": "A company"},
        "people.yml": people,
        "taxonomy.yml": company["taxonomy"],
        "series.yml": company["series"],
        "updates/2026/2026-06-02-lena.yml": {
            "date": "2026-06-02",
            "by": "lena",
            **company["2026-06-02-lena"],
        },
        f"meetings/2026/{MEETING}-{meeting}.yml": {
            "series": meeting,
            "date": str(MEETING),
            "attendees": company["series"][meeting]["members"],
        },
    } | {f"accounts/{name}.yml": each for name, each in company["accounts"].items()}
    for path, content in files.items():
        file = records / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(yaml.safe_dump(content), encoding="utf-8")
    (folder / "site_config.yml").write_text(
        "site_name: A company\ntheme: material\nplugins: [decision-record]\n", encoding="utf-8"
    )


def passed_over(folder: Path) -> int:
    """How many requests DR325 says that the meeting passed over."""
    configuration, problems = read_configuration(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None, problems
    today = AS_OF + timedelta(days=30)
    found = examine(configuration, base=folder, today=today).diagnostics
    assert not [each for each in found if each.code < "DR3"], found
    messages = [each.message for each in found if each.code == "DR325"]
    numbers = [re.search(r"did not review (\d+|an) ", each) for each in messages]
    return sum(1 if each[1] == "an" else int(each[1]) for each in numbers if each)


@pytest.mark.parametrize("seed", range(6))
def test_what_a_silent_meeting_passed_over_is_what_the_page_asked_for(
    seed: int, tmp_path: Path
) -> None:
    company = make_company(seed)
    records = make_records(company)
    context = make_view_context(Index(records=records, ledger=replay(records, AS_OF)))
    total = 0
    for name in company["series"]:
        folder = tmp_path / name
        write(folder, company, name)
        asked = {each for each in on_the_page(name, context) if each.startswith("R")}
        assert passed_over(folder) == len(asked), name
        total += len(asked)
    assert total
