"""Serving a site while its records are being written: build, watch, build again, reload.

The published folder is served as it is; the script that reloads a page is added while the page is
sent and is no part of the site. What is served stays the last good site while a build fails.
"""

import errno
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

import watchfiles

from decision_record.repository.layout import real_path
from decision_record.site.answers import HOST, SiteHandler
from decision_record.site.builds import Attempt, Builds
from decision_record.site.errors import SiteError
from decision_record.site.server import Limits, Server, running

__all__ = ["Attempt", "serve"]


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

    `build` publishes to `folder`; an exception of it is a bug and ends the server. `port` 0 takes a
    free one. `say` prints a text. Returns on Ctrl-C, or when `stop` is set. Raises SiteError where
    the port is taken.
    """
    stop = stop or threading.Event()
    builds = Builds(has_site=folder.is_dir())
    handler = partial(SiteHandler, folder=folder, builds=builds)
    server = _listen(port, handler)
    with server, running(server), suppress(KeyboardInterrupt):
        say(f"Serving at http://{HOST}:{server.server_address[1]}/ (Ctrl-C ends it)")
        for _ in _changes(watch, away_from=folder, stop=stop):
            attempt = build()
            builds.note(attempt)
            say(attempt.report)


def _listen(port: int, handler: Callable[..., SiteHandler]) -> Server:
    try:
        return Server((HOST, port), handler, limits=Limits())
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise SiteError(
                f"port {port} is taken by another program: end it, or give another --port"
            ) from error
        raise SiteError(f"cannot listen at port {port}: {error.strerror}") from error


def _changes(watch: Sequence[Path], *, away_from: Path, stop: threading.Event) -> Iterator[None]:
    """Yield once at the start, and once for each batch of changes from then on.

    Changes that come while a build is running, the first one too, are yielded after it.

    The site itself is left out where it lies in a watched folder.
    """
    watched = [real_path(path) for path in watch]
    trees = [path for path in watched if path.is_dir()]
    # Single files are looked at again and again: an editor that saves by renaming would be lost
    # sight of, and their folders may hold anything. So is what does not exist yet.
    others = [path for path in watched if path not in trees]
    output = real_path(away_from)
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
