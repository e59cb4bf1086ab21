"""`publish` refuses where the wrong people could read the site, or nothing says who could."""

from pathlib import Path

import pytest

from fake_forge import FakeForge
from pages_branch import SITE, branches, configure, published
from running import run


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ({"/repos/acme/records": {"private": False}}, "everyone can open the pages"),
        ({"/repos/acme/records/pages": {"public": True}}, "everyone can open the pages"),
        ({"/repos/acme/records/pages": {}}, "everyone can open the pages"),
        ({"/repos/acme/records": None}, "does not say who can open"),
        ({"/repos/acme/records/pages": 403}, "refuses (403)"),
        ({"/repos/acme/records/pages": 500}, "answered 500"),
        ({"/repos/acme/records/pages": 302}, "answered 302"),
        ({"/repos/acme/records/pages": "<html>"}, "not JSON"),
    ],
)
def test_nothing_is_published_where_others_could_read_it(
    answers: dict[str, object], said: str, clone: Path, on_github: FakeForge
) -> None:
    on_github.answers.update(answers)
    result = run("publish")
    assert result.exit_code == 2
    assert said in result.output
    assert "secret-token" not in result.output
    assert branches(clone) == []


def test_a_public_site_is_published_where_the_configuration_says_so(
    clone: Path, on_github: FakeForge
) -> None:
    on_github.answers["/repos/acme/records"] = {"private": False}
    on_github.answers["/repos/acme/records/pages"] = {"public": True}
    configure(clone, "public: true")
    assert run("publish").exit_code == 0
    assert published(clone) == SITE


@pytest.mark.usefixtures("on_github")
def test_nothing_is_published_unless_the_configuration_says_so(clone: Path) -> None:
    text = (clone / "site_config.yml").read_text()
    (clone / "site_config.yml").write_text(text.replace("publish: true", "publish: false"))
    result = run("publish")
    assert result.exit_code == 2
    assert "check who can open the address" in result.output
    assert branches(clone) == []


@pytest.mark.parametrize(
    ("level", "visibility", "code"),
    [
        ("public", "private", 2),
        ("enabled", "public", 2),
        ("enabled", "private", 0),
        ("private", "public", 0),
    ],
)
def test_gitlab_is_asked_who_can_open_its_pages(
    level: str,
    visibility: str,
    code: int,
    clone: Path,
    on_gitlab: FakeForge,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("CI_PROJECT_VISIBILITY", visibility)
    on_gitlab.answers["/projects/7"] = {"pages_access_level": level}
    result = run("publish")
    assert result.exit_code == code, result.output
    assert (clone / "public").exists() is (code == 0)
    assert "Look at its settings" not in result.output


@pytest.mark.parametrize("visibility", ["public", "private", "internal", ""])
@pytest.mark.usefixtures("on_gitlab")
def test_without_a_token_nothing_says_who_can_open_gitlab_s_pages(
    visibility: str, clone: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI_PROJECT_VISIBILITY", visibility)
    monkeypatch.setenv("DECISION_RECORD_TOKEN", "")
    result = run("publish")
    assert result.exit_code == 2
    assert "nothing was published" in result.output
    assert not (clone / "public").exists()
    configure(clone, "public: true")
    assert run("publish").exit_code == 0


def test_pages_that_are_switched_off_are_named(clone: Path, on_gitlab: FakeForge) -> None:
    on_gitlab.answers["/projects/7"] = {"pages_access_level": "disabled"}
    result = run("publish")
    assert result.exit_code == 2
    assert "pages are switched off" in result.output
    assert not (clone / "public").exists()


@pytest.mark.parametrize(
    ("pages", "said"),
    [
        ({"source": {"branch": "main", "path": "/"}}, "serves the branch `main`"),
        ({"source": {"branch": "pages", "path": "/docs"}}, "serves the folder `/docs`"),
        ({"build_type": "workflow"}, "serves what a workflow uploads"),
        ({"build_type": "legacy", "source": {"branch": "pages", "path": "/"}}, ""),
    ],
)
def test_nothing_is_published_where_the_forge_serves_something_else(
    pages: dict[str, object], said: str, clone: Path, on_github: FakeForge
) -> None:
    on_github.answers["/repos/acme/records/pages"] = {"public": False, **pages}
    result = run("publish")
    assert (result.exit_code == 2) is bool(said), result.output
    assert said in result.output
    assert (branches(clone) == []) is bool(said)
