"""Files that look like records and lie where none is read (records.md §2, DR010).

Only names are looked at, and only near the configuration: nothing is opened here.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from decision_record.diagnostics import Part, Pointer, Problem
from decision_record.places import FOLDERS, FOLDERS_OF_YEARS, name_of, real_path
from decision_record.source.ignored import find_ignored

LEVELS = 3
"""How far below the configuration's folder a file is looked for: `a/b/file.yml` is three."""

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
    return len(folders) < LEVELS and (name == _CONFIGURATION or name.lower().endswith(_ENDS))


def _look(folder: Path, passed_over: frozenset[Path], roots: Sequence[Path]) -> Iterator[Path]:
    """The files of such names, folder by folder, in the order of their names."""
    wanted = [str(real_path(root)).lower() for root in roots]
    for inside, folders, names in os.walk(folder):
        here = Path(inside)
        below = here.relative_to(folder).parts
        folders[:] = sorted(
            name
            for name in folders
            if len(below) + 1 < LEVELS
            and not name.startswith(_LEFT_ALONE)
            and name != _TESTS
            and real_path(here / name) not in passed_over
            and not _has_configuration(here / name)
        )
        ours = _names_ours(below) or str(real_path(here)).lower() in wanted
        for name in sorted(names):
            looks = name.lower().endswith(_ENDS) and not name.startswith(_LEFT_ALONE)
            if looks and (ours or _begins_with_a_day(name)):
                yield here / name


def _has_configuration(folder: Path) -> bool:
    """Whether a folder is another site's; one that may not be looked into is passed over too."""
    try:
        return (folder / _CONFIGURATION).exists()
    except OSError:
        return True


def _names_ours(folders: Sequence[str]) -> bool:
    """Whether a file lies in a folder that is called like one of the records' own."""
    return any(name.lower() in FOLDERS for name in folders)


def _misplaced(path: Path, *, around: Surroundings, roots: Sequence[Path], base: Path) -> Problem:
    root = name_of(roots[0], base) if roots else "records"
    places = " or ".join(f"`{root}/{each}`" for each in _places(path.relative_to(around.folder)))
    return Problem(
        code="DR010",
        message="this file looks like a record, but no record is read here",
        help=f"move it to {places}; if it is no record, begin its name with `_`",
        at=Pointer(file=name_of(path, base), part=Part.ROW),
    )


def _places(path: Path) -> Sequence[str]:
    """Where a file would be read, below the folder of records."""
    name = path.name.lower()
    stem = next(name.removesuffix(end) for end in _ENDS if name.endswith(end))
    folders = [part.lower() for part in path.parts[:-1]]
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
        at=Pointer(file=root, part=Part.ROW),
    )
