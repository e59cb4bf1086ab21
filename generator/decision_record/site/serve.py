"""Serving a site while its records are being written: build, watch, build again, reload.

The published folder is served as it is; the script that reloads a page is added while the page is
sent and is no part of the site. What is served stays the last good site while a build fails.
"""

import errno
import html
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import watchfiles

from decision_record.site.errors import SiteError

RELOAD = "/.decision-record/reload"
"""The address that answers when there is a newer build than the one that a page has."""
_WAIT = 20.0
"""Seconds after which that answer is given in any case."""
_HOST = "127.0.0.1"
"""Only programs on this machine can ask: records name customers and what they pay."""
_NAMES = (_HOST, "localhost")


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """How a build ended, as far as serving it goes."""

    succeeded: bool
    report: str
    """What is printed: the diagnostics of a failed build, the closing line of a good one."""


class _Builds:
    """The count of builds, which requests wait on: the one thing that threads share here."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._number = 0
        self._last: Attempt | None = None

    def note(self, attempt: Attempt) -> None:
        with self._changed:
            self._number += 1
            self._last = attempt
            self._changed.notify_all()

    def now(self) -> tuple[int, Attempt | None]:
        with self._changed:
            return self._number, self._last

    def after(self, seen: int) -> int:
        """Wait until there is another build than the one that was seen; its number."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != seen, timeout=_WAIT)
            return self._number


def serve(
    build: Callable[[], Attempt],
    *,
    folder: Path,
    watch: Sequence[Path],
    port: int = 8000,
    say: Callable[[str], None],
    stop: threading.Event | None = None,
) -> None:
    """Build, serve `folder`, and build again whenever one of the watched files or folders changes.

    `build` publishes to `folder`; an exception of it is a bug and ends the server. `say` prints a
    text. Returns on Ctrl-C, or when `stop` is set. Raises SiteError where the port is taken.
    """
    stop = stop or threading.Event()
    builds = _Builds()
    server = _listen(port, partial(_Handler, folder=folder, builds=builds))
    with server, _running(server), suppress(KeyboardInterrupt):
        say(f"Serving at http://{_HOST}:{port}/ (Ctrl-C ends it)")
        for _ in _changes(watch, away_from=folder, stop=stop):
            attempt = build()
            builds.note(attempt)
            say(attempt.report)


def _listen(port: int, handler: Callable[..., "_Handler"]) -> ThreadingHTTPServer:
    try:
        return _Server((_HOST, port), handler)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SiteError(
                f"port {port} is taken by another program: end it, or give another --port"
            ) from error
        raise SiteError(f"cannot listen at port {port}: {error.strerror}") from error


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # A page that waits for the next build must not hold up the end.
    block_on_close = False


@contextmanager
def _running(server: ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


def _changes(watch: Sequence[Path], *, away_from: Path, stop: threading.Event) -> Iterator[None]:
    """Yield once at the start, and once for each batch of changes from then on.

    Changes that come while a build is running, the first one too, are yielded after it.

    The site itself is left out where it lies in a watched folder.
    """
    watched = [path.resolve() for path in watch]
    trees = [path for path in watched if path.is_dir()]
    # Single files are looked at again and again: an editor that saves by renaming would be lost
    # sight of, and their folders may hold anything. So is what does not exist yet.
    others = [path for path in watched if path not in trees]
    output = away_from.resolve()
    beside = (f".{output.name}.building-", f".{output.name}.before-")

    def matters(_: watchfiles.Change, name: str) -> bool:
        if not Path(name).is_relative_to(output.parent):
            return True
        first = Path(name).relative_to(output.parent).parts[:1]
        return not first or (first[0] != output.name and not first[0].startswith(beside))

    seen: list[tuple[int, int] | None] | None = None
    for batch in watchfiles.watch(
        *trees,
        watch_filter=matters,
        stop_event=stop,
        debounce=300,
        rust_timeout=200,
        yield_on_timeout=True,
    ):
        now = [_state(path) for path in others]
        if batch or now != seen:
            seen = now
            yield


def _state(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_size


class _Handler(SimpleHTTPRequestHandler):
    """Sends the files of the site, pages with the reloading script in them."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *request: object, folder: Path, builds: _Builds, **names: object) -> None:
        self._folder, self._builds = folder, builds
        super().__init__(*request, directory=str(folder), **names)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, or with the number of the newest build."""
        # A page of another site must not read this one through a name that leads to this machine.
        name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
        if name not in _NAMES:
            self._answer(HTTPStatus.FORBIDDEN, "text/plain", b"Only this machine is served.")
        elif urlsplit(self.path).path == RELOAD:
            self._tell_of_builds()
        else:
            self._send_file()

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def _tell_of_builds(self) -> None:
        seen = parse_qs(urlsplit(self.path).query).get("seen", [""])[0]
        number = self._builds.after(int(seen)) if seen.isdecimal() else self._builds.now()[0]
        self._answer(HTTPStatus.OK, "text/plain", str(number).encode())

    def _send_file(self) -> None:
        number, last = self._builds.now()
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            if not urlsplit(self.path).path.endswith("/"):
                self.send_response(HTTPStatus.FOUND)
                # One slash in front: two would name another host.
                self.send_header("Location", f"/{urlsplit(self.path).path.strip('/')}/")
                self.send_header("Content-Length", "0")
                self.end_headers()
                return
            path /= "index.html"
        status = HTTPStatus.OK
        content = _read(path)
        if content is None:
            status, path = HTTPStatus.NOT_FOUND, self._folder / "404.html"
            content = _read(path)
        if content is None:
            status, content = HTTPStatus.SERVICE_UNAVAILABLE, _no_site_yet(last)
        if path.suffix == ".html":
            content = _with_script(content, number)
        self._answer(status, self.guess_type(str(path)), content)

    def _answer(self, status: HTTPStatus, kind: str, content: bytes) -> None:
        text = kind.startswith("text/") or kind in ("application/json", "application/xml")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            # Whoever leaves a page ends its waiting request; that is no news.
            with suppress(ConnectionError):
                self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: the terminal is for diagnostics."""


def _read(path: Path) -> bytes | None:
    # While a new site takes the place of the last one, there is none for a moment.
    for _ in range(2):
        with suppress(OSError):
            return path.read_bytes()
        time.sleep(0.02)
    return None


def _no_site_yet(last: Attempt | None) -> bytes:
    said = "The site is being built." if last is None else "The site could not be built."
    report = "" if last is None else f"<pre>{html.escape(last.report)}</pre>"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>No site yet</title>'
        '<meta name="color-scheme" content="light dark"></head>'
        f'<body style="font-family:sans-serif;margin:2rem"><h1>{said}</h1>{report}'
        "<p>This page turns into the site as soon as there is one.</p></body></html>"
    ).encode()


def _with_script(page: bytes, number: int) -> bytes:
    """The page with a script that reloads it after the next build, while it is looked at."""
    script = (
        "<script>(async()=>{for(;;){"
        "if(document.hidden)await new Promise(done=>"
        'document.addEventListener("visibilitychange",done,{once:true}));'
        f'try{{const answer=await fetch("{RELOAD}?seen={number}",{{cache:"no-store"}});'
        f'if(answer.ok&&await answer.text()!=="{number}")return location.reload()}}'
        "catch{await new Promise(done=>setTimeout(done,1000))}"
        "}})()</script>"
    ).encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
