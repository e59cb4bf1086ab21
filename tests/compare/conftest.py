"""The repository in which the tests of a base make their changes."""

from pathlib import Path

import pytest

from committing import Repository
from earlier_records import CONFIGURATION, PEOPLE, UPDATE, commit, write


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository with a commit on main, on a branch that has none of its own."""
    made = Repository(tmp_path / "company")
    made.records.mkdir(parents=True)
    made.git("init", "--quiet")
    write(
        made.folder,
        {
            "site_config.yml": CONFIGURATION,
            "records/people.yml": PEOPLE,
            "records/updates/2026/2026-04-20-lena.yml": UPDATE,
            "README.md": "Records\n",
        },
    )
    commit(made)
    made.git("checkout", "--quiet", "-b", "branch")
    return made
