"""The command that begins: a repository for a company."""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click
from packaging.requirements import InvalidRequirement, Requirement
from pydantic import TypeAdapter, ValidationError

from decision_record import __version__
from decision_record.authoring.hosting import ForgeName, Hosting
from decision_record.authoring.init import (
    Company,
    InitError,
    add_files,
    make_repository,
    make_surroundings,
    write_repository,
)
from decision_record.authoring.update import Update, find_forge, find_update, read_organization
from decision_record.cli.printing import CannotRun, say
from decision_record.examine import configure
from decision_record.model.reference import Organization, Stage
from decision_record.model.values import Zone
from decision_record.places import real_path
from decision_record.wording import count, join_words

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPANY = Organization(name="Acme")
"""What the files say where the command line says nothing else."""

_TOLD = {
    "site_config.yml": "the site's settings",
    "records/organization.yml": "the company, and who holds which seat",
    "records/people.yml": "everyone who attends or owns anything",
    "records/series.yml": "which meetings there are, and how often",
    "records/taxonomy.yml": "product areas, segments and themes",
    "records/accounts": "a customer, to copy for each of yours",
    "records/pods": "a pod that is still forming",
    "records/meetings": "one meeting, as an example",
    ".github/workflows": "check a pull request, say what merging does, build the site each day",
    ".github/actions": "what the workflows share",
    ".github/pull_request_template.md": "what whoever adds a meeting is asked",
    ".gitlab-ci.yml": "checks a merge request, says what merging does, builds the site",
    ".gitlab/merge_request_templates": "what whoever adds a meeting is asked",
    "CODEOWNERS": "who is asked about a change",
    "README.md": "for your people: how to add a meeting",
    "requirements.txt": "where decision-record comes from",
    "wheels": "decision-record itself",
    ".vscode": "so that an editor completes and checks a record while you type",
    ".gitignore": "what is never committed",
}
"""What each file or folder of files is for, in the order of reading."""

_FOLDERS = frozenset(
    {".github/workflows", ".github/actions", ".vscode", ".gitlab/merge_request_templates"}
)
"""Folders that are told as a whole."""


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


