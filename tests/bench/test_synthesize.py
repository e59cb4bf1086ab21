import subprocess
import sys
from pathlib import Path

from click.testing import CliRunner

from decision_record.cli import main

SCRIPT = Path(__file__).with_name("synthesize.py")
MEETINGS = 120


def write_organisation(folder: Path) -> dict[str, bytes]:
    """The files that the script writes, by name."""
    command = [sys.executable, str(SCRIPT), "--meetings", str(MEETINGS), str(folder)]
    subprocess.run(command, check=True)
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def test_it_writes_as_many_meetings_as_asked_for_without_an_error(tmp_path: Path) -> None:
    files = write_organisation(tmp_path)

    assert "site_config.yml" in files
    assert sum(name.startswith("records/meetings/") for name in files) == MEETINGS
    checked = CliRunner().invoke(main, ["check", "--config", str(tmp_path / "site_config.yml")])
    assert checked.exit_code == 0, checked.output


def test_the_same_number_gives_the_same_bytes(tmp_path: Path) -> None:
    assert write_organisation(tmp_path / "one") == write_organisation(tmp_path / "two")
