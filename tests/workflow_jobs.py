"""What became of a job and its steps, and what a forge takes as commands in their logs."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path


class UnknownInWorkflowError(Exception):
    """Something that the runner cannot do as GitHub does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A step that ran, or was skipped."""

    name: str
    status: str
    """success, failure or skipped."""
    log: str = ""
    """What it printed, on both streams."""
    environ: Mapping[str, str] = field(default_factory=dict)
    """What the workflow gave it beside the runner's own variables."""

    @property
    def commands(self) -> tuple[tuple[str, str], ...]:
        """What the runner takes as commands in its log: name, and all after it."""
        return tuple(_commands_in(self.log))


@dataclass(slots=True, kw_only=True)
class Job:
    """A job that ran, or was skipped."""

    name: str
    status: str = "success"
    steps: list[Step] = field(default_factory=list)
    outputs: dict[str, str] = field(default_factory=dict)
    summary: str = ""
    workspace: Path | None = None

    def step(self, name: str) -> Step:
        """The step of a name."""
        return next(each for each in self.steps if each.name == name)

    @property
    def log(self) -> str:
        """What all steps printed."""
        return "".join(each.log for each in self.steps)


def _commands_in(log: str) -> Iterator[tuple[str, str]]:
    """As the runner finds them: `::name …::…` where a line begins, `##[name]` anywhere in one."""
    for line in log.splitlines():
        if found := re.match(r"\s*::([\w-]+)((?: [^:]*)?::.*)", line):
            yield found[1], found[2].strip()
        elif found := re.search(r"##\[([\w-]+)(.*)", line):
            yield found[1], found[2]
