"""A pull request from a stranger: it runs nothing, writes nowhere else, and hides nothing.

records.yml runs what the request contains, without rights and secrets; that is how it is meant, and
the forge holds it. What is looked at here is comment.yml, which may write.
"""

from pathlib import Path

import pytest
import yaml

from decision_record.forge.pull_requests import MARKER
from decision_record.review.markdown import escape_markdown
from workflow_company import Company, CompanyMaker
from workflow_jobs import Job
from workflow_repository import Request, git

pytestmark = pytest.mark.slow

STRANGER = "mallory"
UPDATE = """\
date: {day}
by: samir.boone
requests:
  - id: R1
    account: northgate
    what: "{text}"
    area: reporting
"""
WORDS = (
    "</td></table> <script>alert(1)</script> ![x](https://evil.example/x.png) "
    "[a link](https://evil.example) @acme/cs-ops @samir #1 acme/records#2 `code` <!-- x --> "
    "::error::no ##[error]no | # heading"
)


def canary(folder: Path) -> str:
    """A command that leaves a mark where it is run."""
    return f"touch {folder}/ran-$$"


def write(folder: Path, name: str, text: str) -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def comment_of(company: Company, request: Request) -> tuple[str, Job]:
    """The comment that comment.yml writes, and the job that wrote it."""
    before = len(company.comments)
    job = company.comment(request, "failure")["comment"]
    assert job.status == "success", job.log
    assert len(company.comments) == before + 1
    return company.comments[-1], job


def test_nothing_of_a_fork_is_run(make_company: CompanyMaker, tmp_path: Path) -> None:
    # What Python itself imports and runs when it starts is a part of the question.
    company = make_company(starts_python=True)
    repository = company.repository
    clone = repository.clone
    mark = tmp_path / "marks"
    mark.mkdir()
    run = canary(mark)
    python = f"import os\nos.system({run!r})\n"
    for workflow in ("records", "comment", "site", "preview-removed"):
        file = clone / f".github/workflows/{workflow}.yml"
        file.write_text(f"{file.read_text('utf-8')}\n      - run: {run}\n", "utf-8")
    action = clone / ".github/actions/decision-record/action.yml"
    action.write_text(
        f"{action.read_text('utf-8')}\n    - run: {run}\n      shell: bash\n", "utf-8"
    )
    config = (clone / "site_config.yml").read_text("utf-8")
    write(clone, "site_config.yml", f"{config}\nhooks: [evil.py]\n")
    write(clone, "requirements.txt", "./evil\n")
    write(clone, "evil/setup.py", python)
    for name in ("evil", "sitecustomize", "yaml", "decision_record/__init__", "records/conftest"):
        write(clone, f"{name}.py", python)
    write(clone, ".gitattributes", "* filter=evil diff=evil merge=evil\n")
    write(clone, "records/.gitattributes", "* filter=evil ident export-subst eol=crlf\n")
    write(clone, ".gitmodules", f'[submodule "x"]\n\tpath = x\n\turl = ext::sh -c "{run}"\n')
    write(clone, ".git-hooks/post-checkout", f"#!/bin/sh\n{run}\n")
    write(clone, "theme/main.html", "{{ ''.__class__.__mro__ }}\n")
    write(clone, "records/accounts/harrow.yml", "!!python/object/apply:os.system ['x']\n")
    request = repository.request(owner=STRANGER)
    comment, job = comment_of(company, request)
    assert list(mark.iterdir()) == []
    assert company.runner.installed.splitlines()[-1] == "decision-record==1.0"
    assert "evil" not in company.runner.installed
    assert job.workspace is not None
    # Of the request there are records, and nothing else.
    differs = git(job.workspace, "diff", "--name-only", "origin/main", "--", ":!records")
    assert differs == ""
    assert not any((job.workspace / name).exists() for name in ("evil.py", "yaml.py", "evil"))
    # And the comment says that the request changes more than records.
    for name in (".github/workflows/site.yml", "site_config.yml", "requirements.txt", "evil.py"):
        assert escape_markdown(name) in comment, comment


def test_nothing_is_written_elsewhere(company: Company, tmp_path: Path) -> None:
    repository = company.repository
    secret = tmp_path / "secret.yml"
    secret.write_text("name: secret-of-the-runner\n", "utf-8")
    (repository.records / "accounts/harrow.yml").symlink_to(secret)
    (repository.records / "pods/all").symlink_to("/")
    (repository.records / "updates").symlink_to(tmp_path)
    (repository.records / "meetings/../../site").symlink_to(tmp_path)
    proposed = repository.request(owner=STRANGER)
    # What git itself would never make: names that lead out.
    blob = git(repository.clone, "hash-object", "-w", "--stdin", stdin="name: x\n")
    rows = git(repository.clone, "ls-tree", f"{proposed.sha}:records")
    below = f"100644 blob {blob}\t..\n100644 blob {blob}\t.git\n{rows}\n"
    records = git(repository.clone, "mktree", stdin=below)
    tree = git(repository.clone, "ls-tree", proposed.sha)
    entries = [row for row in tree.splitlines() if not row.endswith("\trecords")]
    entries.append(f"040000 tree {records}\trecords")
    whole = git(repository.clone, "mktree", stdin="\n".join(entries) + "\n")
    sha = git(repository.clone, "commit-tree", whole, "-p", "origin/main", "-m", "Propose")
    request = repository.propose(sha, owner=STRANGER)
    before = sorted(tmp_path.iterdir())
    comment, job = comment_of(company, request)
    assert sorted(set(tmp_path.iterdir()) - {company.runner.folder}) == sorted(
        set(before) - {company.runner.folder}
    )
    assert "secret-of-the-runner" not in comment + job.log
    assert secret.read_text("utf-8") == "name: secret-of-the-runner\n"
    assert job.workspace is not None
    assert (job.workspace / ".git").is_dir()
    assert not (job.workspace / "site").is_symlink()


