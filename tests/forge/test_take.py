"""The records of a request in a clone of the branch that it goes to: data, and nothing else."""

import os
import subprocess
from pathlib import Path

import pytest
from click.testing import Result

from fake_forge import FakeForge
from running import run

CONFIGURATION = "site_name: Acme\ntheme: material\nplugins: [decision-record]\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-c", "user.name=o", "-c", "user.email=o@o", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def write(folder: Path, **files: str) -> None:
    for name, text in files.items():
        path = folder / name.replace("__", "/").replace("_yml", ".yml")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def commit(folder: Path) -> str:
    git(folder, "add", "--all", "--force")
    git(folder, "commit", "--quiet", "-m", "Write")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """A repository with a configuration and two records on main."""
    folder = tmp_path / "origin"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", str(folder))
    write(folder, records__people_yml="old\n", records__gone_yml="gone\n")
    write(folder, site_config_yml=CONFIGURATION)
    commit(folder)
    return folder


@pytest.fixture
def clone(origin: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(origin), str(folder))
    monkeypatch.chdir(folder)
    return folder


def request_of(origin: Path) -> str:
    """The newest commit of a pull request, which no branch of the repository has."""
    sha = commit(origin)
    git(origin, "update-ref", "refs/pull/12/head", sha)
    git(origin, "checkout", "--quiet", "main")
    return sha


def take(forge: FakeForge, sha: str) -> Result:
    forge.answers["/repos/acme/records/pulls"] = [
        {
            "number": 12,
            "head": {"sha": sha, "repo": {"full_name": "mallory/records"}},
            "base": {"ref": "main"},
        }
    ]
    return run("request", "--take", "--sha", sha, "--owner", "mallory", "--branch", "x")


def test_the_records_come_and_nothing_else(
    origin: Path, clone: Path, on_github: FakeForge, tmp_path: Path
) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret\n")
    git(origin, "checkout", "--quiet", "--detach")
    (origin / "records/gone.yml").unlink()
    write(origin, records__people_yml="new\n", records__meetings__2026__a_yml="a\n")
    write(origin, site_config_yml="hooks: [evil.py]\n", **{"evil.py": "raise SystemExit\n"})
    write(origin, **{".github__workflows__site_yml": "evil\n", ".gitattributes": "* filter=evil\n"})
    (origin / "records/accounts").symlink_to(tmp_path)
    (origin / "records/link.yml").symlink_to(secret)
    sha = request_of(origin)
    result = take(on_github, sha)
    assert result.output == "number=12\nbase=main\nfork=true\n"
    assert git(clone, "rev-parse", "HEAD") == sha
    records = clone / "records"
    assert (records / "people.yml").read_text() == "new\n"
    assert (records / "meetings/2026/a.yml").read_text() == "a\n"
    assert not (records / "gone.yml").exists()
    assert (clone / "site_config.yml").read_text() == CONFIGURATION
    assert {each.name for each in clone.iterdir()} == {".git", "records", "site_config.yml"}
    for link in ("accounts", "link.yml"):
        assert (records / link).is_symlink()
        assert not (records / link).exists()
        assert not os.fspath((records / link).readlink()).startswith(os.fspath(tmp_path))


def test_a_request_without_records_leaves_an_empty_folder(
    origin: Path, clone: Path, on_github: FakeForge
) -> None:
    git(origin, "checkout", "--quiet", "--detach")
    git(origin, "rm", "-r", "--quiet", "records")
    sha = request_of(origin)
    assert take(on_github, sha).exit_code == 0
    assert list((clone / "records").iterdir()) == []


def test_a_commit_that_is_gone_leaves_everything_as_it_was(
    clone: Path, on_github: FakeForge
) -> None:
    before = git(clone, "rev-parse", "HEAD")
    result = take(on_github, "a" * 40)
    assert result.exit_code == 2
    assert "cannot be fetched from `origin`" in result.output
    assert git(clone, "rev-parse", "HEAD") == before
    assert (clone / "records/people.yml").read_text() == "old\n"


@pytest.mark.parametrize("sha", ["--upload-pack=touch x", "main", "", "../x", "a" * 41])
def test_only_the_full_name_of_a_commit_is_taken(
    sha: str, clone: Path, on_github: FakeForge
) -> None:
    result = take(on_github, sha)
    assert result.exit_code == 2
    assert (clone / "records/people.yml").read_text() == "old\n"
    assert on_github.asked == []


def test_records_beside_the_configuration_cannot_be_taken_apart(
    origin: Path, clone: Path, on_github: FakeForge
) -> None:
    (clone / "site_config.yml").write_text(
        CONFIGURATION.replace("[decision-record]", "[{decision-record: {records: [.]}}]")
    )
    result = take(on_github, git(origin, "rev-parse", "HEAD"))
    assert result.exit_code == 2
    assert "move them into a folder of their own" in result.output
    assert (clone / ".git").is_dir()
    assert (clone / "site_config.yml").is_file()


def test_a_name_that_no_disk_takes_is_refused_and_leaves_everything_as_it_was(
    origin: Path, clone: Path, on_github: FakeForge
) -> None:
    blob = git(origin, "hash-object", "-w", "site_config.yml")
    rows = f"100644 blob {blob}\t{'x' * 300}.yml\n100644 blob {blob}\tpeople.yml\n"
    records = tree(origin, rows)
    sha = git(origin, "commit-tree", tree(origin, f"040000 tree {records}\trecords\n"), "-m", "x")
    git(origin, "update-ref", "refs/pull/12/head", sha)
    result = take(on_github, sha)
    assert result.exit_code == 2
    assert "cannot be opened: File name too long" in result.output
    assert (clone / "records/people.yml").read_text() == "old\n"
    assert git(clone, "rev-parse", "HEAD") == git(origin, "rev-parse", "main")


def tree(folder: Path, rows: str) -> str:
    """A tree as git never makes it, from the rows of `git ls-tree`."""
    done = subprocess.run(
        ["git", "-C", str(folder), "mktree"], input=rows, check=True, capture_output=True, text=True
    )
    return done.stdout.strip()
