"""The hook for pre-commit runs what people run, in a repository as they have it."""

import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from decision_record.cli import main

REPOSITORY = Path(__file__).resolve().parents[1]
HARBOUR = REPOSITORY / "tests/organizations/harbour/records"


def test_the_hook_checks_all_records(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (hook,) = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"
    assert hook["pass_filenames"] is False
    assert hook["always_run"] is True
    program, *arguments = shlex.split(hook["entry"])
    assert program == "decision-record"
    (tmp_path / "site_config.yml").write_text(
        "site_name: Acme\nplugins: [decision-record]\n", "utf-8"
    )
    shutil.copytree(HARBOUR, tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(main, arguments).exit_code == 0
    (tmp_path / "records/people.yml").unlink()
    assert CliRunner().invoke(main, arguments).exit_code == 1


def test_the_first_commit_brings_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "site_config.yml").write_text(
        "site_name: Acme\nplugins: [decision-record]\n", "utf-8"
    )
    shutil.copytree(HARBOUR, tmp_path / "records")
    subprocess.run(["git", "init", "--quiet", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)
    good = CliRunner().invoke(main, ["check", "--since", "HEAD"])
    assert good.exit_code == 0, good.output
    assert "There is no commit yet to compare with, so everything is new." in good.stderr
    (tmp_path / "records/people.yml").unlink()
    everything = CliRunner().invoke(main, ["check"])
    bad = CliRunner().invoke(main, ["check", "--since", "HEAD"])
    assert bad.exit_code == 1
    assert bad.stdout == everything.stdout
