"""GitHub and GitLab, as far as workflows need them: requests, comments, and who reads the pages.

Both have the same methods, so that a command asks either of them.
"""

import base64
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

from decision_record.forge.api import Api, ForgeError, Json, flag_in, number_in, text_in
from decision_record.text.wording import true_or_false

MARKER = "<!-- decision-record: what merging does -->"
"""The first line of our comment, by which the next run finds it."""


class Readers(StrEnum):
    """Who can open what is published."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    """Only people whom the forge lets in."""
    UNKNOWN = "unknown"
    """The forge does not say."""
    NOT_SERVED = "not-served"
    """The forge serves no pages of this repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """An open pull request, or merge request."""

    number: int
    base: str
    """The branch that it would be merged into."""
    is_fork: bool
    """Whether it comes from another repository."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitHub:
    """A repository at GitHub, or at a GitHub Enterprise server."""

    api: Api
    server: str
    """The address of the forge itself."""
    repository: str
    """As in `acme/records`."""
    token: str

    def find_request(self, *, sha: str, owner: str, branch: str) -> PullRequest | None:
        """The open pull request whose newest commit it is; None where there is none.

        Args:
            sha: The full name of the commit.
            owner: Who owns the repository that the request comes from.
            branch: The request's branch there.
        """
        found = (
            row
            for row in self.api.rows(
                "repos", *self._names, "pulls", state="open", head=f"{owner}:{branch}"
            )
            if text_in(row, "head", "sha") == sha
        )
        for row in found:
            number = number_in(row, "number")
            if number is not None:
                home = text_in(row, "head", "repo", "full_name").casefold()
                return PullRequest(
                    number=number,
                    base=text_in(row, "base", "ref"),
                    is_fork=home != self.repository.casefold(),
                )
        return None

    def write_comment(self, number: int, text: str) -> bool:
        """Write our comment of a pull request, over the one of the run before.

        Returns:
            Whether it is there for the first time.
        """
        old = self._find_comment(number)
        data: dict[str, Json] = {"body": f"{MARKER}\n{text}"}
        names = ("repos", *self._names, "issues")
        if old is None:
            self.api.send("POST", *names, str(number), "comments", data=data)
        else:
            self.api.send("PATCH", *names, "comments", str(old), data=data)
        return old is None

    def find_readers(self) -> Readers:
        """Who can open the pages: private ones are a choice of the enterprise plan."""
        repository = self.api.get("repos", *self._names)
        # Whoever reads the repository reads its branch of pages too.
        if flag_in(repository, "private") is False:
            return Readers.EVERYBODY
        pages = self.api.get("repos", *self._names, "pages")
        if repository is None:
            return Readers.UNKNOWN
        if pages is None:
            return Readers.NOT_SERVED
        return Readers.MEMBERS if flag_in(pages, "public") is False else Readers.EVERYBODY

    def ask_to_serve(self) -> None:
        """Ask for the branch of pages to be served as it is now.

        By its documentation a push with a workflow's own token does not bring that about.

        Raises:
            ForgeError: It refuses.
        """
        self.api.send("POST", "repos", *self._names, "pages", "builds", data={})

    def find_other_source(self, branch: str) -> str | None:
        """What the forge serves in place of a branch, in words; None where it serves the branch."""
        pages = self.api.get("repos", *self._names, "pages")
        if text_in(pages, "build_type") == "workflow":
            return "what a workflow uploads, and no branch"
        served, path = text_in(pages, "source", "branch"), text_in(pages, "source", "path")
        if served and served != branch:
            return f"the branch `{served}`"
        return f"the folder `{path}` of that branch" if path not in {"", "/"} else None

    def sign_in(self) -> Mapping[str, str]:
        """What git is told, so that it may push to this forge, and to no other host."""
        pair = base64.b64encode(f"x-access-token:{self.token}".encode()).decode()
        return {f"http.{self.server}/.extraheader": f"AUTHORIZATION: basic {pair}"}

    @property
    def _names(self) -> tuple[str, ...]:
        return tuple(self.repository.split("/"))

    def _find_comment(self, number: int) -> int | None:
        """Our comment: by its first line, and by who wrote it, because anybody can write a line."""
        rows = self.api.rows("repos", *self._names, "issues", str(number), "comments")
        us: str | None = None
        for row in rows:
            if not text_in(row, "body").startswith(MARKER):
                continue
            if text_in(row, "user", "type") == "Bot":
                return number_in(row, "id")
            us = self._find_login() if us is None else us
            if us and text_in(row, "user", "login") == us:
                return number_in(row, "id")
        return None

    def _find_login(self) -> str:
        """The person whose token it is; empty for that of a job, which is no person's."""
        try:
            return text_in(self.api.get("user"), "login")
        except ForgeError:
            return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GitLab:
    """A project at GitLab."""

    api: Api
    server: str
    project: str
    """The project's number."""
    visibility: str
    """As the pipeline says it: public, internal or private."""
    token: str
    """One that may comment; empty where the project has set none up."""

    def find_request(self, *, sha: str, owner: str, branch: str) -> PullRequest | None:
        """The open merge request whose newest commit it is; None where there is none.

        Args:
            sha: The full name of the commit.
            owner: Who owns the project that it comes from, which GitLab is not asked for.
            branch: The request's branch there.
        """
        del owner
        for row in self.api.rows(
            "projects", self.project, "merge_requests", state="opened", source_branch=branch
        ):
            number = number_in(row, "iid")
            if text_in(row, "sha") == sha and number is not None:
                is_fork = number_in(row, "source_project_id") != number_in(row, "target_project_id")
                return PullRequest(
                    number=number, base=text_in(row, "target_branch"), is_fork=is_fork
                )
        return None

    def write_comment(self, number: int, text: str) -> bool:
        """Write our note of a merge request, over the one of the run before.

        Returns:
            Whether it is there for the first time.
        """
        names = ("projects", self.project, "merge_requests", str(number), "notes")
        us = number_in(self.api.get("user"), "id")
        old = next(
            (
                number_in(row, "id")
                for row in self.api.rows(*names)
                if number_in(row, "author", "id") == us
                and us is not None
                and text_in(row, "body").startswith(MARKER)
            ),
            None,
        )
        data: dict[str, Json] = {"body": f"{MARKER}\n{text}"}
        if old is None:
            self.api.send("POST", *names, data=data)
        else:
            self.api.send("PUT", *names, str(old), data=data)
        return old is None

    def find_readers(self) -> Readers:
        """Who can open the pages, as far as a pipeline may know.

        Only a token sees the project's setting. Without one it is known that the pages of a public
        project are public, and of another nothing.
        """
        level = ""
        if self.token:
            level = text_in(self.api.get("projects", self.project), "pages_access_level")
        match level or self.visibility, self.visibility:
            case ("public", _) | ("enabled", "public"):
                return Readers.EVERYBODY
            case ("private", _) | ("enabled", _) if level:
                return Readers.MEMBERS
            case ("disabled", _):
                return Readers.NOT_SERVED
            case _:
                return Readers.UNKNOWN

    def sign_in(self) -> Mapping[str, str]:
        """Nothing: GitLab serves what the job keeps, and no branch is written."""
        return {}