class _Address(click.ParamType[str]):
    name = "address"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The address of a page, without the slash at its end; empty where there is none."""
        address = str(value).strip().rstrip("/").removesuffix(".git")
        parts = urlsplit(address)
        if address and (parts.scheme not in ("http", "https") or not parts.hostname):
            self.fail(
                f"`{value}` is no address; write it as in https://example.com/acme", param, ctx
            )
        if not address.isprintable() or " " in address or '"' in address:
            self.fail(f"`{value}` is no address", param, ctx)
        return address


class _Package(click.ParamType[str]):
    name = "package"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """What pip installs, on one line."""
        text = str(value).strip()
        if not text or not text.isprintable() or text.startswith("-"):
            self.fail("write what pip installs, as in `decision-record` or a wheel", param, ctx)
        if "://" in text:
            return text
        if text.endswith(".whl"):
            if not Path(text).is_file():
                self.fail(f"there is no file {text}", param, ctx)
            return text
        try:
            Requirement(text)
        except InvalidRequirement:
            self.fail(f"`{text}` is nothing that pip installs", param, ctx)
        if Path(text).is_file():
            self.fail(f"{text} is no wheel: name a file that ends in .whl", param, ctx)
        return text


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
    default=_COMPANY.stage[0].stage,
    show_default=True,
    callback=_asked("Stage (series-a holds one combined meeting instead of tiers)"),
    help="How far it has grown; at series-a one combined meeting takes the place of tiers.",
)
@click.option(
    "--forge",
    type=click.Choice(get_args(ForgeName)),
    default="none",
    show_default=True,
    callback=_asked("Where will the repository be"),
    help="Where the repository will be: the workflows are for there.",
)
@click.option(
    "--address",
    type=_Address(),
    default="",
    callback=_asked("Its address there, as in https://github.com/acme/records (if you know it)"),
    help="Its address there, as in https://github.com/acme/records.",
)
@click.option(
    "--site-url",
    type=_Address(),
    default="",
    callback=_asked("The address of the site (if you know it)"),
    help="Where the site will be read, as in https://records.example.com/.",
)
@click.option(
    "--package",
    type=_Package(),
    default=f"decision-record=={__version__}",
    show_default=True,
    callback=_asked("Where decision-record comes from, as pip takes it"),
    help="Where decision-record comes from: a name, a wheel (it is copied), or an address of git.",
)
@click.option(
    "--publish/--no-publish",
    default=False,
    show_default=True,
    callback=_asked("Shall the workflows publish the site (ask first who can open its address)"),
    help="Whether the workflows publish the site; else they keep it for those who can sign in.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Add what is missing to the repository that is in DIR, and show what this version would "
    "write differently.",
)
@click.pass_context
def init(context: click.Context, /, folder: Path, *, update: bool, **given: object) -> None:
    """Make a repository for a company in DIR, a folder that is new or empty.

    It holds made-up people, a customer, a pod and a meeting, each to be replaced by your own, and
    the workflows that check a change and build the site.
    """
    today = datetime.now(UTC).astimezone(ZoneInfo(str(given["timezone"]))).date()
    hosting, wheel = _hosting(given)
    if update:
        _update(folder, hosting, context, today=today)
        return
    company = Company(
        name=str(given["name"]),
        currency=str(given["currency"]),
        timezone=str(given["timezone"]),
        stage=cast("Stage", given["stage"]),
        hosting=hosting,
    )
    files: dict[str, str | bytes] = {**make_repository(company, today=today), **wheel}
    try:
        write_repository(folder, files)
    except InitError as error:
        raise CannotRun(str(error)) from error
    say("\n".join(_report(company, folder=folder, places=files)))


def _hosting(given: Mapping[str, object]) -> tuple[Hosting, Mapping[str, bytes]]:
    """Where the repository is, and the wheel that goes into it, by its place."""
    forge, address = cast("ForgeName", given["forge"]), str(given["address"])
    _refuse_other_forge(forge, address)
    package = str(given["package"])
    wheel: dict[str, bytes] = {}
    if package.endswith(".whl") and "://" not in package:
        place = f"wheels/{Path(package).name}"
        wheel[place] = Path(package).read_bytes()
        package = f"./{place}"
    hosting = Hosting(
        forge=forge,
        address=address or None,
        site_url=f"{given['site_url']}/" if given["site_url"] else None,
        package=package,
        version=__version__,
        publish=bool(given["publish"]),
    )
    return hosting, wheel


def _refuse_other_forge(forge: ForgeName, address: str) -> None:
    """Stop where the address is at a forge that is known by its name, and is not the one named."""
    host = urlsplit(address).hostname or ""
    for other, title in (("github", "GitHub"), ("gitlab", "GitLab")):
        if other in host and forge != other:
            raise click.UsageError(
                f"{address} is at {title}: write --forge {other}, or another address."
            )


def _update(folder: Path, hosting: Hosting, context: click.Context, *, today: date) -> None:
    """Add what is missing to a repository, and say what is different."""
    file = folder / "site_config.yml"
    configuration = configure(file, name=file.name)[0] if file.is_file() else None
    organization = None
    if configuration is not None:
        organization = read_organization(configuration.shared_roots[0] / "organization.yml")
    if configuration is None or organization is None:
        raise CannotRun(
            f"{folder} has no site_config.yml and organization.yml that can be read: mend them "
            "first (`decision-record check` says how), or make a new repository without --update"
        )
    if context.get_parameter_source("forge") is not click.core.ParameterSource.COMMANDLINE:
        forge = find_forge(folder, configuration.settings.edit_uri)
        hosting = replace(hosting, forge=forge)
    company = Company(
        name=organization.name,
        currency=organization.currency,
        timezone=organization.timezone,
        stage=organization.stage_on(today),
        hosting=hosting,
    )
    found = find_update(folder, make_surroundings(company, today))
    add_files(folder, found.missing)
    say("\n".join(_report_update(found)))


def _report_update(found: Update) -> Iterator[str]:
    """What was added, and what this version would write differently."""
    for place in sorted(found.missing):
        yield f"added {place}"
    if not found.missing:
        yield "Nothing is missing."
    if found.not_ignored:
        yield ""
        yield f".gitignore does not name {join_words(found.not_ignored)}: add what is made there."
    for difference in found.different.values():
        yield ""
        yield difference
    if found.different:
        yield ""
        yield (
            f"Version {__version__} would write {count(len(found.different), 'file')} differently, "
            "as above; nothing was changed. To take one as it is, delete it and run this again."
        )


def _report(company: Company, *, folder: Path, places: Iterable[str]) -> Iterator[str]:
    """What was made, and what to do next."""
    here = real_path(folder) == real_path(Path.cwd())
    yield f"Made the decision record of {company.name} in {'this folder' if here else folder}:"
    yield ""
    made = dict.fromkeys(_whole(place) for place in places)
    width = max(map(len, made))
    order = list(_TOLD)
    for place in sorted(made, key=lambda each: order.index(_start_of(each))):
        yield f"  {place:<{width}}  {_TOLD[_start_of(place)]}"
    yield ""
    yield "Next:"
    yield ""
    if not here:
        yield f"     cd {shlex.quote(str(folder))}"
    yield "  1. Look at it, and put your own people and customers in the place of the examples."
    yield "       decision-record check    # says what is wrong: nothing, for now"
    yield "       decision-record serve    # shows the site at http://127.0.0.1:8000/"
    yield f"  2. {_PUT[company.hosting.forge]}"
    yield '       git init -b main && git add . && git commit -m "Begin the decision record"'
    yield f"       git remote add origin {company.hosting.address or 'ADDRESS'}"
    yield "       git push -u origin main"
    publishes = company.hosting.publish and company.hosting.forge != "none"
    yield f"  3. {_PUBLISHED if publishes else _READ[company.hosting.forge]}"
    yield ""
    yield "The guide leads on from here: http://127.0.0.1:8000/guide/setting-up/ once it is served."


_PUT: Mapping[ForgeName, str] = {
    "github": "Put it into an empty repository at GitHub. From then on a change is checked there.",
    "gitlab": "Put it into an empty project at GitLab. From then on a change is checked there.",
    "none": "Put it under git, and into an empty repository where your people can reach it.",
}
_PUBLISHED = (
    "Switch the forge's pages on, and let only your people open them, before the first run\n"
    "     publishes. Where everybody could read it nothing is published. The guide says how,\n"
    "     under Publishing."
)
_READ: Mapping[ForgeName, str] = {
    "github": "Decide who may read the site. Until then the workflow `Site` keeps it for those\n"
    "     who can sign in. The guide says what there is to choose from, under Publishing.",
    "gitlab": "Decide who may read the site. Until then the job `site` keeps it for those who\n"
    "     can sign in. The guide says what there is to choose from, under Publishing.",
    "none": "Decide where the site is read: `decision-record build --output DIR` writes it to a\n"
    "     folder. The guide says how to rebuild it each day, under Publishing.",
}


def _whole(place: str) -> str:
    """A file, or the folder that is told as a whole."""
    start = _start_of(place)
    return f"{start}/" if start in _FOLDERS else place


def _start_of(place: str) -> str:
    """The file or folder under which a place is told."""
    return next(start for start in _TOLD if place.startswith(start))
