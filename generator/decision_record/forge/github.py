"""GitHub, as far as workflows need it: pull requests, their comment, and who reads the pages."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from decision_record.forge.api import Api, ForgeError, Json, address_of, flag_in, number_in, text_in
from decision_record.forge.pull_requests import PullRequest, has_marker, with_marker
from decision_record.forge.readers import Readers


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
        data: dict[str, Json] = {"body": with_marker(text)}
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
        """Our comment: by its first line, and by who wrote it, because anyone can write a line."""
        rows = self.api.rows("repos", *self._names, "issues", str(number), "comments")
        us: str | None = None
        for row in rows:
            if not has_marker(text_in(row, "body")):
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


def github_of(environ: Mapping[str, str]) -> GitHub:
    """The repository of a workflow's job, by the variables of its runner."""
    token = environ.get("GITHUB_TOKEN", "")
    headers = {
        "Accept": "application/vnd.github+json",
        "X-GitHub-Api-Version": "2022-11-28",
        "Authorization": f"Bearer {token}",
    }
    api = Api(
        title="GitHub",
        url=address_of(environ.get("GITHUB_API_URL"), "https://api.github.com"),
        headers=headers if token else {},
        wants="check `permissions` of the job, and that the step has GITHUB_TOKEN",
    )
    return GitHub(
        api=api,
        server=address_of(environ.get("GITHUB_SERVER_URL"), "https://github.com"),
        repository=environ["GITHUB_REPOSITORY"],
        token=token,
    )
