"""The field reference's source: every field is described, and stands in an example."""

import pytest

from decision_record.model.describe import DescribedField, all_fields, describe, holds_many
from decision_record.model.examples import EXAMPLES, example_of
from decision_record.model.record import SECTION_KINDS
from decision_record.model.records import FileKind
from decision_record.model.schema import MODELS
from decision_record.model.shape import shape_data
from decision_record.source.read import read

SHARED = {each.path for each in all_fields(describe(FileKind.MEETING))}


def field(kind: FileKind, path: str) -> DescribedField:
    return next(each for each in all_fields(describe(kind)) if each.path == path)


@pytest.mark.parametrize("kind", list(FileKind))
def test_an_example_has_the_shape_of_its_kind(kind: FileKind) -> None:
    reading = read(EXAMPLES[kind].encode(), file="x.yml")
    model, problems = shape_data(reading.data, model=MODELS[kind], file="x.yml")
    assert (reading.problems, problems) == ((), ())
    assert model is not None


@pytest.mark.parametrize("kind", list(FileKind))
def test_every_field_stands_in_an_example(kind: FileKind) -> None:
    data = read(EXAMPLES[kind].encode(), file="x.yml").data
    written = {
        path
        for each in (data.values() if holds_many(kind) and isinstance(data, dict) else [data])
        for path in _paths(each)
    }
    known = SHARED if kind is FileKind.UPDATE else set()
    missing = {each.path for each in all_fields(describe(kind))} - written - known
    # The sides of a section are left out of the paths: both hold the same.
    sided = {f"{section}.{side}" for section, side in _SIDES}
    assert {path for path in missing if not _has_a_side(path, written)} <= sided


_SIDES = {("actions", side) for side in ("cs", "pm", "shared")} | {
    ("preread", side) for side in ("cs", "product")
}


def _has_a_side(path: str, written: set[str]) -> bool:
    section, _, rest = path.partition(".")
    return any(f"{section}.{side}.{rest}" in written for name, side in _SIDES if name == section)


def _paths(data: object, above: str = "") -> set[str]:
    """Where something stands, by names alone; of values by name also without the name."""
    if isinstance(data, list):
        return {path for each in data for path in _paths(each, above)}
    if not isinstance(data, dict):
        return set()
    found: set[str] = set()
    for name, value in data.items():
        path = f"{above}.{name}" if above else name
        found |= {path} | _paths(value, path) | _paths(value, above)
    return found


@pytest.mark.parametrize("kind", list(FileKind))
def test_every_field_says_what_it_means_once(kind: FileKind) -> None:
    fields = list(all_fields(describe(kind)))
    for each in fields:
        assert each.says.endswith("."), each.path
    paths = [each.path for each in fields]
    assert len(paths) == len(set(paths))


def test_a_field_says_what_it_takes() -> None:
    due = field(FileKind.MEETING, "decisions.due")
    assert due.takes.wanted is not None
    assert (due.takes.wanted.words, due.required) == ("a day, written YYYY-MM-DD", False)
    owner = field(FileKind.MEETING, "decisions.owner")
    assert owner.takes.refers is not None
    assert owner.takes.refers.to == "person"
    outcome = field(FileKind.MEETING, "decisions.outcome")
    assert (outcome.takes.words, outcome.required) == (("decided", "deferred", "escalated"), True)
    assert field(FileKind.POD, "status").default == "forming"
    arr = field(FileKind.ACCOUNT, "arr")
    assert arr.many == "list"
    assert arr.also is not None


def test_what_both_sides_hold_is_described_once() -> None:
    paths = [each.path for each in all_fields(describe(FileKind.MEETING))]
    assert [path for path in paths if path.startswith("preread")] == [
        "preread",
        "preread.cs",
        "preread.product",
        "preread.sent",
        "preread.includes",
    ]
    assert "actions.owner" in paths
    assert not field(FileKind.MEETING, "actions.cs").fields


def test_an_example_is_cut_at_its_outermost_names() -> None:
    assert example_of(FileKind.UPDATE, "by") == "by: anneke.morrow"
    assert example_of(FileKind.UPDATE, "prereads").count("\n") == 2
    assert example_of(FileKind.UPDATE, "review") == ""
    for section in SECTION_KINDS:
        assert example_of(FileKind.MEETING, section).startswith(f"{section}:")
