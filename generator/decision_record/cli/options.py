"""Options that several commands take, and what they take."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import click

from decision_record.repository.configuration import Root

AnyCommand = TypeVar("AnyCommand", bound=Callable[..., object])

CONFIGURATION = "site_config.yml"
PERSONAL = "personal:"
"""Before a folder: it belongs to two people."""


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
        """A folder that everyone reads, or with `personal:` before it one of two people."""
        folder = str(value).removeprefix(PERSONAL)
        if not folder.strip():
            self.fail("name a folder, as in `records` or `personal:../one-on-ones`", param, ctx)
        return Root(path=folder, kind="shared" if folder == str(value) else "personal")


config = click.option(
    "--config",
    "config_file",
    type=click.Path(path_type=Path),
    default=CONFIGURATION,
    show_default=True,
    help="The site's configuration.",
)
records = click.option(
    "--records",
    "roots",
    type=_Root(),
    multiple=True,
    metavar="[personal:]DIR",
    help="A folder of records, in place of those in the configuration; with `personal:` a "
    "folder of one-on-ones, in addition to the others. May be repeated.",
)
personal = click.option(
    "--personal",
    is_flag=True,
    help="Include the one-on-ones, for their two people only; otherwise they are left out.",
)
as_of = click.option(
    "--as-of",
    type=_Day(),
    help="The day to show, as in 2026-06-29. Default: the day in the configuration, else today.",
)
today = click.option(
    "--today",
    type=_Day(),
    help="The current day, as in 2026-06-29; records dated later are reported. Default: today in "
    "the organisation's time zone.",
)
no_cache = click.option(
    "--no-cache",
    is_flag=True,
    help="Make everything, and keep nothing for the next build; otherwise what depends on no "
    "record is kept in your own cache folder.",
)
output = click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="The folder of the site. Default: `site/` beside the configuration, with --personal "
    "`site-personal/`.",
)


def since(*, required: bool = False) -> Callable[[AnyCommand], AnyCommand]:
    """The option that names what the change is compared with."""
    return click.option(
        "--since",
        metavar="REF",
        required=required,
        help="Compare with an earlier revision: a branch, a tag or a commit, as in `origin/main`. "
        "The comparison starts at the newest commit that it shares with HEAD, as in a "
        "pull request, so later commits of the branch do not matter. Your files are read "
        "from disk, committed or not.",
    )
