"""The mistakes of beginners, each in one of a few records that have none."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path

from following import ORGANIZATION, Answers

BILLING = "meetings/2026/2026-11-18-tier-2-billing.yml"
STANDUP = "meetings/2026/2026-11-16-mobile-standup.yml"
TIER_1 = "meetings/2026/2026-11-19-tier-1.yml"
UPDATE = "updates/2026/2026-11-16-luis.ferreira.yml"

RECORDS = {
    BILLING: """\
series: tier-2-billing
date: 2026-11-18
minutes: 30
attendees: [dana.whitlock, mei.okafor]
timekeeper: dana.whitlock
written: in-meeting
review:
  - {action: 2026-11-04-tier-2-billing/A1, outcome: done, on: 2026-11-12}
  - {action: 2026-11-04-tier-2-billing/A2, outcome: done, on: 2026-11-17}
updates:
  - item: 2026-11-04-tier-2-billing/Q1
    answered: 2026-11-18
    answer: Three instalments are possible from January.
actions:
  cs:
    - {id: A1, what: Tell Millbrook, owner: dana.whitlock, due: 2026-11-25, account: millbrook}
    - id: A2
      what: Send the list of depots
      owner: dana.whitlock
      due: 2026-11-27
""",
    STANDUP: """\
series: mobile-standup
date: 2026-11-16
minutes: 14
attendees:
  - jonas.weil
  - luis.ferreira
  - sara.lindqvist
timekeeper: luis.ferreira
written: in-meeting
review:
  - {action: 2026-11-09-mobile-standup/A1, outcome: done, on: 2026-11-13}
escalations:
  - id: E1
    account: bluefin
    issue: The list of ships jumps to the top
    area: mobile
    category: defect
    tried: A second tablet
    answer_by: 2026-11-30
""",
    TIER_1: """\
series: tier-1
date: 2026-11-19
minutes: 60
attendees: [priya.nandakumar, tom.haldane]
timekeeper: tom.haldane
written: in-meeting
review:
  - {action: 2026-10-27-tier-1/A3, outcome: done, on: 2026-11-18}
decisions:
  - id: D1
    outcome: decided
    what: Sign in with a badge from February
    owner: jonas.weil
    due: 2027-02-15
    accounts: [ardent]
    themes: [sign-in]
    say: From February you sign in with a badge.
    resolves: [2026-10-27-tier-1/D3]
actions:
  cs:
    - id: A1
      what: Tell Ardent
      owner: luis.ferreira
      due: 2026-11-26
      account: ardent
      closes_loop: D1
""",
    UPDATE: """\
date: 2026-11-16
by: luis.ferreira
series: tier-2-mobile
feedback:
  - {id: F1, account: ardent, what: The nurses like the film, area: mobile}
notes: The film is in the shared folder.
""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Mistake:
    """One mistake in one file."""

    file: str
    right: str = ""
    wrong: str = ""
    """What is written in its place."""
    code: str
    told: int = 1
    """How many messages tell of it."""
    saved_as: str = ""
    answers: Answers = field(default_factory=dict)


ACTION = "    - {id: A1, what: Tell Millbrook, owner: dana.whitlock, due: 2026-11-25"

ROWS = """\
  - jonas.weil
  - luis.ferreira
  - sara.lindqvist
"""

QUESTION = """\
  - item: 2026-11-04-tier-2-billing/Q1
    answered: 2026-11-18
"""


def due(written: str) -> Mistake:
    return Mistake(file=BILLING, right="due: 2026-11-25", wrong=f"due: {written}", code="DR103")


def attendees(written: str, *, code: str = "DR201") -> Mistake:
    right = "[dana.whitlock, mei.okafor]"
    return Mistake(file=BILLING, right=right, wrong=written, code=code)


