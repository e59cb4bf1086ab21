"""The server's connections: how many clients there are at once, and how long one may keep silent.

A silent client occupies a thread. It is disconnected after some seconds, and at once if
others need its place. This module knows nothing of what is asked for.
"""

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from socketserver import BaseServer
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What clients may ask of the server."""

    clients: int = 100
    """Clients that are connected at once."""
    request: float = 10.0
    """Seconds in which a client has to send a whole request."""
    answer: float = 60.0
    """Seconds in which it has to take an answer."""


_BUSY = (
    b"HTTP/1.1 503 Service Unavailable\r\nContent-Type: text/plain\r\nContent-Length: 18\r\n"
    b"Connection: close\r\n\r\nToo many clients.\n"
)


class Server(ThreadingHTTPServer):
    """Answers each client in a thread, within limits."""

    daemon_threads = True
    # A page that waits for the next build must not hold up the end.
    block_on_close = False
    request_queue_size = 128

    def __init__(
        self,
        address: tuple[str, int],
        handler: Callable[[Any, Any, Any], "Handler"],
        *,
        limits: Limits,
    ) -> None:
        """Listen at an address.

        Raises:
            OSError: The port is taken, or may not be listened at.
        """
        self._limits = limits
        self._lock = threading.Lock()
        self._clients: dict[socket.socket, float | None] = {}
        """Since when each client has been sending a request; None while it is answered."""
        super().__init__(address, handler)

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base's
        """Give a client its thread; where there are too many, one that is silent makes room."""
        with self._lock:
            if len(self._clients) >= self._limits.clients:
                self._drop_longest()
            is_full = len(self._clients) >= self._limits.clients
            if not is_full:
                self._clients[request] = time.monotonic()
        if is_full:
            with suppress(OSError):
                request.sendall(_BUSY)
            self.shutdown_request(request)
            return
        request.settimeout(self._limits.answer)
        super().process_request(request, client_address)

    def service_actions(self) -> None:
        """Let go of clients that did not send a request in time; called several times a second."""
        began = time.monotonic() - self._limits.request
        with self._lock:
            for client, since in tuple(self._clients.items()):
                if since is not None and since < began:
                    self._drop(client)

    def shutdown_request(self, request: Any) -> None:  # noqa: ANN401 - the base's
        """Forget a client that is answered, or gone."""
        with self._lock:
            self._clients.pop(request, None)
        super().shutdown_request(request)

    def note(self, client: socket.socket, *, sends: bool) -> None:
        """Note whether a client is sending a request from now on, or waits for its answer."""
        with self._lock:
            if client in self._clients:
                self._clients[client] = time.monotonic() if sends else None

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - the base's
        """A client that went away is no news; anything else is a bug, and is shown."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)

    def _drop_longest(self) -> None:
        silent = [(since, client) for client, since in self._clients.items() if since is not None]
        if silent:
            self._drop(min(silent, key=lambda each: each[0])[1])

    def _drop(self, client: socket.socket) -> None:
        """End a connection; its thread then finds the end of what it reads."""
        del self._clients[client]
        with suppress(OSError):
            client.shutdown(socket.SHUT_RDWR)


class Handler(SimpleHTTPRequestHandler):
    """Tells the server when a client begins to send a request, and when it has sent it."""

    server: BaseServer

    def handle_one_request(self) -> None:
        """Read a request and answer it; a client that goes away meanwhile ends it."""
        self._note(sends=True)
        try:
            super().handle_one_request()
        except OSError:
            self.close_connection = True

    def parse_request(self) -> bool:
        """Read the head of a request."""
        is_whole = super().parse_request()
        self._note(sends=False)
        return is_whole

    def _note(self, *, sends: bool) -> None:
        if isinstance(self.server, Server):
            self.server.note(self.connection, sends=sends)


@contextmanager
def running(server: Server) -> Iterator[None]:
    """Serve in a thread for as long as the context is open."""
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
