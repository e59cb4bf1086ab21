"""Requests and their one comment. What a fork says of itself is never believed."""

from pathlib import Path

import pytest

from decision_record.forge.pull_requests import MARKER
from fake_forge import FakeForge
from running import run

SHA, OTHER = "a" * 40, "b" * 40
PULLS = "/repos/acme/records/pulls"
COMMENTS = "/repos/acme/records/issues/12/comments"
NOTES = "/projects/7/merge_requests/12/notes"


def pull(number: int, *, sha: str = SHA, repository: str = "acme/records") -> dict[str, object]:
    return {
        "number": number,
        "head": {"sha": sha, "repo": {"full_name": repository}},
        "base": {"ref": "main"},
    }


FIND = ("request", "--sha", SHA, "--owner", "mallory", "--branch", "a-meeting")


def test_a_request_is_found_by_its_newest_commit(on_github: FakeForge) -> None:
    on_github.answers[PULLS] = [pull(11, sha=OTHER), pull(12)]
    assert run(*FIND).output == "number=12\nbase=main\nfork=false\n"
    assert on_github.seen[0]["Authorization"] == "Bearer secret-token"


@pytest.mark.parametrize("repository", ["mallory/records", "", "ACME/recordsx"])
def test_a_fork_is_known_as_one(repository: str, on_github: FakeForge) -> None:
    on_github.answers[PULLS] = [pull(12, repository=repository)]
    assert run(*FIND).output == "number=12\nbase=main\nfork=true\n"


def test_no_request_is_found_for_a_commit_that_is_not_the_newest(on_github: FakeForge) -> None:
    on_github.answers[PULLS] = [pull(12, sha=OTHER)]
    assert run(*FIND).output == "number=\nbase=\nfork=\n"


def test_a_comment_is_written_once_and_then_over_itself(
    on_github: FakeForge, tmp_path: Path
) -> None:
    file = tmp_path / "review.md"
    file.write_text("## What merging does\n")
    on_github.answers[COMMENTS] = []
    assert run("comment", "--request", "12", str(file)).output == (
        "Wrote the comment of request 12.\n"
    )
    (method, path, data) = on_github.written[0]
    assert (method, path) == ("POST", COMMENTS)
    assert data == {"body": f"{MARKER}\n## What merging does\n"}
    bot = {"id": 5, "user": {"type": "Bot"}, "body": data["body"]}
    person = {"id": 4, "user": {"type": "User"}, "body": data["body"]}
    many = [{"id": 100 + n, "user": {"type": "User"}, "body": "Nice"} for n in range(150)]
    on_github.answers[COMMENTS] = [person, *many, bot]
    assert run("comment", "--request", "12", str(file)).output == (
        "Updated the comment of request 12.\n"
    )
    assert on_github.written[1][:2] == ("PATCH", "/repos/acme/records/issues/comments/5")


@pytest.mark.parametrize(("login", "method"), [("cs-ops", "PATCH"), ("other", "POST")])
def test_the_comment_of_a_person_s_token_is_found_by_who_it_is(
    login: str, method: str, on_github: FakeForge, tmp_path: Path
) -> None:
    file = tmp_path / "review.md"
    file.write_text("text")
    on_github.answers["/user"] = {"login": "cs-ops"}
    theirs = {"id": 4, "user": {"type": "User", "login": login}, "body": f"{MARKER}\nold"}
    on_github.answers[COMMENTS] = [theirs]
    run("comment", "--request", "12", str(file))
    assert on_github.written[-1][0] == method


def test_an_empty_comment_is_not_written(on_github: FakeForge, tmp_path: Path) -> None:
    file = tmp_path / "review.md"
    file.write_text(" \n")
    result = run("comment", "--request", "12", str(file))
    assert result.exit_code == 2
    assert "is empty" in result.output
    assert on_github.asked == []


def test_a_comment_longer_than_a_forge_takes_is_refused(
    on_github: FakeForge, tmp_path: Path
) -> None:
    file = tmp_path / "review.md"
    file.write_text("x" * 65_001)
    result = run("comment", "--request", "12", str(file))
    assert result.exit_code == 2
    assert "--format markdown" in result.output
    assert on_github.asked == []


def test_a_token_that_may_not_comment_is_told_how_it_may(
    on_github: FakeForge, tmp_path: Path
) -> None:
    file = tmp_path / "review.md"
    file.write_text("x")
    on_github.answers[COMMENTS] = 403
    result = run("comment", "--request", "12", str(file))
    assert result.exit_code == 2
    assert "check `permissions` of the job" in result.output
    assert "secret-token" not in result.output


def test_gitlab_finds_requests_and_writes_its_note(on_gitlab: FakeForge, tmp_path: Path) -> None:
    file = tmp_path / "review.md"
    file.write_text("text")
    on_gitlab.answers["/projects/7/merge_requests"] = [
        {
            "iid": 12,
            "sha": SHA,
            "source_project_id": 7,
            "target_project_id": 7,
            "target_branch": "main",
        }
    ]
    assert run(*FIND).output == "number=12\nbase=main\nfork=false\n"
    on_gitlab.answers["/user"] = {"id": 3}
    theirs = {"id": 1, "author": {"id": 2}, "body": f"{MARKER}\nfake"}
    on_gitlab.answers[NOTES] = [theirs]
    run("comment", "--request", "12", str(file))
    assert on_gitlab.written[-1][:2] == ("POST", NOTES)
    on_gitlab.answers[NOTES] = [theirs, {"id": 9, "author": {"id": 3}, "body": f"{MARKER}\nold"}]
    run("comment", "--request", "12", str(file))
    assert on_gitlab.written[-1] == ("PUT", f"{NOTES}/9", {"body": f"{MARKER}\ntext"})
    assert on_gitlab.seen[-1]["PRIVATE-TOKEN"] == "secret-token"


def test_an_answer_that_is_no_list_of_rows_finds_nothing(on_github: FakeForge) -> None:
    on_github.answers[PULLS] = {"message": "odd"}
    assert run(*FIND).output == "number=\nbase=\nfork=\n"
