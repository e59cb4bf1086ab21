"""Real repositories with records in them, for tests of what git knows."""

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from decision_record.source.git_log import FileHistory, find_histories


@dataclass(frozen=True)
class Repository:
    """A repository with records in a folder of it, and its commands."""

    folder: Path

    @property
    def records(self) -> Path:
        return self.folder / "records"

    def git(
        self, *arguments: str, day: str = "2026-04-01", by: str = "Anneke", committer: str = ""
    ) -> None:
        whose = {}
        for role, name in (("AUTHOR", by), ("COMMITTER", committer or by)):
            whose[f"GIT_{role}_NAME"] = name
            whose[f"GIT_{role}_EMAIL"] = f"{name.lower()}@fernhollow.example"
            whose[f"GIT_{role}_DATE"] = f"{day}T12:00:00Z"
        subprocess.run(
            ["git", "-c", "init.defaultBranch=main", "-C", str(self.folder), *arguments],
            check=True,
            capture_output=True,
            env={**os.environ, **whose},
        )

    def commit(self, name: str, text: str, *, day: str, by: str = "Anneke", **who: str) -> None:
        path = self.records / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
        self.git("add", "--all")
        self.git("commit", "--quiet", "-m", "Write", day=day, by=by, **who)

    def find(self, name: str = "a.yml", *, until: str = "2026-12-31") -> FileHistory | None:
        return find_histories(self.records, until=date.fromisoformat(until)).get(name)
