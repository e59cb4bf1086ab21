"""A clone with a built site, and the branch of pages at its remote."""

import subprocess
from pathlib import Path

from decision_record.site.marker import Audience, mark

CONFIGURATION = """\
site_name: Acme
theme: material
plugins:
  - decision-record:
      publish: true
"""


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ["git", "-C", str(folder), *arguments], check=True, capture_output=True, text=True
    )
    return done.stdout.strip()


def configure(folder: Path, *lines: str) -> None:
    text = CONFIGURATION + "".join(f"      {line}\n" for line in lines)
    (folder / "site_config.yml").write_text(text)


def build(
    folder: Path, *names: str, text: str = "A page", audience: Audience | None = None
) -> Path:
    site = folder / "site"
    for name in names:
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(f"{text} {name}")
    mark(site, audience or Audience.EVERYBODY)
    return site


def published(clone: Path, branch: str = "pages") -> list[str]:
    """The files of the branch at the remote."""
    origin = clone.parent / "origin.git"
    return git(origin, "ls-tree", "-r", "--name-only", branch).splitlines()


def branches(clone: Path) -> list[str]:
    origin = clone.parent / "origin.git"
    return git(origin, "for-each-ref", "--format=%(refname:short)").splitlines()


SITE = [".decision-record", ".nojekyll", "accounts/ashgrove/index.html", "index.html"]
