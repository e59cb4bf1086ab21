"""The `init` command: a repository for a company."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast, get_args
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import click

from decision_record import __version__
from decision_record.cli.company_options import ADDRESS, CURRENCY, NAME, PACKAGE, ZONE
from decision_record.cli.init_report import report_made, report_update
from decision_record.cli.own_package import find_own_package
from decision_record.cli.printing import CannotRun, say
from decision_record.drafts.repository.hosting import ForgeName, Hosting
from decision_record.drafts.repository.new import (
    Company,
    InitError,
    add_files,
    make_repository,
    make_surroundings,
    write_repository,
)
from decision_record.drafts.repository.update import (
    find_address,
    find_forge,
    find_update,
    read_organization,
)
from decision_record.examine import configure
from decision_record.model.reference import Organization, Stage
from decision_record.text.wording import join_words

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPANY = Organization(name="Acme")
"""What the files say where the command line says nothing else."""


def _asked(text: str) -> "Callable[[click.Context, click.Parameter, object], object]":
    """Ask for an option with `--ask`, where the command line did not give it."""

    def ask(context: click.Context, parameter: click.Parameter, value: object) -> object:
        given = context.get_parameter_source(str(parameter.name))
        if not context.params.get("ask") or given is click.core.ParameterSource.COMMANDLINE:
            return value
        return click.prompt(text, default=value, type=parameter.type)

    return ask


_WHO_COULD_OPEN_IT: Mapping[str, str] = {
    "github": "Pages that only your people can open need GitHub Enterprise Cloud. On any other "
    "plan everyone can open them, and the workflows refuse to publish. Say no if you do not know: "
    "you can switch it on later.",
    "gitlab": "Only members can open the pages where *Pages* is set to *Only Project Members* "
    "(Settings, General, Visibility). Say no if you do not know: you can switch it on later.",
}
"""What decides whether a site can be published, by the forge; without one nothing publishes."""


def _ask_whether_to_publish(
    context: click.Context, parameter: click.Parameter, value: object
) -> object:
    """Ask with what decides the answer; not where no workflow could publish."""
    told = _WHO_COULD_OPEN_IT.get(str(context.params.get("forge")))
    if told is None:
        return value
    given = context.get_parameter_source(str(parameter.name))
    if context.params.get("ask") and given is not click.core.ParameterSource.COMMANDLINE:
        say(told)
    return _asked("Shall the workflows publish the site")(context, parameter, value)


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option("--ask", is_flag=True, is_eager=True, help="Ask for each of the following options.")
@click.option(
    "--name",
    type=NAME,
    default=_COMPANY.name,
    show_default=True,
    callback=_asked("Name of the company"),
    help="The company's name.",
)
@click.option(
    "--currency",
    type=CURRENCY,
    default=_COMPANY.currency,
    show_default=True,
    callback=_asked("Currency of all amounts"),
    help="The currency of all amounts, as its three-letter code.",
)
@click.option(
    "--timezone",
    type=ZONE,
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
    help="The company's stage; at series-a one combined meeting replaces the tiers.",
)
@click.option(
    "--forge",
    type=click.Choice(get_args(ForgeName)),
    default="none",
    show_default=True,
    callback=_asked("Where will the repository be"),
    help="Where the repository will be hosted; decides which workflows are written.",
)
@click.option(
    "--address",
    type=ADDRESS,
    default="",
    callback=_asked("Its address there, as in https://github.com/acme/records (if you know it)"),
    help="The address of the repository, as in https://github.com/acme/records.",
)
@click.option(
    "--site-url",
    type=ADDRESS,
    default="",
    callback=_asked("The address of the site (if you know it)"),
    help="The address of the site, as in https://records.example.com/.",
)
@click.option(
    "--package",
    type=PACKAGE,
    default=find_own_package,
    show_default="where this one was installed from",
    callback=_asked("Where to install decision-record from, as pip takes it"),
    help="Where to install decision-record from: a package name, a wheel (it is copied) or a git "
    "address.",
)
@click.option(
    "--publish/--no-publish",
    default=False,
    show_default=True,
    callback=_ask_whether_to_publish,
    help="Whether the workflows publish the site; otherwise they keep it for people who can read "
    "the repository.",
)
@click.option(
    "--update",
    is_flag=True,
    help="Add what is missing to an existing repository in DIR, and show what this version would "
    "write differently.",
)
@click.pass_context
def init(context: click.Context, /, folder: Path, *, update: bool, **given: object) -> None:
    """Make a repository for a company in DIR, a new or empty folder.

    It contains made-up people, a customer, a pod and a meeting, for you to replace, and the
    workflows that check a change and build the site. Every site has a guide, under /guide/.
    """
    today = datetime.now(UTC).astimezone(ZoneInfo(str(given["timezone"]))).date()
    hosting, wheel = _hosting(given)
    if update:
        _refuse_options(context)
        _update(folder, hosting, context, today=today)
        return
    if hosting.publish and hosting.forge == "none":
        raise click.UsageError("--publish needs a forge whose workflows publish: add --forge.")
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
    say("\n".join(report_made(company, folder=folder, places=files)))


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


_OF_UPDATE = frozenset({"folder", "update", "forge"})
"""What may be said with --update; the rest is what the repository says."""


def _refuse_options(context: click.Context) -> None:
    """Stop where --update is given what it would pass over."""
    given = [
        name
        for name in context.params
        if name not in _OF_UPDATE
        and context.get_parameter_source(name) is click.core.ParameterSource.COMMANDLINE
    ]
    if given:
        options = join_words([f"--{name.replace('_', '-')}" for name in given])
        raise click.UsageError(
            f"--update goes by what the repository says: leave out {options}, and change "
            "site_config.yml, organization.yml or requirements.txt in its place."
        )


def _refuse_other_forge(forge: ForgeName, address: str) -> None:
    """Stop where the address is at a forge that is known by its name, and is not the one named."""
    host = urlsplit(address).hostname or ""
    for other, title in (("github", "GitHub"), ("gitlab", "GitLab")):
        if other in host and forge != other:
            raise click.UsageError(
                f"{address} is at {title}: write --forge {other}, or another address."
            )
    if address and forge != "none" and urlsplit(address).path.strip("/").count("/") == 0:
        raise click.UsageError(
            f"{address} is no repository: write it with its owner and its name, as in "
            f"https://{host}/acme/records."
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
            f"{folder} has no site_config.yml and organization.yml that can be read: fix them "
            "first (`decision-record check` says how), or make a new repository without --update"
        )
    if context.get_parameter_source("forge") is not click.core.ParameterSource.COMMANDLINE:
        forge = find_forge(folder, configuration.settings.edit_uri)
        hosting = replace(hosting, forge=forge)
    hosting = replace(hosting, address=find_address(file))
    company = Company(
        name=organization.name,
        currency=organization.currency,
        timezone=organization.timezone,
        stage=organization.stage_on(today),
        hosting=hosting,
    )
    found = find_update(folder, make_surroundings(company, today))
    try:
        add_files(folder, found.missing)
    except InitError as error:
        raise CannotRun(str(error)) from error
    has_links = bool(configuration.settings.edit_uri)
    say("\n".join(report_update(found, wants_links=hosting.forge != "none" and not has_links)))
