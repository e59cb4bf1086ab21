"""What the commands begin with, the configuration, and how they say what is wrong."""

import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from decision_record.cli.options import PERSONAL
from decision_record.cli.printing import CannotRun, shorten
from decision_record.diagnostics import Diagnostic
from decision_record.diagnostics.summary import Summary, summarize
from decision_record.diagnostics.text import wants_colour
from decision_record.examine import Format, locate_problems, render
from decision_record.examine import configure as read_configuration
from decision_record.repository.configuration import Configuration, Root, Settings
from decision_record.site.refused import find_refused

ERRORS = 1

_THREE_LINES = """\
site_name: Acme decision record
theme: material
plugins: [decision-record]"""


def configure(
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    wants_file: bool = False,
    form: Format = Format.TEXT,
) -> Configuration:
    """The configuration with what the command line says; stops where something is not there.

    Args:
        config_file: The configuration.
        roots: The folders of records that the command line names.
        personal: Whether one-on-ones are wanted.
        wants_file: Whether nothing can be done without the file.
        form: How problems are printed for which the file cannot be used.
    """
    if os.path.isfile(config_file):  # noqa: PTH113 - a path that cannot be is none, and no error
        configuration = _read(config_file, form=form)
    elif roots and not wants_file:
        configuration = Configuration(settings=Settings(), file=config_file)
    else:
        also = "" if wants_file else ", or name a folder of records with --records"
        raise CannotRun(
            f"there is no {shorten(config_file)}; name another with --config{also}, "
            f"or begin with these three lines:\n\n{_THREE_LINES}"
        )
    configuration = replace(
        configuration,
        named=tuple(Path(each.path) for each in roots if each.kind == "shared"),
        named_personal=tuple(Path(each.path) for each in roots if each.kind == "personal"),
        personal=personal,
    )
    if personal and not configuration.personal_roots:
        raise CannotRun(
            "--personal has nothing to show; name a folder of one-on-ones with "
            f"`--records {PERSONAL}DIR`"
        )
    for root in configuration.roots:
        _look_into(root)
    return configuration


def _look_into(root: Path) -> None:
    """Stop where a folder of records is not there, or cannot be opened."""
    try:
        os.listdir(root)  # noqa: PTH208 - closes the folder that it reads
    except (FileNotFoundError, NotADirectoryError, ValueError):
        raise CannotRun(
            f"there is no folder {shorten(root)}; make it, or name one with --records"
        ) from None
    except OSError as error:
        raise CannotRun(
            f"the folder {shorten(root)} cannot be opened ({error.strerror}); make it readable, or "
            "name another with --records"
        ) from error


def _read(config_file: Path, *, form: Format) -> Configuration:
    configuration, problems = read_configuration(config_file, name=config_file.as_posix())
    if configuration is None:
        found = locate_problems(problems, base=Path.cwd())
        # A program reads the report where it reads every other.
        click.echo(
            problems_text(found, summary=summarize(found, files=1), form=form),
            err=form is Format.TEXT,
        )
        raise CannotRun(f"{config_file} cannot be used until that is fixed")
    refused = find_refused(config_file, name=config_file.as_posix(), base=Path.cwd())
    return replace(configuration, refused=refused)


def problems_text(
    diagnostics: Sequence[Diagnostic],
    *,
    summary: Summary,
    form: Format = Format.TEXT,
    everything: bool = False,
) -> str:
    """What is wrong, in colours where the terminal has them."""
    colour = wants_colour(sys.stdout, os.environ)
    return render(
        diagnostics,
        summary=summary,
        form=form,
        base=Path.cwd(),
        colour=colour,
        everything=everything,
    ).rstrip("\n")
