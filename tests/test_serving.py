"""`decision-record serve` as people use it: it rebuilds, and keeps the last good site."""

import re
import shutil
import signal
import subprocess
import sys
import threading
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, Queue

import pytest

from interrupting import interrupts

pytestmark = pytest.mark.slow

HARBOUR = Path(__file__).resolve().parent / "organizations/harbour/records"
HANGS = 600.0
"""Seconds after which something that never comes is given up, however busy the machine is."""
COMMAND = [sys.executable, "-u", "-c", "from decision_record.cli import main; main()", "serve"]
BUILT = "index.html"
"""Is in the line that closes a build."""


class Server:
    """A running `decision-record serve`. What it says comes line by line."""

    def __init__(self, company: Path) -> None:
        with interrupts():
            self.process = subprocess.Popen(
                [*COMMAND, "--as-of", "2026-06-30", "--port", "0"],
                cwd=company,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
            )
        self.said = ""
        self._lines: Queue[str] = Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()
        found = re.search(r"127\.0\.0\.1:(\d+)/", self.until("Serving at"))
        assert found
        self.port = int(found[1])

    def _read(self) -> None:
        for line in self.process.stdout or ():
            self._lines.put(line)
        self._lines.put("")

    def until(self, words: str) -> str:
        """Wait for a line with these words; the test fails where the server ends before it."""
        while line := self._next():
            if words in line:
                return line
        return pytest.fail(f"the server ended without {words!r}; it said:\n{self.said}")

    def until_page(self, path: str, words: str) -> None:
        """Wait for a build whose page holds these words."""
        while words not in self.get(path):
            self.until(BUILT)

    def end(self) -> int:
        """Wait for the end; how it ended."""
        while self._next():
            pass
        return self.process.wait(timeout=HANGS)

    def _next(self) -> str:
        try:
            line = self._lines.get(timeout=HANGS)
        except Empty:
            pytest.fail(f"nothing came for {HANGS:.0f} s; the server said:\n{self.said}")
        self.said += line
        return line

    def get(self, path: str) -> str:
        address = f"http://127.0.0.1:{self.port}/{path}"
        with urllib.request.urlopen(address, timeout=HANGS) as answer:
            text: str = answer.read().decode()
            return text


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
    if server.process.stdout is not None:
        server.process.stdout.close()


def test_it_rebuilds_refuses_errors_and_ends_quietly(company: Path, server: Server) -> None:
    account = company / "records/accounts/pelican.yml"
    written = account.read_text("utf-8")
    server.until(BUILT)
    server.until_page("accounts/pelican/", "Pelican Freight")

    account.write_text(written.replace("Pelican Freight", "Heron Freight"), "utf-8")
    server.until_page("accounts/pelican/", "Heron Freight")

    account.write_text("name: [\n", "utf-8")
    server.until("DR001")
    server.until("The last site in site is as it was")
    assert "Heron Freight" in server.get("accounts/pelican/")

    server.process.send_signal(signal.SIGINT)
    assert server.end() == 0
    assert "Traceback" not in server.said


def test_a_port_that_is_taken_is_said(company: Path, server: Server) -> None:
    second = subprocess.run(
        [*COMMAND, "--port", str(server.port), "--output", "other"],
        cwd=company,
        check=False,
        capture_output=True,
        text=True,
    )
    assert second.returncode == 2
    assert "--port" in second.stderr
    assert "Traceback" not in second.stderr
