"""Nothing personal leaves its folder: pages, exports, search, logs, caches (§7)."""

import json
import subprocess
from pathlib import Path

import pytest

from confiding import FORMATS, OPEN, PERSONAL, SECRET, TALK, Run, betraying, write, written_below
from decision_record.model.record import SECTION_KINDS
from decision_record.repository.load import load


def test_nothing_personal_reaches_the_site(
    company: Path, run: Run, caplog: pytest.LogCaptureFixture
) -> None:
    result = run("build")
    assert result.exit_code == 0, result.output
    assert betraying(company) == []
    assert SECRET not in (result.output + caplog.text).lower()
    assert (company / "site/sitemap.xml.gz").is_file()


def test_what_git_knows_of_them_is_not_asked(
    company: Path, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
        monkeypatch.setenv(day, "2026-06-20T09:00:00Z")
    for root, author in (("records", OPEN), ("personal", SECRET)):
        for step in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", author]):
            who = ["-c", f"user.name={author}", "-c", f"user.email={author}@acme.example"]
            subprocess.run(["git", *who, *step], cwd=company / root, check=True)
    assert run("build").exit_code == 0
    assert betraying(company) == []
    assert OPEN in (company / "site/updates/2026-05-01-bob/index.html").read_text()


def test_why_they_did_not_meet_is_theirs(company: Path, run: Run) -> None:
    assert run("build", "--as-of", "2026-06-04").exit_code == 0
    pages = {
        page: page.read_text().lower()
        for page in (company / "site").rglob("*")
        if page.suffix in (".html", ".json", ".yml") and "bob-talk" in page.read_text()
    }
    assert len(pages) > len(("cancelled", "held", "held", "series", "next", "list", "health"))
    # The guide and the fields say what reasons there are; they name no series of this company.
    for page, text in pages.items():
        assert "absence" not in text, page
        assert "2026-06-03-bob-talk" not in text, page
        assert "31 minutes" not in text, page


def test_a_page_that_says_little_says_why(company: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    page = (company / "site/meetings/2026-05-18-bob-talk/index.html").read_text()
    assert "This one-on-one is personal." in page
    assert "No other entries." not in page


def test_what_everybody_may_see_is_there(company: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    page = (company / "site/meetings/2026-05-04-bob-talk/index.html").read_text()
    for shown in ("issue", "action", "both"):
        assert f"{OPEN} {shown}" in page
    assert (
        "cancelled"
        in (company / "site/meetings/2026-06-01-bob-talk/index.html").read_text().lower()
    )
    actions = json.loads((company / "site/api/v1/actions.json").read_text())["items"]
    states = {each["ref"]: each["state"] for each in actions}
    assert states == {
        "2026-05-04-bob-talk/A2": "dropped",
        "2026-05-04-bob-talk/A5": "done",
    }


def test_a_personal_page_offers_no_edit_where_its_file_is_not(company: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    page = (company / "site/meetings/2026-05-04-bob-talk/index.html").read_text()
    assert "forge.example" not in page
    assert "forge.example" in (company / "site/accounts/north/index.html").read_text()


def test_shared_records_know_only_what_is_shared(company: Path, run: Run) -> None:
    write(
        company / "records/updates/2026/2026-06-20-bob.yml",
        "date: 2026-06-20\nby: bob\nreview:\n"
        "  - {action: 2026-05-04-bob-talk/A4, outcome: done}\n"
        "  - {action: 2026-05-04-bob-talk/A5, outcome: done}\n",
    )
    result = run("check")
    assert "DR206" in result.output  # A4 is not there for anybody else
    assert "closed here" in result.output  # related: a line of a personal record
    assert SECRET not in result.output.lower()


def test_a_link_from_shared_records_makes_nothing_shared(company: Path, run: Run) -> None:
    (company / "records/meetings/2026").mkdir(parents=True)
    for name in ("records/meetings/2026/2026-05-04-lena-talk.yml", "records/notes.yml"):
        (company / name).symlink_to(company / TALK)
    result = run("check")
    assert SECRET not in result.output.lower()


def test_folders_that_lie_in_each_other_are_refused(company: Path, run: Run) -> None:
    (company / "personal").rename(company / "records/personal")
    config = company / "site_config.yml"
    config.write_text(config.read_text().replace("path: personal", "path: records/personal"))
    for form in FORMATS:
        result = run("check", "--format", form)
        assert result.exit_code == 1
        assert "DR005" in result.output
        assert SECRET not in result.output.lower()


def test_most_people_have_no_personal_folder(company: Path, run: Run) -> None:
    (company / "personal").rename(company.parent / "away")
    done = run("check")
    assert done.exit_code == 0, done.output
    result = run("check", "--personal")
    assert result.exit_code == 2
    assert "there is no folder personal" in result.output


def test_the_records_that_are_handed_on_hold_nothing_else(company: Path) -> None:
    loaded = load(
        [company / "records"], personal=[company / "personal"], withheld=True, base=company
    )
    assert SECRET not in repr((loaded.records, loaded.shaped)).lower()
    assert OPEN in repr(loaded.records)


def test_the_search_finds_what_there_is(company: Path) -> None:
    """The look itself sees: names of files, bytes, and what is packed."""
    assert betraying(company) == []
    write(company / "site/a.txt", SECRET.upper())
    assert betraying(company) == ["site/a.txt"]
    assert any(name.startswith("records/") for name, _ in written_below(company))


def test_the_fields_of_a_one_on_one_are_all_tried() -> None:
    text = PERSONAL["meetings/2026/2026-05-04-bob-talk.yml"]
    own = {name for name, kinds in SECTION_KINDS.items() if kinds == ("one-on-one",)}
    assert own
    assert all(f"\n{name}: " in text or f"\n{name}:\n" in text for name in own)


def test_a_promoted_issue_is_open_at_its_series_until_that_is_held(company: Path, run: Run) -> None:
    held = "series: tier-2\ndate: 2026-04-27\nattendees: [bob]\n"
    write(company / "records/meetings/2026/2026-04-27-tier-2.yml", held)
    assert run("build", "--as-of", "2026-05-05").exit_code == 0
    site = company / "site"
    drafts = [each.read_text() for each in (site / "series/tier-2/next").glob("*.yml")]
    for page in ("series/tier-2/index.html", "series/tier-2/next/index.html"):
        text = (site / page).read_text()
        assert "Promoted from one-on-ones" in text
        assert f"{OPEN} issue" in text
    assert drafts
    for draft in drafts:
        assert f"# North, {OPEN} issue (promoted on 4 May 2026)" in draft
    (queue,) = [
        each
        for each in json.loads((site / "api/v1/queues.json").read_text())["items"]
        if each.get("series") == "tier-2"
    ]
    assert [each["issue"] for each in queue["promoted"]] == [f"{OPEN} issue"]
    assert betraying(company) == []

    later = held.replace("2026-04-27", "2026-05-11")
    write(company / "records/meetings/2026/2026-05-11-tier-2.yml", later)
    assert run("build", "--as-of", "2026-05-12").exit_code == 0
    for page in ("series/tier-2/index.html", "series/tier-2/next/index.html"):
        assert f"{OPEN} issue" not in (site / page).read_text()
