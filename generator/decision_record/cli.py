"""The command: arguments, progress and exit codes; nothing else.

It exits with 0 when all is well, with 1 when the records have errors, and with 2 when it cannot
run. MkDocs is imported only by what builds a site, so that `check` starts at once.
"""

import gc
import json
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click
from rich.console import Console
from rich.markdown import Markdown

from decision_record import __version__
from decision_record.checks.catalogue import RULES, find_rule
from decision_record.checks.explain import explain as explain_rule
from decision_record.diagnostics import Diagnostic, Severity
from decision_record.diagnostics.text import wants_colour
from decision_record.examine import Format, configure, examine, locate_problems, render
from decision_record.model.schema import SCHEMA_KINDS, make_schema
from decision_record.settings import Configuration, Root, Settings

if TYPE_CHECKING:
    from decision_record.site.assemble import Assembled
    from decision_record.site.content import Content

ERRORS, CANNOT_RUN = 1, 2
_CONFIGURATION = "site_config.yml"
_SITE, _PERSONAL_SITE = "site", "site-personal"

_THREE_LINES = """\
site_name: Acme decision record
theme: material
plugins: [decision-record]"""

Page = TypeVar("Page")


class CannotRun(click.ClickException):
    """What is asked for cannot be done; the message says what to do instead."""

    exit_code = CANNOT_RUN

    def show(self, file: object = None) -> None:
        """Print the message where errors go."""
        del file
        click.echo(f"error: {self.format_message()}", err=True)


class _Day(click.ParamType[date]):
    name = "date"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> date:
        """A day, written YYYY-MM-DD and no other way."""
        try:
            day = date.fromisoformat(str(value))
        except ValueError:
            day = None
        if day is None or day.isoformat() != value:
            self.fail(f"`{value}` is not a day; write it as in 2026-06-29", param, ctx)
        return day


class _Root(click.ParamType[Root]):
    name = "folder"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Root:
        """A folder that everybody reads, or with `personal:` before it one of two people."""
        folder = str(value).removeprefix(_PERSONAL)
        if not folder.strip():
            self.fail("name a folder, as in `records` or `personal:../one-on-ones`", param, ctx)
        return Root(path=folder, kind="shared" if folder == str(value) else "personal")


_PERSONAL = "personal:"

_config = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=_CONFIGURATION,
    show_default=True,
    help="The site's configuration.",
)
_records = click.option(
    "--records",
    "roots",
    type=_Root(),
    multiple=True,
    metavar="[personal:]DIR",
    help="A folder of records, instead of those that the configuration names; with `personal:` "
    "a folder of one-on-ones, beside the others. May be repeated.",
)
_personal = click.option(
    "--personal",
    is_flag=True,
    help="Show everything of one-on-ones, for their two people only; otherwise it is left out.",
)
_as_of = click.option(
    "--as-of",
    type=_Day(),
    help="The day to show, as in 2026-06-29; otherwise what the configuration says, or today.",
)
_output = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder of the site; otherwise `site/` beside the configuration, with --personal "
    "`site-personal/`.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="decision-record")
def main() -> None:
    """Make a site of what Customer Success and Product agreed, from small YAML records."""


@main.command()
@_config
@_records
@_personal
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
    configuration = _configure(config_file, roots, personal=personal)
    with _uncollected():
        examination = examine(configuration, base=Path.cwd())
    click.echo(_text(examination.diagnostics, files=examination.files, form=Format(form)))
    if examination.has_errors:
        sys.exit(ERRORS)


@main.command()
@_config
@_records
@_personal
@_as_of
@_output
def build(
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    as_of: date | None,
    output: Path | None,
) -> None:
    """Build the site.

    Records with errors are refused, and the last site stays as it was.
    """
    configuration = _configure(config_file, roots, personal=personal, wants_file=True)
    folder = output or _site_of(configuration)
    began = time.perf_counter()
    with _uncollected(), _progress() as watch:
        assembled = _assemble(configuration, folder=folder, as_of=as_of, watch=watch)
    if assembled.site is None:
        click.echo(_report(assembled, folder=folder), err=True)
        sys.exit(ERRORS)
    for warning in assembled.site.warnings:
        click.echo(f"warning: {warning}", err=True)
    click.echo(_closing_line(assembled, folder=folder, seconds=time.perf_counter() - began))


@main.command()
@_config
@_records
@_personal
@_as_of
@_output
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve(
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    as_of: date | None,
    output: Path | None,
    port: int,
) -> None:
    """Serve the site on this machine, and build it anew whenever something changes."""
    from decision_record.site.errors import SiteError
    from decision_record.site.serve import Attempt
    from decision_record.site.serve import serve as serve_site
    from decision_record.site.theme import theme_folder

    configuration = _configure(config_file, roots, personal=personal, wants_file=True)
    folder = output or _site_of(configuration)

    def attempt() -> Attempt:
        began = time.perf_counter()
        try:
            latest = _configure(config_file, roots, personal=personal, wants_file=True)
            assembled = _assemble(latest, folder=folder, as_of=as_of, watch=_unwatched)
        except click.ClickException as error:
            return Attempt(succeeded=False, report=f"error: {error.format_message()}")
        if assembled.site is None:
            return Attempt(succeeded=False, report=_report(assembled, folder=folder))
        seconds = time.perf_counter() - began
        return Attempt(
            succeeded=True, report=_closing_line(assembled, folder=folder, seconds=seconds)
        )

    watched = (configuration.file, *configuration.roots, theme_folder())
    try:
        serve_site(attempt, folder=folder, watch=watched, port=port, say=click.echo)
    except SiteError as error:
        raise CannotRun(str(error)) from error


