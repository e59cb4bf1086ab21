"""The company of `confiding`, and the command as its people run it."""

import logging
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from confiding import CONFIGURATION, PERSONAL, SHARED, Run, write
from decision_record.cli import main


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Records and a personal folder, with every cache and temporary file kept below them."""
    (tmp_path / "site_config.yml").write_text(CONFIGURATION, encoding="utf-8")
    for root, files in (("records", SHARED), ("personal", PERSONAL)):
        for name, text in files.items():
            write(tmp_path / root / name, text)
    for name in ("HOME", "TMPDIR", "XDG_CACHE_HOME"):
        folder = tmp_path / "elsewhere" / name
        folder.mkdir(parents=True)
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(caplog: pytest.LogCaptureFixture) -> Run:
    """Run the command as people do; what it logs counts as said."""
    caplog.set_level(logging.DEBUG)

    def invoke(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    return invoke
