"""The commands that make a site."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click

from decision_record.cli import options
from decision_record.cli.configuration import (
    ERRORS,
    configure,
    problems_text,
)
from decision_record.cli.printing import CannotRun, say, why
from decision_record.cli.uncollected import uncollected
from decision_record.diagnostics import Severity
from decision_record.diagnostics.visible import make_printable
from decision_record.repository.configuration import Configuration, Root
from decision_record.site.assemble import Assembled, assemble
from decision_record.site.cache import open_cache
from decision_record.site.content import Content, Slots
from decision_record.site.errors import SiteError
from decision_record.site.packaged import theme_folder
from decision_record.site.prepare import Order
from decision_record.text.wording import count

_SITE, _PERSONAL_SITE = "site", "site-personal"


@click.command()
@options.config
@options.records
@options.personal
@options.as_of
@options.output
@options.no_cache
def build(
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    as_of: date | None,
    output: Path | None,
    no_cache: bool,
) -> None:
    """Build the site.

    Records with errors are refused, and the previous site stays.
    """
    configuration = configure(config_file, roots, personal=personal, wants_file=True)
    folder = output or _site_of(configuration)
    began = time.perf_counter()
    with uncollected(), _progress() as watch:
        assembled = _assemble(configuration, folder, as_of=as_of, watch=watch, no_cache=no_cache)
    if assembled.site is None:
        click.echo(_report(assembled, folder=folder), err=True)
        sys.exit(ERRORS)
    for warning in assembled.site.warnings:
        say(f"warning: {warning}", err=True)
    say(_closing_line(assembled, folder=folder, seconds=time.perf_counter() - began))


@click.command()
@options.config
@options.records
@options.personal
@options.as_of
@options.output
@options.no_cache
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to serve at; 0 takes a free one.",
)
def serve(  # noqa: PLR0913 - a parameter for each option
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    personal: bool,
    as_of: date | None,
    output: Path | None,
    no_cache: bool,
    port: int,
) -> None:
    """Serve the site on this machine, and rebuild it whenever something changes."""
    from decision_record.site.serve import Attempt
    from decision_record.site.serve import serve as serve_site

    configuration = configure(config_file, roots, personal=personal, wants_file=True)
    folder = output or _site_of(configuration)

    def attempt() -> Attempt:
        began = time.perf_counter()
        try:
            latest = configure(config_file, roots, personal=personal, wants_file=True)
            assembled = _assemble(latest, folder, as_of=as_of, watch=_unwatched, no_cache=no_cache)
        except click.ClickException as error:
            return Attempt(
                succeeded=False, report=make_printable(f"error: {error.format_message()}")
            )
        except OSError as error:
            return Attempt(succeeded=False, report=make_printable(f"error: {why(error)}"))
        if assembled.site is None:
            return Attempt(succeeded=False, report=_report(assembled, folder=folder))
        seconds = time.perf_counter() - began
        return Attempt(
            succeeded=True,
            report=make_printable(_closing_line(assembled, folder=folder, seconds=seconds)),
        )

    watched = (configuration.file, *configuration.roots, theme_folder())
    try:
        serve_site(attempt, folder=folder, watch=watched, port=port, say=click.echo)
    except SiteError as error:
        raise CannotRun(str(error)) from error


def _site_of(configuration: Configuration) -> Path:
    """Where a site goes: what is personal never takes the place of what everyone reads."""
    return configuration.file.parent / (_PERSONAL_SITE if configuration.personal else _SITE)


def _assemble(
    configuration: Configuration,
    folder: Path,
    *,
    as_of: date | None,
    watch: Callable[[Content], Content],
    no_cache: bool,
) -> Assembled:
    order = Order(
        configuration=configuration,
        as_of=as_of,
        now=datetime.now(UTC),
        base=Path.cwd(),
        cache=None if no_cache else open_cache(configuration.file),
    )
    try:
        return assemble(order, output=folder, watch=watch)
    except SiteError as error:
        raise CannotRun(str(error)) from error


def _report(assembled: Assembled, *, folder: Path) -> str:
    """The errors for which nothing was built, and what became of the last site."""
    examination = assembled.examination
    errors = [each for each in examination.diagnostics if each.severity is Severity.ERROR]
    last = f"The last site in {folder} is as it was" if folder.is_dir() else "There is no site yet"
    ended = make_printable(f"Nothing was built. {last}.")
    summary = replace(examination.summary, warnings=0)
    return f"{problems_text(errors, summary=summary)}\n{ended}"


def _closing_line(assembled: Assembled, *, folder: Path, seconds: float) -> str:
    pages = assembled.site.written.pages if assembled.site else 0
    return (
        f"{count(assembled.records, 'record')}, {count(pages, 'page')}, {seconds:.1f} s: "
        f"{folder / 'index.html'}"
    )


@contextmanager
def _progress() -> Iterator[Callable[[Content], Content]]:
    """Say on a terminal how far the build is; in a pipe nothing."""
    if not sys.stderr.isatty():
        yield _unwatched
        return
    from rich.console import Console
    from rich.live import Live

    console = Console(stderr=True)
    # Nothing turns while it waits: rich has a thread for that, and beside one nothing is forked.
    with Live("Reading records", console=console, transient=True, auto_refresh=False) as live:
        here = os.getpid()

        def fill(number: int, make: Callable[[], Slots]) -> Slots:
            if number % 20 == 1 and os.getpid() == here:
                live.update(f"Writing pages: {number:,}", refresh=True)
            return make()

        def watch(content: Content) -> Content:
            live.update("Preparing the theme", refresh=True)
            pages = (
                replace(page, make=partial(fill, number, page.make))
                for number, page in enumerate(content.pages, start=1)
            )
            return replace(content, pages=pages)

        yield watch


def _unwatched(content: Content) -> Content:
    return content
