"""The JSON documents: their keys, their form, and that they are the same every time."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from decision_record.ledger.replay import replay
from decision_record.model.schema import SCHEMA_KINDS, make_schema
from decision_record.repository.configuration import Settings
from decision_record.repository.load import load
from decision_record.site.make import make_content
from decision_record.source.read import read
from exporting import export_on

REPOSITORY = Path(__file__).resolve().parents[2]
SAMPLE = REPOSITORY / "records"
ORGANIZATIONS = (
    SAMPLE,
    *(
        REPOSITORY / "tests/organizations" / name / "records"
        for name in ("series-a", "fernhollow-personal")
    ),
)
"""Together they hold meetings of every kind."""

KEYS = {
    "actions": {
        "ref", "side", "what", "owner", "owners", "due", "state", "opened", "closed", "rolled",
        "dues",
        "series", "account", "closes_loop", "overdue_days",
    },
    "decisions": {
        "ref", "outcome", "state", "what", "owner", "due", "date", "accounts", "themes", "say",
        "to", "because", "recommendation", "resolves", "resolved_by", "supersedes",
        "superseded_by", "followed",
    },
    "commitments": {
        "ref", "state", "target", "original_target", "slips", "say", "shipped", "confidence",
        "accounts", "by_account", "arr", "arr_promised", "owner", "what",
    },
    "escalations": {
        "ref", "kind", "account", "issue", "arr", "area", "raised", "acknowledged", "resolved",
        "state", "days_to_acknowledge", "days_to_resolve", "answer_by", "path", "tried", "answer",
        "say", "answered", "by", "path_state", "path_raised", "path_answer_by", "path_arr",
    },
    "questions": {
        "ref", "account", "ask", "asked", "answer_by", "state", "answered", "answer",
        "say", "confidence",
    },
    "themes": {"id", "name", "area", "demand", "stance", "commitments"},
    "requests": {"ref", "account", "what", "area", "status", "ticket", "asked"},
    "loops": {
        "item", "account", "state", "opened", "told", "by", "channel", "because", "owner", "due",
    },
    "series": {"id", "kind", "cadence", "members", "held", "cancelled", "last", "next"},
    "pods": {"id", "name", "structure", "members", "status", "ready", "metrics"},
    "people": {"id", "name", "role", "left"},
    "signals": {"code", "message", "ref", "account", "series", "pod", "person", "owner", "url"},
    "shipped": {"ref", "what", "area", "on", "accounts", "say", "briefed", "delivers"},
    "feedback": {"ref", "account", "what", "category", "area", "theme", "tone"},
    "meetings": {
        "id", "series", "date", "held", "cancelled", "attendees", "decisions", "actions",
    },
    "research": {"ref", "area", "what", "owner", "by", "accounts_wanted", "asked"},
    "attention": {
        "kind", "message", "codes", "ref", "accounts", "series", "pod", "person", "owner", "day",
        "old", "url",
    },
    "queues": {"series", "person", "pod", "tasks"},
    "surprises": {"ref", "date", "account", "who", "what"},
    "accounts": {
        "id", "name", "arr", "segment", "csm", "pm", "renewal", "qbrs", "churned", "aliases",
        "external", "open", "last_record",
    },
    "measures": {
        "measure", "title", "period", "from", "until", "by", "value", "numerator", "denominator",
        "sample", "unit", "before", "note",
    },
}  # fmt: skip
"""The keys of site.md; each occurs somewhere in the sample unless it is listed below."""

NOT_IN_THE_SAMPLE = {"people": {"left"}}


@pytest.fixture(scope="module")
def documents() -> dict[str, Any]:
    exported = export_on(date(2026, 6, 29), load([SAMPLE], base=REPOSITORY).records)
    return {f"{name}.json": document for name, document in exported.items()}


@pytest.mark.parametrize("name", KEYS)
def test_items_have_the_keys_that_consumers_count_on(documents: dict[str, Any], name: str) -> None:
    document = documents[f"{name}.json"]
    assert set(document) == {"as_of", "items"}
    assert document["as_of"] == "2026-06-29"
    found = {key for item in document["items"] for key in item}
    assert found == KEYS[name] - NOT_IN_THE_SAMPLE.get(name, set())


def test_a_row_is_listed_as_its_record_has_it(documents: dict[str, Any]) -> None:
    shipped = {each["ref"]: each for each in documents["shipped.json"]["items"]}
    assert all("/S" in ref for ref in shipped)
    delivered = [each for each in shipped.values() if "delivers" in each]
    decisions = {each["ref"] for each in documents["decisions.json"]["items"]}
    assert delivered
    assert all(each["delivers"] in decisions for each in delivered)
    assert {each["tone"] for each in documents["feedback.json"]["items"]} <= {
        "wish", "problem", "praise",
    }  # fmt: skip
    (surprise,) = documents["surprises.json"]["items"]
    assert (surprise["account"], surprise["who"]) == ("halvorsen-pike", "customer")


def test_a_cancelled_meeting_says_why_and_holds_nothing(documents: dict[str, Any]) -> None:
    meetings = {each["id"]: each for each in documents["meetings.json"]["items"]}
    cancelled = meetings["2026-03-18-tier-2-integrations"]
    assert (cancelled["held"], cancelled["decisions"], cancelled["actions"]) == (False, [], [])
    assert cancelled["cancelled"] == "sprint"
    held = [each for each in meetings.values() if each["held"]]
    assert sum(len(each["decisions"]) for each in held) > 0
    assert not any("cancelled" in each for each in held)


def test_absent_values_are_absent(documents: dict[str, Any]) -> None:
    def values(value: object) -> list[object]:
        if isinstance(value, dict):
            return [each for inner in value.values() for each in values(inner)]
        if isinstance(value, list):
            return [each for inner in value for each in values(inner)]
        return [value]

    for name, document in documents.items():
        if not name.startswith("schema/"):
            assert None not in values(document), name


def test_references_are_full_names(documents: dict[str, Any]) -> None:
    known = {
        item["ref"]
        for name in ("actions", "decisions", "escalations", "questions", "requests")
        for item in documents[f"{name}.json"]["items"]
    }
    decisions = documents["decisions.json"]["items"]
    for field in ("resolves", "supersedes"):
        named = {name for decision in decisions for name in decision[field]}
        assert named, field
        assert named <= known, field


def test_a_signal_says_what_it_is_about_and_where_that_stands(documents: dict[str, Any]) -> None:
    found = documents["signals.json"]["items"]
    about = {"ref", "account", "series", "pod", "person"}
    assert [each["code"] for each in found] == sorted(each["code"] for each in found)
    assert all(about & set(each) and each["url"] for each in found)
    ageing = next(
        each for each in found if each["code"] == "SG502" and each["owner"] == "greta.sandoval"
    )
    assert ageing["ref"] == "2026-06-08-sunniva.roche/E1"
    assert ageing["account"] == "pennycress"
    assert ageing["url"] == "updates/2026-06-08-sunniva.roche/#E1"


def test_an_account_has_its_numbers_in_other_systems(documents: dict[str, Any]) -> None:
    accounts = {each["id"]: each for each in documents["accounts.json"]["items"]}
    assert accounts["ostermark"]["external"] == {"crm": "0015g00000XyZk63QAC"}
    assert all(isinstance(each["external"], dict) for each in accounts.values())


def test_an_account_has_a_document_with_its_timeline(documents: dict[str, Any]) -> None:
    accounts = documents["accounts.json"]["items"]
    assert len(accounts) == 24
    for account in accounts:
        (document,) = documents[f"accounts/{account['id']}.json"]["items"]
        item = dict(document)
        timeline, ahead = item.pop("timeline"), item.pop("ahead", [])
        waiting = item.pop("open_with_product")
        say, not_to_promise = item.pop("say"), item.pop("do_not_promise")
        assert all(set(each) == {"ref", "because", "since"} for each in item.pop("surprises"))
        assert item == account
        assert all({"text", "ref", "day"} <= set(each) for each in say)
        assert all({"what", "ref", "why", "since"} <= set(each) for each in not_to_promise)
        assert len(waiting) == account["open"]["escalations"] + account["open"]["questions"]
        assert all(step["date"] <= "2026-06-29" for step in timeline)
        assert all(step["date"] > "2026-06-29" for step in ahead)
        assert [step["date"] for step in timeline] == sorted(step["date"] for step in timeline)
        assert all({"date", "ref", "kind", "text"} <= set(step) for step in timeline)


def test_words_past_their_target_are_to_be_avoided_in_the_exports_too(
    documents: dict[str, Any],
) -> None:
    """The template import did not come on 19 June: five accounts must not be told that it did."""
    late = "From 19 June the import takes your checklist"
    for name in ("juniper-lane", "finch-ember", "kestrel-yard", "wickthorn", "dovecote"):
        (item,) = documents[f"accounts/{name}.json"]["items"]
        assert not [each for each in item["say"] if each["text"].startswith(late)]
        (caution,) = [
            each for each in item["do_not_promise"] if each.get("words", "").startswith(late)
        ]
        assert (caution["why"], caution["since"]) == ("overdue", "2026-06-20")


def test_a_pod_has_a_document_of_its_own(documents: dict[str, Any]) -> None:
    pods = documents["pods.json"]["items"]
    assert {"reporting", "healthcare", "onboarding"} <= {pod["id"] for pod in pods}
    for pod in pods:
        assert documents[f"pods/{pod['id']}.json"]["items"] == [pod]


def test_a_pod_s_metrics_have_their_keys_and_readings_in_order(documents: dict[str, Any]) -> None:
    for pod in documents["pods.json"]["items"]:
        for metric in pod["metrics"]:
            assert set(metric) == {"id", "baseline", "target", "better", "readings"}
            days = [reading["as_of"] for reading in metric["readings"]]
            assert days
            assert days == sorted(days)
            assert all(set(reading) == {"as_of", "value"} for reading in metric["readings"])
    by_id = {pod["id"]: pod for pod in documents["pods.json"]["items"]}
    acknowledged = by_id["reporting"]["metrics"][0]["readings"]
    assert [reading["value"] for reading in acknowledged] == [8.0, 5.2, 2.6, 1.9, 1.4, 1.6]
    assert [by_id[pod]["ready"] for pod in ("reporting", "healthcare", "onboarding")] == [
        True,
        True,
        False,
    ]


def test_a_series_says_when_it_meets_next(documents: dict[str, Any]) -> None:
    by_id = {series["id"]: series for series in documents["series.json"]["items"]}
    assert by_id["tier-1"] == {
        "id": "tier-1",
        "kind": "tier-1",
        "cadence": "monthly",
        "members": ["maren.oyelaran", "tobias.wrenfield"],
        "held": 5,
        "cancelled": 0,
        "last": "2026-05-26",
        "next": "2026-06-30",
    }
    assert by_id["tier-2-integrations"]["cancelled"] == 1


def test_the_index_lists_every_document_and_counts(documents: dict[str, Any]) -> None:
    index = documents["index.json"]
    assert set(index["documents"]) == set(documents) - {"index.json"}
    for name, count in index["counts"].items():
        assert count == len(documents[f"{name}.json"]["items"])


def test_money_is_a_number_in_the_company_s_currency(documents: dict[str, Any]) -> None:
    by_id = {item["id"]: item for item in documents["accounts.json"]["items"]}
    assert by_id["ostermark"]["arr"] == 215000
    assert sum(item["arr"] for item in by_id.values()) == 3_297_000
    assert by_id["tamsin-rowe"]["arr"] == 0
    assert by_id["tamsin-rowe"]["churned"] == "2026-04-30"


def test_all_24_accounts_before_the_churn() -> None:
    records = load([SAMPLE], base=REPOSITORY).records
    ledger = replay(records, date(2026, 4, 29))
    assert sum(each.arr for each in ledger.accounts.values()) == 3_379_000
    assert len(ledger.accounts) == 24


def _files(kind: str) -> list[Path]:
    folders = {"account": "accounts", "pod": "pods", "meeting": "meetings", "update": "updates"}
    if kind in folders:
        return sorted((SAMPLE / folders[kind]).rglob("*.yml"))
    if (SAMPLE / f"{kind}.yml").exists():
        return [SAMPLE / f"{kind}.yml"]
    return sorted(file for root in ORGANIZATIONS for file in _meetings_of(kind, root))


def _meetings_of(kind: str, root: Path) -> Iterator[Path]:
    """The records of the meetings of every series of a kind."""
    file = root / "series.yml"
    series = read(file.read_bytes(), file=file.name).data if file.exists() else {}
    for meeting in (root / "meetings").rglob("*.yml"):
        data = read(meeting.read_bytes(), file=meeting.name).data
        assert isinstance(series, dict)
        assert isinstance(data, dict)
        if series[data["series"]]["kind"] == kind:
            yield meeting


class _AsEditors(yaml.CSafeLoader):
    """YAML 1.2 as editors read it: numbers, `true` and `false`, but `on` and days are text."""


_TEXT_IN_1_2 = {"tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool"}
_AsEditors.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0] not in _TEXT_IN_1_2]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_AsEditors.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile("true|false"), list("tf"))


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_the_sample_is_valid_by_the_schemas(kind: str) -> None:
    schema = make_schema(kind)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker())
    files = _files(kind)
    assert files
    for file in files:
        content = file.read_bytes()
        validator.validate(read(content, file=file.name).data)
        validator.validate(yaml.load(content, _AsEditors))  # noqa: S506 - a safe loader


@pytest.mark.parametrize(
    ("kind", "wrong"),
    [
        ("account", {"name": "A"}),
        ("series", {"tier-1": {"kind": "tier-1", "minutes": "1_0"}}),
        ("meeting", {"series": "t", "date": "28 April 2026"}),
        ("tier-1", {"series": "t", "date": "2026-04-28", "briefings": []}),
        ("update", {"date": "2026-04-28", "by": "a", "requests": [{"id": "R1", "account": "b"}]}),
        ("taxonomy", {"areas": {"Reporting": {"name": "Reporting"}}}),
        ("people", {"Bob X": {"name": "Bob", "role": "csm"}}),
    ],
)  # fmt: skip
def test_the_schemas_refuse_what_the_models_refuse(kind: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(wrong, make_schema(kind))


def test_signals_appear_from_the_numbers_that_a_team_has_set() -> None:
    records = load([SAMPLE], base=REPOSITORY).records
    ledger = replay(records, date(2026, 6, 29))

    def codes(settings: Settings) -> list[str]:
        content = make_content(records=records, ledger=ledger, settings=settings)
        (document,) = (each for each in content.documents if each.path == "api/v1/signals.json")
        return [each["code"] for each in json.loads(document.content)["items"]]

    usual = codes(Settings())
    assert "SG102" in usual
    rarely = codes(Settings.model_validate({"thresholds": {"SG102": {"times": "9999"}}}))
    assert rarely == [code for code in usual if code != "SG102"]
