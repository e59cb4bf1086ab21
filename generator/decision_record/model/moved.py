"""Where a value is in its file, if the path of what could be read differs.

A list that lost a row has its other rows at other places; a field whose name was fixed has another
name in the file. This module knows paths, and nothing of what they lead to.
"""

from collections.abc import Mapping

from decision_record.diagnostics import DocumentPath

Moved = Mapping[DocumentPath, DocumentPath]
"""Paths of what could be read, each with the path in the file that it and all below it has."""


def restore(path: DocumentPath, moved: Moved) -> DocumentPath:
    """A path into what could be read as one into the file."""
    for size in range(len(path), 0, -1):
        if path[:size] in moved:
            return (*moved[path[:size]], *path[size:])
    return path


def rows_of(moved: Moved) -> Moved:
    """Where rows are in the file, with the names of fields as they are meant."""
    return {now: _as_meant(now, was) for now, was in moved.items()}


def names_of(moved: Moved) -> Moved:
    """How fields are named in the file, with rows where they are in it."""
    return {_as_meant(now, was): was for now, was in moved.items()}


def _as_meant(now: DocumentPath, was: DocumentPath) -> DocumentPath:
    """A path in the file with the names of what could be read; of a row without `-`, its own."""
    steps = list(now)
    for index, step in enumerate(was):
        if index < len(steps) and isinstance(step, int) and isinstance(steps[index], int):
            steps[index] = step
    return tuple(steps)


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
