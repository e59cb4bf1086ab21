"""DR010: which files beside the records look like records, and which are left alone."""

import subprocess
from pathlib import Path

import pytest

from decision_record.misplaced import Surroundings, find_misplaced


def found(folder: Path, *, passed_over: tuple[Path, ...] = ()) -> list[str]:
    problems = find_misplaced(
        Surroundings(folder=folder, passed_over=passed_over),
        roots=(folder / "records",),
        base=folder,
    )
    assert all(each.code == "DR010" for each in problems)
    return [each.at.file for each in problems]


def lay(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("date: 2026-04-28\n", encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "2026-04-28-tier-1.yml",
        "minutes/2026-04-28-tier-1.yaml",
        "a/b/2026-04-28-tier-1.yml.txt",
        "meetings/2026/tier-1.yml",
        "Meetings/notes.yml",
        "ACCOUNTS/ostermark.yml",
        "old/pods/reporting.yaml",
        "Records/people.yml",
    ],
)
def test_it_looks_like_a_record(tmp_path: Path, name: str) -> None:
    lay(tmp_path, "records/people.yml", name)
    assert found(tmp_path) == [name]


@pytest.mark.parametrize(
    "name",
    [
        "records/meetings/2026/2026-04-28-tier-1.yml",
        "mkdocs.yml",
        "src/people.yml",
        "2026-04-28-tier-1.md",
        "a/b/c/2026-04-28-tier-1.yml",
        ".github/2026-04-28-tier-1.yml",
        "_2026-04-28-tier-1.yml",
        "_old/2026-04-28-tier-1.yml",
        "tests/cases/2026-04-28-tier-1.yml",
        "site/2026-04-28-tier-1.yml",
    ],
)
def test_it_is_left_alone(tmp_path: Path, name: str) -> None:
    lay(tmp_path, "records/people.yml", name)
    assert found(tmp_path, passed_over=(tmp_path / "site",)) == []


def test_what_git_ignores_and_another_company_are_left_alone(tmp_path: Path) -> None:
    lay(tmp_path, "records/people.yml", "drafts/2026-04-28-tier-1.yml", "kept/accounts/a.yml")
    lay(tmp_path, "other/site_config.yml", "other/accounts/b.yml")
    assert found(tmp_path) == ["drafts/2026-04-28-tier-1.yml", "kept/accounts/a.yml"]
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("drafts/\n", encoding="utf-8")
    assert found(tmp_path) == ["kept/accounts/a.yml"]
