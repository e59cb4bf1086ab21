"""A repository in which a change is made, for the tests of this folder."""

from pathlib import Path

import pytest

from committing import Repository
from reviewed_repository import make_repository


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    made = make_repository(tmp_path / "work")
    monkeypatch.chdir(made.folder)
    return made
