"""The commands that print: what is wrong, what a rule means, what a file may hold."""

import json
import os
import sys
from collections.abc import Iterable
from datetime import UTC, date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.markdown import Markdown

from decision_record.cli import options
from decision_record.cli.configuration import (
    ERRORS,
    configure,
    problems_text,
    uncollected,
)
from decision_record.cli.explaining import explain as find_explanation
from decision_record.cli.explaining import say_unknown
from decision_record.cli.printing import CannotRun
from decision_record.diagnostics import Diagnostic, Severity
from decision_record.diagnostics.summary import summarize
from decision_record.examine import Examination, Format, examine
from decision_record.model.schema import SCHEMA_KINDS, make_schema
from decision_record.settings import Root


@click.command()
@click.argument("files", nargs=-1, metavar="[FILE]...", type=click.Path(path_type=Path))
@options.config
@options.records
@options.personal
@options.today
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="How problems are printed.",
)
@click.option(
    "--all",
    "everything",
    is_flag=True,
    help="Show every problem with its lines, however many there are of one kind.",
)
def check(  # noqa: PLR0913 - a parameter for each option
    files: tuple[Path, ...],
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    today: date | None,
    form: str,
    everything: bool,
) -> None:
    """Say everything that is wrong with the records.

    All records are read, because they name each other. With FILE only the problems of these files
    or folders are shown.

    Exits with 1 when there is an error; warnings alone let a pull request pass.
    """
    configuration = configure(config_file, roots, personal=personal)
    with uncollected():
        examination = examine(configuration, base=Path.cwd(), today=today, now=datetime.now(UTC))
    shown = _of_files(examination, files) if files else examination.diagnostics
    errors = [each for each in shown if each.severity is Severity.ERROR]
    click.echo(
        problems_text(
            shown,
            summary=summarize(
                shown,
                files=examination.files,
                unread=examination.unread,
                elsewhere=examination.errors - len(errors),
            ),
            form=Format(form),
            everything=everything,
        )
    )
    if errors:
        sys.exit(ERRORS)


def _of_files(examination: Examination, files: Iterable[Path]) -> tuple[Diagnostic, ...]:
    """The diagnostics of some files and folders; stops where one of them was not looked at."""
    wanted = {file: _whole(file) for file in files}
    looked_at = [_whole(Path(name)) for name in examination.names]
    for file, path in wanted.items():
        if not any(each.is_relative_to(path) for each in looked_at):
            raise CannotRun(
                f"{file} is not among the records; name a file or a folder in "
                "the folders of records"
                if file.exists()
                else f"there is no {file}"
            )
    return tuple(
        each
        for each in examination.diagnostics
        if any(_whole(Path(each.place.file)).is_relative_to(path) for path in wanted.values())
    )


def _whole(file: Path) -> Path:
    """A file from the root on, by the way that it was named: links are not followed."""
    return Path(os.path.normpath(Path.cwd() / file))


@click.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule or a signal, by its code, or a measure, by its name."""
    text = find_explanation(code)
    if text is None:
        raise CannotRun(say_unknown(code))
    if sys.stdout.isatty():
        Console().print(Markdown(text))
    else:
        click.echo(text)


@click.command()
@click.argument("kind", type=click.Choice(SCHEMA_KINDS))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors that check while one types."""
    click.echo(json.dumps(make_schema(kind), indent=2, ensure_ascii=False))
