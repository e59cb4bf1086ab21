"""The earlier side of a comparison, for the commands that take `--since`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decision_record.cli.printing import CannotRun
from decision_record.compare.base import Base, RevisionError, open_base
from decision_record.repository.configuration import Configuration


@contextmanager
def earlier(configuration: Configuration, *, ref: str) -> Iterator[Base]:
    """The records as they were where HEAD and a revision parted; stops where that is unknown."""
    try:
        with open_base(configuration, ref=ref, cwd=Path.cwd()) as base:
            yield base
    except RevisionError as error:
        raise CannotRun(str(error)) from error
