"""Git in a clone, with settings of ours that no list of processes shows."""

import os
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from decision_record.forge.api import ForgeError

_SECONDS = 600
_OF_HOOKS = frozenset({"GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"})
"""What git tells the programs that it starts itself, as in a hook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Git:
    """The git of a folder of a clone."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What git is told beside its own configuration, by name: the token is among it."""

    def ask(
        self,
        *arguments: str,
        stdin: str | None = None,
        environ: Mapping[str, str] | None = None,
        why: str = "",
    ) -> str:
        """What git answers.

        Args:
            arguments: What it is to do.
            stdin: What it reads.
            environ: Variables beside those of this process.
            why: What could not be done, for the message where it refuses.

        Raises:
            ForgeError: It refuses, or is not there.
        """
        done = self.run(*arguments, stdin=stdin, environ=environ)
        if done.returncode != 0:
            told = why or f"git {arguments[0]} failed"
            raise ForgeError(f"{told} ({reason_in(done.stderr)})")
        return done.stdout

    def run(
        self,
        *arguments: str,
        stdin: str | None = None,
        environ: Mapping[str, str] | None = None,
    ) -> subprocess.CompletedProcess[str]:
        """The same, with a refusal as an answer."""
        ours = {name: value for name, value in os.environ.items() if name not in _OF_HOOKS}
        try:
            return subprocess.run(  # noqa: S603 - git with arguments of our own
                ["git", "-C", str(self.folder), *arguments],  # noqa: S607 - as the runner has it
                input=stdin,
                capture_output=True,
                check=False,
                encoding="utf-8",
                errors="surrogateescape",
                timeout=_SECONDS,
                env=ours | self._environment() | dict(environ or {}),
            )
        except FileNotFoundError as error:
            raise ForgeError("git is not there: install it, or publish by hand") from error
        except subprocess.TimeoutExpired as error:
            raise ForgeError(
                f"git {arguments[0]} took longer than {_SECONDS} seconds: run the step again"
            ) from error

    def _environment(self) -> dict[str, str]:
        """The settings as variables: a token on the command line could be seen."""
        settings = {"core.hooksPath": os.devnull, "gc.auto": "0", **self.settings}
        given = int(os.environ.get("GIT_CONFIG_COUNT", "0") or 0)
        environ = {
            "LC_ALL": "C",  # its words are looked at
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_CONFIG_COUNT": str(given + len(settings)),
        }
        for number, (name, value) in enumerate(settings.items(), start=given):
            environ |= {f"GIT_CONFIG_KEY_{number}": name, f"GIT_CONFIG_VALUE_{number}": value}
        return environ


def reason_in(text: str) -> str:
    """The line of git's output that says what went wrong: behind it comes what may be the cause."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    named = (line for line in lines if line.startswith(_REASONS) or "Permission denied" in line)
    return next(named, lines[-1] if lines else "git says nothing more")


_REASONS = ("fatal:", "error:", "ssh:", "! [", "remote: fatal", "remote: error")
