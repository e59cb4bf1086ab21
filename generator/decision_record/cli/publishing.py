"""The commands for workflows: publishing, and commenting on a pull request."""

import os
import re
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decision_record.cli import options
from decision_record.cli.configuration import configure
from decision_record.cli.printing import CannotRun, say
from decision_record.repository.configuration import Configuration, Settings
from decision_record.text.wording import true_or_false

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decision_record.forge.git import Git
    from decision_record.forge.github import GitHub
    from decision_record.forge.gitlab import GitLab
    from decision_record.forge.pull_requests import PullRequest

_PAGES = Path("public")
"""The folder that GitLab serves."""
_MOST_CHARACTERS = 65_000
"""Of a comment; a forge refuses a longer one."""
_NO_PREVIEWS = "GitLab has no previews: the job of the merge request keeps the site"


class _Commit(click.ParamType[str]):
    name = "commit"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> str:
        """The full name of a commit, and no other name: git reads many."""
        name = str(value)
        if not re.fullmatch("[0-9a-f]{40}|[0-9a-f]{64}", name):
            self.fail(f"`{name}` is not the full id of a commit", param, ctx)
        return name


@click.command()
@click.argument("site", default="site", type=click.Path(path_type=Path))
@options.config
@click.option(
    "--branch",
    "branch_name",
    default="pages",
    show_default=True,
    help="The branch that GitHub or GitLab serves.",
)
@click.option(
    "--preview",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Publish it as the preview of this pull request, under previews/NUMBER/.",
)
@click.option(
    "--remove-preview",
    type=click.IntRange(min=1),
    metavar="NUMBER",
    help="Remove the preview of this pull request.",
)
@click.option(
    "--wanted",
    is_flag=True,
    help="Only print whether site_config.yml wants the site and previews published, for a "
    "workflow's next steps.",
)
def publish(
    site: Path,
    config_file: Path,
    *,
    branch_name: str,
    preview: int | None,
    remove_preview: int | None,
    wanted: bool,
) -> None:
    """Publish the built site in the folder SITE, in a workflow of GitHub or GitLab.

    Nothing is published unless site_config.yml has `publish: true`. Nothing is published where
    everyone could read it, unless it has `public: true`. On GitHub the site goes to a branch, on
    GitLab to the folder `public` that the job keeps.
    """
    if preview is not None and remove_preview is not None:
        raise click.UsageError("--preview and --remove-preview exclude each other.")
    configuration = configure(config_file, (), personal=False, wants_file=True)
    settings = configuration.settings
    if wanted:
        click.echo("\n".join(_wanted(configuration)))
        return
    with _forge_errors():
        forge = _forge()
        if remove_preview is not None:
            _remove(remove_preview, forge, branch_name=branch_name)
        else:
            _refuse(site, settings, preview=preview)
            _publish(site, forge, settings, branch_name=branch_name, preview=preview)


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--request",
    "number",
    type=click.IntRange(min=1),
    required=True,
    metavar="NUMBER",
    help="The pull request, or merge request.",
)
def comment(file: Path, number: int) -> None:
    """Post the Markdown in FILE as the single comment of a pull request.

    A later run replaces it. `decision-record review` writes the text.
    """
    text = file.read_text("utf-8", errors="replace")
    if not text.strip():
        raise CannotRun(f"{file} is empty: make it with `decision-record review`")
    if len(text) > _MOST_CHARACTERS:
        raise CannotRun(
            f"{file} has {len(text):,} characters, and a comment takes {_MOST_CHARACTERS:,}: "
            "make it with `decision-record review --format markdown`, which keeps below that"
        )
    with _forge_errors():
        is_new = _forge().write_comment(number, text)
    say(f"{'Wrote' if is_new else 'Updated'} the comment of request {number}.")


@click.command()
@click.option("--sha", type=_Commit(), required=True, help="The full id of the newest commit.")
@click.option("--owner", default="", help="The owner of the repository that it comes from.")
@click.option("--branch", required=True, help="The branch in that repository.")
@click.option(
    "--take",
    is_flag=True,
    help="Replace the records in this clone by those of the request, as data, and set HEAD to "
    "its newest commit. The configuration and all other files stay.",
)
@options.config
def request(sha: str, owner: str, branch: str, config_file: Path, *, take: bool) -> None:
    """Find the open pull request of a commit.

    Prints `number=`, `base=` and `fork=` for a workflow's next steps; the values are empty if
    there is none.
    """
    from decision_record.forge.take import take_records

    with _forge_errors():
        forge = _forge()
        found = forge.find_request(sha=sha, owner=owner, branch=branch)
        if found and take:
            configuration = configure(config_file, (), personal=False, wants_file=True)
            take_records(configuration, sha, git=_git(forge))
    click.echo("\n".join(_found(found)))


