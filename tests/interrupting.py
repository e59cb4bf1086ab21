"""Ctrl-C in what a test starts: it is ignored there where the tests run in the background."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def interrupts(treated: Any = signal.default_int_handler) -> Iterator[None]:  # noqa: ANN401 - what `signal` takes
    """Treat Ctrl-C so in what is started while the context is open."""
    before = signal.signal(signal.SIGINT, treated)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
