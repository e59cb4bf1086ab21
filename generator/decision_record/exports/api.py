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


def make_schemas() -> Mapping[str, bytes]:
    """The schema of each kind of file, as its document has it; it depends on no record."""
    return {kind: _text(make_schema(kind)) for kind in SCHEMA_KINDS}


def make_documents(
    context: ExportContext, *, schemas: Mapping[str, bytes] | None = None
) -> Iterator[JsonDocument]:
    """Every declared export, the schemas of the records' files, and the index of all.

    Args:
        context: What they are made from.
        schemas: The schemas, where they were made before.
    """
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
    for kind, text in (make_schemas() if schemas is None else schemas).items():
        names.append(f"schema/{kind}.json")
        yield JsonDocument(path=ROOT + names[-1], content=text)
    index = {"as_of": as_of, "counts": counts, "documents": sorted(names)}
    yield _document("index.json", index, indent=2)


def _document(name: str, content: Mapping[str, Any], *, indent: int | None = None) -> JsonDocument:
    return JsonDocument(path=ROOT + name, content=_text(content, indent=indent))


def _text(content: Mapping[str, Any], *, indent: int | None = None) -> bytes:
    text = json.dumps(content, default=_as_text, ensure_ascii=False, indent=indent)
    return text.encode() + b"\n"


def _as_text(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no form in JSON")
