"""What one side could not read, as the other side has it.

Taken as it is not there, it would look like a deletion, or like a value that was changed to none.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath
from decision_record.model.records import Entry, FileKind, Records

AnyModel = TypeVar("AnyModel", bound=BaseModel)

_ROOTS = (FileKind.PEOPLE, FileKind.SERIES)
"""The files whose paths begin with the name of a person or a series."""


def complete_records(records: Records, other: Records, renamed: Mapping[str, str]) -> Records:
    """Records with the rows and values that could not be read of them, from another version.

    What the other version does not have either stays as it is.

    Args:
        records: One version.
        other: The other one.
        renamed: The records of the other version that have another name in this one.
    """
    values = records.unread.values
    if not values:
        return records
    entries = {(entry.file.kind, renamed.get(entry.id, entry.id)): entry for entry in other.entries}
    organization, taxonomy = records.organization, records.taxonomy
    for (kind, _), paths in values.items():
        if kind is FileKind.ORGANIZATION and organization and other.organization:
            organization = _graft_all(organization, other.organization, paths)
        elif kind is FileKind.TAXONOMY:
            taxonomy = _graft_all(taxonomy, other.taxonomy, paths)
    people, series = (
        [each for (kind, _), paths in values.items() if kind is wanted for each in paths]
        for wanted in _ROOTS
    )
    return replace(
        records,
        organization=organization,
        taxonomy=taxonomy,
        people=_graft_all(records.people, other.people, people),
        series=_graft_all(records.series, other.series, series),
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
    return replace(entry, record=_graft_all(entry.record, other.record, paths))


def _by_file(
    known: Mapping[str, AnyModel],
    other: Mapping[str, AnyModel],
    values: Mapping[tuple[FileKind, str], Iterable[DocumentPath]],
    kind: FileKind,
) -> Mapping[str, AnyModel]:
    """Files of which each is one thing."""
    lost = {name: paths for (of, name), paths in values.items() if of is kind}
    return {
        name: _graft_all(each, other[name], lost[name]) if name in lost and name in other else each
        for name, each in known.items()
    }


def _graft_all(mine: Any, other: Any, paths: Iterable[DocumentPath]) -> Any:  # noqa: ANN401 - a part of any model
    """Something with its parts at some paths as another version has them."""
    for path in sorted(paths, key=str):
        mine = _graft(mine, other, path)
    return mine


def _graft(mine: Any, other: Any, path: DocumentPath) -> Any:  # noqa: ANN401 - a part of any model
    if not path or mine is None:
        return other
    step, *rest = path
    if isinstance(mine, BaseModel) and isinstance(other, BaseModel):
        return _graft_field(mine, other, str(step), tuple(rest))
    if isinstance(mine, Mapping) and isinstance(other, Mapping):
        new = {step: _graft(mine.get(step), other[step], tuple(rest))} if step in other else {}
        return {**mine, **new}
    if isinstance(mine, tuple) and isinstance(other, tuple) and isinstance(step, str):
        return _graft_row(mine, other, step, tuple(rest))
    # Rows without an id are not known again: the other version has all of them.
    return other


def _graft_field(mine: AnyModel, other: BaseModel, name: str, path: DocumentPath) -> AnyModel:
    field = _field(mine, name)
    if field is None or not hasattr(other, field):
        return mine
    part = _graft(getattr(mine, field), getattr(other, field), path)
    return mine.model_copy(update={field: part})


def _graft_row(
    mine: tuple[Any, ...], other: tuple[Any, ...], id_: str, path: DocumentPath
) -> tuple[Any, ...]:
    """Rows, of which one lost something or was lost; new ones stay as they are."""
    theirs = next((row for row in other if getattr(row, "id", None) == id_), None)
    if theirs is None:
        return mine
    if not any(getattr(row, "id", None) == id_ for row in mine):
        return (*mine, theirs)
    return tuple(
        _graft(row, theirs, path) if getattr(row, "id", None) == id_ else row for row in mine
    )


def _field(model: BaseModel, name: str) -> str | None:
    """The field that a name in a file is written for."""
    for field, info in type(model).model_fields.items():
        if name in (field, info.alias, info.validation_alias):
            return field
    return None
