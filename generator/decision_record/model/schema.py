"""JSON Schema of each kind of file, for editors that complete and check while one types."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args

from pydantic import BaseModel

from decision_record.model.account import Account
from decision_record.model.descriptions import DescribedSchema
from decision_record.model.pod import Pod
from decision_record.model.record import SECTION_KINDS, Meeting, Update
from decision_record.model.records import FileKind
from decision_record.model.reference import Organization, People, Taxonomy
from decision_record.model.series import SeriesFile, SeriesKind

MODELS: Mapping[FileKind, type[BaseModel]] = MappingProxyType(
    {
        FileKind.ORGANIZATION: Organization,
        FileKind.PEOPLE: People,
        FileKind.TAXONOMY: Taxonomy,
        FileKind.SERIES: SeriesFile,
        FileKind.ACCOUNT: Account,
        FileKind.POD: Pod,
        FileKind.MEETING: Meeting,
        FileKind.UPDATE: Update,
    }
)
"""The model of each kind of file."""

SCHEMA_KINDS: tuple[str, ...] = (
    *(kind.value for kind in FileKind),
    *get_args(SeriesKind),
)
"""What there is a schema of: each kind of file, and a meeting of each kind of series."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"


def make_schema(kind: str) -> Mapping[str, Any]:
    """The JSON Schema of a kind of file, or of a meeting of one kind of series.

    It takes what people type and an editor reads (`arr: 215000` as a number, `note:` as null), and
    what our own reader makes of it (text).

    Raises:
        KeyError: There is no such kind; `SCHEMA_KINDS` lists them.
    """
    if kind in frozenset(FileKind):
        schema = _schema_of(MODELS[FileKind(kind)])
    elif kind in get_args(SeriesKind):
        whole = _schema_of(Meeting)
        foreign = {name for name, owners in SECTION_KINDS.items() if kind not in owners}
        fields = {n: each for n, each in whole["properties"].items() if n not in foreign}
        schema = {**whole, "properties": fields, "title": f"Meeting ({kind})"}
    else:
        raise KeyError(kind)
    return {"$schema": _DRAFT, **schema}


@cache
def _schema_of(model: type[BaseModel]) -> Mapping[str, Any]:
    """A model's schema, which takes long to make and is wanted for many kinds."""
    schema = model.model_json_schema(mode="validation", schema_generator=DescribedSchema)
    for group in (schema, *schema.get("$defs", {}).values()):
        _close_names(group)
        _allow_empty(group)
    return schema


def _close_names(group: dict[str, Any]) -> None:
    """Refuse every name that has not the form which pydantic only describes."""
    for each in (group, *group.get("properties", {}).values()):
        if "patternProperties" in each:
            each["additionalProperties"] = False


def _allow_empty(group: dict[str, Any]) -> None:
    """An empty value is an absent field: null, or text without a character."""
    required = group.get("required", ())
    for name, field in group.get("properties", {}).items():
        if name not in required:
            described = {key: field.pop(key) for key in ("description", "title") if key in field}
            field.pop("default", None)
            choices = field.pop("anyOf", None) or [dict(field)]
            field.clear()
            kept = [each for each in choices if each != {"type": "null"}]
            field.update(described, anyOf=[*kept, {"type": "null"}, {"const": ""}])
