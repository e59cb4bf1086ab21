"""What a change does to files that are no records: workflows, settings, code, a README."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from decision_record.compare.base import Base
from decision_record.repository.configuration import Configuration
from decision_record.repository.layout import real_path
from decision_record.source.revision import Revision, list_tree

_REQUIREMENTS = "requirements.txt"
"""The file that says what workflows install."""


class FileChange(StrEnum):
    """What became of a file."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherFile:
    """A file that is no record, and that a change touches."""

    path: str
    """From the top of the repository, with `/`."""
    change: FileChange


def find_other_files(configuration: Configuration, base: Base, *, cwd: Path) -> list[OtherFile]:
    """The files outside of the folders of records in which HEAD differs from the base.

    Commits are compared, and not the files on disk: those of a pull request that was taken as data
    are not there. Of a file whose content is the same its mode alone makes no difference.

    Args:
        configuration: Of the files on disk.
        base: What they are compared with.
        cwd: The folder that files are named from.

    Returns:
        What a workflow goes by comes first: the configuration, what is installed, and the files
        whose names begin with a dot.
    """
    top = base.revision.top
    folders = (*configuration.shared_roots, *configuration.named_as_personal)
    # The configuration may have named other folders before: what was there was a record too.
    earlier = base.configuration.shared_roots if base.configuration else ()
    moved = (Path(os.path.relpath(each, base.folder)) for each in earlier)
    records = [f"{path}/" for path in _below(top, (cwd / each for each in (*folders, *moved)))]
    settings = {*_below(top, [cwd / configuration.file]), _REQUIREMENTS}
    found = (
        each
        for each in _compare(base.revision)
        if not any(each.path.startswith(folder) for folder in records)
    )
    return sorted(found, key=lambda each: (each.path not in settings, each.path))


def _below(top: Path, paths: Iterable[Path]) -> Iterator[str]:
    for path in paths:
        real = real_path(path)
        if real.is_relative_to(top):
            yield real.relative_to(top).as_posix()


def _compare(revision: Revision) -> Iterator[OtherFile]:
    before = list_tree(revision)
    after = list_tree(replace(revision, commit="HEAD"))
    for path in before.keys() | after.keys():
        if path not in before:
            yield OtherFile(path=path, change=FileChange.ADDED)
        elif path not in after:
            yield OtherFile(path=path, change=FileChange.REMOVED)
        elif before[path] != after[path]:
            yield OtherFile(path=path, change=FileChange.CHANGED)
