"""Garbage, for which a command that ends soon does not look."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """Spare a run that ends soon the search for garbage, a fifth of the time of a large build.

    Records, ledger and views live to the end, and hardly anything else refers to itself.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def imported() -> Iterator[None]:
    """Import without a search for garbage, and never look through what was imported again.

    Modules live to the end. At the end of Python they would be looked through once more, which
    takes a third of the time of their import.
    """
    with uncollected():
        yield
    gc.freeze()
