"""The pipeline that `init` writes for GitLab: every line of every job is run, in a real clone."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from completed_meeting import add_meeting
from decision_record.forge.pull_requests import MARKER
from fake_forge import FakeForge, fake_forge
from gitlab_runner import Job, Pipeline
from workflow_repository import NUMBER, Repository, git, make

pytestmark = pytest.mark.slow

TOKEN = "secret-token"  # noqa: S105 - a word to look for
NOTES = f"/projects/7/merge_requests/{NUMBER}/notes"


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A company's project at GitLab."""

    repository: Repository
    forge: FakeForge
    folder: Path
    command: Path

    def run(self, sha: str, variables: Mapping[str, str]) -> dict[str, Job]:
        environ = {
            "CI_API_V4_URL": self.forge.url,
            "CI_PROJECT_ID": "7",
            "CI_PROJECT_VISIBILITY": "private",
            "CI_DEFAULT_BRANCH": "main",
        }
        pipeline = Pipeline(
            origin=self.repository.origin,
            folder=self.folder,
            command=self.command,
            environ=environ,
        )
        return pipeline.run(sha, variables)

    def request(self, *, token: str = "") -> dict[str, Job]:
        """Run the pipeline of a merge request of all that is in the clone."""
        request = self.repository.request()
        base = git(self.repository.clone, "merge-base", "origin/main", request.sha)
        return self.run(
            request.sha,
            {
                "CI_PIPELINE_SOURCE": "merge_request_event",
                "CI_MERGE_REQUEST_IID": str(NUMBER),
                "CI_MERGE_REQUEST_DIFF_BASE_SHA": base,
                **({"DECISION_RECORD_TOKEN": token} if token else {}),
            },
        )

    def main(self, *, source: str = "push", publish: str = "no") -> dict[str, Job]:
        """Run the pipeline of main; a variable of the project counts more than that of the file."""
        variables = {
            "CI_PIPELINE_SOURCE": source,
            "CI_COMMIT_BRANCH": "main",
            "DECISION_RECORD_TOKEN": TOKEN,
            "PUBLISH": publish,
        }
        sha = git(self.repository.clone, "rev-parse", "origin/main")
        return self.run(sha, variables)


@pytest.fixture
def project(tmp_path: Path, forked_command: Path) -> Iterator[Project]:
    folder = tmp_path / "runner"
    folder.mkdir()
    with fake_forge() as forge:
        forge.answers["/user"] = {"id": 3}
        repository = make(tmp_path, forge="gitlab", publish=True)
        yield Project(repository=repository, forge=forge, folder=folder, command=forked_command)


def test_a_good_record_is_checked_reviewed_and_shown(project: Project) -> None:
    add_meeting(project.repository)
    jobs = project.request()
    assert list(jobs) == ["check", "review", "preview"]
    assert all(each.succeeded for each in jobs.values()), [each.log for each in jobs.values()]
    assert json.loads((jobs["check"].kept / "code-quality.json").read_text("utf-8")) == []
    assert "Send the report on the second workday" in jobs["review"].log
    assert (jobs["preview"].kept / "site/accounts/northgate/index.html").is_file()
    assert project.forge.asked == []
    assert "decision-record==1.0" in (project.folder / "installed").read_text("utf-8")


def test_mistakes_are_in_the_log_and_in_the_report_of_code_quality(project: Project) -> None:
    file = add_meeting(
        project.repository,
        ("attendees: [samir.boone, ivy.castell]", "attendees: [samir.boon, ivy.castell]"),
        ("minutes: 30", "minuts: 30"),
    )
    jobs = project.request(token=TOKEN)
    assert not jobs["check"].succeeded
    assert "did you mean `samir.boone`?" in jobs["check"].log
    report = json.loads((jobs["check"].kept / "code-quality.json").read_text("utf-8"))
    assert {each["location"]["path"] for each in report} == {file}
    codes = [each["check_name"] for each in report if each["severity"] != "minor"]
    assert codes == ["DR201", "DR102"], report
    assert jobs["review"].succeeded
    ((method, path, data),) = project.forge.written
    assert (method, path) == ("POST", NOTES)
    assert data["body"].startswith(MARKER)
    assert "samir.boon" in data["body"]
    assert TOKEN not in "".join(each.log for each in jobs.values())
    # The next run writes over it.
    project.forge.answers[NOTES] = [{"id": 5, "author": {"id": 3}, "body": data["body"]}]
    project.request(token=TOKEN)
    method, path, _ = project.forge.written[-1]
    assert (method, path) == ("PUT", f"{NOTES}/5")


@pytest.mark.parametrize("source", ["push", "schedule"])
def test_what_is_merged_is_built_and_not_published(project: Project, source: str) -> None:
    jobs = project.main(source=source)
    assert list(jobs) == ["site"]
    assert jobs["site"].succeeded, jobs["site"].log
    assert (jobs["site"].kept / "site/accounts/northgate/index.html").is_file()


def test_pages_are_kept_where_the_team_says_so_twice(project: Project) -> None:
    project.forge.answers["/projects/7"] = {"pages_access_level": "private"}
    jobs = project.main(publish="yes")
    assert list(jobs) == ["pages"]
    assert jobs["pages"].succeeded, jobs["pages"].log
    assert (jobs["pages"].kept / "public/accounts/northgate/index.html").is_file()
    config = project.repository.clone / "site_config.yml"
    text = config.read_text("utf-8")
    assert "publish: true" in text
    config.write_text(text.replace("publish: true", "publish: false"), "utf-8")
    project.repository.commit()
    job = project.main(publish="yes")["pages"]
    assert not job.succeeded
    assert "site_config.yml has no `publish: true`" in job.log


def test_a_push_to_a_branch_without_a_request_runs_nothing(project: Project) -> None:
    sha = git(project.repository.clone, "rev-parse", "HEAD")
    variables = {"CI_PIPELINE_SOURCE": "push", "CI_COMMIT_BRANCH": "other"}
    assert project.run(sha, variables) == {}
