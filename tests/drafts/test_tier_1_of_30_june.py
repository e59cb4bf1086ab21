"""The sample's next Tier 1, drafted, completed as the two would in the meeting, and checked."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from decision_record.drafts.next_meeting import Draft, draft_meeting
from decision_record.ledger.index import Index
from decision_record.ledger.replay import replay
from decision_record.repository.load import load
from running import run

REPOSITORY = Path(__file__).parents[2]

COMPLETED = (
    ("timekeeper:", "timekeeper: jun.pettibone"),
    ("attendees: [maren.oyelaran, ", "attendees: [maren.oyelaran, jun.pettibone, "),
    ("minutes:  # 60 are planned", "minutes: 61"),
    ("26-tier-1/A5, outcome: , channel: ", "26-tier-1/A5, outcome: done, channel: meeting"),
    ("26-tier-1/A6, outcome: , channel: ", "26-tier-1/A6, outcome: rolled, due: 2026-07-03"),
    ("26-tier-1/A1, outcome: , channel: ", "26-tier-1/A1, outcome: rolled, due: 2026-07-10"),
    ("26-tier-1/A2, outcome: , channel: ", "26-tier-1/A2, outcome: rolled, due: 2026-07-10"),
    ("26-tier-1/A3, outcome: , channel: ", "26-tier-1/A3, outcome: rolled, due: 2026-07-10"),
    ("03-31-tier-1/A10, outcome: ", "03-31-tier-1/A10, outcome: done, on: 2026-06-29"),
    ("26-tier-1/A11, outcome: ", "26-tier-1/A11, outcome: rolled, due: 2026-07-03"),
    (
        "01-27-tier-1/A9, outcome: ",
        '01-27-tier-1/A9, outcome: dropped, note: "Five times is a no: Jun has her half online"',
    ),
    ("26-tier-1/A12, outcome: ", "26-tier-1/A12, outcome: done"),
    ("26-tier-1/D1, outcome: ", "26-tier-1/D1, outcome: rolled, due: 2026-07-10"),
    ("26-tier-1/D2, outcome: ", "26-tier-1/D2, outcome: done"),
    ("26-tier-1/D7, outcome: ", "26-tier-1/D7, outcome: done"),
    (
        "# - {item: 2026-06-08-sunniva.roche/E1, acknowledged: }",
        "- {item: 2026-06-08-sunniva.roche/E1, acknowledged: 2026-06-30}",
    ),
    (
        (
            '# - {item: 2026-06-10-tier-2-reporting/Q1, answered: , answer: "", confidence: ,'
            ' say: "", answer_by: }'
        ),
        (
            "- {item: 2026-06-10-tier-2-reporting/Q1, answered: 2026-06-30,"
            ' answer: "We name a quarter on 10 July.", confidence: uncertain}'
        ),
    ),
    (
        "28-tier-1/D2, status: }",
        (
            "28-tier-1/D2, status: slipped, target: 2026-07-17,"
            ' because: "Bad rows, and how to name them, took two weeks more.",'
            ' say: "The import comes on 17 July; you can test it from the 6th."}'
        ),
    ),
    ("03-31-tier-1/D4, status: ", "03-31-tier-1/D4, status: on-track"),
    ("01-27-tier-1/D2, status: ", "01-27-tier-1/D2, status: on-track"),
    ("05-26-tier-1/D1, status: ", "05-26-tier-1/D1, status: on-track"),
    ("04-28-tier-1/D1, status: ", "04-28-tier-1/D1, status: on-track"),
    (
        '# - {theme: template-import, accounts: [kestrel-yard], stance: , response: ""}',
        (
            "- {theme: template-import, accounts: [kestrel-yard, juniper-lane],"
            ' stance: planned, response: "17 July."}'
        ),
    ),
    (
        'accounts: [copperline, ostermark], stance: , response: ""}',
        (
            "accounts: [copperline, ostermark, brightwater],"
            ' stance: exploring, response: "One query; a fix is sized by 10 July."}\n'
            "  - {theme: bulk-export, accounts: [ashgrove, copperline],"
            ' stance: planned, response: "Live; local time is next."}'
        ),
    ),
    (
        """\
  # - id: D1
  #   outcome: decided
  #   what: ""
  #   owner:
  #   due:
  #   accounts: []
  #   say: ""
  #   resolves: []
  #   themes: []
""",
        """\
  - id: D1
    outcome: decided
    what: "Give Pennycress a build that reads the lost checks off their tablets, by 3 July."
    owner: greta.sandoval
    due: 2026-07-03
    accounts: [pennycress]
    themes: [bulk-export, template-import]
    say: "You get a build by 3 July that brings back what is on the tablets."
    resolves: [2026-06-08-sunniva.roche/E1]
  - id: D4
    outcome: decided
    what: "Test the template import with Juniper Lane from 6 July."
    owner: nikhil.faraday
    due: 2026-07-06
    about: [2026-04-28-tier-1/D2]
""",
    ),
    (
        """\
  # - id: D2
  #   outcome: deferred
  #   what: ""
  #   because: ""
  #   owner:
  #   due:
  #   expects: ""
  #   about: []
  #   themes: []
""",
        """\
  - id: D2
    outcome: deferred
    what: "Whether faster dashboards are on the roadmap for the second half-year."
    because: "The query is found, and not sized."
    owner: tobias.wrenfield
    due: 2026-07-10
    expects: "A quarter, with its cost."
    themes: [dashboard-speed]
    about: [2026-05-26-tier-1/D3, 2026-03-31-tier-1/D3]
""",
    ),
    (
        '    # - {id: A1, what: "", owner: , due: , account: , closes_loop: D1}',
        (
            '    - {id: A1, what: "Tell Pennycress, and bring the build", owner: sunniva.roche,'
            " due: 2026-07-03, account: pennycress, closes_loop: D1}"
        ),
    ),
    ('notes: ""', 'notes: "Short, because half the queue was about one table."'),
)


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(REPOSITORY / "records", tmp_path / "records")
    shutil.copytree(REPOSITORY / "theme/guide", tmp_path / "theme/guide")
    shutil.copy(REPOSITORY / "site_config.yml", tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _draft() -> Draft:
    records = load([REPOSITORY / "records"], base=REPOSITORY).records
    ledger = replay(records, date(2026, 6, 29))
    draft = draft_meeting("tier-1", index=Index(records=records, ledger=ledger))
    assert draft is not None
    assert draft.path == "meetings/2026/2026-06-30-tier-1.yml"
    return draft


def test_completed_it_is_a_record_with_the_one_warning_it_deserves(company: Path) -> None:
    text = _draft().text
    for gap, words in COMPLETED:
        assert text.count(gap) == 1, gap
        text = text.replace(gap, words)
    file = company / "records" / _draft().path
    file.write_text(text, encoding="utf-8")
    result = run("check", "--format", "concise")
    assert result.exit_code == 0, result.output
    [about_it] = [line for line in result.output.split("\n") if "2026-06-30-tier-1.yml" in line]
    assert "DR501" in about_it
    assert "CS's half of the pre-read of this tier 1 is missing" in about_it


def test_as_drafted_each_gap_is_named_with_its_line(company: Path) -> None:
    text = _draft().text
    (company / "records" / _draft().path).write_text(text, encoding="utf-8")
    result = run("check", "--format", "concise")
    assert result.exit_code == 1
    gaps = [
        number
        for number, line in enumerate(text.split("\n"), start=1)
        if line.startswith("  - ") and ("outcome: " in line or "status: " in line)
    ]
    assert len(gaps) > 15
    for number in gaps:
        assert f"2026-06-30-tier-1.yml:{number}:" in result.output
