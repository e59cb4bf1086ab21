"""A forge with the variables that its runner sets, and a clone with a site to publish."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from fake_forge import FakeForge, fake_forge
from pages_branch import build, configure, git

_OF_FORGES = ("GITHUB_", "GITLAB_", "CI_")


@pytest.fixture
def forge(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeForge]:
    """A forge that no proxy is between, and no variables of the runner that these tests run on."""
    for name in [each for each in os.environ if each.startswith(_OF_FORGES)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with fake_forge() as made:
        yield made


@pytest.fixture
def on_github(forge: FakeForge, monkeypatch: pytest.MonkeyPatch) -> FakeForge:
    """A job at GitHub, of the private repository acme/records whose pages are private."""
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_API_URL", forge.url)
    monkeypatch.setenv("GITHUB_SERVER_URL", forge.url)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/records")
    monkeypatch.setenv("GITHUB_TOKEN", "secret-token")
    forge.answers["/repos/acme/records"] = {"private": True}
    forge.answers["/repos/acme/records/pages"] = {"public": False}
    return forge


@pytest.fixture
def on_gitlab(forge: FakeForge, monkeypatch: pytest.MonkeyPatch) -> FakeForge:
    """A job at GitLab, of the private project 7, with a token."""
    monkeypatch.setenv("GITLAB_CI", "true")
    monkeypatch.setenv("CI_API_V4_URL", forge.url)
    monkeypatch.setenv("CI_PROJECT_ID", "7")
    monkeypatch.setenv("CI_PROJECT_VISIBILITY", "private")
    monkeypatch.setenv("DECISION_RECORD_TOKEN", "secret-token")
    forge.answers["/projects/7"] = {"pages_access_level": "private"}
    return forge


@pytest.fixture
def clone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a repository with a configuration that publishes, and a built site in it."""
    origin = tmp_path / "origin.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(folder))
    configure(folder)
    (folder / "records").mkdir()
    build(folder, "index.html", "accounts/ashgrove/index.html")
    monkeypatch.chdir(folder)
    return folder
