"""What git knows of the files: the day on which each was first written down. One call a folder.

Without git, outside a repository and in a shallow clone nothing is known; that is no error.
"""

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

_SECONDS = 60
_MARK = "\x01"
"""Stands in front of the day of a commit; no name of a file begins with it."""


def find_first_written(root: Path) -> Mapping[str, date]:
    """The day on which each file below a folder was first committed, by its path below it.

    The day is the author's, because that is when it was written; merging comes later.
    """
    if _ask(root, "rev-parse", "--is-shallow-repository").strip() != "false":
        return {}
    log = _ask(
        root,
        *("log", "--diff-filter=A", "--no-renames", "--name-only", "--relative", "-z"),
        *("--date=short", f"--format={_MARK}%ad", "--", "."),
    )
    written: dict[str, date] = {}
    day: date | None = None
    for part in log.replace("\n", "\0").split("\0"):
        if part.startswith(_MARK):
            day = date.fromisoformat(part.removeprefix(_MARK))
        elif part and day:
            # The log is newest first: what was added, removed and added again keeps its first day.
            written[part] = day
    return written


def _ask(root: Path, *arguments: str) -> str:
    """What git prints; nothing where there is no git, no repository or no answer."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - git with arguments of our own
            command, check=False, capture_output=True, timeout=_SECONDS
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace") if done.returncode == 0 else ""
