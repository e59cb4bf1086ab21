"""The command that begins: a repository for a company."""

import re
import shlex
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args
from zoneinfo import ZoneInfo

import click
from pydantic import TypeAdapter, ValidationError

from decision_record.authoring.init import Company, InitError, make_repository, write_repository
from decision_record.cli.printing import CannotRun, say
from decision_record.model.reference import Stage
from decision_record.model.values import Zone
from decision_record.places import real_path

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPANY = Company(name="Acme", currency="USD", timezone="UTC", stage="series-b")
"""What stands in the files where nobody says anything else."""

_TOLD = {
    "site_config.yml": "the site's settings",
    "records/organization.yml": "the company, and who holds which seat",
    "records/people.yml": "everyone who attends or owns anything",
    "records/series.yml": "which meetings there are, and how often",
    "records/taxonomy.yml": "product areas, segments and themes",
    "records/accounts": "a customer, to copy for each of yours",
    "records/pods": "a pod that is still forming",
    "records/meetings": "one meeting, as an example",
    "CODEOWNERS": "who is asked about a change",
    "README.md": "for your people: how to add a meeting",
    ".gitignore": "what is never committed",
}
"""What each file or folder of files is for, in the order of reading."""


class _Name(click.ParamType[str]):
    name = "text"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """A name on one line."""
        text = " ".join(str(value).split())
        if not text or not text.isprintable():
            self.fail("write a name on one line, as in `Acme`", param, ctx)
        return text


class _Currency(click.ParamType[str]):
    name = "code"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """Three letters."""
        code = str(value).upper()
        if not re.fullmatch("[A-Z]{3}", code):
            self.fail(f"`{value}` is not the code of a currency; write it as in EUR", param, ctx)
        return code


class _Zone(click.ParamType[str]):
    name = "zone"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """A time zone that this machine knows."""
        try:
            return TypeAdapter[str](Zone).validate_python(value)
        except ValidationError:
            self.fail(f"`{value}` is not a time zone; write it as in Europe/London", param, ctx)


def _asked(text: str) -> "Callable[[click.Context, click.Parameter, object], object]":
    """Ask for an option with `--ask`, where the command line did not give it."""

    def ask(context: click.Context, parameter: click.Parameter, value: object) -> object:
        given = context.get_parameter_source(str(parameter.name))
        if not context.params.get("ask") or given is click.core.ParameterSource.COMMANDLINE:
            return value
        return click.prompt(text, default=value, type=parameter.type)

    return ask


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--ask", is_flag=True, is_eager=True, help="Ask for each of the following, one by one."
)
@click.option(
    "--name",
    type=_Name(),
    default=_COMPANY.name,
    show_default=True,
    callback=_asked("Name of the company"),
    help="The company's name.",
)
@click.option(
    "--currency",
    type=_Currency(),
    default=_COMPANY.currency,
    show_default=True,
    callback=_asked("Currency of all amounts"),
    help="The currency of all amounts, as its three-letter code.",
)
@click.option(
    "--timezone",
    type=_Zone(),
    default=_COMPANY.timezone,
    show_default=True,
    callback=_asked("Time zone"),
    help="The time zone of its meetings, as in Europe/London.",
)
@click.option(
    "--stage",
    type=click.Choice(get_args(Stage)),
    default=_COMPANY.stage,
    show_default=True,
    callback=_asked("Stage (series-a holds one combined meeting instead of tiers)"),
    help="How far it has grown; at series-a one combined meeting takes the place of tiers.",
)
def init(folder: Path, *, ask: bool, name: str, currency: str, timezone: str, stage: str) -> None:
    """Make a repository for a company in DIR, a folder that is new or empty.

    It holds made-up people, a customer, a pod and a meeting, each to be replaced by your own.
    """
    del ask
    company = Company(name=name, currency=currency, timezone=timezone, stage=cast("Stage", stage))
    files = make_repository(company, today=datetime.now(UTC).astimezone(ZoneInfo(timezone)).date())
    try:
        write_repository(folder, files)
    except InitError as error:
        raise CannotRun(str(error)) from error
    say("\n".join(_report(company, folder=folder, places=files)))


def _report(company: Company, *, folder: Path, places: Iterable[str]) -> Iterator[str]:
    """What was made, and what to do next."""
    here = real_path(folder) == real_path(Path.cwd())
    yield f"Made the decision record of {company.name} in {'this folder' if here else folder}:"
    yield ""
    made = {place: _told(place) for place in places}
    width = max(map(len, made))
    order = list(_TOLD.values())
    for place, told in sorted(made.items(), key=lambda each: order.index(each[1])):
        yield f"  {place:<{width}}  {told}"
    yield ""
    yield "Next:"
    yield ""
    if not here:
        yield f"  cd {shlex.quote(str(folder))}"
    yield "  decision-record check    # says what is wrong: nothing, for now"
    yield "  decision-record serve    # shows the site at http://127.0.0.1:8000/"
    if here:
        yield "  decision-record build    # writes it to the folder site"


def _told(place: str) -> str:
    """What a file is for."""
    return next(told for start, told in _TOLD.items() if place.startswith(start))
