"""The hook for pre-commit runs what people run, in a repository as they have it."""

import shlex
import shutil
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
