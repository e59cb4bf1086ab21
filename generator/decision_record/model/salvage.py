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

from decision_record.diagnostics import DocumentPath, Edit, Place, Pointer, Problem, RelatedPlace
from decision_record.model.amend import Amends, find_amends
from decision_record.model.moved import Moved, restore, value_at
from decision_record.model.rows import free_id, id_letter
from decision_record.model.shape import (
    PYDANTIC_KEY,
    AnyModel,
    explain,
    near_field,
    unknown_empties,
)
from decision_record.model.values import WRONG_ID


@dataclass(frozen=True, slots=True, kw_only=True)
class Salvaged(Generic[AnyModel]):
    """What could be read of a file."""

    model: AnyModel | None
    """None where the file lacks what it needs as a whole."""
    problems: tuple[Problem, ...] = ()
    data: Any = None
    """All that the file says, read as it is meant."""
    lost: frozenset[DocumentPath] = frozenset()
    """The rows and fields that were left out, by their paths in `data`. A name that is not known
    counts as the field that it was probably meant to be, and not at all where none is near."""
    moved: Moved = field(default_factory=dict)
    dashes: frozenset[DocumentPath] = frozenset()
    """The names with values that are the one row of a list, whose `-` was left out."""


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
        stand_ins: What the file's name says about fields that it needs, and that counts where the
            field itself cannot be read.
    """
    amends = find_amends(data, model=model, file=file)
    salvaging = _Salvaging(
        data=data,
        model=model,
        file=file,
        stand_ins=stand_ins or {},
        amends=amends,
        problems=[
            *amends.problems,
            *unknown_empties(model=model, file=file, empties=amends.outside(empties), data=data),
        ],
        # Of `id:A1` it is said that its space is missing, and not that there is no id too.
        unspaced=frozenset(
            (*path[:-1], str(path[-1]).partition(":")[0])
            for path in empties
            if ":" in str(path[-1])
        ),
        dropped={*without, *amends.misplaced},
        lost={*without, *amends.misplaced},
    )
    shaped: AnyModel | None = None
    usable = True
    while usable and shaped is None:
        left, moved = leave_out(data, salvaging.dropped, amends)
        used = salvaging.used
        try:
            shaped = model.model_validate({**left, **used} if used else left)
        except ValidationError as error:
            found = error.errors(include_url=False)
            before = salvaging.size
            usable = salvaging.learn(found, left=left, moved=moved) and salvaging.size > before
    whole = shaped is not None and not salvaging.lost
    return Salvaged(
        model=shaped,
        problems=tuple(salvaging.problems),
        data=data if whole else leave_out(data, frozenset(), amends)[0],
        lost=frozenset(amends.meant(path) for path in salvaging.lost),
        moved=moved if shaped is not None else {},
        dashes=frozenset(amends.dashes),
    )


@dataclass(slots=True, kw_only=True)
class _Salvaging:
    """What is known of a file after each validation: an accumulator, used once."""

    data: Any
    model: type[BaseModel]
    file: str
    stand_ins: Mapping[str, str]
    amends: Amends
    problems: list[Problem]
    unspaced: frozenset[DocumentPath]
    """Fields that are there, but for the space after their colon."""
    dropped: set[DocumentPath]
    lost: set[DocumentPath]
    used: dict[str, str] = field(default_factory=dict)
    """The stand-ins that count, because their fields cannot be read."""
    guesses: set[DocumentPath] = field(default_factory=set)
    """The names that are not known and are read as the nearest that is."""

    @property
    def size(self) -> int:
        """How much is known, as a number that grows with all that changes what is validated next.

        Where it does not grow, the next validation would find the same errors for ever.
        """
        amends = self.amends
        known = (self.dropped, self.used, amends.names, amends.values, amends.rows, amends.dashes)
        return sum(map(len, (*known, amends.ids)))

    def learn(self, found: Sequence[ErrorDetails], *, left: object, moved: Moved) -> bool:
        """Take in the errors of one validation; False where nothing of the file can be used.

        Args:
            found: The errors.
            left: What was validated.
            moved: Where that is in the file.
        """
        errors = [_in_file(each, moved) for each in found]
        misspelt = _find_misspelt(found, errors, model=self.model, data=left)
        # What follows from something that was left out is not said again.
        told = _prefixes(self.dropped) | {*misspelt.values()} | self.unspaced
        said = {
            in_file["loc"]: explain(each, model=self.model, file=self.file, data=left, moved=moved)
            for each, in_file in zip(found, errors, strict=True)
            if in_file["loc"] not in told
        }
        said = {path: each for path, each in said.items() if self._is_worth_saying(path, each)}
        self.problems += said.values()
        handled = self._take_for_what_is_meant(said)
        handled |= self._read_as_the_nearest(misspelt)
        ids = _missing_ids(found, errors, left, model=self.model, known=self.amends.ids)
        self.amends.ids.update(ids)
        errors = [
            each
            for raw, each in zip(found, errors, strict=True)
            if each["loc"] not in handled and _row_of_id(raw, each) not in ids
        ]
        return self._leave_out(errors, misspelt)

    def _is_worth_saying(self, path: DocumentPath, problem: Problem) -> bool:
        """Whether it is a mistake whatever the names in its path were meant to be.

        A value that the nearest name would not take, nor one like it, speaks against the guess.
        """
        return path not in self.guesses or bool(problem.suggestion)

    def _take_for_what_is_meant(self, said: Mapping[DocumentPath, Problem]) -> set[DocumentPath]:
        """Read values that fields refuse as what they probably mean, or leave them out."""
        # A field whose meaning is known is not lost, nor is one that is better left out. A whole
        # file (an empty path) cannot be left out: it has nothing else.
        meant = {
            path: each.suggestion
            for path, each in said.items()
            if path and each.suggestion is not None and path not in self.amends.values
        }
        self.amends.values.update({path: text for path, text in meant.items() if text})
        self.dropped |= {path for path, text in meant.items() if not text}
        # What follows from a guess is not said.
        self.lost |= {path for path, text in meant.items() if text and said[path].fix is None}
        return set(meant)

    def _read_as_the_nearest(
        self, misspelt: Mapping[DocumentPath, DocumentPath]
    ) -> set[DocumentPath]:
        """Read fields whose names are not known as those that they are nearest to.

        So a name that is misspelt costs no row that needs it, and hides nothing else that is wrong
        in the row. A single value may be meant otherwise, and counts as lost; rows that have the
        form of the section are its rows.
        """
        read: set[DocumentPath] = set()
        for path, nearest in misspelt.items():
            if nearest in {misspelt[each] for each in read}:
                continue
            read.add(path)
            self.amends.names[path] = str(nearest[-1])
            if not isinstance(value_at(self.data, path), list | dict):
                self.lost.add(nearest)
        self.guesses |= read
        # What is missing is there, by another name.
        return read.union(misspelt[path] for path in read)

    def _leave_out(
        self,
        errors: Sequence[ErrorDetails],
        misspelt: Mapping[DocumentPath, DocumentPath],
    ) -> bool:
        """Leave out what the errors cost; False where that is the file."""
        cost_of = [_cost(each, self.data, self.dropped) for each in errors]
        needed = {each["loc"] for each, cost in zip(errors, cost_of, strict=True) if cost == ()}
        if not needed <= {(name,) for name in self.stand_ins.keys() - self.used.keys()}:
            return False
        self.used |= {str(path[0]): self.stand_ins[str(path[0])] for path in needed}
        self.lost |= needed
        for each, cost in zip(errors, cost_of, strict=True):
            if each["type"] != "extra_forbidden":
                self.lost |= {cost} - {()}
            elif each["loc"] in misspelt:
                self.lost.add(misspelt[each["loc"]])
        self.dropped |= {*cost_of} - {()}
        return True


def _missing_ids(
    found: Sequence[ErrorDetails],
    in_file: Sequence[ErrorDetails],
    data: object,
    *,
    model: type[BaseModel],
    known: Mapping[DocumentPath, str],
) -> Mapping[DocumentPath, str]:
    """Ids for the rows that lack one, so that an id that is missing costs no more than itself."""
    ids: dict[DocumentPath, str] = {}
    for each, placed in zip(found, in_file, strict=True):
        row = _row_of_id(each, placed)
        letter = id_letter(model, each["loc"][:-1])
        if row is not None and letter and row not in known:
            ids[row] = free_id(data, each["loc"][:-1], letter)
    return ids


def _row_of_id(error: ErrorDetails, in_file: ErrorDetails) -> DocumentPath | None:
    """The row in the file whose id an error is about; None for any other error."""
    about_id = error["loc"][-1:] == ("id",) and error["type"] in ("missing", WRONG_ID)
    return in_file["loc"][:-1] if about_id else None


def _in_file(error: ErrorDetails, moved: Moved) -> ErrorDetails:
    """An error of what is left, at its place in the file."""
    return {**error, "loc": restore(error["loc"], moved)}


def _find_misspelt(
    found: Sequence[ErrorDetails],
    in_file: Sequence[ErrorDetails],
    *,
    model: type[BaseModel],
    data: object,
) -> Mapping[DocumentPath, DocumentPath]:
    """The names that are not known, by their places in the file, with the fields they are near."""
    near: dict[DocumentPath, DocumentPath] = {}
    for each, placed in zip(found, in_file, strict=True):
        name = each["type"] == "extra_forbidden" and near_field(each["loc"], model=model, data=data)
        if name:
            near[placed["loc"]] = (*placed["loc"][:-1], name.name)
    return near


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


def _prefixes(paths: Iterable[DocumentPath]) -> AbstractSet[DocumentPath]:
    """The paths and everything that they lie in, but for the whole file."""
    return {path[: size + 1] for path in paths for size in range(len(path))}


def leave_out(
    data: Any,  # noqa: ANN401 - whatever a file holds
    dropped: AbstractSet[DocumentPath],
    amends: Amends | None = None,
) -> tuple[Any, Moved]:
    """What is left of a file's data without some of its rows and fields, read as it is meant."""
    amends = amends or Amends()
    concerned = _prefixes(dropped | amends.paths)
    if not concerned:
        return data, {}
    remains = _Remains(dropped=dropped, concerned=concerned, amends=amends)
    return remains.of(data, (), ()), remains.moved


