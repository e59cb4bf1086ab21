"""What the commands print: never a sequence that commands a terminal or a forge's runner."""

import os
import sys
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


class Commands(click.Group):
    """The commands, whose messages may repeat what a user typed or what a file is called."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what is wrong with its arguments, files or disk is said, not traced."""
        for stream in (sys.stdout, sys.stderr):
            # What a terminal cannot show is written by its number, and ends nothing.
            if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
                reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            message = make_printable(error.format_message())
            raise click.UsageError(message, ctx=error.ctx) from error
        except BrokenPipeError:
            raise  # whoever reads has read enough, as `head`: click ends quietly
        except OSError as error:
            for stream in (sys.stdout, sys.stderr):
                _give_up_on(stream)
            raise CannotRun(why(error)) from error


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


def _give_up_on(stream: TextIO) -> None:
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
