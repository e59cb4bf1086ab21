"""The JSON documents under `/api/v1/`: deterministic, absent values absent, days as ISO text."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from decision_record.exports.facts import gather_facts, of_account, of_pod, timeline_facts
from decision_record.exports.measures import gather_measures
from decision_record.exports.signals import list_signals
from decision_record.ledger.replay import Ledger
from decision_record.model.records import Records
from decision_record.model.schema import SCHEMA_KINDS, make_schema
from decision_record.signals.catalogue import SIGNALS
from decision_record.signals.rule import SignalRule

ROOT = "api/v1/"
"""Where the documents live, below the root of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonDocument:
    """One document."""

    path: str
    """Below the root of the site."""
    content: bytes


def make_documents(
    *,
    records: Records,
    ledger: Ledger,
    signals: Sequence[SignalRule] = SIGNALS,
    written: Mapping[str, date] | None = None,
) -> Iterator[JsonDocument]:
    """Every document: the lists, one for each account and pod, the schemas, and their index.

    Args:
        records: The reference files.
        ledger: The state of everything on the day.
        signals: Which signals are looked for, and from which numbers on.
        written: The day on which each record was written down, where git knows.
    """
    as_of = ledger.as_of
    lists = {
        **gather_facts(ledger, people=records.people),
        "measures": gather_measures(ledger, records=records, written=written),
        "signals": list_signals(ledger, records=records, rules=signals, written=written),
    }
    names = [f"{name}.json" for name in lists]
    for name, items in lists.items():
        yield _document(f"{name}.json", {"as_of": as_of, "items": items})
    for standing in ledger.accounts.values():
        name = f"accounts/{standing.id}.json"
        names.append(name)
        facts = {**of_account(standing), "timeline": timeline_facts(standing.timeline)}
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
