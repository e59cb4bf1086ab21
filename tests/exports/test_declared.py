"""Every document has the keys that its export declares, of the declared types, and no others.

The organisations are the sample, three that are odd on purpose and a few that are made by chance.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from building import day, make_records, parse
from decision_record.exports.documents import EXPORTS, Export
from decision_record.exports.keys import Holds, Key
from decision_record.model.records import Records
from decision_record.repository.load import load
from exporting import export_on
from fernhollow import PERSONAL, SHARED
from hostile import AS_OF, hostile_files
from plausible import write_organisation
from sites import HARBOUR, REPOSITORY

Documents = Mapping[str, Any]

SPARSE = """
    series: {pair: {kind: one-on-one, members: [vera, bob]}}
    accounts: {north: {churned: {on: 2026-12-01}}}
    2026-06-20-pair: {customers: [{promote_to: tier-2}]}
    2026-06-20-bob: {surprises: [{who: csm}]}
"""
"""An issue and a surprise that do not say whose they are, and a churn ahead."""

_BY_NAME = {export.name: export for export in EXPORTS}
_ID = re.compile(r"[^/]+/[^/]+$")
_DAY = re.compile(r"\d{4}-\d\d-\d\d$")
_RECORD = re.compile(r"\d{4}-\d\d-\d\d-[^/]+$")


@pytest.fixture(scope="module")
def organisations(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Documents]:
    """The documents of each organisation, by its name."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, data in hostile_files().items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    return {
        "sample": sample(),
        "one-on-ones": export_on(day("2026-06-09"), read(SHARED, PERSONAL)),
        "sparse": export_on(day("2026-06-29"), make_records(parse(SPARSE))),
        "harbour": export_on(day("2026-06-30"), read(HARBOUR)),
        "hostile": export_on(day(AS_OF), read(folder)),
    } | {
        f"plausible {seed}": export_on(
            day("2026-06-29"), make_records(write_organisation(seed, records=12))
        )
        for seed in range(8)
    }


@cache
def sample() -> Documents:
    return export_on(day("2026-06-29"), read(SHARED))


def read(*roots: Path) -> Records:
    return load(roots, base=REPOSITORY).records


def export_of(name: str) -> Export | None:
    """What declares a document; nothing declares the index and the schemas."""
    return _BY_NAME.get(re.sub(r"/.+", "/<id>", name))


def items_of(documents: Documents, export: Export) -> Iterator[Any]:
    """The items of an export."""
    for name, document in documents.items():
        if export_of(name) is export:
            yield from document["items"]


def problems_of(item: Mapping[str, Any], keys: Sequence[Key], where: str = "") -> Iterator[str]:
    """What in an item is not as declared."""
    declared = {key.name: key for key in keys}
    yield from (f"{where}{name} is not declared" for name in item if name not in declared)
    for key in keys:
        if key.name in item:
            yield from _problems_of_value(item[key.name], key, where=f"{where}{key.name}")
        elif not key.optional:
            yield f"{where}{key.name} is missing"


def _problems_of_value(value: object, key: Key, *, where: str) -> Iterator[str]:
    if key.many and not isinstance(value, list):
        yield f"{where} is no list: {value!r}"
        return
    for each in value if key.many and isinstance(value, list) else [value]:
        if not _is_valid(each, key.holds):
            yield f"{where} is no {key.holds}: {each!r}"
        elif key.words and each not in key.words:
            yield f"{where} is none of its words: {each!r}"
        elif isinstance(each, dict) and key.holds is Holds.OBJECT:
            yield from problems_of(each, key.keys, where=f"{where}.")


def _is_valid(value: object, holds: Holds) -> bool:
    match holds:
        case Holds.FLAG:
            return isinstance(value, bool)
        case Holds.COUNT:
            return isinstance(value, int) and not isinstance(value, bool)
        case Holds.NUMBER | Holds.AMOUNT:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case Holds.OBJECT:
            return isinstance(value, dict)
        case Holds.NAMED:
            return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())
        case _:
            return isinstance(value, str) and _is_text(value, holds)


def _is_text(value: str, holds: Holds) -> bool:
    match holds:
        case Holds.DAY:
            return _DAY.match(value) is not None and bool(date.fromisoformat(value))
        case Holds.ITEM:
            return _ID.match(value) is not None
        case Holds.RECORD:
            return _RECORD.match(value) is not None
        case Holds.ITEM_OR_RECORD:
            return _is_text(value, Holds.ITEM) or _is_text(value, Holds.RECORD)
        case _:
            return value != ""


def test_every_document_is_declared(organisations: Mapping[str, Documents]) -> None:
    for documents in organisations.values():
        undeclared = {name for name in documents if export_of(name) is None}
        assert {name for name in undeclared if not name.startswith("schema/")} == {"index"}


def test_every_declared_export_has_a_document() -> None:
    assert {export.name for export in EXPORTS} == {
        export.name for name in sample() if (export := export_of(name))
    }


