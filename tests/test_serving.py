"""`decision-record serve` as people use it: it rebuilds, and keeps the last good site."""

import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

HARBOUR = Path(__file__).resolve().parent / "organizations/harbour/records"


class Server:
    """A running `decision-record serve`, with what it has said so far."""

    def __init__(self, company: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self._log = company / "serve.log"
        command = [sys.executable, "-c", "from decision_record.cli import main; main()", "serve"]
        with self._log.open("wb") as log:
            self.process = subprocess.Popen(
                [*command, "--as-of", "2026-06-30", "--port", str(self.port)],
                cwd=company,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self._log.read_text("utf-8")

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}") as answer:
            text: str = answer.read().decode()
            return text

    def until(self, true: Callable[[], bool]) -> None:
        """Wait for something to become true; the test fails where it does not."""
        for _ in range(200):
            try:
                if true():
                    return
            except (urllib.error.URLError, ConnectionError):
                pass
            assert self.process.poll() is None, self.said
            time.sleep(0.1)
        pytest.fail(f"it never happened; the server said:\n{self.said}")


@pytest.fixture
def company(tmp_path: Path) -> Path:
    (tmp_path / "site_config.yml").write_text(
        "site_name: Acme\ntheme: material\nplugins: [decision-record]\n", "utf-8"
    )
    shutil.copytree(HARBOUR, tmp_path / "records")
    return tmp_path


@pytest.fixture
def server(company: Path) -> Iterator[Server]:
    server = Server(company)
    yield server
    server.process.kill()
    server.process.wait()


def test_it_rebuilds_refuses_errors_and_ends_quietly(company: Path, server: Server) -> None:
    account = company / "records/accounts/pelican.yml"
    written = account.read_text("utf-8")
    server.until(lambda: "Pelican" in server.get("accounts/pelican/"))

    account.write_text(written.replace("Pelican Freight", "Heron Freight"), "utf-8")
    server.until(lambda: "Heron Freight" in server.get("accounts/pelican/"))

    account.write_text("name: [\n", "utf-8")
    server.until(lambda: "DR001" in server.said)
    assert "The last site in site is as it was" in server.said
    assert "Heron Freight" in server.get("accounts/pelican/")

    server.process.send_signal(signal.SIGINT)
    assert server.process.wait(timeout=10) == 0
    assert "Traceback" not in server.said


def test_a_port_that_is_taken_is_said(company: Path, server: Server) -> None:
    server.until(lambda: bool(server.get("")))
    command = [sys.executable, "-c", "from decision_record.cli import main; main()", "serve"]
    second = subprocess.run(
        [*command, "--port", str(server.port), "--output", "other"],
        cwd=company,
        check=False,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 2
    assert "--port" in second.stderr
    assert "Traceback" not in second.stderr
