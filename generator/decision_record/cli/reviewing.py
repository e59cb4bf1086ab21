"""The command that says what merging a change does.

What it says is imported only when it runs, so that `check` starts at once.
"""

import os
import re
import sys
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decision_record.cli import options
from decision_record.cli.configuration import configure
from decision_record.cli.uncollected import uncollected
from decision_record.diagnostics.text import wants_colour
from decision_record.repository.configuration import Root

if TYPE_CHECKING:
    from decision_record.review.review import ChangeReview


class _Form(StrEnum):
    """How a review is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


_is_address = re.compile(r"https?://[^\s<>()\"'`\\]+").fullmatch


def _preview(_context: click.Context, _parameter: click.Parameter, value: str | None) -> str | None:
    if value is not None and not (_is_address(value) and value.isprintable()):
        raise click.BadParameter(
            f"`{value}` is not the address of a site; write it as in https://acme.example/preview/"
        )
    return value


@click.command()
@options.config
@options.records
@options.today
@options.since(required=True)
@click.option(
    "--format",
    "form",
    type=click.Choice([each.value for each in _Form]),
    default=_Form.TEXT.value,
    show_default=True,
    help="The output format; `markdown` is for a comment, at most 60,000 bytes long.",
)
@click.option(
    "--preview",
    metavar="URL",
    callback=_preview,
    help="The address of a site built from the change, to link each item to.",
)
def review(
    config_file: Path,
    roots: tuple[Root, ...],
    *,
    today: date | None,
    since: str,
    form: str,
    preview: str | None,
) -> None:
    """Show what merging a change does, in plain words.

    Both versions are replayed for the same day. Every difference is listed: in decisions,
    commitments, actions, open items and words for customers; edited past records come first.
    One-on-ones are left out.

    Exits with 0 even if the change brings problems; use `check --since` to stop it.
    """
    from decision_record.cli.earlier import earlier
    from decision_record.review.change import review_change, without_personal
    from decision_record.review.names import MOST_NAMED

    configuration = without_personal(configure(config_file, roots, personal=False))
    with uncollected(), earlier(configuration, ref=since) as base:
        made = review_change(
            configuration,
            base,
            cwd=Path.cwd(),
            today=today,
            now=datetime.now(UTC),
            # A comment is kept short; a log has room for all.
            most_accounts=sys.maxsize if form == _Form.TEXT else MOST_NAMED,
        )
    click.echo(_render(made, form=_Form(form), preview=preview).rstrip("\n"))


def _render(made: "ChangeReview", *, form: _Form, preview: str | None) -> str:
    from decision_record.review.as_json import render_json
    from decision_record.review.as_markdown import render_markdown
    from decision_record.review.as_text import render_text

    match form:
        case _Form.MARKDOWN:
            return render_markdown(made, preview=preview)
        case _Form.JSON:
            return render_json(made, preview=preview)
        case _Form.TEXT:
            from rich.console import Console

            width = Console().width if sys.stdout.isatty() else None
            colour = wants_colour(sys.stdout, os.environ)
            return render_text(made, preview=preview, colour=colour, width=width)
