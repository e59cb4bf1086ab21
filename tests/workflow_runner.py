"""A runner of GitHub's workflows on this machine: each step with bash, in a real clone.

It knows what our workflows use and nothing else: another key, action or expression fails the test.
The one step that it does not run is pip's: the code is that of this checkout, and what would have
been installed is noted. After each job it looks whether the rights that the job asked for cover
what it did.
"""

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from fake_forge import FakeForge
from workflow_expressions import Status, as_text, fill, holds
from workflow_jobs import Job, Step, UnknownInWorkflowError
from workflow_tools import make_tools

CHECKOUT = "actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683"
PYTHON = "actions/setup-python@a26af69be951a213d495a4c3e4e4022e16d87065"
UPLOAD = "actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02"
DOWNLOAD = "actions/download-artifact@d3f86a106a0bac45b974a628896c90dbdf5c8093"

_OF_WORKFLOW = {"name", True, "permissions", "concurrency", "jobs"}  # YAML reads `on` as true
_OF_JOB = {
    *("name", "if", "needs", "runs-on", "timeout-minutes", "permissions", "concurrency"),
    *("outputs", "steps"),
}
_OF_STEP = {"name", "id", "if", "uses", "with", "run", "env", "shell", "timeout-minutes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Runner:
    """Runs the workflows of a bare repository, beside a forge on this machine."""

    origin: Path
    """The bare repository at the forge."""
    folder: Path
    """Where jobs have their clones."""
    forge: FakeForge
    repository: str = "acme/records"
    command: Path | None = None
    """The program that `decision-record` is; else each step starts Python for it."""
    minute: float = 60
    """Seconds that a minute of a step's time limit has."""

    def __post_init__(self) -> None:
        """Make the commands that a step finds."""
        make_tools(self.folder / "tools", installed=self._installed, command=self.command)

    @property
    def _installed(self) -> Path:
        return self.folder / "installed"

    @property
    def installed(self) -> str:
        """What the requirements that pip was given said."""
        return self._installed.read_text() if self._installed.exists() else ""

    def git(self, *arguments: str) -> str:
        """What git says in the bare repository."""
        done = subprocess.run(
            ["git", "-C", str(self.origin), *arguments], check=True, capture_output=True, text=True
        )
        return done.stdout.strip()

    def run(
        self,
        workflow: str,
        *,
        event: str,
        ref: str,
        payload: Mapping[str, Any],
        before: Mapping[str, Job] | None = None,
    ) -> dict[str, Job]:
        """Run a workflow as the ref has it, and return its jobs by their ids.

        Args:
            workflow: The name of its file.
            event: What began it, as in `pull_request`.
            ref: What it runs for, in full.
            payload: What the event says.
            before: The jobs of an earlier run of it; those that succeeded are not run again, as
                when failed jobs are.
        """
        text = self.git("show", f"{ref}:.github/workflows/{workflow}")
        data = yaml.safe_load(text)
        _only(data, _OF_WORKFLOW, where=workflow)
        if event not in _names(data[True]):
            raise UnknownInWorkflowError(f"{workflow} does not run on {event}")
        github = {
            "event": payload,
            "event_name": event,
            "repository": self.repository,
            "ref": ref,
            "sha": self.git("rev-parse", ref),
            "server_url": "https://forge.example",
            "run_id": 7,
        }
        # That the group can be made is all that is looked at: here nothing runs beside another.
        _group(data.get("concurrency"), {"github": github})
        jobs: dict[str, Job] = {}
        artifacts = self.folder / "artifacts" / workflow
        for name, spec in data["jobs"].items():
            if before and before[name].status == "success":
                jobs[name] = before[name]
                continue
            rights = spec.get("permissions", data["permissions"])
            running = _Running(
                runner=self,
                github={**github, "token": f"token-of-{name}"},
                spec=spec,
                jobs=jobs,
                artifacts=artifacts,
                where=f"{workflow}: {name}",
            )
            asked = len(self.forge.asked)
            refs = self.git("for-each-ref")
            jobs[name] = running.run(name)
            _look_at_rights(
                rights, self.forge.asked[asked:], wrote=refs != self.git("for-each-ref")
            )
        return jobs


@dataclass(slots=True, kw_only=True)
class _Running:
    """A job while it runs."""

    runner: Runner
    github: Mapping[str, Any]
    spec: Mapping[str, Any]
    jobs: Mapping[str, Job]
    artifacts: Path
    where: str
    steps: dict[str, Any] = field(default_factory=dict)
    home: Path = field(init=False)
    workspace: Path = field(init=False)

    def run(self, name: str) -> Job:
        _only(self.spec, _OF_JOB, where=self.where)
        job = Job(name=name)
        needed = [self.jobs[each] for each in _names(self.spec.get("needs", []))]
        contexts = {
            "github": self.github,
            "needs": {each.name: {"outputs": each.outputs} for each in needed},
            "steps": self.steps,
        }
        missed = any(each.status != "success" for each in needed)
        if missed or not holds(self.spec.get("if", True), contexts, Status()):
            job.status = "skipped"
            job.outputs = dict.fromkeys(self.spec.get("outputs", {}), "")
            return job
        _group(self.spec.get("concurrency"), contexts)
        self.home = self.runner.folder / f"job-{len(list(self.runner.folder.iterdir()))}"
        self.workspace = job.workspace = self.home / "work"
        self.workspace.mkdir(parents=True)
        (self.home / "summary").touch()
        (self.home / "event.json").write_text(json.dumps(self.github["event"]))
        for step in self.spec["steps"]:
            self._step(step, contexts, job)
        job.summary = (self.home / "summary").read_text("utf-8")
        for key, text in self.spec.get("outputs", {}).items():
            job.outputs[key] = fill(text, contexts)
        return job

    def _step(self, step: Mapping[str, Any], contexts: Mapping[str, Any], job: Job) -> None:
        _only(step, _OF_STEP, where=self.where)
        status = Status(failed=job.status == "failure")
        title = step.get("name") or step.get("uses") or step["run"]
        outputs = _Outputs(ran=False)
        if not holds(step.get("if", True), contexts, status):
            job.steps.append(Step(name=title, status="skipped"))
        elif "uses" in step:
            self._use(step, title, contexts, job)
        else:
            outputs = self._run(step, title, contexts, job)
        if "id" in step:
            self.steps[step["id"]] = {"outputs": outputs}

    def _use(
        self, step: Mapping[str, Any], title: str, contexts: Mapping[str, Any], job: Job
    ) -> None:
        given = {
            name: fill(as_text(value), contexts) for name, value in step.get("with", {}).items()
        }
        uses = step["uses"]
        if uses.startswith("./"):
            self._compose(self.workspace / uses / "action.yml", given, job)
            return
        match uses:
            case _ if uses == CHECKOUT:
                self._check_out(given)
            case _ if uses == PYTHON:
                _only(given, {"python-version", "cache", "cache-dependency-path"}, where=uses)
            case _ if uses == UPLOAD:
                self._upload(given)
            case _ if uses == DOWNLOAD:
                _only(given, {"name", "path"}, where=uses)
                shutil.copytree(self.artifacts / given["name"], self.workspace / given["path"])
            case _:
                raise UnknownInWorkflowError(f"{uses} in {self.where}")
        job.steps.append(Step(name=title, status="success"))

    def _compose(self, file: Path, given: Mapping[str, str], job: Job) -> None:
        """The steps of a composite action, each with the inputs instead of the job's contexts."""
        action = yaml.safe_load(file.read_text("utf-8"))
        _only(action, {"name", "description", "inputs", "runs"}, where=str(file))
        _only(given, set(action["inputs"]), where=str(file))
        inputs = {}
        for name, spec in action["inputs"].items():
            if spec.get("required") and name not in given:
                raise UnknownInWorkflowError(f"{file} needs {name}")
            inputs[name] = given.get(name, spec.get("default", ""))
        if action["runs"]["using"] != "composite":
            raise UnknownInWorkflowError(f"{file} is not composite")
        # Whether a step of it runs is asked of the action's own steps.
        inner = Job(name=job.name)
        for step in action["runs"]["steps"]:
            self._step(step, {"inputs": inputs}, inner)
        job.steps += inner.steps
        if inner.status == "failure":
            job.status = "failure"

    def _run(
        self, step: Mapping[str, Any], title: str, contexts: Mapping[str, Any], job: Job
    ) -> "_Outputs":
        if "${{" in step["run"]:
            raise UnknownInWorkflowError(f"an expression in the script of {title}: use env")
        given = {
            name: fill(as_text(value), contexts) for name, value in step.get("env", {}).items()
        }
        output = self.home / f"output-{len(list(self.home.iterdir()))}"
        output.touch()
        script = self.home / "script.sh"
        script.write_text(step["run"])
        shells = {
            None: ("bash", "-e"),
            "bash": ("bash", "--noprofile", "--norc", "-eo", "pipefail"),
        }
        limit = step.get("timeout-minutes")
        ended, log = _run_within(
            [*shells[step.get("shell")], str(script)],
            folder=self.workspace,
            environ={**self._environ(output), **given},
            seconds=limit and limit * self.runner.minute,
        )
        status = "success" if ended == 0 else "failure"
        job.steps.append(Step(name=title, status=status, log=log, environ=given))
        if status == "failure":
            job.status = "failure"
        lines = output.read_text("utf-8").splitlines()
        return _Outputs(dict(line.split("=", 1) for line in lines), ran=status == "success")

    def _environ(self, output: Path) -> dict[str, str]:
        """What the runner gives to each step; of this machine where its programs are.

        And where builds keep what the next one needs, which a runner's cache would bring.
        """
        return {
            "PATH": f"{self.runner.folder / 'tools'}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.home),
            "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
            "LANG": "C.UTF-8",
            "CI": "true",
            "NO_PROXY": "127.0.0.1",
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": self.runner.forge.url,
            "GITHUB_SERVER_URL": self.runner.forge.url,
            "GITHUB_REPOSITORY": self.runner.repository,
            "GITHUB_EVENT_NAME": self.github["event_name"],
            "GITHUB_EVENT_PATH": str(self.home / "event.json"),
            "GITHUB_REF": self.github["ref"],
            "GITHUB_SHA": self.github["sha"],
            "GITHUB_WORKSPACE": str(self.workspace),
            "GITHUB_OUTPUT": str(output),
            "GITHUB_STEP_SUMMARY": str(self.home / "summary"),
            "RUNNER_TEMP": str(self.home),
        }

    def _check_out(self, given: Mapping[str, str]) -> None:
        """A clone as the action makes it: of all branches with depth 0, else of the one commit."""
        _only(given, {"fetch-depth", "persist-credentials", "ref"}, where=CHECKOUT)
        if given.get("persist-credentials") != "false":
            raise UnknownInWorkflowError(f"{self.where} leaves the token in the clone")
        asked = given.get("ref") or self.github["ref"]
        ref = asked if asked.startswith("refs/") else f"refs/heads/{asked}"
        sha = self.github["sha"] if ref == self.github["ref"] else self.runner.git("rev-parse", ref)
        git = ["git", "-C", str(self.workspace)]
        branch = ref.removeprefix("refs/heads/") if ref.startswith("refs/heads/") else None
        place = f"refs/remotes/origin/{branch}" if branch else f"refs/remotes/{ref[5:]}"
        depth = given.get("fetch-depth", "1")
        what = [f"--depth={depth}"] if depth != "0" else ["+refs/heads/*:refs/remotes/origin/*"]
        if depth != "0" or not branch:
            what.append(f"+{sha}:{place}")
        to = ["-B", branch, place] if branch else ["--detach", place]
        for step in (
            ["init", "--quiet", "--initial-branch=master"],
            ["remote", "add", "origin", self.runner.origin.as_uri()],
            ["fetch", "--quiet", "--no-tags", "origin", *what],
            ["checkout", "--quiet", "--force", *to],
        ):
            subprocess.run([*git, *step], check=True, capture_output=True)

    def _upload(self, given: Mapping[str, str]) -> None:
        _only(given, {"name", "path", "include-hidden-files", "retention-days"}, where=UPLOAD)
        hidden = given.get("include-hidden-files") == "true"
        shutil.rmtree(self.artifacts / given["name"], ignore_errors=True)
        shutil.copytree(
            self.workspace / given["path"],
            self.artifacts / given["name"],
            ignore=None if hidden else shutil.ignore_patterns(".*"),
        )


def _run_within(
    command: list[str], *, folder: Path, environ: Mapping[str, str], seconds: float | None
) -> tuple[int, str]:
    """Run a program; one that takes longer is ended with all that it began, and has failed."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        start_new_session=True,
    ) as running:
        try:
            log, _ = running.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            log = f"{running.communicate()[0]}The step has timed out.\n"
    return running.returncode, log


class _Outputs(dict[str, str]):
    """The outputs of a step: those of one that did not run are empty, whatever they are called."""

    def __init__(self, found: Mapping[str, str] | None = None, *, ran: bool) -> None:
        super().__init__(found or {})
        self._ran = ran

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or not self._ran

    def __missing__(self, name: str) -> str:
        return ""


def _only(found: Mapping[Any, Any], known: set[Any], *, where: str) -> None:
    if unknown := set(found) - known:
        raise UnknownInWorkflowError(f"{where} has {sorted(map(str, unknown))}")


def _names(found: Any) -> list[str]:  # noqa: ANN401 - as YAML has it
    return [found] if isinstance(found, str) else list(found)


def _group(found: Mapping[str, Any] | None, contexts: Mapping[str, Any]) -> None:
    if found is not None:
        _only(found, {"group", "cancel-in-progress"}, where="concurrency")
        assert fill(found["group"], contexts).strip("-")


def _look_at_rights(
    rights: Mapping[str, str], asked: list[tuple[str, str, Any]], *, wrote: bool
) -> None:
    """Fail where a private repository would refuse what a job did."""
    needed = {"contents: write"} if wrote else set()
    for method, path, _ in asked:
        right = "read" if method == "GET" else "write"
        kind = path.split("/")[4:5]
        match kind:
            case []:
                continue  # every token may see its repository
            case ["pages"]:
                needed.add(f"pages: {right}")
            case ["pulls"] | ["issues"]:
                needed.add(f"pull-requests: {right}")
            case _:
                raise UnknownInWorkflowError(f"{method} {path}")
    given = {f"{name}: {right}" for name, right in rights.items()}
    given |= {each.replace(": write", ": read") for each in given}
    if missing := needed - given:
        raise UnknownInWorkflowError(f"the job has {sorted(given)} and needs {sorted(missing)}")
