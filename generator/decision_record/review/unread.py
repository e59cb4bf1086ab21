"""What one side of a change could not read, taken from the other side: files, rows and values.

Otherwise it would look like a deletion, or like a value that was changed to none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath
from decision_record.model.records import Entry, FileKind, Records

Known = TypeVar("Known")
AnyModel = TypeVar("AnyModel", bound=BaseModel)

_ROOTS = (FileKind.PEOPLE, FileKind.SERIES)
"""The files whose paths begin with the name of a person or a series."""


def complete(records: Records, other: Records, renamed: Mapping[str, str]) -> Records:
    """Records with all that could not be read of them, from another version.

    What the other version does not have either stays as it is.

    Args:
        records: One version.
        other: The other one.
        renamed: The records of the other version that have another name in this one.
    """
    records = _complete_parts(records, other, renamed)
    lost = records.unread.ids
    if not lost:
        return records
    kinds = {kind for kind, _ in lost}
    accounts = _with(records.accounts, other.accounts, lost, FileKind.ACCOUNT)
    return replace(
        records,
        organization=other.organization
        if FileKind.ORGANIZATION in kinds and records.organization is None
        else records.organization,
        people={**other.people, **records.people} if FileKind.PEOPLE in kinds else records.people,
        series={**other.series, **records.series} if FileKind.SERIES in kinds else records.series,
        taxonomy=other.taxonomy if FileKind.TAXONOMY in kinds else records.taxonomy,
        accounts=accounts,
        pods=_with(records.pods, other.pods, lost, FileKind.POD),
        entries=_with_entries(records, other, renamed),
        aliases={
            **{old: new for old, new in other.aliases.items() if (FileKind.ACCOUNT, new) in lost},
            **records.aliases,
        },
    )


def _with(
    known: Mapping[str, Known],
    other: Mapping[str, Known],
    lost: frozenset[tuple[FileKind, str]],
    kind: FileKind,
) -> Mapping[str, Known]:
    return {**known, **{name: each for name, each in other.items() if (kind, name) in lost}}


def _with_entries(
    records: Records, other: Records, renamed: Mapping[str, str]
) -> tuple[Entry, ...]:
    known = {entry.id for entry in records.entries}
    named = (replace(entry, id=renamed.get(entry.id, entry.id)) for entry in other.entries)
    found = (
        entry
        for entry in named
        if (entry.file.kind, entry.id) in records.unread.ids and entry.id not in known
    )
    return (*records.entries, *found)


def _complete_parts(records: Records, other: Records, renamed: Mapping[str, str]) -> Records:
    """Records with the rows and values that could not be read in files that otherwise could."""
    values = records.unread.values
    if not values:
        return records
    entries = {(entry.file.kind, renamed.get(entry.id, entry.id)): entry for entry in other.entries}
    organization, taxonomy = records.organization, records.taxonomy
    for (kind, _), paths in values.items():
        if kind is FileKind.ORGANIZATION and organization and other.organization:
            organization = _take_parts(organization, other.organization, paths)
        elif kind is FileKind.TAXONOMY:
            taxonomy = _take_parts(taxonomy, other.taxonomy, paths)
    people, series = (
        [each for (kind, _), paths in values.items() if kind is wanted for each in paths]
        for wanted in _ROOTS
    )
    return replace(
        records,
        organization=organization,
        taxonomy=taxonomy,
        people=_take_parts(records.people, other.people, people),
        series=_take_parts(records.series, other.series, series),
        accounts=_by_file(records.accounts, other.accounts, values, FileKind.ACCOUNT),
        pods=_by_file(records.pods, other.pods, values, FileKind.POD),
        entries=tuple(
            _complete_entry(each, entries.get((each.file.kind, each.id)), values)
            for each in records.entries
        ),
    )


def _complete_entry(
    entry: Entry, other: Entry | None, values: Mapping[tuple[FileKind, str], Iterable[DocumentPath]]
) -> Entry:
    paths = values.get((entry.file.kind, entry.id), ())
    if other is None or not paths or type(entry.record) is not type(other.record):
        return entry
    return replace(entry, record=_take_parts(entry.record, other.record, paths))


def _by_file(
    known: Mapping[str, AnyModel],
    other: Mapping[str, AnyModel],
    values: Mapping[tuple[FileKind, str], Iterable[DocumentPath]],
    kind: FileKind,
) -> Mapping[str, AnyModel]:
    """Files of which each is one thing."""
    lost = {name: paths for (of, name), paths in values.items() if of is kind}
    return {
        name: _take_parts(each, other[name], lost[name]) if name in lost and name in other else each
        for name, each in known.items()
    }


def _take_parts(mine: Any, other: Any, paths: Iterable[DocumentPath]) -> Any:  # noqa: ANN401 - a part of any model
    """Something with its parts at some paths as another version has them."""
    for path in sorted(paths, key=str):
        mine = _take(mine, other, path)
    return mine


def _take(mine: Any, other: Any, path: DocumentPath) -> Any:  # noqa: ANN401 - a part of any model
    if not path or mine is None:
        return other
    step, *rest = path
    if isinstance(mine, BaseModel) and isinstance(other, BaseModel):
        return _take_field(mine, other, str(step), tuple(rest))
    if isinstance(mine, Mapping) and isinstance(other, Mapping):
        new = {step: _take(mine.get(step), other[step], tuple(rest))} if step in other else {}
        return {**mine, **new}
    if isinstance(mine, tuple) and isinstance(other, tuple) and isinstance(step, str):
        return _take_row(mine, other, step, tuple(rest))
    # Rows without an id are not known again: the other version has all of them.
    return other


def _take_field(mine: AnyModel, other: BaseModel, name: str, path: DocumentPath) -> AnyModel:
    field = _field(mine, name)
    if field is None or not hasattr(other, field):
        return mine
    part = _take(getattr(mine, field), getattr(other, field), path)
    return mine.model_copy(update={field: part})


def _take_row(
    mine: tuple[Any, ...], other: tuple[Any, ...], id_: str, path: DocumentPath
) -> tuple[Any, ...]:
    """Rows, of which one lost something or was lost; new ones stay as they are."""
    theirs = next((row for row in other if getattr(row, "id", None) == id_), None)
    if theirs is None:
        return mine
    if not any(getattr(row, "id", None) == id_ for row in mine):
        return (*mine, theirs)
    return tuple(
        _take(row, theirs, path) if getattr(row, "id", None) == id_ else row for row in mine
    )


def _field(model: BaseModel, name: str) -> str | None:
    """The field that a name in a file is written for."""
    for field, info in type(model).model_fields.items():
        if name in (field, info.alias, info.validation_alias):
            return field
    return None
