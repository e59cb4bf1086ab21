"""The JSON documents under `/api/v1/`: deterministic, absent values absent, days as ISO text."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from decision_record.exports.context import ExportContext
from decision_record.exports.documents import EXPORTS
from decision_record.model.schema import SCHEMA_KINDS, make_schema

ROOT = "api/v1/"
"""Where the documents live, below the root of the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class JsonDocument:
    """One document."""

    path: str
    """Below the root of the site."""
    content: bytes


def make_documents(context: ExportContext) -> Iterator[JsonDocument]:
    """Every declared export, the schemas of the records' files, and the index of all."""
    as_of = context.ledger.as_of
    names: list[str] = []
    counts: dict[str, int] = {}
    for export in EXPORTS:
        items = export.make(context)
        parts = (
            [(export.name, list(items))]
            if export.is_list
            else ((export.name_of(item), [item]) for item in items)
        )
        for name, part in parts:
            names.append(f"{name}.json")
            if export.is_list:
                counts[name] = len(part)
            yield _document(names[-1], {"as_of": as_of, "items": part})
    for kind in SCHEMA_KINDS:
        names.append(f"schema/{kind}.json")
        yield _document(names[-1], make_schema(kind), indent=2)
    index = {"as_of": as_of, "counts": counts, "documents": sorted(names)}
    yield _document("index.json", index, indent=2)


def _document(name: str, content: Mapping[str, Any], *, indent: int | None = None) -> JsonDocument:
    text = json.dumps(content, default=_as_text, ensure_ascii=False, indent=indent)
    return JsonDocument(path=ROOT + name, content=text.encode() + b"\n")


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
