"""What of the files could not be read, so that nothing is reported that only follows from it."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from decision_record.diagnostics import DocumentPath
from decision_record.model.moved import value_at
from decision_record.model.records import ANY_NAME, File, FileKind, Unread

_RECORDS = (FileKind.MEETING, FileKind.UPDATE)
_SECTIONS_OF_ITEMS = frozenset(
    {
        "actions",
        "briefings",
        "decisions",
        "escalations",
        "feedback",
        "questions",
        "requests",
        "shipped",
    }
)
_NAMES_BEGIN_AT = {FileKind.PEOPLE: 1, FileKind.SERIES: 1, FileKind.TAXONOMY: 2}
"""How long the path of a name is in the files that declare names."""


Values = Mapping[tuple[FileKind, str], frozenset[DocumentPath]]
"""Parts of files, by kind and identity; as in `Unread.values`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """What one file lost."""

    file: File
    data: object = None
    """What the file says, with everything that is wrong; None where it could not be read."""
    paths: AbstractSet[DocumentPath] = frozenset()
    """The rows and fields that were left out."""
    in_doubt: bool = False
    """Whether it is not known of which of two kinds of meeting it is the record."""
    whole: bool = False
    """Whether nothing of the file could be used."""


def gather_unread(losses: Iterable[Lost]) -> Unread:
    """Put together what the files lost."""
    losses = [each for each in losses if each.whole or each.paths]
    gone = [each for each in losses if each.whole]
    partial = [each for each in losses if not each.whole]
    return Unread(
        kinds=frozenset(each.file.kind for each in gone),
        ids=frozenset((each.file.kind, each.file.id) for each in gone),
        partial={
            (each.file.kind, each.file.id): frozenset(str(path[0]) for path in each.paths)
            for each in partial
        },
        names=frozenset(name for each in losses for name in _names(each)),
        items=frozenset(item for each in partial for item in _items(each)),
    )


def find_unread_values(file: File, data: object, paths: Iterable[DocumentPath]) -> Values:
    """What of a file could not be read, by paths that lead to the same rows in another version.

    Args:
        file: The file.
        data: All that it says.
        paths: What was left out or is written twice, by its place in `data`.
    """
    found = frozenset(_by_id(path, data) for path in paths)
    return {(file.kind, file.id): found} if found else {}


def _by_id(path: DocumentPath, data: object) -> DocumentPath:
    """A path with the ids of rows in the place of their numbers."""
    steps: list[str | int] = []
    for index, step in enumerate(path):
        row = value_at(data, path[: index + 1]) if isinstance(step, int) else None
        id_ = row.get("id") if isinstance(row, dict) else None
        steps.append(id_ if isinstance(id_, str) else step)
    return tuple(steps)


def _names(lost: Lost) -> Iterable[tuple[FileKind, str]]:
    """The people, series and words whose row was left out; a group's name for all of its words."""
    if lost.file.kind is FileKind.ACCOUNT:
        yield from ((FileKind.ACCOUNT, name) for name in _former_names(lost))
    kind = lost.file.kind
    if kind in _NAMES_BEGIN_AT:
        for path in lost.paths:
            if len(path) <= _NAMES_BEGIN_AT[kind]:
                yield kind, "/".join(str(step) for step in path)


def _former_names(lost: Lost) -> Iterable[str]:
    """The names that an account which could not be read may have had before."""
    aliases = lost.data.get("aliases", []) if isinstance(lost.data, dict) else ANY_NAME
    if lost.whole or any(path[0] == "aliases" for path in lost.paths):
        for each in aliases if isinstance(aliases, list) else [ANY_NAME]:
            name = each.get("id") if isinstance(each, dict) else each
            yield name if isinstance(name, str) else ANY_NAME


def _items(lost: Lost) -> Iterable[str]:
    """The items whose row was left out; the record itself where they cannot be named."""
    if lost.file.kind not in _RECORDS:
        return
    for path in lost.paths:
        if path[0] not in _SECTIONS_OF_ITEMS or not _is_row(path):
            continue
        row = value_at(lost.data, path)
        name = row.get("id") if isinstance(row, dict) else None
        yield f"{lost.file.id}/{name}" if isinstance(name, str) else lost.file.id
        if (*path, "id") in lost.paths:
            yield lost.file.id


def _is_row(path: DocumentPath) -> bool:
    """Whether a path leads to a row of items, or to something that holds such rows."""
    section = 2 if path[0] == "actions" else 1
    return len(path) <= section or (len(path) == section + 1 and isinstance(path[-1], int))
