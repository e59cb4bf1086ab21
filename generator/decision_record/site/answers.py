"""The server's responses: a file of the site, a page with a reloading script, or plain text.

Every request gets a response; none can stop the server or is printed.
"""

import errno
import html
import os
import time
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

from decision_record.site.builds import Attempt, Builds
from decision_record.site.headers import CACHE, Headers, read_headers
from decision_record.site.server import Handler

HOST = "127.0.0.1"
"""Only programs on this machine can ask: records name customers and what they pay."""
RELOAD = "/.decision-record/reload"
"""The address that answers when there is a newer build than the one that a page has."""
RELOAD_SCRIPT = f"{RELOAD}.js"
"""The script that asks there: a file, because the site's policy runs no other."""
_NAMES = (HOST, "localhost")
_WAIT = 20.0
"""Seconds after which a page is answered that there is no newer build."""
_WAIT_FOR_SITE = 5.0
"""Seconds for which a site that is being replaced is waited for, where two renames replace it."""
_LONGEST_NUMBER = 9
"""Digits of the number of a build."""

_WORDS = {
    HTTPStatus.BAD_REQUEST: "This request cannot be read.",
    HTTPStatus.FORBIDDEN: "Only this machine is served.",
    HTTPStatus.REQUEST_URI_TOO_LONG: "This address is too long.",
    HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE: "This request has too many headers.",
    HTTPStatus.NOT_IMPLEMENTED: "Only GET and HEAD are answered.",
}


class _Found(NamedTuple):
    path: Path
    content: bytes


class SiteHandler(Handler, SimpleHTTPRequestHandler):
    """Sends the files of the site, pages with the reloading script in them."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *request: object, folder: Path, builds: Builds) -> None:
        """Answer one client.

        Args:
            request: What the server gives: the connection, the client's address, the server.
            folder: The published site.
            builds: What is known of the builds.
        """
        self._folder, self._builds = folder, builds
        super().__init__(*request, directory=str(folder))  # type: ignore[arg-type]

    def do_GET(self) -> None:
        """Answer with a file, or with the number of the newest build."""
        try:
            # A page of another site must not read this one through a name that leads here.
            name = urlsplit(f"//{self.headers.get('Host', '')}").hostname
            address = urlsplit(self.path)
            path = self.translate_path(self.path)
            readable = b"\0" not in os.fsencode(path)
        except ValueError:
            readable = False
        if not readable:
            self.send_error(HTTPStatus.BAD_REQUEST)
        elif name not in _NAMES:
            self.send_error(HTTPStatus.FORBIDDEN)
        elif address.path == RELOAD_SCRIPT:
            self._answer(HTTPStatus.OK, "text/javascript", _RELOADING)
        elif address.path == RELOAD:
            self._tell_of_builds(parse_qs(address.query).get("seen", [""])[0])
        else:
            try:
                self._send_file(Path(path), address=address.path)
            except OSError as error:
                if error.errno != errno.ENAMETOOLONG:
                    raise
                self.send_error(HTTPStatus.REQUEST_URI_TOO_LONG)

    def do_HEAD(self) -> None:
        """Answer as to GET, without the content."""
        self.do_GET()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer in plain words, and end the connection."""
        del message, explain
        status = HTTPStatus(code)
        words = _WORDS.get(status, f"{status.phrase}.")
        self.close_connection = True
        # A first line that cannot be read counts as HTTP/0.9, which has no status.
        self.request_version = self.protocol_version
        self._answer(status, "text/plain", f"{words}\n".encode())

    def _tell_of_builds(self, seen: str) -> None:
        if seen.isdecimal() and len(seen) <= _LONGEST_NUMBER:
            number = self._builds.after(int(seen), seconds=_WAIT)
        else:
            number, _ = self._builds.now()
        self._answer(HTTPStatus.OK, "text/plain", str(number).encode())

    def _send_file(self, path: Path, *, address: str) -> None:
        number, last = self._builds.now()
        status, found = HTTPStatus.OK, self._find(path, address=address)
        if found is None and self._builds.has_site:
            # Between two renames there is no site for a moment.
            self._wait_for_site()
            found = self._find(path, address=address)
        if isinstance(found, str):
            self.send_response(HTTPStatus.FOUND)
            self.send_header("Location", found)
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if found is None:
            status, found = HTTPStatus.NOT_FOUND, _read(self._folder / "404.html")
        if found is None:
            status = HTTPStatus.SERVICE_UNAVAILABLE
            found = _Found(self._folder / "503.html", _no_site_yet(last))
        content = found.content
        if found.path.suffix == ".html":
            content = _with_script(content, number)
        self._answer(
            status, self.guess_type(str(found.path)), content, headers=read_headers(self._folder)
        )

    def _find(self, path: Path, *, address: str) -> _Found | str | None:
        """A file, the address of a folder that was asked for as a file, or None."""
        if not _is_folder(path):
            return _read(path)
        if not address.endswith("/"):
            # One slash in front: two would name another host.
            return f"/{address.strip('/')}/"
        return _read(path / "index.html")

    def _wait_for_site(self) -> None:
        until = time.monotonic() + _WAIT_FOR_SITE
        while not _is_folder(self._folder) and time.monotonic() < until:
            time.sleep(0.01)

    def _answer(
        self, status: HTTPStatus, kind: str, content: bytes, *, headers: Headers = ()
    ) -> None:
        text = kind.startswith("text/") or kind in ("application/json", "application/xml")
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if text else kind)
        self.send_header("Content-Length", str(len(content)))
        # What is being written is read again each time; the rest is as on any other server.
        self.send_header(CACHE, "no-store")
        for name, value in headers:
            if name != CACHE:
                self.send_header(name, value)
        if self.close_connection:
            self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
        """Say nothing: the terminal is for diagnostics."""


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise
        return False


def _read(path: Path) -> _Found | None:
    try:
        return _Found(path, path.read_bytes())
    except OSError as error:
        if error.errno == errno.ENAMETOOLONG:
            raise
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


_RELOADING = (
    "const seen=new URL(document.currentScript.src).searchParams.get('seen');"
    "(async()=>{for(;;){"
    "if(document.hidden)await new Promise(done=>"
    "document.addEventListener('visibilitychange',done,{once:true}));"
    f"try{{const answer=await fetch('{RELOAD}?seen='+seen,{{cache:'no-store'}});"
    "if(answer.ok&&await answer.text()!==seen)return location.reload()}"
    "catch{await new Promise(done=>setTimeout(done,1000))}"
    "}})()"
).encode()


def _with_script(page: bytes, number: int) -> bytes:
    """The page with a script that reloads it after the next build, while it is looked at."""
    script = f'<script src="{RELOAD_SCRIPT}?seen={number}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script
