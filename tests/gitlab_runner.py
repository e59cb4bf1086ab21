"""A runner of GitLab's pipelines on this machine: each job's lines with bash, in a real clone.

It knows what our template uses and nothing else: another key or rule fails the test.
"""

import os
import re
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from workflow_jobs import UnknownInWorkflowError
from workflow_tools import make_tools

_OF_JOB = {
    *("extends", "image", "variables", "cache", "before_script"),
    *("stage", "rules", "script", "artifacts"),
}
_OF_ARTIFACTS = {"name", "paths", "reports", "expire_in", "when"}
_CONDITION = re.compile(r'\$(\w+) (==|!=) (?:"([^"]*)"|\$(\w+))')


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A job that ran."""

    succeeded: bool
    log: str
    kept: Path
    """The folder of what its artifacts hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pipeline:
    """Runs the pipeline of a commit of a bare repository."""

    origin: Path
    folder: Path
    """Where jobs have their clones."""
    command: Path
    """The program that `decision-record` is."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """What the forge sets, beside what is known from the commit."""

    def run(self, sha: str, variables: Mapping[str, str]) -> dict[str, Job]:
        """Run the jobs whose rules hold, in the order of their stages.

        Args:
            sha: The commit.
            variables: What the forge says of what began the pipeline.
        """
        tools = self.folder / "tools"
        if not tools.exists():
            make_tools(tools, installed=self.folder / "installed", command=self.command)
        shown = subprocess.run(
            ["git", "-C", str(self.origin), "show", f"{sha}:.gitlab-ci.yml"],
            check=True,
            capture_output=True,
            text=True,
        )
        data = yaml.safe_load(shown.stdout)
        stages, common = data.pop("stages"), data.pop("variables")
        templates = {name: data.pop(name) for name in list(data) if name.startswith(".")}
        known = {**common, **self.environ, **variables}
        jobs = [
            (name, {**templates.get(spec.get("extends"), {}), **spec})
            for name, spec in data.items()
        ]
        return {
            name: self._run(name, spec, sha, known)
            for name, spec in sorted(jobs, key=lambda each: stages.index(each[1]["stage"]))
            if any(_holds(rule, known) for rule in spec["rules"])
        }

    def _run(
        self, name: str, spec: Mapping[str, Any], sha: str, variables: Mapping[str, str]
    ) -> Job:
        if unknown := set(spec) - _OF_JOB:
            raise UnknownInWorkflowError(f"{name} has {sorted(unknown)}")
        home = self.folder / f"{name}-{len(list(self.folder.iterdir()))}"
        work = home / "work"
        work.mkdir(parents=True)
        self._check_out(work, sha, depth=spec["variables"]["GIT_DEPTH"])
        given = {**variables, "CI_PROJECT_DIR": str(work)}
        given |= {key: _fill(text, given) for key, text in spec["variables"].items()}
        # As the runner does it: one shell for all lines, which ends where one of them fails.
        script = "set -eo pipefail\n" + "\n".join([*spec["before_script"], *spec["script"]])
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-c", script],
            cwd=work,
            env={
                "PATH": f"{self.folder / 'tools'}{os.pathsep}{os.environ['PATH']}",
                "HOME": str(home),
                "XDG_CACHE_HOME": os.environ["XDG_CACHE_HOME"],
                "LANG": "C.UTF-8",
                "NO_PROXY": "127.0.0.1",
                "CI": "true",
                "GITLAB_CI": "true",
                **given,
            },
            check=False,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        succeeded = done.returncode == 0
        _keep(spec.get("artifacts", {}), work, home / "kept", succeeded=succeeded)
        return Job(succeeded=succeeded, log=done.stdout, kept=home / "kept")

    def _check_out(self, work: Path, sha: str, *, depth: str) -> None:
        """A clone of all branches, at the commit of the pipeline."""
        if depth != "0":
            raise UnknownInWorkflowError(f"GIT_DEPTH {depth}")
        for step in (
            ["init", "--quiet"],
            ["remote", "add", "origin", self.origin.as_uri()],
            ["fetch", "--quiet", "origin", "+refs/heads/*:refs/remotes/origin/*", sha],
            ["checkout", "--quiet", "--force", "--detach", sha],
        ):
            subprocess.run(["git", "-C", str(work), *step], check=True, capture_output=True)


def _keep(artifacts: Mapping[str, Any], work: Path, kept: Path, *, succeeded: bool) -> None:
    """Keep what the artifacts name; it has to be there."""
    if unknown := set(artifacts) - _OF_ARTIFACTS:
        raise UnknownInWorkflowError(f"artifacts have {sorted(unknown)}")
    if not succeeded and artifacts.get("when") != "always":
        return
    kept.mkdir()
    for name in (*artifacts.get("paths", ()), *artifacts.get("reports", {}).values()):
        copy = shutil.copytree if (work / name).is_dir() else shutil.copy
        copy(work / name, kept / name)


def _holds(rule: Mapping[str, str], variables: Mapping[str, str]) -> bool:
    if set(rule) != {"if"}:
        raise UnknownInWorkflowError(f"a rule with {sorted(rule)}")
    return all(_compare(part, variables) for part in rule["if"].split(" && "))


def _compare(text: str, variables: Mapping[str, str]) -> bool:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise UnknownInWorkflowError(text)
    name, sign, word, other = found.groups()
    value = word if word is not None else variables.get(other, "")
    return (variables.get(name, "") == value) == (sign == "==")


def _fill(text: str, variables: Mapping[str, str]) -> str:
    return re.sub(r"\$(\w+)", lambda found: variables[found[1]], text)