def test_words_of_a_fork_are_words_in_the_comment_and_the_log(company: Company) -> None:
    repository = company.repository
    text = WORDS.replace('"', '\\"')
    name = f"records/updates/{repository.begun.year}/{repository.begun}-samir.boone.yml"
    write(repository.clone, name, UPDATE.format(day=repository.begun, text=text))
    odd = "records/updates/2026/::error::x##[error]y.yml"
    write(repository.clone, odd, "date: [\n")
    write(repository.clone, "records/accounts/@acme-cs-ops.yml", "name: '@acme/cs-ops'\narr: x\n")
    request = repository.request(owner=STRANGER)
    checked = company.check(request)
    assert checked.status == "failure"
    comment, job = comment_of(company, request)
    # The log of records.yml has our annotations and no command of the request's.
    for step in (*checked.steps, *job.steps):
        for command, rest in step.commands:
            assert step.name == "Check", (step.name, command, rest)
            assert command in ("error", "warning")
            assert rest.startswith("file=records/"), rest
            assert ",title=DR" in rest
    for shown in (comment.removeprefix(MARKER), checked.summary):
        for markup in (
            *("<script", "<!--", "](https://evil", "@acme", "@samir", "#1", "records#2", "`code`"),
            *("https://evil", "\n::", "##["),
        ):
            assert markup not in shown, markup
        assert "heading" in shown


def test_a_change_cannot_be_hidden_from_the_comment(company: Company) -> None:
    """A small change in a meeting of the past, beside much that draws the eye elsewhere."""
    repository = company.repository
    (meeting,) = (repository.records / "meetings").glob("*/*.yml")
    text = meeting.read_text("utf-8")
    assert "confidence: expected" in text
    meeting.write_text(text.replace("confidence: expected", "confidence: committed"), "utf-8")
    write(
        repository.clone,
        ".gitattributes",
        "records/** -diff linguist-generated=true linguist-vendored=true\n",
    )
    accounts = repository.records / "accounts"
    for number in range(400):
        account = (accounts / "northgate.yml").read_text("utf-8")
        write(
            accounts, f"filler-{number}.yml", account.replace("Northgate Bakeries", f"F {number}")
        )
    comment, _ = comment_of(company, repository.request(owner=STRANGER))
    assert len(comment.encode()) < 65_536
    # What happens to the past comes first, and what hides it from the forge's own view is named.
    order = [
        "Past records that this changes (1)",
        meeting.stem,
        ".gitattributes",
        "confidence expected → committed",
        "Accounts</b> (401)",
    ]
    assert [comment.index(each) for each in order] == sorted(map(comment.index, order))


def test_a_later_commit_that_cannot_be_reviewed_replaces_the_comment(company: Company) -> None:
    """Else the words on a harmless commit would stay below a harmful one."""
    repository = company.repository
    clone = repository.clone
    write(repository.records, "accounts/harrow.yml", "name: Harrow\n")
    comment_of(company, repository.request(owner=STRANGER))
    blob = git(clone, "hash-object", "-w", "--stdin", stdin="name: x\n")
    records = git(clone, "mktree", stdin=f"100644 blob {blob}\t{'x' * 300}.yml\n")
    tree = git(clone, "mktree", stdin=f"040000 tree {records}\trecords\n")
    sha = git(clone, "commit-tree", tree, "-p", "origin/main", "-m", "Propose")
    request = repository.propose(sha, owner=STRANGER)
    job = company.comment(request)["comment"]
    assert job.status == "failure"
    assert "File name too long" in job.log
    assert len(company.comments) == 2
    assert f"Commit {sha} could not be reviewed" in company.comments[-1]


@pytest.mark.parametrize("slow", ["review", "request --take"])
def test_a_later_commit_that_takes_too_long_replaces_the_comment(
    slow: str, make_company: CompanyMaker
) -> None:
    """Else whoever makes the records slow to read keeps the words on a harmless commit."""
    company = make_company(minute=3)
    records = company.repository.records
    write(records, "accounts/harrow.yml", "name: Harrow\n")
    comment_of(company, company.repository.request(owner=STRANGER))
    command = company.runner.folder / "tools/decision-record"
    real = command.rename(command.with_name("real"))
    command.write_text(
        f'#!/bin/sh\ncase "$*" in "{slow}"*) sleep 600 ;; esac\nexec {real} "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    write(records, "accounts/harrow.yml", "name: Harrow and Sons\n")
    request = company.repository.request(owner=STRANGER)
    job = company.comment(request)["comment"]
    assert job.status == "failure"
    assert "timed out" in job.log
    assert len(company.comments) == 2
    assert f"Commit {request.sha} could not be reviewed" in company.comments[-1]


def test_what_is_read_of_a_request_ends_before_the_job_does(company: Company) -> None:
    text = company.runner.git("show", "main:.github/workflows/comment.yml")
    job = yaml.safe_load(text)["jobs"]["comment"]
    reads = [
        each for each in job["steps"] if "--take" in each.get("run", "") or "review " in str(each)
    ]
    limits = [each.get("timeout-minutes", job["timeout-minutes"]) for each in reads]
    assert len(limits) == 2
    # The code is installed before, and the comment is written after: five minutes are for these.
    assert sum(limits) + 5 <= job["timeout-minutes"]
