"""Which forge's workflow this is."""

from collections.abc import Mapping

from decision_record.forge.github import GitHub, github_of
from decision_record.forge.gitlab import GitLab, gitlab_of


def find_forge(environ: Mapping[str, str]) -> GitHub | GitLab | None:
    """The forge whose workflow this is; None where it is none.

    Args:
        environ: The variables of the process, as the forge's runner sets them.
    """
    if environ.get("GITHUB_ACTIONS") == "true" and environ.get("GITHUB_REPOSITORY"):
        return github_of(environ)
    if environ.get("GITLAB_CI") == "true" and environ.get("CI_PROJECT_ID"):
        return gitlab_of(environ)
    return None
