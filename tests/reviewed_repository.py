"""A git repository of a small organisation, and the reviews of what is changed in it."""

from pathlib import Path

from click.testing import CliRunner, Result

from committing import Repository
from decision_record.cli import main

CONFIGURATION = """\
site_name: Acme
theme: material
plugins: [decision-record]
"""
FILES = {
    "organization.yml": "name: Acme\n",
    "people.yml": "bob: {name: Bob Gray, role: csm}\n"
    "otto: {name: Otto Lind, role: head-of-product}\n"
    "vera: {name: Vera Ray, role: vp-cs}\n",
    "taxonomy.yml": "segments: {enterprise: Enterprise}\n",
    "series.yml": "tier-1: {kind: tier-1, members: [vera, otto]}\n",
    "accounts/north.yml": "name: North Mills\narr: 100000\nsegment: enterprise\ncsm: bob\n"
    "renewal: 2026-12-01\n",
}
OLD = "meetings/2026/2026-03-31-tier-1.yml"
NEW = "meetings/2026/2026-04-28-tier-1.yml"
DECIDED = """\
series: tier-1
date: 2026-03-31
attendees: [vera, otto]
decisions:
  - id: D1
    outcome: decided
    what: Build the export.
    owner: otto
    accounts: [north]
    say: We build the export.
    commitment: {target: 2026-06-01}
actions:
  cs:
    - {id: A1, what: Tell North, owner: bob, due: 2026-04-10, account: north, closes_loop: D1}
"""
LATER = """\
series: tier-1
date: 2026-04-28
attendees: [vera, otto]
review:
  - {action: 2026-03-31-tier-1/A1, outcome: rolled, due: 2026-05-12}
roadmap:
  - {commitment: 2026-03-31-tier-1/D1, status: slipped, target: 2026-07-01, because: Security.}
"""


def make_repository(folder: Path) -> Repository:
    """A repository with one meeting on its main branch, and the branch of the change."""
    made = Repository(folder)
    made.records.mkdir(parents=True)
    made.git("init", "--quiet")
    (made.folder / "site_config.yml").write_text(CONFIGURATION)
    for name, text in FILES.items():
        made.commit(name, text, day="2026-03-01")
    made.commit(OLD, DECIDED, day="2026-04-01")
    made.git("checkout", "--quiet", "-b", "change")
    return made


def review(*arguments: str) -> Result:
    """The review of the working directory, on a day after the meeting of NEW."""
    done = CliRunner().invoke(main, ["review", "--today", "2026-05-01", *arguments])
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
    return done
