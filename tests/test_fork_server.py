"""A command that is forked does what one does that is started: else tests with it mean nothing."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from fork_server import GENERATOR, ForkServer, fork_server
from interrupting import interrupts

STARTED = (
    sys.executable,
    "-P",
    "-c",
    f"""
import sys
sys.path.insert(0, {str(GENERATOR)!r})
from decision_record.cli import main
main(prog_name='decision-record')
""",
)
ENVIRON = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
CONFIGURATION = "site_name: A\ntheme: material\nplugins: [decision-record]\n"


@pytest.fixture(scope="module")
def server() -> Iterator[ForkServer]:
    with fork_server() as server:
        yield server


@pytest.fixture
def client(server: ForkServer, tmp_path: Path) -> Path:
    program = tmp_path / "decision-record"
    server.write_client(program)
    return program


@pytest.fixture
def company(tmp_path: Path) -> Path:
    folder = tmp_path / "company"
    (folder / "records/accounts").mkdir(parents=True)
    (folder / "records/accounts/\u0416.yml").write_text("name: [\n", "utf-8")
    (folder / "site_config.yml").write_text(CONFIGURATION, "utf-8")
    return folder


def run(
    company: Path, *command: str | Path, environ: Mapping[str, str] = ENVIRON
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command, cwd=company, check=False, env=environ, capture_output=True)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--version",), 0),
        (("check",), 1),
        (("check", "--nothing"), 2),
        (("check", "records/\udcff"), 2),
    ],
)
def test_it_says_and_ends_as_one_that_is_started(
    company: Path, client: Path, arguments: tuple[str, ...], code: int
) -> None:
    forked, started = run(company, client, *arguments), run(company, *STARTED, *arguments)
    assert (forked.returncode, forked.stdout, forked.stderr) == (
        started.returncode,
        started.stdout,
        started.stderr,
    )
    assert forked.returncode == code
    assert forked.stdout + forked.stderr


def test_it_has_the_environment_the_folder_and_the_umask(company: Path, client: Path) -> None:
    made = company / "made"
    done = subprocess.run(
        ["bash", "-c", f"umask 077; {client} init made --forge github"],
        cwd=company,
        env={**ENVIRON, "HOME": "/nowhere"},
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr
    assert (made / "site_config.yml").stat().st_mode & 0o777 == 0o600


def test_nothing_of_one_is_left_for_the_next(company: Path, client: Path) -> None:
    account = company / "records/accounts/north.yml"
    account.write_text("name: [\n", "utf-8")
    first = run(company, client, "check")
    account.write_text("name: North\n", "utf-8")
    second = run(company, client, "check")
    assert b"DR001" in first.stdout
    assert b"DR001" not in second.stdout


@pytest.mark.parametrize("name", ["LANG", "LC_ALL", "PYTHONUTF8", "PYTHONPATH"])
def test_what_the_start_of_python_depends_on_has_to_be_the_same(
    company: Path, client: Path, name: str
) -> None:
    done = run(company, client, "--version", environ={**ENVIRON, name: "other"})
    assert done.returncode == 1
    assert done.stdout == b""
    assert done.stderr.startswith(b"the fork server was started with other values of")
    assert f"'{name}'".encode() in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_what_ends_it_ends_the_command(company: Path, client: Path, number: signal.Signals) -> None:
    with interrupts():
        forked, started = (
            end_while_it_waits(command, company, number=number) for command in ([client], STARTED)
        )
    assert forked == started


def test_what_is_ignored_is_ignored_by_the_command(company: Path, client: Path) -> None:
    with interrupts(signal.SIG_IGN), waiting([client], company) as (process, _):
        process.send_signal(signal.SIGINT)
        process.send_signal(signal.SIGTERM)
        assert process.wait() == -signal.SIGTERM


def end_while_it_waits(
    command: Sequence[str | Path], company: Path, *, number: signal.Signals
) -> tuple[int, bytes]:
    """How a command that waits for a forge ends by a signal, and what it says of it."""
    with waiting(command, company) as (process, asking):
        process.send_signal(number)
        # The command is gone: its end of the connection is closed.
        with suppress(ConnectionResetError):
            assert asking.recv(65536) == b""
        assert process.stdout is not None
        return process.wait(), process.stdout.read()


@contextmanager
def waiting(
    command: Sequence[str | Path], company: Path
) -> Iterator[tuple[subprocess.Popen[bytes], socket.socket]]:
    """A command that has asked a forge, which does not answer, and its connection."""
    with socket.create_server(("127.0.0.1", 0)) as forge:
        forge.settimeout(60)
        environ = {
            **ENVIRON,
            "GITHUB_ACTIONS": "true",
            "GITHUB_REPOSITORY": "acme/records",
            "GITHUB_API_URL": f"http://127.0.0.1:{forge.getsockname()[1]}",
        }
        with subprocess.Popen(
            [*command, "request", "--sha", "a" * 40, "--branch", "b"],
            cwd=company,
            env=environ,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as process:
            asking, _ = forge.accept()
            with asking:
                asking.settimeout(60)
                assert asking.recv(65536)
                yield process, asking


def test_it_ends_with_the_process_that_it_is_for() -> None:
    program = f"""
import sys, os
sys.path.insert(0, {str(Path(__file__).parent)!r})
from fork_server import fork_server
with fork_server() as server:
    print(server.address, flush=True)
    os._exit(3)
"""
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as owner:
        assert owner.stdout is not None
        address = owner.stdout.readline().strip()
        assert owner.wait() == 3
    wait_until(lambda: not answers(address))


def answers(address: str) -> bool:
    with socket.socket(socket.AF_UNIX) as client:
        return client.connect_ex(address) == 0


def wait_until(holds: Callable[[], bool]) -> None:
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    pytest.fail("it did not come")
