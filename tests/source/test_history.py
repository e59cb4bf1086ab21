"""What git knows, asked of real repositories."""

import json
import os
import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from decision_record.cli import main
from decision_record.source.history import find_first_written

HARBOUR = Path(__file__).resolve().parents[1] / "organizations/harbour/records"


def git(folder: Path, *arguments: str, day: str = "2026-04-01") -> None:
    names = {"NAME": "Anneke", "EMAIL": "anneke@fernhollow.example", "DATE": f"{day}T12:00:00Z"}
    whose = {
        f"GIT_{who}_{key}": value for who in ("AUTHOR", "COMMITTER") for key, value in names.items()
    }
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **whose},
    )


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    folder = tmp_path / "company"
    (folder / "records").mkdir(parents=True)
    git(folder, "init", "--quiet")
    return folder


def commit(folder: Path, name: str, text: str, *, day: str) -> None:
    (folder / "records" / name).write_text(text, "utf-8")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "-m", f"Write {name}", day=day)


def test_a_file_was_written_on_the_day_of_its_first_commit(repository: Path) -> None:
    commit(repository, "a.yml", "a: 1\n", day="2026-04-02")
    commit(repository, "ö b.yml", "b: 1\n", day="2026-04-05")
    commit(repository, "a.yml", "a: 2\n", day="2026-04-09")
    (repository / "README.md").write_text("not a record", "utf-8")
    commit(repository, "c.yml", "c: 1\n", day="2026-04-10")

    assert find_first_written(repository / "records") == {
        "a.yml": date(2026, 4, 2),
        "ö b.yml": date(2026, 4, 5),
        "c.yml": date(2026, 4, 10),
    }


def test_what_is_not_committed_is_not_known(repository: Path) -> None:
    commit(repository, "a.yml", "a: 1\n", day="2026-04-02")
    (repository / "records/new.yml").write_text("n: 1\n", "utf-8")
    assert set(find_first_written(repository / "records")) == {"a.yml"}


def test_outside_a_repository_nothing_is_known(tmp_path: Path) -> None:
    assert find_first_written(tmp_path) == {}


def test_a_shallow_clone_would_say_the_wrong_day_and_is_not_believed(
    repository: Path, tmp_path: Path
) -> None:
    commit(repository, "a.yml", "a: 1\n", day="2026-04-02")
    commit(repository, "b.yml", "b: 1\n", day="2026-04-09")
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--depth", "1", repository.as_uri(), str(clone))
    assert find_first_written(clone / "records") == {}


def test_a_build_in_a_repository_says_what_was_written_down_late(repository: Path) -> None:
    shutil.copytree(HARBOUR, repository / "records", dirs_exist_ok=True)
    config = repository / "site_config.yml"
    config.write_text("site_name: A\ntheme: material\nplugins: [decision-record]\n", "utf-8")
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "-m", "Write everything down", day="2026-06-20")
    arguments = ["build", "--config", str(config), "--as-of", "2026-06-30"]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    signals = json.loads((repository / "site/api/v1/signals.json").read_text("utf-8"))["items"]
    late = [each["ref"] for each in signals if each["code"] == "SG804"]
    assert "2026-06-09-tier-2-charts" in late
    assert "2026-06-30-tier-1" not in late
