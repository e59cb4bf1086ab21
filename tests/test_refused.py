"""The records that must be refused, and what is said to the person who wrote them.

Each is one small change to an organisation in which nothing is wrong. What `check` prints is kept
word for word in `golden/refused.txt`: whoever changes a message reads it there, aloud.
"""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from conftest import GoldenFolder
from running import run

VALID = Path(__file__).parent / "checks/organization/records"
TIER_1 = "meetings/2026/2026-03-31-tier-1.yml"
TIER_2 = "meetings/2026/2026-01-07-tier-2-reporting.yml"
POD = "pods/reporting.yml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """A record that must be refused."""

    what: str
    """What is wrong with it, as the heading of its message."""
    code: str
    file: str
    put: str
    """What stands there instead; all of the file where `instead_of` is empty."""
    instead_of: str = ""


DEFERRAL = """\
    what: Whether the export takes attachments.
    because: The cost is not known yet.
"""

LATER_TIER_2 = """\
series: tier-2-reporting
date: 2026-01-21
attendees: [desmond.achterberg, elin.marchetti]
timekeeper: elin.marchetti
briefings:
  - {id: B1, account: ostermark, request: Can it run at night?, tried: By hand, area: reporting, \
answer_by: 2026-02-04, outcome: answered, answer: It can.}
"""

ONE_ON_ONE = """\
series: anneke-one-on-one
date: 2026-04-21
attendees: [maren.oyelaran, anneke.morrow]
"""

SLIP = """\
series: tier-1
date: 2026-04-28
attendees: [maren.oyelaran, tobias.wrenfield]
timekeeper: tobias.wrenfield
preread:
  cs: {sent: 2026-04-25T16:00, includes: [themes, escalations, questions]}
  product: {sent: 2026-04-25T17:30, includes: [roadmap, decisions, stances]}
roadmap:
  - {commitment: 2026-03-31-tier-1/D1, status: slipped, because: Two people left, \
say: The export comes later than mid-May.}
themes:
  - {theme: bulk-export, accounts: [ashgrove, ostermark], stance: planned}
  - {theme: single-sign-on, accounts: [ashgrove, copperline], stance: exploring}
  - {theme: api-limits, accounts: [copperline, ostermark], stance: not-now}
decisions:
  - {id: D1, outcome: decided, what: Move an engineer to the export, owner: elin.marchetti, \
due: 2026-05-05, about: [2026-03-31-tier-1/D1], themes: [bulk-export, single-sign-on, api-limits]}
"""

REFUSED = (
    Refused(
        what="a decision that decides nothing",
        code="DR302",
        file=TIER_1,
        instead_of="what: Ship the bulk export on 15 May.",
        put="what: We will look into it.",
    ),
    Refused(
        what="a deferral without a reason",
        code="DR304",
        file=TIER_1,
        instead_of=DEFERRAL,
        put="    what: Whether the export takes attachments.\n",
    ),
    Refused(
        what="an escalation without a recommendation",
        code="DR305",
        file=TIER_1,
        instead_of="outcome: decided, what: Keep the old export until June,",
        put="outcome: escalated, to: cto, what: Keep the old export until June,",
    ),
    Refused(
        what="a team as owner",
        code="DR303",
        file=TIER_1,
        instead_of="owner: elin.marchetti\n    due: 2026-05-15",
        put="owner: Product team\n    due: 2026-05-15",
    ),
    Refused(
        what="an open action passed over",
        code="DR307",
        file=TIER_2,
        instead_of="briefings:\n",
        put="actions:\n  cs:\n"
        "    - {id: A1, what: Send a large file, owner: desmond.achterberg, due: 2026-01-14}\n"
        "briefings:\n",
    ),
    Refused(
        what="a pod of two",
        code="DR601",
        file=POD,
        instead_of=", engineer: wes.tamblyn}",
        put="}",
    ),
    Refused(
        what="a pod for all customers",
        code="DR605",
        file=POD,
        instead_of="charter: {protected_by",
        put="charter: {owns: All customers, protected_by",
    ),
    Refused(
        what="an unknown account with a near miss",
        code="DR202",
        file=TIER_2,
        instead_of="account: ostermark,",
        put="account: osterrmark,",
    ),
    Refused(
        what="a one-on-one in the shared records",
        code="DR701",
        file="meetings/2026/2026-04-21-anneke-one-on-one.yml",
        put=ONE_ON_ONE,
    ),
    Refused(
        what="a slip without a new date",
        code="DR316",
        file="meetings/2026/2026-04-28-tier-1.yml",
        put=SLIP,
    ),
)


REPORTED = pytest.mark.parametrize("refused", REFUSED, ids=[each.what for each in REFUSED])


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that people work in, with records in which nothing is wrong."""
    monkeypatch.chdir(tmp_path)
    _restore(tmp_path)
    return tmp_path


def _restore(company: Path) -> None:
    records = company / "records"
    shutil.rmtree(records, ignore_errors=True)
    shutil.copytree(VALID, records)
    later = records / "meetings/2026/2026-01-21-tier-2-reporting.yml"
    later.write_text(LATER_TIER_2, encoding="utf-8")


def _seed(company: Path, refused: Refused) -> None:
    file = company / "records" / refused.file
    text = refused.put
    if refused.instead_of:
        before = file.read_text(encoding="utf-8")
        assert before.count(refused.instead_of) == 1, refused.what
        text = before.replace(refused.instead_of, refused.put)
    file.write_text(text, encoding="utf-8")


def _check(output: str = "text") -> tuple[int, str]:
    arguments = ("check", "--records", "records", "--format", output)
    result = run(*arguments)
    return result.exit_code, result.stdout


@pytest.mark.usefixtures("company")
def test_before_the_change_nothing_is_wrong() -> None:
    code, found = _check("json")
    assert code == 0
    assert json.loads(found)["diagnostics"] == []


@REPORTED
def test_it_is_refused_for_this_and_nothing_else(company: Path, refused: Refused) -> None:
    _seed(company, refused)
    code, found = _check("json")
    assert code == 1
    errors = [each for each in json.loads(found)["diagnostics"] if each["severity"] == "error"]
    assert [each["code"] for each in errors] == [refused.code]
    assert errors[0]["help"]


def test_what_people_read(company: Path, golden: GoldenFolder) -> None:
    golden("refused.txt").check("".join(_read_aloud(company)))


def _read_aloud(company: Path) -> Iterator[str]:
    for refused in REFUSED:
        _restore(company)
        _seed(company, refused)
        yield f"# {refused.what}\n\n{_check()[1]}\n"
