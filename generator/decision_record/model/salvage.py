"""What can be read of a file in which something is wrong (checks.md).

A wrong or unknown field costs that field, a row without what it needs costs that row. The model
stays the only validator: what its errors name is left out, and the rest is validated again. A file
without errors is validated once.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, Generic

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from decision_record.diagnostics import DocumentPath, Note, Place, Pointer, Problem
from decision_record.model.shape import (
    PYDANTIC_KEY,
    AnyModel,
    explain,
    near_field,
    unknown_empties,
)

Moved = Mapping[DocumentPath, DocumentPath]
"""The rows of lists that lost others: where each is in the model, and where in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged(Generic[AnyModel]):
    """What could be read of a file."""

    model: AnyModel | None
    """None where the file lacks what it needs as a whole."""
    problems: tuple[Problem, ...] = ()
    lost: frozenset[DocumentPath] = frozenset()
    """The rows and fields that were left out, by their paths in the file. A name that is not known
    counts as the field that it was probably meant to be, and not at all where none is near."""
    moved: Moved = field(default_factory=dict)


def salvage(
    data: Any,  # noqa: ANN401 - whatever a file holds
    *,
    model: type[AnyModel],
    file: str,
    empties: Sequence[DocumentPath] = (),
    without: AbstractSet[DocumentPath] = frozenset(),
    stand_ins: Mapping[str, str] | None = None,
) -> Salvaged[AnyModel]:
    """Validate what a file says, and keep what has its shape.

    Args:
        data: What `source` read: groups, lists and text.
        model: The model of the file's kind.
        file: The name of the file, for the problems.
        empties: Paths of the names whose value was empty, which `data` lacks.
        without: Paths of what is left out, because something else is wrong with it.
        stand_ins: What the file's name says of fields that it needs, and that counts where the
            field itself cannot be read.
    """
    stand_ins = stand_ins or {}
    problems = [*unknown_empties(model=model, file=file, empties=empties)]
    dropped, lost = set(without), set(without)
    used: dict[str, str] = {}
    while True:
        left, moved = leave_out(data, dropped)
        try:
            shaped = model.model_validate({**left, **used} if used else left)
        except ValidationError as error:
            errors = [_in_file(each, moved) for each in error.errors(include_url=False)]
        else:
            break
        # What follows from something that was left out is not said again.
        told = _prefixes(dropped) | {_misspelt(each, model=model) for each in errors}
        said = [each for each in errors if each["loc"] not in told]
        problems += [explain(each, model=model, file=file) for each in said]
        costs = {_cost(each, data, dropped) for each in errors}
        needed = {each["loc"] for each in errors if _cost(each, data, dropped) == ()}
        if not needed <= {(name,) for name in stand_ins.keys() - used.keys()}:
            return Salvaged(model=None, problems=tuple(problems), lost=frozenset(lost))
        used |= {str(path[0]): stand_ins[str(path[0])] for path in needed}
        lost |= needed.union(*(_meant(each, data, dropped, model=model) for each in errors))
        dropped |= costs - {()}
    return Salvaged(model=shaped, problems=tuple(problems), lost=frozenset(lost), moved=moved)


def _in_file(error: ErrorDetails, moved: Moved) -> ErrorDetails:
    """An error of what is left, at its place in the file."""
    return {**error, "loc": restore(error["loc"], moved)}


def _meant(
    error: ErrorDetails,
    data: object,
    dropped: AbstractSet[DocumentPath],
    *,
    model: type[BaseModel],
) -> AbstractSet[DocumentPath]:
    """What an error takes from the file, as a rule would look for it."""
    if error["type"] != "extra_forbidden":
        return {_cost(error, data, dropped)} - {()}
    near = _misspelt(error, model=model)
    return {near} if near else set()


def _misspelt(error: ErrorDetails, *, model: type[BaseModel]) -> DocumentPath | None:
    """The field that was meant by a name that is not known."""
    path = error["loc"]
    near = near_field(path, model=model) if error["type"] == "extra_forbidden" else None
    return (*path[:-1], near) if near else None


def _place(error: ErrorDetails) -> DocumentPath:
    """What has to be left out because of an error: a field, or the row that lacks one."""
    path = error["loc"]
    without_last = error["type"] == "missing" or path[-1:] == (PYDANTIC_KEY,)
    return path[:-1] if without_last else path


def _cost(error: ErrorDetails, data: object, dropped: AbstractSet[DocumentPath]) -> DocumentPath:
    """What is left out next: at the place, or above it where that is left out already."""
    path = _place(error)
    # A model may give a short form a longer path than it has in the file.
    while path and (path in dropped or value_at(data, path) is None):
        path = path[:-1]
    return path


def value_at(data: object, path: DocumentPath) -> object:
    """What a file's data holds at a path; None where the path leads to nothing."""
    for step in path:
        found: object = None
        if isinstance(data, dict):
            found = data.get(step)
        elif isinstance(data, list) and isinstance(step, int) and step < len(data):
            found = data[step]
        if found is None:
            return None
        data = found
    return data


def _prefixes(paths: Iterable[DocumentPath]) -> AbstractSet[DocumentPath]:
    """The paths and everything that they lie in, but for the whole file."""
    return {path[: size + 1] for path in paths for size in range(len(path))}


def leave_out(
    data: Any,  # noqa: ANN401 - whatever a file holds
    dropped: AbstractSet[DocumentPath],
) -> tuple[Any, Moved]:
    """What is left of a file's data without some of its rows and fields."""
    if not dropped:
        return data, {}
    moved: dict[DocumentPath, DocumentPath] = {}
    return _left(data, (), (), dropped, _prefixes(dropped), moved), moved


def _left(
    value: Any,  # noqa: ANN401 - whatever a file holds
    path: DocumentPath,
    now: DocumentPath,
    dropped: AbstractSet[DocumentPath],
    concerned: AbstractSet[DocumentPath],
    moved: dict[DocumentPath, DocumentPath],
) -> Any:  # noqa: ANN401 - whatever a file holds
    if path and path not in concerned:
        return value
    if isinstance(value, dict):
        return {
            name: _left(each, (*path, name), (*now, name), dropped, concerned, moved)
            for name, each in value.items()
            if (*path, name) not in dropped
        }
    if not isinstance(value, list):
        return value
    rows: list[Any] = []
    for index, each in enumerate(value):
        if (*path, index) not in dropped:
            place = (*now, len(rows))
            moved[place] = (*path, index)
            rows.append(_left(each, (*path, index), place, dropped, concerned, moved))
    return rows


def restore(path: DocumentPath, moved: Moved) -> DocumentPath:
    """A path into what is left of a file as one into the file."""
    for size in range(len(path), 0, -1):
        if path[:size] in moved:
            return (*moved[path[:size]], *path[size:])
    return path


def put_in_files(problems: Iterable[Problem], moved: Mapping[str, Moved]) -> tuple[Problem, ...]:
    """Problems of what could be read, each with its places as they are in the files.

    Args:
        problems: What was found in the models.
        moved: The files whose lists lost rows, by name.
    """
    if not moved:
        return tuple(problems)

    def put(at: Pointer | Place) -> Pointer | Place:
        if isinstance(at, Place) or at.file not in moved:
            return at
        return replace(at, path=restore(at.path, moved[at.file]))

    return tuple(
        replace(
            each,
            at=put(each.at),
            related=tuple(Note(at=put(note.at), text=note.text) for note in each.related),
        )
        for each in problems
    )
