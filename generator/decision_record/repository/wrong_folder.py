"""Files in a folder of another kind of record, and in none at all, by what they say (DR005).

The folder decides what a file is (records.md §2), so an account among the meetings would get a
message for every field. It is read as what it says that it is, and told once, with its right place.
"""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from pydantic import RootModel

from decision_record.diagnostics import Pointer, Problem, Underlined
from decision_record.model.fields import fields_of
from decision_record.model.records import File, FileKind
from decision_record.model.schema import MODELS
from decision_record.model.values import is_identity
from decision_record.repository.layout import Found, Unplaced, as_identity, is_day, match_dated
from decision_record.source.files import read_record
from decision_record.source.read import Data, read

_FOLDERS = {
    FileKind.ACCOUNT: "accounts",
    FileKind.POD: "pods",
    FileKind.MEETING: "meetings",
    FileKind.UPDATE: "updates",
}
_DATED = {FileKind.MEETING: "series", FileKind.UPDATE: "by"}
"""Kinds of files that are called by their date and the value of a field."""
_CALLED = {
    FileKind.ORGANIZATION: "the organization",
    FileKind.PEOPLE: "the list of people",
    FileKind.TAXONOMY: "the taxonomy",
    FileKind.SERIES: "the list of series",
    FileKind.ACCOUNT: "an account",
    FileKind.POD: "a pod",
    FileKind.MEETING: "a meeting",
    FileKind.UPDATE: "an update",
}
_MARK_OF_ROWS = {FileKind.PEOPLE: "role", FileKind.SERIES: "kind"}
"""The field that every row of a file of rows has."""
_SHOWN = 3
"""How many of a file's fields its message names."""

_FIELDS = {
    kind: frozenset(fields_of(model))
    for kind, model in MODELS.items()
    if not issubclass(model, RootModel)
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Meant:
    """What a file is by what it says."""

    kind: FileKind
    by: tuple[str, ...]
    """The fields that only this kind has."""

    @property
    def told(self) -> str:
        """The sentence that states it."""
        shown = ", ".join(f"`{name}`" for name in self.by[:_SHOWN])
        return f"this is {_CALLED[self.kind]}, by its {shown}"


def file_by_content(
    file: File, data: Data, *, taken: AbstractSet[str]
) -> tuple[File | None, tuple[Problem, ...]]:
    """What a file is by what it says, and the problem where that is not what its folder says.

    Args:
        file: The file, by its folder.
        data: What it says.
        taken: The paths of files below the folders of records. The file is None where its place is
            among them: nothing is read twice.
    """
    if file.kind not in _FOLDERS or file.personal_root is not None:
        return file, ()
    meant = _kind_by_content(data, file.kind)
    path = _place(meant.kind, PurePosixPath(file.path), data) if meant else None
    if meant is None or path is None:
        return file, ()
    problem = Problem(
        code="DR005",
        message=f"{meant.told}, and it is in `{_FOLDERS[file.kind]}/`",
        help=_advise(path, taken),
        at=Pointer(file=file.name, part=Underlined.ROW),
    )
    if path in taken:
        return None, (problem,)
    return replace(file, path=path, kind=meant.kind, id=PurePosixPath(path).stem), (problem,)


def place_by_content(found: Found) -> Found:
    """Give files that have no place by their names the place that they have by what they say.

    Those whose place is known are read with the others, and told once.
    """
    places = {each.name: each for each in found.unplaced}
    files = {file.name: (file, path) for file, path in found.files}
    problems: list[Problem] = []
    for problem in found.problems:
        name = problem.at.file
        placed = _place_one(places[name]) if name in places else None
        known = files.get(name)
        if placed is None or (known and known[0].kind is placed[0].kind):
            problems.append(problem)
            continue
        meant, path = placed
        taken = {file.path for other, (file, _) in files.items() if other != name}
        told = f"{meant.told}, and it is not read here"
        problems.append(replace(problem, message=told, help=_advise(path, taken)))
        if path not in taken:
            file = File(name=name, path=path, kind=meant.kind, id=PurePosixPath(path).stem)
            files[name] = (file, places[name].path)
        else:
            files.pop(name, None)
    return replace(found, files=tuple(files.values()), problems=tuple(problems))


def _place_one(unplaced: Unplaced) -> tuple[_Meant, str] | None:
    """What a file is, and where it belongs; None where it does not say."""
    try:
        content = read_record(unplaced.path)
    except OSError:
        return None
    data = read(content, file=unplaced.name).data
    meant = _kind_by_content(data, None)
    below = PurePosixPath(unplaced.path.relative_to(unplaced.root).as_posix())
    path = _place(meant.kind, below, data) if meant and data is not None else None
    return (meant, path) if meant and path else None


def _advise(path: str, taken: AbstractSet[str]) -> str:
    if path in taken:
        return f"`{path}` is there already: add to it what is missing, and remove this file"
    return f"move it to `{path}`"


def _kind_by_content(data: object, own: FileKind | None) -> _Meant | None:
    """What a file is; None where it does not say, or is what its folder says.

    Args:
        data: What it says.
        own: What it is by its folder, if that is known: then a single field of it decides.
    """
    if not isinstance(data, dict) or not data:
        return None
    names = {name.lower(): name for name in data}
    found = [*_rows_of(data)]
    for kind, fields in _FIELDS.items():
        if own in _FIELDS and names.keys() & (_FIELDS[own] - fields):
            continue
        others = (own,) if own else (each for each in _FIELDS if each is not kind)
        only = names.keys() & fields.difference(*(_FIELDS[each] for each in others))
        # What most of the names speak against is another kind of file, or none of ours.
        if len(only) > len(names.keys() - fields):
            by = tuple(written for name, written in names.items() if name in only)
            found.append(_Meant(kind=kind, by=by))
    most = max((len(each.by) for each in found), default=0)
    best = [each for each in found if len(each.by) == most]
    return best[0] if len(best) == 1 else None


def _rows_of(data: Mapping[str, object]) -> Iterator[_Meant]:
    """The kinds of files of rows that a file may be."""
    for kind, mark in _MARK_OF_ROWS.items():
        if all(isinstance(row, dict) and mark in row for row in data.values()):
            yield _Meant(kind=kind, by=(mark,))


def _place(kind: FileKind, path: PurePosixPath, data: Data) -> str | None:
    """The place below the records for a file of a kind; None where its name is not known."""
    stem = as_identity(path.name.lower().partition(".y")[0])
    dated = match_dated(stem)
    if kind not in _FOLDERS:
        return f"{kind}.yml"
    if kind not in _DATED:
        name = dated[2] if dated else stem
        return f"{_FOLDERS[kind]}/{name}.yml" if is_identity(name) else None
    if dated is None or not is_day(dated[1]):
        values = data if isinstance(data, dict) else {}
        dated = match_dated(f"{values.get('date')}-{values.get(_DATED[kind])}")
    if dated is None or not is_day(dated[1]):
        return None
    return f"{_FOLDERS[kind]}/{dated[1][:4]}/{dated[0]}.yml"
