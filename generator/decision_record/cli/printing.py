"""What the commands print: never a sequence that commands a terminal or a forge's runner."""

import os
from contextlib import suppress
from pathlib import Path
from typing import TextIO

import click

from decision_record.diagnostics.visible import make_printable

CANNOT_RUN = 2
_LONG = 200
"""Characters of a path that a message repeats."""


class CannotRun(click.ClickException):
    """What is asked for cannot be done; the message says what to do instead."""

    exit_code = CANNOT_RUN

    def show(self, file: object = None) -> None:
        """Print the message where errors go."""
        del file
        say(f"error: {self.format_message()}", err=True)


def why(error: OSError) -> str:
    """What the system refused, in one line."""
    what = error.strerror or str(error)
    if error.filename is None:
        return f"nothing can be written: {what}"
    return f"{shorten(os.fsdecode(error.filename))} cannot be opened: {what}"


def shorten(path: Path | str) -> str:
    """A path that is short enough for a message."""
    text = os.fspath(path)
    return text if len(text) <= _LONG else f"{text[: _LONG - 1]}…"


def give_up_on(stream: TextIO) -> None:
    """Let what a stream still holds go nowhere, where it cannot be written: the disk is full."""
    try:
        stream.flush()
    except OSError:
        with suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def say(text: str, *, err: bool = False) -> None:
    """Print a message of ours, which may quote a user's words."""
    click.echo(make_printable(text), err=err)
