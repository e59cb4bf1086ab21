"""A company's repository at a forge, made by `init`, with pull requests against it."""

import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from decision_record.drafts.next_meeting import draft_meeting
from decision_record.drafts.repository.hosting import ForgeName, Hosting
from decision_record.drafts.repository.new import Company, make_repository, write_repository
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.load import load

NUMBER = 12
BRANCH = "meeting"
_WHO = ("-c", "user.name=Samir", "-c", "user.email=samir@example.com")
_CYCLE = timedelta(days=14)
"""Of the series that a new repository begins with."""


def git(folder: Path, *arguments: str, stdin: str | bytes = "") -> str:
    """What git answers in a folder; it fails where git refuses."""
    done = subprocess.run(
        ["git", *_WHO, "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        input=stdin.encode() if isinstance(stdin, str) else stdin,
    )
    return done.stdout.decode().strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A pull request."""

    sha: str
    owner: str

    @property
    def event(self) -> Mapping[str, Any]:
        """What a workflow on `pull_request` is given."""
        head = {"sha": self.sha, "repo": {"full_name": f"{self.owner}/records"}, "ref": BRANCH}
        return {
            "pull_request": {"number": NUMBER, "head": head},
            "repository": {"default_branch": "main"},
        }

    def ended(self, conclusion: str) -> Mapping[str, Any]:
        """What a workflow on `workflow_run` is given once Records has ended."""
        return {
            "workflow_run": {
                "event": "pull_request",
                "conclusion": conclusion,
                "head_sha": self.sha,
                "head_branch": BRANCH,
                "head_repository": {"id": 5, "owner": {"login": self.owner}},
            }
        }

    @property
    def answer(self) -> Mapping[str, Any]:
        """What the forge says of it."""
        repository = {"full_name": f"{self.owner}/records"}
        head = {"sha": self.sha, "ref": BRANCH, "repo": repository}
        return {"number": NUMBER, "head": head, "base": {"ref": "main"}}


@dataclass(frozen=True, slots=True, kw_only=True)
class Repository:
    """A bare repository, and a clone to write in."""

    origin: Path
    clone: Path
    begun: date
    """The day of its first meeting."""

    @property
    def records(self) -> Path:
        """The records in the clone."""
        return self.clone / "records"

    def commit(self) -> None:
        """Put all that is in the clone onto main."""
        git(self.clone, "add", "--all", "--force")
        git(self.clone, "commit", "--quiet", "--no-verify", "-m", "Write")
        git(self.clone, "push", "--quiet", "origin", "HEAD:main")

    def request(self, *, owner: str = "acme") -> Request:
        """Propose all that is in the clone, which then holds main again."""
        git(self.clone, "checkout", "--quiet", "--detach")
        git(self.clone, "add", "--all", "--force")
        git(self.clone, "commit", "--quiet", "--allow-empty", "--no-verify", "-m", "Propose")
        made = self.propose(git(self.clone, "rev-parse", "HEAD"), owner=owner)
        git(self.clone, "checkout", "--quiet", "--force", "main")
        return made

    def propose(self, sha: str, *, owner: str = "acme") -> Request:
        """Propose a commit that begins at the tip of main."""
        merge = git(
            self.clone,
            *("commit-tree", f"{sha}^{{tree}}", "-p", "origin/main", "-p", sha, "-m", "Merge"),
        )
        for name, commit in (("head", sha), ("merge", merge)):
            place = f"+{commit}:refs/pull/{NUMBER}/{name}"
            git(self.clone, "push", "--quiet", "origin", place)
        if owner == "acme":
            git(self.clone, "push", "--quiet", "origin", f"+{sha}:refs/heads/{BRANCH}")
        return Request(sha=sha, owner=owner)

    def draft(self) -> tuple[str, str]:
        """The record of the next meeting as the prep page has it: its file and its text."""
        records = load([self.records], base=self.clone).records
        day = self.begun + _CYCLE
        ledger = replay(records, day)
        draft = draft_meeting(
            "tier-2-reporting", index=Index(records=records, ledger=ledger), on=day
        )
        assert draft is not None
        return draft.path, draft.text


def make(folder: Path, *, forge: ForgeName = "github", publish: bool = False) -> Repository:
    """A repository of the company Acme that began a fortnight ago."""
    today = datetime.now(UTC).date()
    company = Company(
        name="Acme",
        currency="EUR",
        timezone="UTC",
        stage="series-b",
        hosting=Hosting(
            forge=forge,
            address="https://github.com/acme/records",
            site_url="https://records.acme.example/" if publish else None,
            package="decision-record==1.0",
            version="1.0",
            publish=publish,
            previews=publish,
        ),
    )
    files = make_repository(company, today=today - _CYCLE)
    origin, clone = folder / "origin.git", folder / "clone"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    git(folder, "clone", "--quiet", str(origin), str(clone))
    git(clone, "checkout", "--quiet", "-B", "main")
    write_repository(clone, files)
    (meeting,) = (clone / "records/meetings").glob("*/*.yml")
    made = Repository(origin=origin, clone=clone, begun=date.fromisoformat(meeting.name[:10]))
    made.commit()
    return made
