"""The commands that print: what is wrong, what a rule means, what a file may hold."""

import json
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.markdown import Markdown

from decision_record.cli import options
from decision_record.cli.configuration import (
    ERRORS,
    CannotRun,
    configure,
    problems_text,
    uncollected,
)
from decision_record.cli.explaining import explain as find_explanation
from decision_record.cli.explaining import say_unknown
from decision_record.examine import Format, examine
from decision_record.model.schema import SCHEMA_KINDS, make_schema
from decision_record.settings import Root


@click.command()
@options.config
@options.records
@options.personal
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in Format]),
    default=Format.TEXT.value,
    show_default=True,
    help="How problems are printed.",
)
def check(config_file: Path, roots: tuple[Root, ...], *, personal: bool, form: str) -> None:
    """Say everything that is wrong with the records.

    Exits with 1 when there is an error; warnings alone let a pull request pass.
    """
    configuration = configure(config_file, roots, personal=personal)
    with uncollected():
        examination = examine(configuration, base=Path.cwd())
    click.echo(problems_text(examination.diagnostics, files=examination.files, form=Format(form)))
    if examination.has_errors:
        sys.exit(ERRORS)


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
