"""A repository whose branch is compared with main, and the records as they were there."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from committing import Repository
from decision_record.compare.base import Base, RevisionError, open_base
from decision_record.examine import configure
from decision_record.repository.configuration import Configuration

CONFIGURATION = "site_name: Fernhollow\nplugins: [decision-record]\n"
PEOPLE = "lena: {name: Lena Fischer, role: csm}\n"
UPDATE = "date: 2026-04-20\nby: lena\nnotes: The export was slow again, and Pelican asked why.\n"


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def commit(repository: Repository) -> None:
    repository.git("add", "--all")
    repository.git("commit", "--quiet", "--allow-empty", "-m", "Write")


def configuration_of(folder: Path, file: str = "site_config.yml") -> Configuration:
    configuration, problems = configure(folder / file, name=file)
    assert configuration, problems
    return configuration


@contextmanager
def base_of(
    repository: Repository, ref: str = "main", *, cwd: Path | None = None
) -> Iterator[Base]:
    configuration = configuration_of(repository.folder)
    with open_base(configuration, ref=ref, cwd=cwd or repository.folder) as base:
        yield base


def files_below(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def refusal(repository: Repository, ref: str = "main", *, cwd: Path | None = None) -> str:
    with pytest.raises(RevisionError) as caught, base_of(repository, ref, cwd=cwd):
        pass
    message = str(caught.value)
    assert "\n" not in message
    return message


def run_advice(message: str, repository: Repository) -> None:
    """Run the command that a message names."""
    words = message.split("`git ")[1].partition("`")[0].split()
    repository.git(*words)
