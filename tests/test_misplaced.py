"""DR010: which files beside the records look like records, and which are left alone."""

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_record.diagnostics import Place
from decision_record.repository.layout import find_files
from decision_record.repository.misplaced import Surroundings, find_misplaced


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
        "record/people.yml",
        "Records/meetings/2026/2026-04-28-tier-1.yml",
        "RECORDS/Meetings/2026/2026-04-28-tier-1.yml",
        "record/meeting/2026/2026-04-28-tier-1.yml",
        "docs/records/updates/2026/2026-04-28-dan.yml",
        "a/b/records/meetings/2026/2026-04-28-tier-1.yml",
        "a/b/meetings/2026/2026-04-28-tier-1.yml",
        "meeting/2026/2026-04-28-tier-1.yml",
        "Account/ostermark.yml",
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
        "a/b/c/meetings/2026/2026-04-28-tier-1.yml",
        "meetings/2026/05/2026-05-28-tier-1.yml",
        "old/record/people.yml",
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


def test_a_deep_tree_of_others_is_not_walked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(tmp_path, "records/people.yml", "Records/meetings/2026/2026-04-28-tier-1.yml")
    lay(tmp_path, *(f"node_modules/{name}/dist/cjs/a/index.yml" for name in "abc"))
    seen: list[str] = []
    walk = os.walk

    def noting(folder: Path) -> Iterator[tuple[str, list[str], list[str]]]:
        for inside, folders, names in walk(folder):
            seen.append(str(Path(inside).relative_to(tmp_path)))
            yield inside, folders, names

    monkeypatch.setattr(os, "walk", noting)
    assert found(tmp_path) == ["Records/meetings/2026/2026-04-28-tier-1.yml"]
    assert not [name for name in seen if "dist" in name]


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Records/meetings/2026/2026-04-28-tier-1.yml", "meetings/2026/2026-04-28-tier-1.yml"),
        ("record/people.yml", "people.yml"),
        ("record/meeting/2026/2026-04-28-tier-1.yml", "meetings/2026/2026-04-28-tier-1.yml"),
        ("Account/Ostermark.yml", "accounts/ostermark.yml"),
    ],
)
def test_the_help_says_the_place_where_it_is_read(tmp_path: Path, name: str, place: str) -> None:
    lay(tmp_path, "records/people.yml", name)
    (problem,) = find_misplaced(
        Surroundings(folder=tmp_path), roots=(tmp_path / "records",), base=tmp_path
    )
    assert f"move it to `records/{place}`;" in problem.help
    (tmp_path / "records" / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).rename(tmp_path / "records" / place)
    assert found(tmp_path) == []
    read = find_files([tmp_path / "records"], personal=(), base=tmp_path)
    assert f"records/{place}" in [file.name for file, _ in read.files]
    assert read.problems == ()


def test_nothing_of_a_misplaced_record_is_quoted(tmp_path: Path) -> None:
    """It may be a one-on-one, in the folder of two people that no setting names."""
    lay(tmp_path, "records/people.yml", "own/records/meetings/2026/2026-04-28-bob-talk.yml")
    (misplaced,) = find_misplaced(
        Surroundings(folder=tmp_path), roots=(tmp_path / "records",), base=tmp_path
    )
    assert isinstance(misplaced.at, Place)
    assert misplaced.at.redacted
