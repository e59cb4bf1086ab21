"""GitLab, as far as pipelines need it: merge requests, their note, and who reads the pages.

The methods are those of `github.GitHub`, so that a command asks either of them.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from decision_record.forge.api import Api, Json, address_of, number_in, text_in
from decision_record.forge.pull_requests import PullRequest, has_marker, with_marker
from decision_record.forge.readers import Readers


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
                and has_marker(text_in(row, "body"))
            ),
            None,
        )
        data: dict[str, Json] = {"body": with_marker(text)}
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


def gitlab_of(environ: Mapping[str, str]) -> GitLab:
    """The project of a pipeline's job, by the variables of its runner."""
    token = environ.get("DECISION_RECORD_TOKEN", "")
    api = Api(
        title="GitLab",
        url=address_of(environ.get("CI_API_V4_URL"), "https://gitlab.com/api/v4"),
        headers={"PRIVATE-TOKEN": token} if token else {},
        wants="set the variable DECISION_RECORD_TOKEN to a project access token with the scope api",
    )
    return GitLab(
        api=api,
        server=address_of(environ.get("CI_SERVER_URL"), "https://gitlab.com"),
        project=environ["CI_PROJECT_ID"],
        visibility=environ.get("CI_PROJECT_VISIBILITY", ""),
        token=token,
    )
