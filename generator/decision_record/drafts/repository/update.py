"""A repository brought to the files of this version: what is missing is added, nothing is changed.

What is there belongs to the company. Where a workflow differs from ours, the difference is shown.
"""

import difflib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

from decision_record.drafts.repository.hosting import ForgeName
from decision_record.model.reference import Organization
from decision_record.model.shape import shape_data
from decision_record.repository.web_addresses import as_web_address
from decision_record.source.files import read_record
from decision_record.source.read import read

_OURS = (".github/actions/", ".github/workflows/", ".gitlab-ci.yml", ".vscode/schemas/")
"""Files that a newer version may want to write differently; the others are the company's own."""
_IGNORED = ".gitignore"
_ELSEWHERE: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "CODEOWNERS": (".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"),
        ".github/pull_request_template.md": (
            *(".github/pull_request_template", ".github/pull_request_template.txt"),
            *("pull_request_template.md", "pull_request_template.txt", "pull_request_template"),
            *("docs/pull_request_template.md", "docs/pull_request_template.txt"),
        ),
        "README.md": ("README", "README.rst", "README.txt", ".github/README.md"),
    }
)
"""Where a forge reads the same file too; a second one would be passed over, or take its place."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RepositoryUpdate:
    """What a repository lacks, and what is different in it."""

    missing: Mapping[str, str]
    """The files to add, by their places."""
    different: Mapping[str, str]
    """What this version would write differently: the lines of the difference, by file."""
    not_ignored: tuple[str, ...]
    """What `.gitignore` does not name."""
    elsewhere: Mapping[str, str]
    """Where a file is that this version would write to another place, by that place."""


def find_update(folder: Path, files: Mapping[str, str]) -> RepositoryUpdate:
    """Compare a repository with the files of this version.

    Args:
        folder: The repository.
        files: The files of this version, by their places.

    Raises:
        OSError: A file cannot be read.
    """
    found = {place: each for place in files if (each := _find(folder, place))}
    missing = {place: text for place, text in files.items() if place not in found}
    there = {
        place: (folder / name).read_text("utf-8", errors="replace")
        for place, name in found.items()
        if (folder / name).is_file()
    }
    return RepositoryUpdate(
        missing=missing,
        different={
            place: "\n".join(_differences(found[place], text, files[place]))
            for place, text in there.items()
            if place.startswith(_OURS) and text != files[place]
        },
        not_ignored=tuple(
            line
            for line in files.get(_IGNORED, "").splitlines()
            if line.startswith("/") and line not in there.get(_IGNORED, line).splitlines()
        ),
        elsewhere={
            place: name
            for place, name in found.items()
            if not os.path.lexists(folder / place) and name != place
        },
    )


def _find(folder: Path, place: str) -> str | None:
    """Where a file of this version is in a repository, if anywhere a forge reads it."""
    other = f"{place.removesuffix('.yml')}.yaml"
    usual = (other,) if place.startswith(".github/") and place.endswith(".yml") else ()
    places: tuple[str, ...] = (place, *usual, *_ELSEWHERE.get(place, ()))
    for each in places:
        if os.path.lexists(folder / each):
            return each
        # A forge reads `PULL_REQUEST_TEMPLATE.md` too.
        above = (folder / each).parent
        name = (folder / each).name.lower()
        for there in sorted(above.iterdir()) if above.is_dir() else ():
            if there.name.lower() == name:
                return there.relative_to(folder).as_posix()
    return None


def find_address(config_file: Path) -> str | None:
    """The address of a repository as its configuration has it; None where it says none."""
    data = read(read_record(config_file), file=config_file.name).data
    address = data.get("repo_url") if isinstance(data, dict) else None
    if not isinstance(address, str):
        return None
    address = as_web_address(address).rstrip("/").removesuffix(".git")
    try:
        return address if urlsplit(address).path.strip("/") else None
    except ValueError:  # as of `https://[x`, which `check` refuses
        return None


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
