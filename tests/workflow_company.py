"""A company whose workflows are run: its repository, its forge and the runner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fake_forge import FakeForge
from workflow_jobs import Job
from workflow_repository import NUMBER, Repository, Request
from workflow_runner import Runner


@dataclass(frozen=True, slots=True, kw_only=True)
class Company:
    """A company's repository at its forge."""

    repository: Repository
    forge: FakeForge
    runner: Runner

    def check(self, request: Request) -> Job:
        """Run records.yml for a request."""
        ref = f"refs/pull/{NUMBER}/merge"
        event = "pull_request"
        return self.runner.run("records.yml", event=event, ref=ref, payload=request.event)[
            "records"
        ]

    def comment(self, request: Request, conclusion: str = "success") -> Mapping[str, Job]:
        """Run comment.yml, as the forge does once records.yml has ended."""
        self.forge.answers["/repos/acme/records/pulls"] = [request.answer]
        return self.runner.run(
            "comment.yml",
            event="workflow_run",
            ref="refs/heads/main",
            payload=request.ended(conclusion),
        )

    def on_main(
        self,
        workflow: str,
        event: str,
        payload: Mapping[str, Any],
        before: Mapping[str, Job] | None = None,
    ) -> Mapping[str, Job]:
        """Run a workflow for main, or those of its jobs again that failed before."""
        ref = "refs/heads/main"
        return self.runner.run(workflow, event=event, ref=ref, payload=payload, before=before)

    def kept(self, workflow: str, name: str) -> Path:
        """An artifact of the newest run of a workflow."""
        return self.runner.folder / "artifacts" / workflow / name

    @property
    def comments(self) -> list[str]:
        """What was written below the request."""
        return [data["body"] for method, path, data in self.forge.written if "/comments" in path]


CompanyMaker = Callable[..., Company]
