"""What the workflows say to whoever proposes a change: every step is run, in a real clone."""

import re

import pytest

from completed_meeting import add_meeting
from workflow_company import Company
from workflow_jobs import Job

pytestmark = pytest.mark.slow


def errors_of(job: Job) -> list[str]:
    return [rest for name, rest in job.step("Check").commands if name == "error"]


def test_a_good_record_passes_and_its_comment_says_what_it_does(company: Company) -> None:
    repository = company.repository
    add_meeting(repository)
    request = repository.request()
    job = company.check(request)
    assert job.status == "success", job.log
    assert [each.status for each in job.steps if each.name in ("Check", "Review", "Build")] == [
        *("success", "skipped", "skipped"),
        *("skipped", "success", "skipped"),
        *("skipped", "skipped", "success"),
    ]
    assert job.step("Check").commands == ()
    assert "decision-record==1.0" in company.runner.installed
    jobs = company.comment(request)
    assert jobs["comment"].status == "success", jobs["comment"].log
    assert jobs["preview"].status == "skipped"
    (comment,) = company.comments
    for text in (job.summary, comment):
        assert "Send the report on the second workday" in text
        assert "Tell Northgate about the one report" in text
    assert job.workspace is not None
    assert (job.workspace / "site/accounts/northgate/index.html").is_file()


def test_four_mistakes_are_four_annotations_each_enough_to_mend_it(company: Company) -> None:
    repository = company.repository
    file = add_meeting(
        repository,
        ("attendees: [samir.boone, ivy.castell]", "attendees: [samir.boon, ivy.castell]"),
        ("outcome: rolled, due: ", "outcome: roled, due: "),
        ("minutes: 30", "minuts: 30"),
        ("  - id: D1\n    outcome: decided\n", "  - id: D1\n    outcome: deferred\n"),
    )
    job = company.check(repository.request())
    assert job.status == "failure"
    assert job.workspace is not None
    errors = errors_of(job)
    assert len(errors) == 4, job.log
    lines = (job.workspace / file).read_text("utf-8").splitlines()
    for error, message, way_out, written in zip(
        errors,
        ("`samir.boon` is not", "`minuts` is not", "cannot be `roled`", "without a reason"),
        ("mean `samir.boone`?", "mean `minutes`?", "mean `rolled`?", "add `because: …`"),
        ("samir.boon,", "minuts:", "roled", "id: D1"),
        strict=True,
    ):
        found = re.match(rf"file={re.escape(file)},line=(\d+),", error)
        assert found, error
        # GitHub shows an annotation beside the one line: it has to be the one to mend.
        assert written in lines[int(found[1]) - 1]
        assert message in error
        assert way_out in error
    # The review is made all the same; there is no site.
    assert job.summary
    statuses = [each.status for each in job.steps]
    assert statuses.count("success") >= 2
    assert not (job.workspace / "site").exists()


def test_what_a_change_breaks_elsewhere_is_said_where_it_is(company: Company) -> None:
    repository = company.repository
    people = repository.records / "people.yml"
    text = people.read_text("utf-8")
    people.write_text(text.replace("per.hallam:", "per.hallum:"), "utf-8")
    pod = repository.records / "pods/reporting.yml"
    assert "per.hallam" in pod.read_text("utf-8")
    job = company.check(repository.request())
    assert job.status == "failure"
    errors = errors_of(job)
    assert errors
    assert all("file=records/pods/reporting.yml," in each for each in errors), errors
    assert all("per.hallam" in each for each in errors)


def test_two_hundred_old_problems_do_not_stop_a_good_record(company: Company) -> None:
    repository = company.repository
    folder = repository.records / f"updates/{repository.begun.year}"
    folder.mkdir(parents=True)
    rows = "".join(
        f"  - {{id: Q{n}, account: unknown-{n}, ask: What of {n}?, area: reporting}}\n"
        for n in range(1, 201)
    )
    update = f"date: {repository.begun}\nby: samir.boone\nquestions:\n{rows}"
    (folder / f"{repository.begun}-samir.boone.yml").write_text(update, "utf-8")
    repository.commit()
    add_meeting(repository)
    good = company.check(repository.request())
    assert good.step("Check").commands == (), good.log
    assert good.steps[2].status == "success"
    assert "200" in good.step("Check").log
    add_meeting(repository, ("timekeeper: samir.boone", "timekeeper: samir.boon"))
    bad = company.check(repository.request())
    (error,) = errors_of(bad)
    assert "samir.boon" in error


def test_an_account_is_renamed_by_its_alias(company: Company) -> None:
    repository = company.repository
    old = repository.records / "accounts/northgate.yml"
    new = repository.records / "accounts/northgate-group.yml"
    new.write_text(old.read_text("utf-8") + "aliases: [northgate]\n", "utf-8")
    old.unlink()
    request = repository.request()
    job = company.check(request)
    assert job.status == "success", job.log
    assert job.step("Check").commands == ()
    company.comment(request)
    (comment,) = company.comments
    assert "northgate-group" in comment
    assert "Withdrawn" not in comment


def test_an_account_renamed_without_its_alias_is_said_in_each_record(company: Company) -> None:
    repository = company.repository
    old = repository.records / "accounts/northgate.yml"
    old.rename(old.with_name("northgate-group.yml"))
    job = company.check(repository.request())
    assert job.status == "failure"
    assert any("northgate-group" in each for each in errors_of(job)), job.log
