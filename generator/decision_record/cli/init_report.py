"""What `init` says: what was made and what is next, or what an update changed."""

import shlex
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from decision_record import __version__
from decision_record.cli.own_package import NAME
from decision_record.drafts.repository.hosting import ForgeName
from decision_record.drafts.repository.new import Company
from decision_record.drafts.repository.update import RepositoryUpdate
from decision_record.repository.layout import real_path
from decision_record.text.wording import count, join_words

_PURPOSES = {
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
    ".github/pull_request_template.md": "questions for whoever adds a meeting",
    ".gitlab-ci.yml": "checks a merge request, says what merging does, builds the site",
    ".gitlab/merge_request_templates": "questions for whoever adds a meeting",
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
"""Folders that are listed as a whole."""


def report_update(found: RepositoryUpdate, *, wants_links: bool) -> Iterator[str]:
    """What was added, and what this version would write differently."""
    for place in sorted(found.missing):
        yield f"added {place}"
    if not found.missing:
        yield "Nothing is missing."
    for place, there in sorted(found.elsewhere.items()):
        yield f"{there} is there in place of {place}, which was not added."
    if found.not_ignored:
        yield ""
        yield f".gitignore does not name {join_words(found.not_ignored)}: add what is made there."
    if wants_links:
        yield ""
        yield (
            "site_config.yml names neither `repo_url` nor `edit_uri`: with them every record has a "
            "link that opens it there to be changed."
        )
    for difference in found.different.values():
        yield ""
        yield difference
    if found.different:
        yield ""
        yield (
            f"Version {__version__} would write {count(len(found.different), 'file')} differently, "
            "as above; nothing was changed. To take one as it is, delete it and run this again."
        )


_NOT_FOUND = (
    "requirements.txt names {package}. Where pip does not find that, put a wheel or an address of "
    "git\nin its place (--package), or no workflow can install it."
)


def report_made(company: Company, *, folder: Path, places: Iterable[str]) -> Iterator[str]:
    """What was made, and what to do next."""
    here = real_path(folder) == real_path(Path.cwd())
    yield f"Made the decision record of {company.name} in {'this folder' if here else folder}:"
    yield ""
    made = dict.fromkeys(_whole(place) for place in places)
    width = max(map(len, made))
    order = list(_PURPOSES)
    for place in sorted(made, key=lambda each: order.index(_start_of(each))):
        yield f"  {place:<{width}}  {_PURPOSES[_start_of(place)]}"
    yield ""
    yield "Next:"
    yield ""
    if not here:
        yield f"     cd {shlex.quote(str(folder))}"
    yield "  1. Look at it, and replace the examples by your own: the people, the customer, the pod"
    yield "     and the meeting, the teams in CODEOWNERS, and the name in README.md."
    yield "       decision-record check    # lists problems: none, for now"
    yield "       decision-record serve    # shows the site at http://127.0.0.1:8000/"
    yield f"  2. {_PUT[company.hosting.forge]}"
    yield '       git init -b main && git add . && git commit -m "Begin the decision record"'
    yield f"       git remote add origin {company.hosting.address or 'ADDRESS'}"
    yield "       git push -u origin main"
    publishes = company.hosting.publish and company.hosting.forge != "none"
    yield f"  3. {(_PUBLISHED if publishes else _READ)[company.hosting.forge]}"
    yield ""
    if company.hosting.package == f"{NAME}=={__version__}":
        yield _NOT_FOUND.format(package=company.hosting.package)
        yield ""
    yield "Continue with the guide: http://127.0.0.1:8000/guide/setting-up/ once it is served."


_PUT: Mapping[ForgeName, str] = {
    "github": "Put it into an empty private repository at GitHub, which checks each change.",
    "gitlab": "Put it into an empty private project at GitLab, which checks each change.",
    "none": "Put it under git, and into an empty repository that only your people can read.",
}
_PUBLISHED: Mapping[ForgeName, str] = {
    "github": "The push starts the workflow `Site`. It makes the branch `pages` with an empty\n"
    "     page and stops, shown as failed: that is meant. Then, in the repository at GitHub:\n"
    "       Settings, Pages: Deploy from a branch, `pages`, `/ (root)`, Save\n"
    "       on the same page: set the visibility to Private\n"
    "       Actions, Site, Run workflow: from now on it publishes\n"
    "     Nothing is published where everyone could read it. The guide says more, under\n"
    "     Publishing.",
    "gitlab": "Let only your people open the pages: Settings, General, Visibility, Pages: Only\n"
    "     Project Members. Then give the project the variable DECISION_RECORD_TOKEN, a project\n"
    "     access token with the scope api: without it the job `pages` cannot see who could\n"
    "     open them, and fails. Run the pipeline again (Build, Pipelines, New pipeline). The\n"
    "     guide says more, under Publishing.",
}
_READ: Mapping[ForgeName, str] = {
    "github": "Decide who may read the site. Until then the workflow `Site` keeps it for those\n"
    "     who can read the repository. The guide says what to choose from, under Publishing.",
    "gitlab": "Decide who may read the site. Until then the job `site` keeps it for those who\n"
    "     can read the project. The guide says what to choose from, under Publishing.",
    "none": "Decide where the site is read: `decision-record build --output DIR` writes it to a\n"
    "     folder. The guide says how to rebuild it each day, under Publishing.",
}


def _whole(place: str) -> str:
    """A file, or the folder that is listed as a whole."""
    start = _start_of(place)
    return f"{start}/" if start in _FOLDERS else place


def _start_of(place: str) -> str:
    """The file or folder that a place is listed under."""
    return next(start for start in _PURPOSES if place.startswith(start))
