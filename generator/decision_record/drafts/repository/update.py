"""A repository brought to the files of this version: what is missing is added, nothing is changed.

What is there belongs to the company. Where a workflow differs from ours, the difference is shown.
"""

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from decision_record.drafts.repository.hosting import ForgeName
from decision_record.model.reference import Organization
from decision_record.model.shape import shape_data
from decision_record.source.files import read_record
from decision_record.source.read import read

_OURS = (".github/actions/", ".github/workflows/", ".gitlab-ci.yml", ".vscode/schemas/")
"""Files that a newer version may want to write differently; the others are the company's own."""
_IGNORED = ".gitignore"


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryUpdate:
    """What a repository lacks, and what is different in it."""

    missing: Mapping[str, str]
    """The files to add, by their places."""
    different: Mapping[str, str]
    """What this version would write differently: the lines of the difference, by file."""
    not_ignored: tuple[str, ...]
    """What `.gitignore` does not name."""


def find_update(folder: Path, files: Mapping[str, str]) -> RepositoryUpdate:
    """Compare a repository with the files of this version.

    Args:
        folder: The repository.
        files: The files of this version, by their places.

    Raises:
        OSError: A file cannot be read.
    """
    missing = {
        place: text
        for place, text in files.items()
        if not (folder / place).exists() and not (folder / place).is_symlink()
    }
    there = {
        place: (folder / place).read_text("utf-8", errors="replace")
        for place in files
        if place not in missing and (folder / place).is_file()
    }
    return RepositoryUpdate(
        missing=missing,
        different={
            place: "\n".join(_differences(place, text, files[place]))
            for place, text in there.items()
            if place.startswith(_OURS) and text != files[place]
        },
        not_ignored=tuple(
            line
            for line in files.get(_IGNORED, "").splitlines()
            if line.startswith("/") and line not in there.get(_IGNORED, line).splitlines()
        ),
    )


def _differences(place: str, old: str, new: str) -> Iterator[str]:
    return difflib.unified_diff(
        old.splitlines(), new.splitlines(), place, f"{place} (this version)", lineterm="", n=1
    )


def read_organization(file: Path) -> Organization | None:
    """The company of a repository; None where its file is not there or cannot be read."""
    if not file.is_file():
        return None
    reading = read(read_record(file), file=file.name)
    if reading.data is None:
        return None
    organization, _ = shape_data(reading.data, model=Organization, file=file.name)
    return organization


def find_forge(folder: Path, edit_uri: str | None) -> ForgeName:
    """The forge of a repository, as far as its files tell.

    Args:
        folder: The repository.
        edit_uri: Where its records are edited, as its configuration has it.
    """
    if (folder / ".gitlab-ci.yml").exists() or "/-/edit/" in (edit_uri or ""):
        return "gitlab"
    if (folder / ".github").exists() or "github" in (edit_uri or ""):
        return "github"
    return "none"
