"""Whatever the file system holds or refuses, the command says so in words: never a traceback."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from decision_record.cli import main

ORGANIZATION = Path(__file__).parent / "checks/organization/records"
CONFIGURATION = "site_name: A\ntheme: material\nplugins: [decision-record]\n"
COMMAND = [sys.executable, "-c", "from decision_record.cli import main; main()"]
SETPRIV = shutil.which("setpriv")
WITHOUT_RIGHTS = "-dac_override,-dac_read_search"
LONG = "a" * 5000


@pytest.fixture
def company(tmp_path: Path) -> Path:
    shutil.copytree(ORGANIZATION, tmp_path / "records")
    (tmp_path / "site_config.yml").write_text(CONFIGURATION)
    return tmp_path


def run(company: Path, *arguments: str, before: tuple[str, ...] = ()) -> tuple[int, str]:
    result = subprocess.run(
        [*before, *COMMAND, *arguments], cwd=company, check=False, capture_output=True, text=True
    )
    said = result.stdout + result.stderr
    assert "Traceback" not in said, said
    return result.returncode, said


def instead(place: str, make: Callable[[Path], object]) -> Callable[[Path], None]:
    """Put something else in a place."""

    def arrange(company: Path) -> None:
        path = company / place
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
        make(path)

    return arrange


def config(text: str) -> Callable[[Path], None]:
    return instead("site_config.yml", lambda path: path.write_text(text))


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def nothing(company: Path) -> None:
    del company


ODD: dict[str, tuple[Callable[[Path], None], tuple[str, ...], int, str]] = {
    "a file for a folder of records": (
        instead("records/accounts", Path.touch), ("check",), 1, "records/accounts:1:1",
    ),
    "a folder for a file": (
        instead("records/people.yml", Path.mkdir), ("check",), 1, "records/people.yml",
    ),
    "a file for all records": (
        instead("records", Path.touch), ("check",), 2, "there is no folder records",
    ),
    "records in a circle": (
        instead("records", link_to_itself), ("check",), 2, "the folder records cannot be opened",
    ),
    "an account in a circle": (
        instead("records/accounts/north.yml", link_to_itself), ("check",), 1, "it is a link",
    ),
    "a pipe": (instead("records/accounts/north.yml", os.mkfifo), ("check",), 1, "ordinary file"),
    "a configuration that is a folder": (
        instead("site_config.yml", Path.mkdir), ("build",), 2, "there is no site_config.yml",
    ),
    "a configuration in a circle": (
        instead("site_config.yml", link_to_itself), ("build",), 2, "there is no site_config.yml",
    ),
    "a list": (config("- a\n- b\n"), ("build",), 2, "does not hold names with values"),
    "no YAML": (config("a: [\n"), ("build",), 2, "site_config.yml:1:"),
    "no text": (
        instead("site_config.yml", lambda path: path.write_bytes(b"\xff\xfe\0")), ("build",), 2,
        "not UTF-8",
    ),
    "an empty configuration": (config(""), ("build",), 2, "`plugins` does not name"),
    "a configuration of itself": (
        config(f"INHERIT: site_config.yml\n{CONFIGURATION}"), ("build",), 1, "leads back to itself",
    ),
    "a docs_dir that is a list": (config(f"{CONFIGURATION}docs_dir: [a]\n"), ("build",), 1, "docs"),
    "a site that is a file": (
        instead("site", Path.touch), ("build",), 2, "is a file: give a folder as --output",
    ),
    "a site below a file": (
        nothing, ("build", "--output", "site_config.yml/site"), 2, "nothing can be written",
    ),
    "a site in a circle": (instead("site", link_to_itself), ("build",), 2, "error: "),
    "a site with a long name": (nothing, ("build", "--output", LONG), 2, "error: "),
    "records with a long name": (
        nothing, ("check", "--records", LONG), 2, "File name too long",
    ),
    "a configuration with a long name": (
        nothing, ("check", "--config", LONG), 2, "there is no aaa",
    ),
    "a file with a long name": (nothing, ("check", LONG), 2, "error: "),
}  # fmt: skip


@pytest.mark.parametrize(("arrange", "arguments", "code", "words"), ODD.values(), ids=ODD)
def test_what_is_odd_is_said(
    company: Path,
    arrange: Callable[[Path], None],
    arguments: tuple[str, ...],
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arrange(company)
    monkeypatch.chdir(company)
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    assert words in result.output
    assert result.exit_code == code


CLOSED: dict[str, tuple[str, tuple[str, ...], int, str]] = {
    "a folder of records": (
        "records/accounts", ("check",), 1, "DR005 [error] this folder cannot be opened",
    ),
    "a record": ("records/people.yml", ("check",), 1, "cannot be opened: Permission denied"),
    "all records": ("records", ("check",), 2, "the folder records cannot be opened (Permission"),
    "the configuration": ("site_config.yml", ("build",), 2, "not readable"),
    "a folder beside the records": ("beside", ("check",), 0, "Checked "),
    "the site": ("site", ("build",), 2, "cannot be looked into (Permission denied)"),
    "the folder of the site": (
        "beside", ("build", "--output", "beside/site"), 2, "Permission denied",
    ),
    "the folder of other records": (
        "beside", ("check", "--records", "beside/x"), 2, "Permission denied",
    ),
    "the folder to begin in": ("beside", ("init", "beside/x"), 2, "Permission denied"),
}  # fmt: skip


@pytest.mark.skipif(os.name == "nt", reason="Windows has other rights")
@pytest.mark.parametrize(("place", "arguments", "code", "words"), CLOSED.values(), ids=CLOSED)
def test_what_may_not_be_read_is_said(
    company: Path, place: str, arguments: tuple[str, ...], code: int, words: str
) -> None:
    before: tuple[str, ...] = ()
    if os.geteuid() == 0:
        if SETPRIV is None:
            pytest.skip("root may read everything, and there is no setpriv to give that up")
        rights = (f"--bounding-set={WITHOUT_RIGHTS}", f"--inh-caps={WITHOUT_RIGHTS}")
        before = (SETPRIV, *rights)
    path = company / place
    if not path.exists():
        path.mkdir()
    path.chmod(0)
    try:
        ended, said = run(company, *arguments, before=before)
    finally:
        path.chmod(0o700)
    assert words in said
    assert ended == code


@pytest.mark.parametrize("form", ["text", "json"])
def test_a_reader_that_has_read_enough_ends_it_quietly(company: Path, form: str) -> None:
    (company / "records/people.yml").write_text("".join(f"p{n}: {{x: 1}}\n" for n in range(3000)))
    with subprocess.Popen(
        [*COMMAND, "check", "--format", form],
        cwd=company,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(1)
        process.stdout.close()
        assert process.stderr.read() == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("arguments", [("check",), ("schema", "meeting")])
def test_a_full_disk_is_said(company: Path, arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("w") as full:
        result = subprocess.run(
            [*COMMAND, *arguments],
            cwd=company,
            check=False,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
        )
    assert result.stderr == "error: nothing can be written: No space left on device\n"
    assert result.returncode == 2


def test_a_terminal_that_cannot_show_a_sign_gets_its_number(company: Path) -> None:
    (company / "records/\u0416.yml").write_text("x")
    plain = {**os.environ, "PYTHONIOENCODING": "latin-1"}
    result = subprocess.run(
        [*COMMAND, "check"], cwd=company, check=False, capture_output=True, env=plain
    )
    assert b"Traceback" not in result.stderr
    assert b"records/\\u0416.yml" in result.stdout
    assert result.returncode == 1
