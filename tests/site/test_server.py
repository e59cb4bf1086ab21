"""Whatever a program on the machine sends gets an answer or is let go, and nothing is printed."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest

from decision_record.site.answers import HOST, RELOAD, SiteHandler
from decision_record.site.builds import Attempt, Builds
from decision_record.site.server import Handler, Limits, Server, running

HANGS = 120.0
"""Seconds after which something that never comes is given up."""
GOOD = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    (folder / "accounts").mkdir(parents=True)
    for name in ("index.html", "404.html", "accounts/index.html"):
        (folder / name).write_text(f"<html><body>{name}</body></html>")
    return folder


@contextmanager
def served(
    site: Path, limits: Limits | None = None, handler: Callable[..., Handler] | None = None
) -> Iterator[int]:
    answering = handler or partial(SiteHandler, folder=site, builds=Builds(has_site=True))
    with Server((HOST, 0), answering, limits=limits or Limits()) as server, running(server):
        yield server.server_address[1]


def connect(port: int) -> socket.socket:
    return socket.create_connection((HOST, port), timeout=HANGS)


def until_closed(client: socket.socket) -> bytes:
    """All that the server sends before it ends the connection."""
    received = b""
    try:
        while part := client.recv(65536):
            received += part
    except ConnectionResetError:
        pass
    return received


def ask(port: int, request: bytes) -> bytes:
    with connect(port) as client:
        # The answer to what is too long comes before all of it is sent.
        with suppress(ConnectionError):
            client.sendall(request)
        return until_closed(client)


def get(path: bytes, host: bytes = b"localhost") -> bytes:
    return b"GET " + path + b" HTTP/1.1\r\nHost: " + host + b"\r\nConnection: close\r\n\r\n"


@pytest.mark.parametrize(
    ("request_", "status", "words"),
    [
        (get(b"/%00"), 400, b"cannot be read"),
        (get(b"/accounts/%00"), 400, b"cannot be read"),
        (get(b"/%ed%a0%80"), 400, b"cannot be read"),
        (get(b"http://[/"), 400, b"cannot be read"),
        (get(b"//["), 404, b"404.html"),
        (get(b"/", host=b"["), 400, b"cannot be read"),
        (get(b"/", host=b"[::1"), 400, b"cannot be read"),
        (get(b"/", host=b"\xff\xfe"), 403, b"Only this machine"),
        (get(b"/", host=b"attacker.example"), 403, b"Only this machine"),
        (get(b"/" + b"a" * 300), 414, b"too long"),
        (get(b"/" + b"a/" * 5000), 414, b"too long"),
        (get(b"/" + b"a" * 70_000), 414, b"too long"),
        (get(b"/accounts/" + b"%61" * 300 + b"/"), 414, b"too long"),
        (get(b"/..%2f..%2fetc/passwd"), 404, b"404.html"),
        (get(b"/%ff"), 404, b"404.html"),
        (get(b"/index.html/x"), 404, b"404.html"),
        (get(b"/\xff"), 404, b"404.html"),
        (get(RELOAD.encode() + b"?seen=" + b"9" * 5000), 200, b"0"),
        (get(RELOAD.encode() + b"?seen=%d9%a1"), 200, b"0"),
        (get(RELOAD.encode() + b"?seen=-1"), 200, b"0"),
        (b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc", 501, b"Only GET"),
        (b"BREW /\r\n\r\n", 400, b"cannot be read"),
        (b"GET / HTTP/9\r\n\r\n", 400, b"cannot be read"),
        (b"GET / HTTP/2.0\r\n\r\n", 505, b"HTTP Version Not Supported"),
        (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", 400, b"cannot be read"),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", 431, b"too many headers"),
        (b"GET / HTTP/1.1\r\na: " + b"b" * 70_000 + b"\r\n\r\n", 431, b"too many headers"),
        (b"GET / HTTP/1.1\r\n\r\n", 403, b"Only this machine"),
    ],
)
def test_every_request_gets_plain_words(
    site: Path,
    capfd: pytest.CaptureFixture[str],
    request_: bytes,
    status: int,
    words: bytes,
) -> None:
    with served(site) as port:
        answer = ask(port, request_)
        assert answer.split(b" ", 2)[1] == str(status).encode()
        assert words in answer
        assert b"index.html" in ask(port, GOOD)
    said = capfd.readouterr()
    assert (said.out, said.err) == ("", "")


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: loc", GOOD])
def test_a_client_that_goes_away_is_no_news(
    site: Path, capfd: pytest.CaptureFixture[str], sent: bytes
) -> None:
    with served(site) as port:
        for _ in range(5):
            client = connect(port)
            client.sendall(sent)
            # With this the connection is reset, not ended.
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            client.close()
        assert b"index.html" in ask(port, GOOD)
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("sent", [b"", b"GET / HT", b"GET / HTTP/1.1\r\nHost: localhost\r\n"])
def test_a_silent_client_is_let_go(site: Path, sent: bytes) -> None:
    with served(site, Limits(request=0.2)) as port, connect(port) as client:
        client.sendall(sent)
        until_closed(client)


def test_so_is_one_that_is_silent_after_an_answer(site: Path) -> None:
    with served(site, Limits(request=0.2)) as port, connect(port) as client:
        client.sendall(b"GET /accounts/ HTTP/1.1\r\nHost: localhost\r\n\r\n")
        assert b"accounts/index.html" in until_closed(client)


def test_one_that_sends_a_sign_now_and_then_is_let_go_too(site: Path) -> None:
    def trickle(client: socket.socket, ended: threading.Event) -> None:
        while not ended.wait(0.02):
            try:
                client.sendall(b"a")
            except OSError:
                return

    with served(site, Limits(request=0.2)) as port, connect(port) as client:
        ended = threading.Event()
        writer = threading.Thread(target=trickle, args=(client, ended))
        writer.start()
        until_closed(client)
        ended.set()
        writer.join()


def test_silent_clients_make_room_for_others(site: Path) -> None:
    limits = Limits(clients=5, request=10 * HANGS)
    with served(site, limits) as port, ExitStack() as stack:
        silent = [stack.enter_context(connect(port)) for _ in range(40)]
        assert b"index.html" in ask(port, GOOD)
        for client in silent[:35]:
            assert until_closed(client) == b""


def test_where_every_client_waits_for_an_answer_the_next_one_is_told(site: Path) -> None:
    began, release = threading.Semaphore(0), threading.Event()

    class Slow(SiteHandler, SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            began.release()
            release.wait(HANGS)
            super().do_GET()

    slow = partial(Slow, folder=site, builds=Builds(has_site=True))
    with served(site, Limits(clients=2), slow) as port, ExitStack() as stack:
        waiting = [stack.enter_context(connect(port)) for _ in range(2)]
        for client in waiting:
            client.sendall(GOOD)
        for _ in waiting:
            assert began.acquire(timeout=HANGS)
        with connect(port) as third:
            assert b"503" in until_closed(third)
        release.set()
        for client in waiting:
            assert b"index.html" in until_closed(client)


def test_a_bug_is_shown_and_does_not_end_the_server(
    site: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    class Broken(SiteHandler, SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/bug":
                raise ZeroDivisionError
            super().do_GET()

    broken = partial(Broken, folder=site, builds=Builds(has_site=True))
    with served(site, handler=broken) as port:
        assert ask(port, get(b"/bug")) == b""
        assert b"index.html" in ask(port, GOOD)
    assert "ZeroDivisionError" in capfd.readouterr().err


@pytest.mark.parametrize("path", [b"/", b"/accounts/", b"/accounts", b"/nothing/"])
def test_a_site_that_is_being_replaced_is_waited_for(
    site: Path, monkeypatch: pytest.MonkeyPatch, path: bytes
) -> None:
    """Between two renames there is no folder; the second one comes while the answer waits."""
    aside = site.with_name("aside")
    with served(site) as port:
        expected = ask(port, get(path)).partition(b"\r\nDate")[0]
        site.rename(aside)
        pause = time.sleep
        waited: list[float] = []

        def rename(seconds: float) -> None:
            waited.append(seconds)
            if not site.exists():
                aside.rename(site)
            pause(0)

        monkeypatch.setattr("decision_record.site.answers.time.sleep", rename)
        assert ask(port, get(path)).partition(b"\r\nDate")[0] == expected
        assert len(waited) == 1


def test_a_site_that_never_was_is_not_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr("decision_record.site.answers.time.sleep")
    builds = Builds()
    handler = partial(SiteHandler, folder=tmp_path / "site", builds=builds)
    with served(tmp_path, handler=handler) as port:
        assert b"The site is being built" in ask(port, GOOD)
        builds.note(Attempt(succeeded=False, report="error: <here>"))
        assert b"error: &lt;here&gt;" in ask(port, GOOD)


def test_a_site_that_was_deleted_is_given_up(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("decision_record.site.answers._WAIT_FOR_SITE", 0.05)
    site.rename(site.with_name("gone"))
    with served(site) as port:
        assert b" 503 " in ask(port, GOOD)
