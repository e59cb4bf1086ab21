"""Obvious mistakes are read as what was meant, and reported: names in capitals, a missing `-`.

A file with such mistakes is checked to its end, so that one run reports every problem.
Only mistakes with a single possible meaning are amended; a guess stays an error of its field.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Fix, Pointer, Problem, Underlined
from decision_record.model.fields import fields_at
from decision_record.model.meant.names import name_plainly_meant
from decision_record.model.misplaced_news import find_misplaced_news
from decision_record.model.refused import Refusal, dash_missing, named, quoted
from decision_record.model.rows import holds_rows, row_from_names
from decision_record.source.write import write_row


@dataclass(slots=True, kw_only=True)
class Amends:
    """What is read otherwise than it is written, by its path in the file."""

    names: dict[DocumentPath, str] = field(default_factory=dict)
    """Fields whose names are meant in one way only, with the names that are known."""
    dashes: set[DocumentPath] = field(default_factory=set)
    """Names with values that are the one row of a list."""
    rows: dict[DocumentPath, dict[str, Any]] = field(default_factory=dict)
    """Rows that are read as others."""
    ids: dict[DocumentPath, str] = field(default_factory=dict)
    """Rows without an id, with the id that they are read with."""
    values: dict[DocumentPath, str] = field(default_factory=dict)
    """Values that their fields refuse, with what was most probably meant."""
    misplaced: frozenset[DocumentPath] = frozenset()
    """Rows that belong into another section: nothing of them is read."""
    problems: list[Problem] = field(default_factory=list)

    def outside(self, paths: Iterable[DocumentPath]) -> list[DocumentPath]:
        """The paths that lead into no misplaced row, of which all is said already."""
        return [
            path for path in paths if not any(path[: len(row)] == row for row in self.misplaced)
        ]

    @property
    def paths(self) -> frozenset[DocumentPath]:
        """All of what is read otherwise."""
        return (
            frozenset(self.names)
            | self.dashes
            | self.rows.keys()
            | self.ids.keys()
            | self.values.keys()
        )

    def meant(self, path: DocumentPath) -> DocumentPath:
        """A path in the file as one in what the file is read as."""
        steps: DocumentPath = ()
        for size, step in enumerate(path, start=1):
            steps = (
                *steps,
                self.names.get(path[:size], str(step)) if isinstance(step, str) else step,
            )
            if path[:size] in self.dashes:
                steps = (*steps, 0)
        return steps


def find_amends(data: object, *, model: type[BaseModel], file: str) -> Amends:
    """Find what is plainly meant otherwise than it is written.

    Args:
        data: What `source` read.
        model: The model of the file's kind.
        file: The name of the file, for the problems.
    """
    news = dict(find_misplaced_news(data, model=model, file=file))
    amends = Amends(misplaced=frozenset(news), problems=list(news.values()))
    _find(data, (), (), model, file, amends)
    return amends


def _find(
    value: object,
    path: DocumentPath,
    meant: DocumentPath,
    model: type[BaseModel],
    file: str,
    amends: Amends,
) -> None:
    """Look at a value, whose path is one thing in the file and another in the model."""
    if path in amends.misplaced:
        return
    if isinstance(value, list):
        for index, each in enumerate(value):
            _find(each, (*path, index), (*meant, index), model, file, amends)
    if not isinstance(value, dict):
        return
    if path and holds_rows(model, meant):
        at = Pointer(file=file, path=path, part=Underlined.ROW)
        row = {str(name): each for name, each in value.items()}
        amends.dashes.add(path)
        amends.problems.append(
            dash_missing(Refusal(at=at, value=value, field=str(meant[-1]), required=False), row)
        )
        meant = (*meant, 0)
    row_meant = row_from_names(value, model=model, path=meant)
    if row_meant is not None and path not in amends.dashes:
        amends.rows[path] = row_meant
        amends.problems.append(_row(path, row_meant, value, file=file))
        return
    for name, renamed in _renamed(value, model=model, path=meant):
        amends.names[(*path, name)] = renamed
        amends.problems.append(_name((*path, name), renamed, file=file))
    for name, each in value.items():
        known = amends.names.get((*path, name), str(name))
        _find(each, (*path, name), (*meant, known), model, file, amends)


def meant_path(path: DocumentPath, *, model: type[BaseModel]) -> DocumentPath:
    """A path in a file with the names of fields as they are plainly meant."""
    meant: DocumentPath = ()
    for step in path:
        known = list(fields_at(model, meant))
        unknown = isinstance(step, str) and step not in known
        meant = (*meant, name_plainly_meant(str(step), known) or step if unknown else step)
    return meant


def _renamed(
    row: Mapping[str, object], *, model: type[BaseModel], path: DocumentPath
) -> Iterator[tuple[str, str]]:
    known = list(fields_at(model, path))
    taken = set(row)
    for name in row:
        if known and name not in known:
            plainly = name_plainly_meant(name, known, taken=taken)
            if plainly is not None:
                taken.add(plainly)
                yield name, plainly


def _name(path: DocumentPath, meant: str, *, file: str) -> Problem:
    *group, name = path
    where = f" in {named(tuple(group))}" if group else ""
    return Problem(
        code="DR102",
        message=f"{quoted(name)} is not a known name{where}",
        help=f"write `{meant}`",
        at=Pointer(file=file, path=path, part=Underlined.KEY),
        fix=Fix(title=f"write `{meant}`", replacement=meant),
    )


def _row(
    path: DocumentPath, meant: Mapping[str, Any], value: Mapping[str, object], *, file: str
) -> Problem:
    row = write_row(dict(meant))
    (name,) = value
    section = Pointer(file=file, path=path, part=Underlined.SECTION)
    return Problem(
        code="DR102",
        message=f"{quoted(name)} is not a known name in {named(path)}",
        help=f"write `{row}`",
        at=Pointer(file=file, path=(*path, name), part=Underlined.KEY),
        fix=Fix(title=f"write `{row}`", replacement=row, at=section),
    )
