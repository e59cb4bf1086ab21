"""The earlier side of a comparison, for the commands that take `--since`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from decision_record.cli.printing import CannotRun
from decision_record.compare.base import Base, NoCommitError, RevisionError, open_base
from decision_record.repository.configuration import Configuration


class NothingEarlier(CannotRun):
    """The repository has no commit yet."""


@contextmanager
def earlier(configuration: Configuration, *, ref: str) -> Iterator[Base]:
    """The records as they were where HEAD and a revision parted; stops where that is unknown."""
    try:
        with open_base(configuration, ref=ref, cwd=Path.cwd()) as base:
            yield base
    except NoCommitError as error:
        raise NothingEarlier(str(error)) from error
    except RevisionError as error:
        raise CannotRun(str(error)) from error
