"""The workflows that `init` writes pass what `make lint` asks of those of this repository."""

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from decision_record.cli import main

REPOSITORY = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent


def made(folder: Path, forge: str) -> Path:
    arguments = ["init", str(folder), "--forge", forge, "--publish"]
    assert CliRunner().invoke(main, arguments, catch_exceptions=False).exit_code == 0
    return folder


def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=False, capture_output=True, text=True)


def audit(*paths: Path) -> subprocess.CompletedProcess[str]:
    options = ["--offline", "--no-progress", "--persona", "auditor"]
    config = REPOSITORY / ".github/zizmor.yml"
    return run(BIN / "zizmor", *options, "--config", config, *paths)


def fits(schema: str, *files: Path) -> subprocess.CompletedProcess[str]:
    return run(BIN / "check-jsonschema", "--builtin-schema", f"vendor.{schema}", *files)


def test_the_audit_finds_nothing_in_what_init_writes(tmp_path: Path) -> None:
    folder = made(tmp_path / "github", "github")
    done = audit(folder)
    assert done.returncode == 0, done.stdout
    assert "No findings to report" in done.stdout + done.stderr


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ("review.md\n", '"${{ github.event.workflow_run.head_branch }}"\n', "template-injection"),
        ("persist-credentials: false", "fetch-tags: true", "artipacked"),
        ("# zizmor: ignore[dangerous-triggers]", "#", "dangerous-triggers"),
        ("@11bd71901bbe5b1630ceea73d27597364c9af683", "@v4", "unpinned-uses"),
        ("permissions: {}\n\njobs", "permissions: write-all\n\njobs", "excessive-permissions"),
    ],
)
def test_the_audit_would_find_what_it_is_for(
    old: str, new: str, finding: str, tmp_path: Path
) -> None:
    file = made(tmp_path / "github", "github") / ".github/workflows/comment.yml"
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")
    done = audit(file)
    assert done.returncode != 0
    assert f"[{finding}]" in done.stdout


def test_each_workflow_fits_the_schema_of_its_forge(tmp_path: Path) -> None:
    github = made(tmp_path / "github", "github") / ".github"
    gitlab = made(tmp_path / "gitlab", "gitlab") / ".gitlab-ci.yml"
    workflows = sorted(github.glob("workflows/*.yml"))
    assert len(workflows) == 4
    for schema, files in (
        ("github-workflows", workflows),
        ("github-actions", [github / "actions/decision-record/action.yml"]),
        ("gitlab-ci", [gitlab]),
    ):
        done = fits(schema, *files)
        assert done.returncode == 0, done.stdout
    workflows[0].write_text(workflows[0].read_text("utf-8").replace("runs-on:", "runs_on:"))
    assert fits("github-workflows", workflows[0]).returncode == 1