@main.command()
@click.argument("code")
def explain(code: str) -> None:
    """Explain a rule: what it looks at, why it matters, what fails and what passes."""
    rule = find_rule(code.upper())
    if rule is None:
        known = ", ".join(each.code for each in RULES)
        raise CannotRun(f"there is no rule `{code}`; there are {known}")
    text = explain_rule(rule)
    if sys.stdout.isatty():
        Console().print(Markdown(text))
    else:
        click.echo(text)


@main.command()
@click.argument("kind", type=click.Choice(SCHEMA_KINDS))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of file, for editors that check while one types."""
    click.echo(json.dumps(make_schema(kind), indent=2, ensure_ascii=False))


def _site_of(configuration: Configuration) -> Path:
    """Where a site goes: what is personal never takes the place of what everybody reads."""
    return configuration.file.parent / (_PERSONAL_SITE if configuration.personal else _SITE)


def _configure(
    config_file: Path, roots: tuple[Root, ...], *, personal: bool, wants_file: bool = False
) -> Configuration:
    """The configuration with what the command line says; stops where something is not there."""
    if config_file.is_file():
        configuration = _read(config_file)
    elif roots and not wants_file:
        configuration = Configuration(settings=Settings(), file=config_file)
    else:
        also = "" if wants_file else ", or name a folder of records with --records"
        raise CannotRun(
            f"there is no {config_file}; name another with --config{also}, "
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
            f"`--records {_PERSONAL}DIR`"
        )
    for root in configuration.roots:
        if not root.is_dir():
            raise CannotRun(f"there is no folder {root}; name one with --records")
    return configuration


def _read(config_file: Path) -> Configuration:
    configuration, problems = configure(config_file, name=config_file.as_posix())
    if configuration is None:
        click.echo(_text(locate_problems(problems, base=Path.cwd()), files=1), err=True)
        raise CannotRun(f"{config_file} cannot be used until that is mended")
    return configuration


def _assemble(
    configuration: Configuration,
    *,
    folder: Path,
    as_of: date | None,
    watch: "Callable[[Content], Content]",
) -> "Assembled":
    from decision_record.site.assemble import assemble
    from decision_record.site.errors import SiteError
    from decision_record.site.prepare import Order

    order = Order(
        configuration=configuration,
        as_of=as_of,
        now=datetime.now(UTC),
        base=Path.cwd(),
    )
    try:
        return assemble(order, output=folder, watch=watch)
    except SiteError as error:
        raise CannotRun(str(error)) from error


def _text(diagnostics: Sequence[Diagnostic], *, files: int, form: Format = Format.TEXT) -> str:
    """What is wrong, in colours where the terminal has them."""
    colour = wants_colour(sys.stdout, os.environ)
    return render(diagnostics, files=files, form=form, base=Path.cwd(), colour=colour).rstrip("\n")


def _report(assembled: "Assembled", *, folder: Path) -> str:
    """The errors for which nothing was built, and what became of the last site."""
    examination = assembled.examination
    errors = [each for each in examination.diagnostics if each.severity is Severity.ERROR]
    last = f"The last site in {folder} is as it was" if folder.is_dir() else "There is no site yet"
    return f"{_text(errors, files=examination.files)}\nNothing was built. {last}."


def _closing_line(assembled: "Assembled", *, folder: Path, seconds: float) -> str:
    pages = assembled.site.written.pages if assembled.site else 0
    return (
        f"{assembled.records:,} records, {pages:,} pages, {seconds:.1f} s: {folder / 'index.html'}"
    )


@contextmanager
def _uncollected() -> Iterator[None]:
    """Spare a run that ends soon the search for garbage, a fifth of the time of a large build.

    Records, ledger and views live to the end, and hardly anything else refers to itself.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextmanager
def _progress() -> "Iterator[Callable[[Content], Content]]":
    """Say on a terminal how far the build is; in a pipe nothing."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _unwatched
        return
    with console.status("Reading records") as status:

        def watch(content: "Content") -> "Content":
            def counted(pages: "Iterator[Page]") -> "Iterator[Page]":
                for number, page in enumerate(pages, start=1):
                    if number % 100 == 1:
                        status.update(f"Writing pages: {number:,}")
                    yield page

            status.update("Preparing the theme")
            return replace(content, pages=counted(iter(content.pages)))

        yield watch


def _unwatched(content: "Content") -> "Content":
    return content
