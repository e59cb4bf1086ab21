"""What the workflows publish, where, and what they refuse: every step is run, in a real clone."""

import re

import pytest
import yaml

from workflow_company import Company, CompanyMaker
from workflow_jobs import Job, UnknownInWorkflowError
from workflow_repository import NUMBER

pytestmark = pytest.mark.slow


def pages_of(company: Company) -> list[str]:
    """The files of the branch that the forge serves."""
    if "refs/heads/pages" not in company.runner.git("for-each-ref"):
        return []
    return company.runner.git("ls-tree", "-r", "--name-only", "pages").splitlines()


def test_what_is_merged_is_built_and_kept_and_not_published(company: Company) -> None:
    jobs = company.on_main("site.yml", "push", {})
    assert jobs["build"].status == "success", jobs["build"].log
    assert jobs["publish"].status == "skipped"
    assert (company.kept("site.yml", "site") / "accounts/northgate/index.html").is_file()
    assert pages_of(company) == []
    assert company.forge.asked == []


def test_no_run_that_waits_is_dropped_for_one_of_something_else(company: Company) -> None:
    """Of the runs that wait in a group a forge keeps the newest: a group is about one thing."""
    groups = {}
    for file in (company.repository.clone / ".github/workflows").glob("*.yml"):
        data = yaml.safe_load(file.read_text("utf-8"))
        for name, each in (("", data), *data["jobs"].items()):
            if "concurrency" in each:
                groups[f"{file.stem}/{name}"] = each["concurrency"]["group"]
    shared = [group for group in groups.values() if "${{" not in group]
    assert shared == ["site"]
    assert groups["comment/preview"] == "preview-${{ needs.comment.outputs.number }}"
    assert groups["preview-removed/remove"] == "preview-${{ github.event.pull_request.number }}"


def test_the_site_is_built_on_each_push_to_main_each_day_and_by_hand(company: Company) -> None:
    file = company.repository.clone / ".github/workflows/site.yml"
    on = yaml.safe_load(file.read_text("utf-8"))[True]  # YAML reads `on` as true
    assert on["push"] == {"branches": ["main"]}
    assert re.fullmatch(r"\d+ \d+ \* \* \*", on["schedule"][0]["cron"])
    assert set(on) == {"push", "schedule", "workflow_dispatch"}


def test_a_site_is_published_where_its_team_wants_it_and_only_members_can_open_it(
    make_company: CompanyMaker,
) -> None:
    """Each refusal is a run of the failed job; then only members can open it, and it goes out."""
    company = make_company(publish=True)
    jobs = None
    for repository, pages, said in (
        ({"private": True}, {"public": True}, "everyone can open the pages of this repository"),
        ({"private": False}, {"public": False}, "everyone can open the pages"),
        ({"private": True}, 404, "GitHub Pages is not switched on here"),
        ({"private": True}, 403, "GitHub refuses (403)"),
    ):
        company.forge.answers["/repos/acme/records"] = repository
        company.forge.answers["/repos/acme/records/pages"] = pages
        jobs = company.on_main("site.yml", "push", {}, before=jobs)
        assert jobs["build"].status == "success", jobs["build"].log
        assert jobs["publish"].status == "failure"
        assert said in jobs["publish"].step("Publish").log
        assert not any("northgate" in name for name in pages_of(company))
    company.forge.answers["/repos/acme/records/pages"] = {"public": False}
    jobs = company.on_main("site.yml", "push", {}, before=jobs)
    assert jobs["publish"].status == "success", jobs["publish"].log
    kept = company.kept("site.yml", "site")
    built = {path.relative_to(kept).as_posix() for path in kept.rglob("*") if path.is_file()}
    assert "accounts/northgate/index.html" in built
    assert set(pages_of(company)) == built | {".nojekyll"}
    assert company.runner.git("rev-list", "--count", "pages") == "1"


def test_a_preview_is_published_and_removed_when_the_request_closes(
    make_company: CompanyMaker,
) -> None:
    company = make_company(publish=True)
    published = company.on_main("site.yml", "push", {})
    assert published["publish"].status == "success"
    before = pages_of(company)
    accounts = company.repository.records / "accounts"
    text = (accounts / "northgate.yml").read_text("utf-8")
    (accounts / "harrow.yml").write_text(text.replace("Northgate Bakeries", "Harrow Mills"))
    request = company.repository.request()
    jobs = company.comment(request)
    assert jobs["preview"].status == "success", jobs["preview"].log
    assert f"https://records.acme.example/previews/{NUMBER}/" in company.comments[0]
    added = set(pages_of(company)) - set(before)
    assert f"previews/{NUMBER}/accounts/harrow/index.html" in added
    assert all(name.startswith(f"previews/{NUMBER}/") for name in added)
    # A newer site leaves it, and the end of the request removes it and nothing else.
    failed = Job(name="publish", status="failure")
    again = company.on_main("site.yml", "push", {}, before={**published, "publish": failed})
    assert again["publish"].status == "success"
    assert set(pages_of(company)) == {*before, *added}
    closed = company.on_main("preview-removed.yml", "pull_request", request.event)
    assert closed["remove"].status == "success", closed["remove"].log
    assert pages_of(company) == before
    # Tokens go to the steps that ask the forge or write its branch, and to no other.
    ran = [
        step for each in (published, jobs, closed) for job in each.values() for step in job.steps
    ]
    assert {step.name for step in ran if "GITHUB_TOKEN" in step.environ} == {
        "Find the request",
        "Take its records",
        "Write the comment",
        "Take the records",
        "Publish the preview",
        "Publish",
        "Remove it",
    }


def test_a_request_that_fails_the_check_has_no_preview(make_company: CompanyMaker) -> None:
    company = make_company(publish=True)
    (company.repository.records / "people.yml").write_text("people: [\n")
    jobs = company.comment(company.repository.request(), "failure")
    assert jobs["preview"].status == "skipped"
    assert company.comments


def test_a_commit_that_is_no_longer_the_newest_gets_no_comment(company: Company) -> None:
    request = company.repository.request()
    newer = {**request.answer, "head": {**request.answer["head"], "sha": "b" * 40}}
    company.forge.answers["/repos/acme/records/pulls"] = [newer]
    payload = request.ended("success")
    job = company.on_main("comment.yml", "workflow_run", payload)["comment"]
    assert job.status == "success", job.log
    assert job.step("Write the comment").status == "skipped"
    assert company.comments == []


def test_an_end_of_a_push_gets_no_comment(company: Company) -> None:
    request = company.repository.request()
    payload = {"workflow_run": {**request.ended("success")["workflow_run"], "event": "push"}}
    jobs = company.on_main("comment.yml", "workflow_run", payload)
    assert {each.status for each in jobs.values()} == {"skipped"}


def test_the_runner_would_notice_a_right_that_is_missing(make_company: CompanyMaker) -> None:
    """The tests above mean something: without the right, the runner fails."""
    company = make_company(publish=True)
    file = company.repository.clone / ".github/workflows/site.yml"
    text = file.read_text("utf-8")
    assert "contents: write" in text
    file.write_text(text.replace("contents: write", "contents: read"), "utf-8")
    company.repository.commit()
    with pytest.raises(UnknownInWorkflowError, match=r"needs \['contents: write'\]"):
        company.on_main("site.yml", "push", {})
