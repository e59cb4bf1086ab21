"""A forge on this machine: it answers as GitHub and GitLab do, and remembers what it was asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


@dataclass
class FakeForge:
    """What is at the forge, by address, and what was written to it."""

    url: str
    answers: dict[str, Any] = field(default_factory=dict)
    """What a question gets, by its path; a list is given page by page, a number is an error."""
    asked: list[tuple[str, str, Any]] = field(default_factory=list)
    """Method, path and data of every question, in order."""
    seen: list[Mapping[str, str]] = field(default_factory=list)
    """The headers of every question."""

    @property
    def written(self) -> list[tuple[str, str, Any]]:
        return [each for each in self.asked if each[0] != "GET"]


@contextmanager
def fake_forge() -> Iterator[FakeForge]:
    """A forge for as long as the context is open."""

    class Handler(BaseHTTPRequestHandler):
        def _answer(self) -> None:
            size = int(self.headers.get("Content-Length") or 0)
            data = json.loads(self.rfile.read(size)) if size else None
            parts = urlsplit(self.path)
            forge.asked.append((self.command, parts.path, data))
            forge.seen.append(dict(self.headers))
            given = forge.answers.get(parts.path)
            if self.command != "GET" and not isinstance(given, int):
                given = {}
            if isinstance(given, list):
                query = parse_qs(parts.query)
                page, size = (int(query[name][0]) for name in ("page", "per_page"))
                given = given[(page - 1) * size : page * size]
            status = given if isinstance(given, int) else 404 if given is None else 200
            body = given.encode() if isinstance(given, str) else json.dumps(given).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            if status in (301, 302):
                self.send_header("Location", "http://127.0.0.1:9/elsewhere")
            self.end_headers()
            self.wfile.write(body)

        do_GET = do_POST = do_PATCH = do_PUT = _answer  # noqa: N815 - the base's names

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        forge = FakeForge(url=f"http://127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        yield forge
        server.shutdown()
        thread.join()
