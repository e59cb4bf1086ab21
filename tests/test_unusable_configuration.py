"""A configuration that cannot be used is reported in the format that was asked for."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from decision_record.cli import main

MISSPELT = """\
site_name: Acme
plugins:
  - decision-record:
      recrods: [x]
"""


@pytest.fixture
def check(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> "Check":
    (tmp_path / "records").mkdir()
    (tmp_path / "site_config.yml").write_text(MISSPELT, "utf-8")
    monkeypatch.chdir(tmp_path)
    return Check()


class Check:
    def __call__(self, form: str) -> Result:
        done = CliRunner().invoke(main, ["check", "--format", form])
        assert done.exit_code == 2
        assert "site_config.yml cannot be used until that is fixed" in done.stderr
        return done


def test_annotations(check: Check) -> None:
    (line,) = (each for each in check("github").stdout.splitlines() if each.startswith("::"))
    assert line.startswith("::error file=site_config.yml,line=4,")
    assert "recrods" in line


def test_a_report_on_quality(check: Check) -> None:
    (found,) = json.loads(check("gitlab").stdout)
    assert found["location"]["path"] == "site_config.yml"
    assert "recrods" in found["description"]


def test_sarif(check: Check) -> None:
    (run,) = json.loads(check("sarif").stdout)["runs"]
    (found,) = run["results"]
    place = found["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "site_config.yml"
    assert place["region"]["startLine"] == 4


def test_json(check: Check) -> None:
    (found,) = json.loads(check("json").stdout)["diagnostics"]
    assert found["file"] == "site_config.yml"
    assert found["line"] == 4


def test_lines(check: Check) -> None:
    assert check("concise").stdout.startswith("site_config.yml:4")


def test_text_is_for_people(check: Check) -> None:
    done = check("text")
    assert done.stdout == ""
    assert "recrods" in done.stderr
