"""The table of commands; each is imported only when it runs.

`check` runs at every commit and `--help` is typed by whoever has forgotten a word: neither waits
for MkDocs, or for the modules of the other commands.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from types import MappingProxyType

import click

from decision_record.cli.printing import CannotRun, give_up_on, why
from decision_record.cli.uncollected import imported
from decision_record.diagnostics.visible import make_printable

COMMANDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "init": (
            "beginning",
            "Make a repository for a company in DIR, a new or empty folder.",
        ),
        "check": ("checking", "Check the records, and list every problem with its line."),
        "review": ("reviewing", "Show what merging a change does, in plain words."),
        "build": ("building", "Build the site."),
        "serve": (
            "building",
            "Serve the site on this machine, and rebuild it whenever something changes.",
        ),
        "headers": ("headers", "Print the headers for the server of a built site."),
        "explain": (
            "explaining",
            "Explain a rule or a signal, by its code, or a measure, by its name.",
        ),
        "schema": (
            "schema",
            "Print the JSON Schema of a kind of file, for editors that check while you type.",
        ),
        "publish": (
            "publishing",
            "Publish the built site in the folder SITE, in a workflow of GitHub or GitLab.",
        ),
        "request": (
            "publishing",
            "Find the open pull request of a commit.",
        ),
        "comment": (
            "publishing",
            "Post the Markdown in FILE as the single comment of a pull request.",
        ),
    }
)
"""Each command with its module and the first sentence of its help, which lists show."""


class Commands(click.Group):
    """The commands, whose messages may repeat what a user typed or what a file is called."""

    def __init__(self, **attributes: object) -> None:
        outlines = [click.Command(name, help=says) for name, (_, says) in COMMANDS.items()]
        super().__init__(commands=outlines, **attributes)  # type: ignore[arg-type] # click's own

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        name = f"{__package__}.{COMMANDS[cmd_name][0]}"
        if name not in sys.modules:
            with imported():
                import_module(name)
        command: click.Command = getattr(sys.modules[name], cmd_name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the commands from the table."""
        click.Group(commands=self.commands).format_commands(ctx, formatter)

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
                give_up_on(stream)
            raise CannotRun(why(error)) from error
