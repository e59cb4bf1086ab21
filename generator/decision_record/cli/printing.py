"""What the commands print: never a sequence that commands a terminal or a forge's runner."""

import sys

import click

from decision_record.diagnostics.visible import make_printable


class Commands(click.Group):
    """The commands, whose messages may repeat what somebody typed or what a file is called."""

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; what is wrong with its arguments is made safe to print."""
        for stream in (sys.stdout, sys.stderr):
            # What a terminal cannot show is written by its number, and ends nothing.
            if (reconfigure := getattr(stream, "reconfigure", None)) is not None:
                reconfigure(errors="backslashreplace")
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            message = make_printable(error.format_message())
            raise click.UsageError(message, ctx=error.ctx) from error


def say(text: str, *, err: bool = False) -> None:
    """Print a message of ours, which may hold somebody's words."""
    click.echo(make_printable(text), err=err)
