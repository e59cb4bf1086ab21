"""Files that look like records and lie where none is read (records.md §2, DR010).

Only names are looked at, and only near the configuration: nothing is opened here.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from decision_record.diagnostics import Place, Pointer, Problem, Span, Underlined
from decision_record.model.records import FileKind
from decision_record.repository.layout import FOLDERS, FOLDERS_OF_YEARS, name_of, real_path
from decision_record.source.ignored import find_ignored

LEVELS = 3
"""How far below the configuration's folder a file is looked for: `a/b/file.yml` is three. Where one
of these levels is called like a folder of the records, what lies below it is looked for too."""
_BELOW_OURS = 2
"""Folders from one that is called like one of the records' own down to a file: `meetings/2026`."""
_RECORDS = ("records", "record")

_CONFIGURATION = "site_config.yml"
_TESTS = "tests"
_LEFT_ALONE = (".", "_")
_ENDS = (".yml.txt", ".yml", ".yaml")
_begins_with_a_day = re.compile(r"\d{4}-\d{2}-\d{2}-").match


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """Where a company keeps its records, and what lies beside them."""

    folder: Path
    """The folder of the configuration."""
    passed_over: tuple[Path, ...] = ()
    """The folders that are not looked at: of the site, and of MkDocs' own pages."""


def find_misplaced(
    around: Surroundings, *, roots: Sequence[Path], base: Path
) -> tuple[Problem, ...]:
    """Files that look like records, outside of all folders of records.

    Args:
        around: What is looked at.
        roots: The folders of records.
        base: The folder that files are named from.
    """
    folder = real_path(around.folder)
    inside = frozenset(real_path(path) for path in roots)
    if any(folder.is_relative_to(root) for root in inside):
        return ()
    passed_over = inside.union(real_path(path) for path in around.passed_over)
    found = list(_look(around.folder, passed_over, roots))
    ignored = find_ignored(around.folder, found)
    return tuple(
        _misplaced(path, around=around, roots=roots, base=base)
        for path in found
        if path not in ignored
    )


def is_looked_at(path: str) -> bool:
    """Whether a name below the configuration's folder, with `/`, makes any difference here."""
    *folders, name = path.split("/")
    return _is_near(folders) and (name == _CONFIGURATION or name.lower().endswith(_ENDS))


def _is_near(folders: Sequence[str]) -> bool:
    """Whether a folder is near enough to be looked into, by the names on the way to it."""
    for index, name in enumerate(folders[:LEVELS]):
        if name.lower() in _RECORDS:
            return len(folders) <= index + 1 + _BELOW_OURS
        if _kind_of(name):
            return len(folders) <= index + _BELOW_OURS
    return len(folders) < LEVELS


def _kind_of(folder: str) -> str | None:
    """The folder of the records that a folder is called like: `Meetings` and `meeting` are."""
    name = folder.lower()
    return next((each for each in (name, f"{name}s") if each in FOLDERS), None)


def _look(folder: Path, passed_over: frozenset[Path], roots: Sequence[Path]) -> Iterator[Path]:
    """The files of such names, folder by folder, in the order of their names."""
    wanted = [str(real_path(root)).lower() for root in roots]
    for inside, folders, names in os.walk(folder):
        here = Path(inside)
        below = here.relative_to(folder).parts
        folders[:] = sorted(
            name
            for name in folders
            if _is_near((*below, name))
            and not name.startswith(_LEFT_ALONE)
            and name != _TESTS
            and real_path(here / name) not in passed_over
            and not _has_configuration(here / name)
        )
        real = str(real_path(here)).lower()
        ours = any(map(_kind_of, below)) or real in wanted
        meant = {f"{root.rstrip('s')}" for root in wanted}
        for name in sorted(names):
            looks = name.lower().endswith(_ENDS) and not name.startswith(_LEFT_ALONE)
            reference = real.rstrip("s") in meant and _stem(name) in _REFERENCE_FILES
            if looks and (ours or reference or _begins_with_a_day(name)):
                yield here / name


def _has_configuration(folder: Path) -> bool:
    """Whether a folder is another site's; one that may not be looked into is passed over too."""
    try:
        return (folder / _CONFIGURATION).exists()
    except OSError:
        return True


_REFERENCE_FILES = frozenset(
    {FileKind.ORGANIZATION, FileKind.PEOPLE, FileKind.TAXONOMY, FileKind.SERIES}
)


def _stem(name: str) -> str:
    """A file's name in small letters, without its ending."""
    lower = name.lower()
    return next((lower.removesuffix(end) for end in _ENDS if lower.endswith(end)), lower)


def _misplaced(path: Path, *, around: Surroundings, roots: Sequence[Path], base: Path) -> Problem:
    root = name_of(roots[0], base) if roots else "records"
    places = " or ".join(f"`{root}/{each}`" for each in _places(path.relative_to(around.folder)))
    return Problem(
        code="DR010",
        message="this file looks like a record, but no record is read here",
        help=f"move it to {places}; if it is no record, begin its name with `_`",
        # It is not known whose record it is: nothing of it is shown.
        at=Place(file=name_of(path, base), span=_FIRST, redacted=True),
    )


_FIRST = Span(line=1, column=1, end_line=1, end_column=1)
"""The beginning of a file."""


def _places(path: Path) -> Sequence[str]:
    """Where a file would be read, below the folder of records."""
    stem = _stem(path.name)
    folders = [_kind_of(part) or part.lower() for part in path.parts[:-1]]
    ours = [part for part in folders if part in FOLDERS]
    if _begins_with_a_day(stem):
        kinds = [part for part in ours[-1:] if part in FOLDERS_OF_YEARS] or FOLDERS_OF_YEARS
        return [f"{kind}/{stem[:4]}/{stem}.yml" for kind in kinds]
    below = folders[folders.index(ours[0]) :] if ours else []
    return ["/".join((*below, f"{stem}.yml"))]


def no_records(roots: Sequence[Path], *, base: Path) -> Problem:
    """Folders of records without a single file that could be one."""
    root = name_of(roots[0], base) if roots else "records"
    return Problem(
        code="DR010",
        message="there is no record of any kind here",
        help=f"begin with `{root}/organization.yml`, `{root}/people.yml` and `{root}/series.yml`; "
        "`decision-record init` writes them",
        at=Pointer(file=root, part=Underlined.ROW),
    )