def _found(request: "PullRequest | None") -> "Iterator[str]":
    """What a workflow's next steps go by: a line for each value, empty where there is none."""
    yield f"number={request.number if request else ''}"
    yield f"base={request.base if request else ''}"
    yield f"fork={true_or_false(request.is_fork) if request else ''}"


def _wanted(configuration: Configuration) -> "Iterator[str]":
    """What a workflow's next steps go by: a line for each value."""
    settings = configuration.settings
    yield f"publish={true_or_false(settings.publish)}"
    yield f"previews={true_or_false(settings.publish and settings.previews)}"
    address = configuration.site_url
    yield f"site={address.rstrip('/') + '/' if address else ''}"


def _refuse(site: Path, settings: Settings, *, preview: int | None) -> None:
    """Stop where the configuration does not want it published, or nothing is built."""
    from decision_record.forge.publish import refuse_site

    if not settings.publish:
        raise CannotRun(
            "nothing was published: site_config.yml has no `publish: true` under the plugin; "
            "before you add it, check who can open the address"
        )
    if preview is not None and not settings.previews:
        raise CannotRun(
            "no preview was published: site_config.yml has no `previews: true` under the plugin"
        )
    refuse_site(site)


def _publish(
    site: Path,
    forge: "GitHub | GitLab",
    settings: Settings,
    *,
    branch_name: str,
    preview: int | None,
) -> None:
    from decision_record.forge.branch import Branch
    from decision_record.forge.github import GitHub
    from decision_record.forge.publish import (
        publish_as_folder,
        publish_on_branch,
        publish_preview,
        refuse_other_source,
        refuse_readers,
        refuse_unserved,
    )
    from decision_record.forge.readers import Readers

    readers = forge.find_readers()
    refuse_readers(readers, public=settings.public, title=forge.api.title)
    if not isinstance(forge, GitHub):
        if readers is Readers.NOT_SERVED:
            raise CannotRun(
                "nothing was published: the project's pages are switched off (Settings, General, "
                "Visibility); let only project members open them"
            )
        if preview is not None:
            raise CannotRun(_NO_PREVIEWS)
        publish_as_folder(site, folder=_PAGES)
        say(f"Put the site into {_PAGES}/, which the job keeps as its pages.")
        return
    branch = Branch(branch_name, git=_git(forge))
    if readers is Readers.NOT_SERVED:
        refuse_unserved(branch)
    refuse_other_source(forge.find_other_source(branch_name), branch=branch_name)
    changed = (
        publish_on_branch(site, branch=branch)
        if preview is None
        else publish_preview(site, preview, branch=branch)
    )
    what = "the site" if preview is None else f"the preview of request {preview}"
    is_as_it_was = f"{what[0].upper()}{what[1:]} on the branch {branch_name} is as it was."
    say(f"Published {what} on the branch {branch_name}." if changed else is_as_it_was)
    _ask_to_serve(forge)


def _ask_to_serve(forge: "GitHub") -> None:
    """Have the branch served as it is now; a forge that refuses may do so by itself."""
    from decision_record.forge.api import ForgeError

    try:
        forge.ask_to_serve()
    except ForgeError as error:
        say(
            "warning: the branch is written, and GitHub could not be asked to serve it at once: "
            f"{error}. Give the job `pages: write`, and look whether the address shows it",
            err=True,
        )


def _remove(number: int, forge: "GitHub | GitLab", *, branch_name: str) -> None:
    from decision_record.forge.branch import Branch
    from decision_record.forge.github import GitHub
    from decision_record.forge.publish import remove_preview

    if not isinstance(forge, GitHub):
        raise CannotRun(_NO_PREVIEWS)
    branch = Branch(branch_name, git=_git(forge))
    removed = remove_preview(number, branch=branch)
    say(
        f"Removed the preview of request {number}."
        if removed
        else f"Request {number} has no preview."
    )
    if removed:
        _ask_to_serve(forge)


def _forge() -> "GitHub | GitLab":
    """The forge whose workflow this is."""
    from decision_record.forge.forges import find_forge

    forge = find_forge(os.environ)
    if forge is None:
        raise CannotRun(
            "this is no workflow of GitHub or GitLab; without a forge, `decision-record build "
            "--output DIR` writes the site where your server reads it"
        )
    return forge


def _git(forge: "GitHub | GitLab") -> "Git":
    """The git of this clone, signed in at the forge."""
    from decision_record.forge.git import Git

    return Git(folder=Path.cwd(), settings=forge.sign_in())


@contextmanager
def _forge_errors() -> "Iterator[None]":
    """Say what the forge refuses, in a line."""
    from decision_record.forge.api import ForgeError

    try:
        yield
    except ForgeError as error:
        sys.stdout.flush()
        raise CannotRun(str(error)) from error