MISTAKES = {
    "tabs": Mistake(file=STANDUP, right=ROWS, wrong=ROWS.replace("  - ", "\t- "), code="DR001"),
    "non-breaking spaces": Mistake(
        file=STANDUP, right="minutes: 14\n", wrong="minutes:\u00a014\n", code="DR001"
    ),
    "non-breaking indentation": Mistake(
        file=STANDUP, right=ROWS, wrong=ROWS.replace("  - ", "\u00a0\u00a0- "), code="DR001"
    ),
    "bullets": Mistake(file=STANDUP, right=ROWS, wrong=ROWS.replace("  -", "•"), code="DR001"),
    "indented bullets": Mistake(
        file=STANDUP, right=ROWS, wrong=ROWS.replace("-", "•"), code="DR103"
    ),
    "dashes of a word processor": Mistake(
        file=STANDUP,
        right="  - id: E1",
        wrong="  \u2013 id: E1",
        code="DR001",
    ),
    "a missing dash": Mistake(
        file=BILLING, right=QUESTION, wrong=QUESTION.replace("- ", "  ", 1), code="DR103"
    ),
    "a list without commas": attendees("[dana.whitlock mei.okafor]"),
    "a list of first names without commas": attendees("[dana mei]"),
    "a list of first names without commas and brackets": attendees("dana mei", code="DR103"),
    "a list with slashes": attendees("[Dana / Mei]"),
    "two names in one row of a list": Mistake(
        file=STANDUP,
        right=ROWS,
        wrong="  - jonas.weil luis\n  - sara.lindqvist\n",
        code="DR201",
    ),
    "accounts without commas": Mistake(
        file=TIER_1, right="accounts: [ardent]", wrong="accounts: [ardent millbrook]", code="DR202"
    ),
    "accounts without commas and brackets": Mistake(
        file=TIER_1, right="accounts: [ardent]", wrong="accounts: ardent millbrook", code="DR103"
    ),
    "items without commas": Mistake(
        file=TIER_1,
        right="[2026-10-27-tier-1/D3]",
        wrong="[2026-10-27-tier-1/D3 2026-11-04-tier-2-billing/Q1]",
        code="DR206",
    ),
    "items without commas and brackets": Mistake(
        file=TIER_1,
        right="[2026-10-27-tier-1/D3]",
        wrong="2026-10-27-tier-1/D3 2026-11-04-tier-2-billing/Q1",
        code="DR103",
    ),
    "words without commas": Mistake(
        file=TIER_1,
        right="written: in-meeting",
        wrong="preread: {cs: {sent: 2026-11-16T09:00, includes: [themes escalations questions]}}",
        code="DR104",
    ),
    "words without commas and brackets": Mistake(
        file=TIER_1,
        right="written: in-meeting",
        wrong="preread: {cs: {sent: 2026-11-16T09:00, includes: themes escalations questions}}",
        code="DR103",
    ),
    "a list with semicolons": attendees("[dana.whitlock; mei.okafor]"),
    "a list without brackets": attendees("dana.whitlock, mei.okafor", code="DR103"),
    "a list of display names without brackets": attendees("Dana and Mei", code="DR103"),
    "a comma in the last value of a row": Mistake(
        file=BILLING,
        right=f"{ACTION}, account: millbrook}}",
        wrong=f"{ACTION.replace('what: Tell Millbrook, ', '')}, what: Tell them, and say when}}",
        code="DR001",
    ),
    "an e-mail": Mistake(
        file=BILLING,
        right="owner: dana.whitlock, due",
        wrong="owner: dana@brackenford.example, due",
        code="DR201",
    ),
    "a full name": Mistake(
        file=STANDUP,
        right="timekeeper: luis.ferreira",
        wrong="timekeeper: Luis Ferreira",
        code="DR201",
    ),
    "a display name": Mistake(
        file=STANDUP,
        right="timekeeper: luis.ferreira",
        wrong="timekeeper: Luís F. (CSM)",
        code="DR201",
    ),
    "18 Nov 2026": due("25 Nov 2026"),
    "25.11.2026": due("25.11.2026"),
    "25/11/2026": due("25/11/2026"),
    "11/12/2026": due("11/12/2026"),
    "November 25, 2026": due('"November 25, 2026"'),
    "2026/11/25": due("2026/11/25"),
    "20261125": due("20261125"),
    "2026-11-25T10:00": due("2026-11-25T10:00"),
    "Friday": due("Friday"),
    "2026-11-31": due("2026-11-31"),
    "a text file": Mistake(file=UPDATE, saved_as=f"{UPDATE}.txt", code="DR005"),
    "upper-case names of fields": Mistake(
        file=BILLING, right="      owner: dana", wrong="      Owner: dana", code="DR102"
    ),
    "an upper-case file name": Mistake(
        file=STANDUP, saved_as="meetings/2026/2026-11-16-Mobile-Standup.yml", code="DR005"
    ),
    "an upper-case ending": Mistake(
        file=STANDUP, saved_as="meetings/2026/2026-11-16-mobile-standup.YML", code="DR005"
    ),
    "a meeting saved under updates/": Mistake(
        file=BILLING, saved_as=BILLING.replace("meetings", "updates"), code="DR005"
    ),
    "an update saved under meetings/": Mistake(
        file=UPDATE, saved_as=UPDATE.replace("updates", "meetings"), code="DR005"
    ),
    "a meeting saved under accounts/": Mistake(
        file=BILLING,
        saved_as=f"accounts/{BILLING.rpartition('/')[2]}",
        code="DR005",
    ),
    "an update saved beside the reference files": Mistake(
        file=UPDATE, saved_as=UPDATE.rpartition("/")[2], code="DR005"
    ),
    "a record not in its year": Mistake(
        file=UPDATE, saved_as="updates/2026-11-16-luis.ferreira.yml", code="DR005"
    ),
    "an action of the meeting before": Mistake(
        file=BILLING,
        right="2026-11-04-tier-2-billing/A2, outcome",
        wrong="A2, outcome",
        code="DR208",
    ),
    "an action of the meeting before that this one has none of": Mistake(
        file=STANDUP, right="2026-11-09-mobile-standup/A1", wrong="A1", code="DR206"
    ),
    "a decision of the meeting before": Mistake(
        file=TIER_1, right="[2026-10-27-tier-1/D3]", wrong="[D3]", code="DR206"
    ),
    "a decision of the meeting before that this one has the id of": Mistake(
        file=TIER_1,
        right=RECORDS[TIER_1],
        wrong=RECORDS[TIER_1].replace("D1", "D3").replace("2026-10-27-tier-1/D3", "D3"),
        code="DR208",
    ),
    "pasted minutes in a code fence": Mistake(
        file=UPDATE,
        right="notes: The film is in the shared folder.\n",
        wrong="notes:\n```\nMei: the film is done\n- Jonas: good\n```\n",
        code="DR001",
    ),
    "a record in a code fence": Mistake(
        file=UPDATE,
        right=RECORDS[UPDATE],
        wrong=f"Here is the update:\n```yaml\n{RECORDS[UPDATE]}```\n",
        code="DR001",
    ),
    "written: after meeting": Mistake(
        file=BILLING, right="written: in-meeting", wrong="written: after meeting", code="DR104"
    ),
    "written: yes": Mistake(
        file=BILLING, right="written: in-meeting", wrong="written: yes", code="DR104"
    ),
    "issues in a standup": Mistake(
        file=STANDUP, right="escalations:", wrong="issues:", code="DR102"
    ),
    "decision for decisions": Mistake(
        file=TIER_1, right="decisions:\n", wrong="decision:\n", code="DR102"
    ),
    "an id left out": Mistake(file=BILLING, right="{id: A1, ", wrong="{", code="DR101"),
    "an id that is a number": Mistake(file=BILLING, right="id: A1,", wrong="id: 1,", code="DR106"),
    "an action as a sentence": Mistake(
        file=BILLING,
        right=f"{ACTION}, account: millbrook}}",
        wrong="    - Tell Millbrook",
        code="DR103",
        answers={"owner": ["dana.whitlock"], "due": ["2026-11-25"]},
    ),
    "a colon in a text": Mistake(
        file=BILLING,
        right="what: Send the list of depots",
        wrong="what: Decision: send the list of depots",
        code="DR001",
    ),
    "a question mark for a day": Mistake(
        file=STANDUP, right="answer_by: 2026-11-30", wrong="answer_by: TBD", code="DR103"
    ),
    "an account by its name": Mistake(
        file=BILLING, right="account: millbrook", wrong="account: Millbrook Schools", code="DR202"
    ),
    "a category by its name": Mistake(
        file=STANDUP, right="category: defect", wrong="category: Defect", code="DR205"
    ),
    "minutes with their unit": Mistake(
        file=BILLING, right="minutes: 30", wrong="minutes: 30 min", code="DR103"
    ),
    "no space after a colon": Mistake(
        file=BILLING, right="minutes: 30", wrong="minutes:30", code="DR001"
    ),
    "no space after a colon in a row": Mistake(
        file=BILLING, right="id: A1,", wrong="id:A1,", code="DR102"
    ),
    "nobody kept the time": Mistake(
        file=BILLING, right="timekeeper: dana.whitlock", wrong="timekeeper: none", code="DR201"
    ),
}


def written(base: Path, mistake: Mistake | None = None) -> None:
    """The organisation with the records that have no mistake, or with one in one of them."""
    shutil.copytree(ORGANIZATION, base / "records")
    files = dict(RECORDS)
    if mistake is not None:
        assert not mistake.right or files[mistake.file].count(mistake.right) == 1
        text = files.pop(mistake.file).replace(mistake.right or "\0", mistake.wrong)
        files[mistake.saved_as or mistake.file] = text
    for name, text in files.items():
        (base / "records" / name).parent.mkdir(parents=True, exist_ok=True)
        (base / "records" / name).write_text(text)
