"""The JSON documents under `/api/v1/`: deterministic, absent values absent, days as ISO text."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from decision_record.attention.gather import gather_attention
from decision_record.exports.asked import gather_asked, open_with_product
from decision_record.exports.attention import gather_attention_facts, of_unannounced
from decision_record.exports.facts import gather_facts, of_account, of_pod, timeline_facts
from decision_record.exports.measures import list_measures
from decision_record.exports.messages import of_messages
from decision_record.exports.rows import gather_rows
from decision_record.exports.signals import of_signal
from decision_record.findings import Findings
from decision_record.ledger.messaging.talking import Messages
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records
from decision_record.model.schema import SCHEMA_KINDS, make_schema

ROOT = "api/v1/"
"""Where the documents live, below the root of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonDocument:
    """One document."""

    path: str
    """Below the root of the site."""
    content: bytes


def make_documents(
    *, records: Records, ledger: Ledger, findings: Findings
) -> Iterator[JsonDocument]:
    """Every document: the lists, one for each account and pod, the schemas, and their index.

    Args:
        records: The reference files.
        ledger: The state of everything on the day.
        findings: The signals and measures of the day.
    """
    as_of = ledger.as_of
    attention = gather_attention(findings, ledger=ledger, records=records)
    lists = {
        **gather_facts(ledger, people=records.people),
        **gather_asked(ledger, records=records),
        **gather_rows(ledger, records=records),
        **gather_attention_facts(attention, ledger=ledger),
        "measures": list_measures(findings.measures, currency=records.currency),
        "signals": [of_signal(each) for each in findings.signals],
    }
    names = [f"{name}.json" for name in lists]
    for name, items in lists.items():
        yield _document(f"{name}.json", {"as_of": as_of, "items": items})
    for standing in ledger.accounts.values():
        name = f"accounts/{standing.id}.json"
        names.append(name)
        facts = {
            **of_account(standing),
            **of_messages(ledger.messages.get(standing.id, Messages())),
            "surprises": [
                of_unannounced(each) for each in attention.surprises.get(standing.id, ())
            ],
            "open_with_product": open_with_product(standing.id, ledger=ledger),
            "timeline": timeline_facts(standing.timeline),
        }
        if standing.ahead:
            facts["ahead"] = timeline_facts(standing.ahead)
        yield _document(name, {"as_of": as_of, "items": [facts]})
    for pod in ledger.pods.values():
        name = f"pods/{pod.id}.json"
        names.append(name)
        yield _document(name, {"as_of": as_of, "items": [of_pod(pod)]})
    for kind in SCHEMA_KINDS:
        name = f"schema/{kind}.json"
        names.append(name)
        yield _document(name, make_schema(kind), indent=2)
    counts = {name: len(items) for name, items in lists.items()}
    index = {"as_of": as_of, "counts": counts, "documents": sorted(names)}
    yield _document("index.json", index, indent=2)


def _document(name: str, content: Mapping[str, Any], *, indent: int | None = None) -> JsonDocument:
    text = json.dumps(content, default=_as_text, ensure_ascii=False, indent=indent)
    return JsonDocument(path=ROOT + name, content=text.encode() + b"\n")


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
