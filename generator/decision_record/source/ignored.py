"""Which files git leaves alone. Without git none are known to be, and that is no error."""

import os
import subprocess
from collections.abc import Iterable
from pathlib import Path

_SECONDS = 60
_OF_HOOKS = frozenset(
    {"GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX"}
)
"""What git tells the programs that it starts itself, as in a hook."""


def find_ignored(folder: Path, files: Iterable[Path]) -> frozenset[Path]:
    """The files among these that git ignores.

    Args:
        folder: A folder, in a repository or not.
        files: Files below it.
    """
    names = {os.fsencode(file.relative_to(folder)): file for file in files}
    if not names:
        return frozenset()
    command = ("git", "-C", str(folder), "check-ignore", "-z", "--stdin")
    try:
        done = subprocess.run(  # noqa: S603 - git with arguments of our own
            command,
            input=b"\0".join(names),
            capture_output=True,
            check=False,
            timeout=_SECONDS,
            env={name: value for name, value in os.environ.items() if name not in _OF_HOOKS},
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(names[name] for name in done.stdout.split(b"\0") if name in names)