def test_every_item_is_as_declared(organisations: Mapping[str, Documents]) -> None:
    problems = Counter(
        f"{export.name}: {problem}"
        for documents in organisations.values()
        for export in EXPORTS
        for item in items_of(documents, export)
        for problem in problems_of(item, export.keys)
    )
    assert problems == {}


def _uses(item: Mapping[str, Any], keys: Sequence[Key], where: str) -> Iterator[tuple[str, bool]]:
    """Each key, with whether an item has it."""
    for key in keys:
        yield f"{where}{key.name}", key.name in item
        inner = item.get(key.name, ())
        for each in inner if isinstance(inner, list) else [inner]:
            if key.keys and each:
                yield from _uses(each, key.keys, f"{where}{key.name}.")


def _optional(keys: Sequence[Key], where: str) -> Iterator[str]:
    for key in keys:
        if key.optional:
            yield f"{where}{key.name}"
        yield from _optional(key.keys, f"{where}{key.name}.")


def _all(keys: Sequence[Key], where: str) -> Iterator[str]:
    for key in keys:
        yield f"{where}{key.name}"
        yield from _all(key.keys, f"{where}{key.name}.")


def test_every_declared_key_is_somewhere_and_every_optional_one_is_absent_somewhere(
    organisations: Mapping[str, Documents],
) -> None:
    uses = {
        use
        for documents in organisations.values()
        for export in EXPORTS
        for item in items_of(documents, export)
        for use in _uses(item, export.keys, f"{export.name} ")
    }
    declared = {name for export in EXPORTS for name in _all(export.keys, f"{export.name} ")}
    optional = {name for export in EXPORTS for name in _optional(export.keys, f"{export.name} ")}
    assert declared - {name for name, is_there in uses if is_there} == set()
    assert optional - {name for name, is_there in uses if not is_there} == set()


_LISTS = {
    Holds.ACCOUNT: ("accounts",),
    Holds.PERSON: ("people",),
    Holds.SERIES: ("series",),
    Holds.POD: ("pods",),
    Holds.THEME: ("themes",),
    Holds.ITEM: (
        "actions", "decisions", "escalations", "questions", "requests", "shipped", "feedback",
    ),
}  # fmt: skip
"""The exports that list what a value names."""


def _named(item: Mapping[str, Any], keys: Sequence[Key]) -> Iterator[tuple[Holds, str]]:
    for key in keys:
        value = item.get(key.name, ())
        for each in value if isinstance(value, list | tuple) else [value]:
            if key.keys:
                yield from _named(each, key.keys)
            elif key.holds in _LISTS:
                yield key.holds, each


def test_what_an_export_names_is_in_the_export_that_lists_it() -> None:
    documents = sample()
    known = {
        holds: {
            str(item.get("ref") or item["id"])
            for name in names
            for item in documents[name]["items"]
        }
        for holds, names in _LISTS.items()
    }
    named = {
        each
        for export in EXPORTS
        for item in items_of(documents, export)
        for each in _named(item, export.keys)
    }
    assert {holds for holds, _ in named} == set(_LISTS)
    assert {(holds, name) for holds, name in named if name not in known[holds]} == set()


def test_the_index_counts_and_names_what_is_declared() -> None:
    index = sample()["index"]
    assert list(index["counts"]) == [export.name for export in EXPORTS if export.is_list]
    assert index["as_of"] == "2026-06-29"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"colour": "red"}, "colour is not declared"),
        ({"due": None}, "due is no day: None"),
        ({"due": "29 June 2026"}, "due is no day: '29 June 2026'"),
        ({"state": "closed"}, "state is none of its words: 'closed'"),
        ({"rolled": True}, "rolled is no whole number: True"),
        ({"owners": "bob"}, "owners is no list: 'bob'"),
        ({"ref": "A1"}, "ref is no item: 'A1'"),
    ],
)
def test_what_is_not_as_declared_is_found(change: Mapping[str, Any], problem: str) -> None:
    export = _BY_NAME["actions"]
    item = next(items_of(sample(), export))
    assert tuple(problems_of(item, export.keys)) == ()
    assert tuple(problems_of({**item, **change}, export.keys)) == (problem,)


def test_a_missing_key_is_found_also_inside_of_another() -> None:
    export = _BY_NAME["accounts"]
    item = next(items_of(sample(), export))
    without = {key: value for key, value in item.items() if key != "csm"}
    open_ = {key: value for key, value in item["open"].items() if key != "loops"}
    assert tuple(problems_of(without, export.keys)) == ("csm is missing",)
    assert tuple(problems_of({**item, "open": open_}, export.keys)) == ("open.loops is missing",)


def test_what_keys_mean_is_one_sentence() -> None:
    for export in EXPORTS:
        for says in (export.says, *(_says(export.keys))):
            assert re.fullmatch(r"[A-Z].{3,75}\.", says), says


def _says(keys: Sequence[Key]) -> Iterator[str]:
    for key in keys:
        yield key.says
        yield from _says(key.keys)