class _Remains:
    """One walk over a file's data: an accumulator, used once."""

    def __init__(
        self,
        *,
        dropped: AbstractSet[DocumentPath],
        concerned: AbstractSet[DocumentPath],
        amends: Amends,
    ) -> None:
        self.moved: dict[DocumentPath, DocumentPath] = {}
        self._dropped = dropped
        self._concerned = concerned
        self._amends = amends

    def of(
        self,
        value: Any,  # noqa: ANN401 - whatever a file holds
        path: DocumentPath,
        now: DocumentPath,
    ) -> Any:  # noqa: ANN401 - whatever a file holds
        """What is left of a value at a path of the file, which is now at another."""
        if path and path not in self._concerned:
            return value
        if path in self._amends.values:
            return self._amends.values[path]
        if path in self._amends.rows:
            return self._amends.rows[path]
        if path in self._amends.dashes:
            self.moved[*now, 0] = path
            return [self._fields(value, path, (*now, 0))]
        if isinstance(value, dict):
            return self._fields(value, path, now)
        return self._rows(value, path, now) if isinstance(value, list) else value

    def _fields(
        self, value: dict[str, Any], path: DocumentPath, now: DocumentPath
    ) -> dict[str, Any]:
        fields: dict[str, Any] = {}
        for name, each in value.items():
            place = (*path, name)
            meant = self._amends.names.get(place, name)
            if meant != name:
                self.moved[*now, meant] = place
            if place not in self._dropped:
                fields[meant] = self.of(each, place, (*now, meant))
        if path in self._amends.ids:
            fields["id"] = self._amends.ids[path]
        return fields

    def _rows(self, value: list[Any], path: DocumentPath, now: DocumentPath) -> list[Any]:
        rows: list[Any] = []
        for index, each in enumerate(value):
            if (*path, index) not in self._dropped:
                place = (*now, len(rows))
                self.moved[place] = (*path, index)
                rows.append(self.of(each, (*path, index), place))
        return rows


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
            related=tuple(RelatedPlace(at=put(note.at), text=note.text) for note in each.related),
            fix=each.fix
            and replace(
                each.fix,
                at=put(each.fix.at) if each.fix.at is not None else None,
                others=tuple(Edit(at=put(edit.at), text=edit.text) for edit in each.fix.others),
            ),
        )
        for each in problems
    )
