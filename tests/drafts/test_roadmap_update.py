"""What became of a commitment, as an update that its owner completes."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from decision_record.drafts.roadmap_update import ReportDraft, ReportStatus, draft_reports
from decision_record.examine import examine
from decision_record.ledger.replay import Ledger, replay
from decision_record.model.records import Records
from decision_record.repository.configuration import read_configuration
from decision_record.repository.load import load
from decision_record.source.read import read

REPOSITORY = Path(__file__).parents[2]
AS_OF = date(2026, 6, 29)
COMPANIES = {
    "sample": REPOSITORY / "records",
    "harbour": REPOSITORY / "tests/organizations/harbour/records",
}
AUDIT_TRAIL = "2026-01-27-tier-1/D2"

_Company = tuple[Records, Ledger]


def _company(root: Path) -> _Company:
    records = load([root], base=REPOSITORY).records
    return records, replay(records, AS_OF)


def _reports(company: _Company, ref: str) -> dict[ReportStatus, ReportDraft]:
    records, ledger = company
    entries = {entry.id: entry for entry in records.entries}
    found = draft_reports(ledger.decisions[ref], records=records, entries=entries, day=AS_OF)
    return {each.status: each for each in found}


def _complete(text: str) -> str:
    """Every gap of a line that counts, filled as a person would."""
    for name, words in {
        "on": "2026-06-28",
        "target": "2026-12-11",
        "because": '"It needs, as it turned out, another permission model."',
        "say": '"It is as we said: you hear more on Friday."',
    }.items():
        text = re.sub(rf'^    {name}:(?: "")?$', f"    {name}: {words}", text, flags=re.MULTILINE)
    return text


def _codes(root: Path, text: str, path: str, tmp_path: Path) -> set[str]:
    shutil.copytree(root, tmp_path / "records", dirs_exist_ok=True)
    config = tmp_path / "site_config.yml"
    config.write_text("site_name: A\ntheme: material\nplugins: [decision-record]\n", "utf-8")
    (tmp_path / "records" / path).write_text(text, encoding="utf-8")
    configuration, _ = read_configuration(config, name="site_config.yml")
    assert configuration is not None
    return {
        each.code
        for each in examine(configuration, base=tmp_path).diagnostics
        if each.place.file.endswith(path)
    }


@pytest.mark.parametrize("name", COMPANIES)
def test_completed_each_passes_and_as_drafted_each_gap_is_named(name: str, tmp_path: Path) -> None:
    root = COMPANIES[name]
    company = _company(root)
    pending = [
        each
        for each in company[1].decisions.values()
        if each.commitment and each.commitment.is_pending
    ]
    assert pending
    for number, decision in enumerate(pending):
        for status, draft in _reports(company, decision.ref).items():
            assert not draft.is_addition
            assert not read(draft.text.encode(), file=draft.path).problems
            folder = tmp_path / f"{number}-{status}"
            codes = _codes(root, _complete(draft.text), draft.path, folder)
            assert not codes, (draft.text, codes)
            gaps = _codes(root, draft.text, draft.path, folder)
            assert ("DR316" in gaps) == (status != "shipped")
            assert ("DR324" in gaps) == bool(decision.concerned)


def test_it_is_called_after_its_owner_and_the_day() -> None:
    reports = _reports(_company(COMPANIES["sample"]), AUDIT_TRAIL)
    assert list(reports) == ["shipped", "slipped", "descoped"]
    slipped = reports["slipped"]
    assert slipped.path == "updates/2026/2026-06-29-nikhil.faraday.yml"
    assert slipped.text.split("\n")[2:11] == [
        "date: 2026-06-29",
        "by: nikhil.faraday",
        "series: tier-1  # whose queue its actions join",
        "roadmap:",
        f"  - commitment: {AUDIT_TRAIL}",
        "    status: slipped",
        "    target:",
        '    because: ""',
        '    say: ""',
    ]
    assert (
        '    # - {id: A1, what: "", owner: kofi.bellweather, due: , account: st-brannoc, '
        f"closes_loop: {AUDIT_TRAIL}}}" in slipped.text
    )


def test_what_is_kept_or_given_up_has_nothing_to_report() -> None:
    company = _company(COMPANIES["sample"])
    assert _reports(company, "2026-02-24-tier-1/D1") == {}
    assert _reports(company, "2026-02-24-tier-1/D4") == {}


@pytest.mark.parametrize(
    ("there", "section"),
    [
        ("notes: A long day.\n", "roadmap:\n  - commitment: "),
        (
            "roadmap:\n  - {commitment: 2026-03-31-tier-1/D4, status: on-track}\n",
            "# Add to its `roadmap`:\n  - commitment: ",
        ),
    ],
)
def test_to_an_update_that_is_there_it_is_added(there: str, section: str, tmp_path: Path) -> None:
    root = tmp_path / "records"
    shutil.copytree(COMPANIES["sample"], root)
    written = f"date: 2026-06-29\nby: nikhil.faraday\n{there}"
    path = "updates/2026/2026-06-29-nikhil.faraday.yml"
    (root / path).write_text(written, encoding="utf-8")
    draft = _reports(_company(root), AUDIT_TRAIL)["descoped"]
    assert draft.is_addition
    assert "date:" not in draft.text
    assert section in draft.text
    assert not _codes(root, written + _complete(draft.text), draft.path, tmp_path / "all")


def test_its_actions_go_on_from_those_that_are_there(tmp_path: Path) -> None:
    root = tmp_path / "records"
    shutil.copytree(COMPANIES["sample"], root)
    (root / "updates/2026/2026-06-29-nikhil.faraday.yml").write_text(
        "date: 2026-06-29\nby: nikhil.faraday\nactions:\n  cs:\n"
        "    - {id: A1, what: Ring, owner: kofi.bellweather, due: 2026-07-01}\n",
        encoding="utf-8",
    )
    text = _reports(_company(root), AUDIT_TRAIL)["shipped"].text
    assert "actions:" not in text
    assert "# - {id: A2, what: " in text


def test_to_a_file_that_cannot_be_read_it_is_added(tmp_path: Path) -> None:
    root = tmp_path / "records"
    shutil.copytree(COMPANIES["sample"], root)
    (root / "updates/2026/2026-06-29-nikhil.faraday.yml").write_text("date: [", encoding="utf-8")
    assert _reports(_company(root), AUDIT_TRAIL)["shipped"].is_addition
