"""What `init --update` adds to a repository that has its own ways."""

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from decision_record.cli import main

GITHUB = ("--forge", "github", "--address", "https://github.com/brackenford/records")


def init(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["init", str(folder), *arguments])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository as `init` makes it for GitHub."""
    made = tmp_path / "new"
    assert init(made, *GITHUB).exit_code == 0
    return made


def files(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def test_owners_are_those_of_the_address(folder: Path) -> None:
    before = (folder / "CODEOWNERS").read_text("utf-8")
    assert "@brackenford/cs-ops" in before
    (folder / "CODEOWNERS").unlink()
    assert "added CODEOWNERS" in init(folder, "--update").output
    assert (folder / "CODEOWNERS").read_text("utf-8") == before


def test_an_address_that_is_none_is_no_trouble(folder: Path) -> None:
    config = folder / "site_config.yml"
    text = config.read_text("utf-8")
    config.write_text(text.replace("repo_url: https://github.com", "repo_url: https://[x"), "utf-8")
    (folder / "CODEOWNERS").unlink()
    assert init(folder, "--update").exit_code == 0
    assert "@your-company/cs-ops" in (folder / "CODEOWNERS").read_text("utf-8")


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        ("CODEOWNERS", ".github/CODEOWNERS"),
        ("CODEOWNERS", "docs/CODEOWNERS"),
        (".github/pull_request_template.md", "PULL_REQUEST_TEMPLATE.md"),
        (".github/pull_request_template.md", "docs/pull_request_template.md"),
        (".github/pull_request_template.md", ".github/PULL_REQUEST_TEMPLATE.md"),
        (".github/workflows/site.yml", ".github/workflows/site.yaml"),
        (
            ".github/actions/decision-record/action.yml",
            ".github/actions/decision-record/action.yaml",
        ),
        ("README.md", "readme.rst"),
    ],
)
def test_what_is_elsewhere_is_not_added_again(folder: Path, ours: str, theirs: str) -> None:
    (folder / theirs).parent.mkdir(exist_ok=True)
    (folder / ours).rename(folder / theirs)
    before = files(folder)
    done = init(folder, "--update")
    assert done.exit_code == 0
    assert f"{theirs} is there in place of {ours}, which was not added." in done.output
    assert files(folder) == before


def test_a_workflow_of_another_ending_is_compared(folder: Path) -> None:
    site = folder / ".github/workflows/site.yml"
    text = site.read_text("utf-8").replace("timeout-minutes: 30", "timeout-minutes: 60")
    site.with_suffix(".yaml").write_text(text, "utf-8")
    site.unlink()
    done = init(folder, "--update")
    assert "--- .github/workflows/site.yaml" in done.output
    assert "+    timeout-minutes: 30" in done.output


def test_all_is_added_or_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    assert init(folder).exit_code == 0
    (folder / "CODEOWNERS").unlink()
    (folder / ".github").write_text("A file.\n", "utf-8")
    before = files(folder)
    done = init(folder, "--update", "--forge", "github")
    assert done.exit_code == 2
    assert ".github is a file" in done.output
    assert "nothing was added" in done.output
    assert files(folder) == before


def test_what_cannot_be_written_leaves_nothing_behind(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CODEOWNERS", ".vscode/settings.json", ".github/workflows/site.yml"):
        (folder / name).unlink()
    before = files(folder)
    link = os.link
    done: list[tuple[Path, ...]] = []

    def link_twice(*names: Path) -> None:
        done.append(names)
        if len(done) > 2:
            raise OSError(28, "No space left on device")
        link(*names)

    monkeypatch.setattr("os.link", link_twice)
    result = init(folder, "--update")
    assert result.exit_code == 2
    assert "No space left on device" in result.output
    assert len(done) == 3
    assert files(folder) == before