def find_forge(environ: Mapping[str, str]) -> GitHub | GitLab | None:
    """The forge whose workflow this is; None where it is none.

    Args:
        environ: The variables of the process, as the forge's runner sets them.
    """
    if environ.get("GITHUB_ACTIONS") == "true" and environ.get("GITHUB_REPOSITORY"):
        return _github(environ)
    if environ.get("GITLAB_CI") == "true" and environ.get("CI_PROJECT_ID"):
        return _gitlab(environ)
    return None


def _github(environ: Mapping[str, str]) -> GitHub:
    token = environ.get("GITHUB_TOKEN", "")
    headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
        "Authorization": f"Bearer {token}",
    }
    api = Api(
        title="GitHub",
        url=_address(environ.get("GITHUB_API_URL"), "https://api.github.com"),
        headers=headers if token else {},
        wants="see `permissions` of the job, and that the step has GITHUB_TOKEN",
    )
    return GitHub(
        api=api,
        server=_address(environ.get("GITHUB_SERVER_URL"), "https://github.com"),
        repository=environ["GITHUB_REPOSITORY"],
        token=token,
    )


def _gitlab(environ: Mapping[str, str]) -> GitLab:
    token = environ.get("DECISION_RECORD_TOKEN", "")
    api = Api(
        title="GitLab",
        url=_address(environ.get("CI_API_V4_URL"), "https://gitlab.com/api/v4"),
        headers={"PRIVATE-TOKEN": token} if token else {},
        wants="set the variable DECISION_RECORD_TOKEN to a project access token with the scope api",
    )
    return GitLab(
        api=api,
        server=_address(environ.get("CI_SERVER_URL"), "https://gitlab.com"),
        project=environ["CI_PROJECT_ID"],
        visibility=environ.get("CI_PROJECT_VISIBILITY", ""),
        token=token,
    )


def _address(given: str | None, usual: str) -> str:
    """An address without what ends it; one that is none is left for the call to fail on."""
    address = (given or usual).rstrip("/")
    return address if urlsplit(address).scheme in ("http", "https") else usual


def outputs(request: PullRequest | None) -> Iterator[str]:
    """What a workflow's next steps read: a line for each value."""
    yield f"number={request.number if request else ''}"
    yield f"base={request.base if request else ''}"
    yield f"fork={true_or_false(request.is_fork) if request else ''}"
