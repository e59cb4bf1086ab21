"""A company with a personal folder beside its records, and a look at all that leaves it."""

import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

from click.testing import Result

from decision_record.examine import Format

SECRET = "qzsecret"  # noqa: S105 - what must not be seen is a word, and no password
"""Stands in everything that is personal. In small letters, so that it may be part of a name."""
OPEN = "qzopen"
"""Stands in what everybody may see."""

TALK = "personal/meetings/2026/2026-05-04-bob-talk.yml"
"""The one-on-one of which every field is filled."""
FORMATS = [each.value for each in Format]

CONFIGURATION = """\
site_name: Acme
site_url: https://acme.example/record/
theme: material
plugins:
  - decision-record:
      as_of: 2026-06-29
      edit_uri: https://forge.example/edit/
      records: [records, {path: personal, kind: personal}]
      public: true
"""
SHARED = {
    "organization.yml": "name: Acme\n",
    "people.yml": "vera: {name: Vera, role: vp-cs}\nbob: {name: Bob, role: csm}\n",
    "taxonomy.yml": "segments: {large: Large}\n",
    "series.yml": "tier-2: {kind: tier-2}\nlena-talk: {kind: one-on-one, name: qzlena}\n",
    "accounts/north.yml": "name: North\narr: 5\nsegment: large\ncsm: bob\nrenewal: 2026-12-01\n",
    "updates/2026/2026-05-01-bob.yml": "date: 2026-05-01\nby: bob\n",
}
PERSONAL = {
    "series.yml": f"""\
bob-talk:
  kind: one-on-one
  name: {SECRET} of Bob
  members: [vera, bob]
  cadence: biweekly
  because: {SECRET}
  agenda: [{{block: {SECRET}, lead: {SECRET}}}]
  minutes: 30
  starts: "09:07"
{SECRET}: {{kind: tier-1, name: {SECRET}}}
vera-talk: {{kind: one-on-one, members: [vera]}}
""",
    "people.yml": f"{SECRET}: {{name: {SECRET}, role: other, email: {SECRET}@acme.example}}\n",
    "meetings/2026/2026-05-04-bob-talk.yml": f"""\
series: bob-talk
date: 2026-05-04
minutes: 31
attendees: [vera, {SECRET}]
delegates: {{{SECRET}: bob}}
timekeeper: {SECRET}
written: after
minutes_on: {{{SECRET}: 5}}
allow: {{DR704: {SECRET}, {SECRET}: {SECRET}}}
preread: {{cs: {{sent: 2026-05-03T09:00, includes: [themes]}}}}
review: [{{action: 2026-05-01-bob/A9, outcome: dropped, note: {SECRET}}}]
goals: [{{goal: {SECRET}, owner: bob, target: {SECRET}, actual: {SECRET}}}, {{goal: {SECRET}}}]
challenges: {SECRET}
customers:
  - {{account: north, issue: {SECRET}}}
  - {{account: north, issue: {OPEN} issue, promote_to: tier-2}}
  - {{account: {SECRET}, issue: {SECRET}}}
  - {{account: north, issue: {SECRET}, promote_to: vera-talk}}
coaching: {SECRET}
career: {SECRET}
data_by: vera
agenda: [{{block: {SECRET}, lead: {SECRET}}}]
escalations: [{{id: E1, account: north, issue: {SECRET}, tried: {SECRET}}}]
updates: [{{item: 2026-05-01-bob/{SECRET}, note: {SECRET}}}]
questions: [{{id: Q1, account: north, ask: {SECRET}}}]
requests: [{{id: R1, account: north, what: {SECRET}, ticket: {SECRET}}}]
shipped: [{{id: S1, what: {SECRET}, on: 2026-05-02}}]
feedback: [{{id: F1, account: north, what: {SECRET}}}]
research: [{{what: {SECRET}}}]
decisions:
  - {{id: D1, outcome: decided, what: {SECRET}, say: {SECRET}, dont_say: {SECRET}, owner: bob}}
loops: [{{item: D1, account: north, on: 2026-05-04}}]
surprises: [{{account: north, who: csm, what: {SECRET}}}]
parked: [{{topic: {SECRET}}}]
actions:
  cs:
    - {{id: A1, what: {SECRET}, owner: bob, due: 2026-05-10}}
    - {{id: A2, what: {OPEN} action, owner: bob, due: 2026-05-11, account: north, after: A1,
       closes_loop: D1, share: true}}
  pm:
    - {{id: A3, what: {SECRET}, owner: {SECRET}, due: 2026-05-10, share: false}}
  shared:
    - {{id: A4, what: {SECRET}, owner: vera, due: 2026-05-10}}
    - {{id: A5, what: {OPEN} both, owner: vera, due: 2026-05-12, share: true}}
notes: {SECRET}
""",
    "meetings/2026/2026-05-18-bob-talk.yml": f"""\
series: bob-talk
date: 2026-05-18
review:
  - {{action: 2026-05-04-bob-talk/A1, outcome: dropped, note: {SECRET}}}
  - {{action: 2026-05-04-bob-talk/A2, outcome: dropped, note: {SECRET}}}
  - {{action: 2026-05-04-bob-talk/A5, outcome: done, on: 2026-05-12, note: {SECRET}}}
notes: {SECRET}
""",
    "meetings/2026/2026-06-01-bob-talk.yml": f"""\
series: bob-talk
date: 2026-06-01
cancelled: {{because: absence, note: {SECRET}, moved_to: 2026-06-03}}
""",
    "meetings/2026/2026-06-03-lena-talk.yml": f"""\
series: lena-talk
date: 2026-06-03
career: {SECRET}
""",
}
"""One-on-ones of which every field says something that nobody else may see."""


def write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


Run = Callable[..., Result]


def written_below(folder: Path, *, but: str = "personal") -> Iterator[tuple[str, bytes]]:
    """Every file with its name and its bytes, unpacked where it is packed."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if name.split("/")[0] == but:
            continue
        yield name, name.encode()
        if path.is_file():
            content = path.read_bytes()
            yield name, content
            if path.suffix == ".gz":
                yield name, gzip.decompress(content)


def betraying(folder: Path) -> list[str]:
    """The files outside the personal folder that hold what is personal."""
    secret = SECRET.encode()
    return [name for name, content in written_below(folder) if secret in content.lower()]
