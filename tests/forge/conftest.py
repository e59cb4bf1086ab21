"""A forge, and the variables that its runner sets."""

import os
from collections.abc import Iterator

import pytest

from fake_forge import FakeForge, fake_forge

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
