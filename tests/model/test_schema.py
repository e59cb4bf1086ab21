"""The schemas describe every field, and take whatever record has a shape."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from decision_record.model.record import SECTION_KINDS
from decision_record.model.schema import SCHEMA_KINDS, make_schema
from decision_record.repository.load import load
from decision_record.source.read import read

TESTS = Path(__file__).parents[1]
ROOTS = [
    TESTS.parent / "records",
    TESTS / "organizations/harbour/records",
    TESTS / "checks/organization/records",
    *sorted((TESTS / "cases").glob("*/records")),
]


@pytest.mark.parametrize("kind", SCHEMA_KINDS)
def test_every_field_is_described(kind: str) -> None:
    schema = make_schema(kind)
    groups = {"": schema, **schema.get("$defs", {})}
    for name, group in groups.items():
        for field, declared in group.get("properties", {}).items():
            assert _description(declared, schema).endswith("."), f"{name}.{field}"


def _description(declared: Mapping[str, Any], schema: Mapping[str, Any]) -> str:
    """A field's own description, or that of the group which it is."""
    for each in (declared, *declared.get("anyOf", ())):
        if "description" in each:
            return str(each["description"])
        if "$ref" in each:
            return str(schema["$defs"][each["$ref"].rpartition("/")[2]]["description"])
    return ""


class _DaysAsText(yaml.CSafeLoader):
    """What an editor makes of a file: numbers and truth values, but days are text."""


_DaysAsText.yaml_implicit_resolvers = {
    first: [each for each in resolvers if each[0].endswith((":int", ":float", ":null", ":merge"))]
    for first, resolvers in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}


@pytest.mark.parametrize("root", ROOTS, ids=lambda root: root.parent.name)
def test_it_takes_every_file_that_has_a_shape(root: Path) -> None:
    loaded = load([root], base=root)
    wrong = {problem.at.file for problem in loaded.problems}
    for shaped in loaded.shaped:
        if shaped.file.name in wrong:
            continue
        validator = jsonschema.Draft202012Validator(make_schema(shaped.file.kind))
        content = (root / shaped.file.path).read_bytes()
        validator.validate(read(content, file=shaped.file.name).data)
        typed = yaml.load(content, _DaysAsText)  # noqa: S506 - a safe loader
        validator.validate(json.loads(json.dumps(typed)))


def test_a_meeting_of_a_kind_has_its_own_sections_only() -> None:
    assert "themes" in make_schema("tier-1")["properties"]
    assert "themes" not in make_schema("tier-2")["properties"]
    for kind in SCHEMA_KINDS[8:]:
        foreign = {name for name, owners in SECTION_KINDS.items() if kind not in owners}
        assert not foreign & set(make_schema(kind)["properties"])


def test_no_schema_of_a_kind_that_there_is_not() -> None:
    with pytest.raises(KeyError):
        make_schema("minutes")
