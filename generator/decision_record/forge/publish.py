"""Putting a built site where the forge serves it, and refusing where the wrong people could read.

A record holds customers, their ARR and what was promised to them. A forge's pages are often open to
everyone even where the repository is not.
"""

import shutil
from pathlib import Path

from decision_record.forge.api import ForgeError
from decision_record.forge.branch import Branch, Tree
from decision_record.forge.readers import Readers
from decision_record.site.marker import Audience, audience_of

PREVIEWS = "previews"
"""The folder of the branch with a folder for each pull request."""

_GUIDE = "The guide says what there is to choose from, under `Who can open this address?`."
_PLACEHOLDER = """\
<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="robots" content="noindex">
<title>Nothing is published yet</title>
<p>Nothing is published yet.</p>
</html>
"""


def refuse_site(site: Path) -> None:
    """Stop where a folder holds no site for everyone in the company.

    Raises:
        ForgeError: There is none, or it is that of two people.
    """
    audience = audience_of(site)
    if audience is Audience.PERSONAL:
        raise ForgeError(
            f"{site} is the site of two people and is never published: "
            "build the other one with `decision-record build`"
        )
    if audience is None:
        raise ForgeError(
            f"{site} holds no site: build it with `decision-record build`, or name its folder"
        )


def refuse_readers(readers: Readers, *, public: bool, title: str) -> None:
    """Stop where everyone could read what only the company may.

    Args:
        readers: Who can open what is published.
        public: Whether the configuration says that everyone may read it.
        title: What people call the forge.

    Raises:
        ForgeError: Everyone could read it, and may not; or nothing says who could.
    """
    if public:
        return
    if readers is Readers.EVERYBODY:
        raise ForgeError(
            f"nothing was published: everyone can open the pages of this repository, as {title} "
            "says, and they name customers, their ARR and what was promised to them. Let only "
            f"your people open them, or publish elsewhere. {_GUIDE} If everyone may read them, "
            "write `public: true` under the plugin in site_config.yml"
        )
    if readers is Readers.UNKNOWN and title == "GitHub":
        raise ForgeError(
            "nothing was published: GitHub does not say who can open the pages of this "
            "repository. Give the job `pages: read` and the step GITHUB_TOKEN"
        )
    if readers is Readers.UNKNOWN:
        raise ForgeError(
            f"nothing was published: without a token {title} does not say who can open the pages "
            "of this project. Set the variable DECISION_RECORD_TOKEN to a project access token "
            f"with the scope api. {_GUIDE}"
        )


def publish_on_branch(site: Path, *, branch: Branch) -> bool:
    """Put a site at the root of the branch, beside its previews; whether that changed anything.

    The address that the branch names in `CNAME` stays, where the site names none.

    Raises:
        ForgeError: The branch cannot be written, or the site has a folder of the previews' name.
    """
    if (site / PREVIEWS).exists():
        raise ForgeError(
            f"{site / PREVIEWS} has the name of the folder of previews: give your page another name"
        )
    files = {**branch.store(site), ".nojekyll": branch.store_text("")}
    return branch.change(
        lambda held: {**_named(_ADDRESS, held), **files, **_below(f"{PREVIEWS}/", held)}
    )


def publish_preview(site: Path, number: int, *, branch: Branch) -> bool:
    """Put the site of a pull request below `previews/`, and leave all else as it is."""
    home = _home(number)
    files = {home + name: each for name, each in branch.store(site).items()}
    files[".nojekyll"] = branch.store_text("")
    return branch.change(lambda held: {**_without(home, held), **files})


def remove_preview(number: int, *, branch: Branch) -> bool:
    """Remove the site of a pull request; whether there was one."""
    home = _home(number)
    return branch.change(lambda held: _without(home, held))


def make_place(branch: Branch) -> None:
    """Make the branch with a page that says nothing, where it is not there yet."""
    page = {"index.html": branch.store_text(_PLACEHOLDER), ".nojekyll": branch.store_text("")}
    branch.change(lambda held: held or page)


def refuse_unserved(branch: Branch) -> None:
    """Stop where the forge does not serve the branch yet, and make it, so that it can be chosen.

    Raises:
        ForgeError: Always; it says what to switch on.
    """
    make_place(branch)
    raise ForgeError(
        "nothing was published yet: GitHub Pages is not switched on here. The branch "
        f"`{branch.name}` is there now, with an empty page. Choose it in the repository's settings "
        f"(Pages, Deploy from a branch), choose who may open it, and run this again. {_GUIDE}"
    )


def refuse_other_source(served: str | None, *, branch: str) -> None:
    """Stop where the forge serves something else than the branch, so that no reader would see it.

    Args:
        served: What it serves in its place, in words; None where it serves the branch.
        branch: The branch that would be written.

    Raises:
        ForgeError: It serves something else.
    """
    if served:
        raise ForgeError(
            f"nothing was published: GitHub Pages serves {served}. Choose the branch `{branch}` "
            "and its folder `/ (root)` in the repository's settings (Pages, Deploy from a branch)"
        )


def publish_as_folder(site: Path, *, folder: Path) -> None:
    """Put a site into the folder that a GitLab job keeps as its pages.

    Raises:
        ForgeError: The folder holds something else.
    """
    if folder.exists() and audience_of(folder) is not Audience.EVERYBODY and any(folder.iterdir()):
        raise ForgeError(
            f"{folder} holds other files, which would be deleted: name a folder that holds nothing "
            "else, or remove them in the step before"
        )
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(site, folder)


def _home(number: int) -> str:
    return f"{PREVIEWS}/{number}/"


_ADDRESS = "CNAME"
"""The file by which GitHub serves a branch at an address of the company's own."""


def _named(name: str, held: Tree) -> Tree:
    return {name: held[name]} if name in held else {}


def _below(folder: str, held: Tree) -> Tree:
    return {name: each for name, each in held.items() if name.startswith(folder)}


def _without(folder: str, held: Tree) -> Tree:
    return {name: each for name, each in held.items() if not name.startswith(folder)}
