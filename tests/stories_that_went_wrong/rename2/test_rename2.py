"""A record whose name was wrong: its old address redirects (records.md §2)."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import went_wrong
from committing import Repository
from decision_record.diagnostics import Severity
from decision_record.examine import configure, examine
from decision_record.site.prepare import Order, prepare

HERE = Path(__file__).parent
RECORD = "meetings/2026/2026-03-04-tier-1.yml"
FORMER = "2026-03-03-tier-1"
LINE = f"formerly: [{FORMER}]\n"
CONFIGURATION = "site_name: T\ntheme: material\nplugins: [decision-record]\n"


@pytest.fixture
def unsaid(tmp_path: Path) -> Repository:
    """The case with the record committed by its former name, then renamed, without the line."""
    repository = Repository(tmp_path / "company")
    shutil.copytree(HERE / "records", repository.records)
    (repository.folder / "site_config.yml").write_text(CONFIGURATION, encoding="utf-8")
    record = repository.records / RECORD
    text = record.read_text(encoding="utf-8").replace(LINE, "")
    record.unlink()
    repository.git("init", "--quiet")
    former = f"meetings/2026/{FORMER}.yml"
    repository.commit(former, text.replace("2026-03-04", "2026-03-03"), day="2026-03-03")
    (repository.records / former).rename(record)
    record.write_text(text, encoding="utf-8")
    return repository


def offers(repository: Repository) -> list[tuple[str, str, str | None]]:
    configuration, _ = configure(repository.folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None
    examination = examine(configuration, base=repository.folder)
    found = [each for each in examination.diagnostics if each.code == "DR006"]
    assert all(each.severity is Severity.WARNING for each in found)
    return [(each.message, each.help, each.fix.replacement if each.fix else None) for each in found]


OFFER = (
    f"this file was called `{FORMER}`, and links to its old address lead nowhere",
    f"add `formerly: [{FORMER}]`, and the old address redirects to this record",
    f"2026-03-04\nformerly: [{FORMER}]",
)


def test_the_line_is_offered_where_git_shows_the_renaming(unsaid: Repository) -> None:
    unsaid.git("add", "--all")
    assert offers(unsaid) == [OFFER]

    unsaid.git("commit", "--quiet", "-m", "Rename", day="2026-03-05")
    assert offers(unsaid) == [OFFER]


def test_what_the_fix_writes_is_what_was_offered(unsaid: Repository) -> None:
    unsaid.git("add", "--all")
    record = unsaid.records / RECORD
    text = record.read_text(encoding="utf-8")
    _, _, replacement = offers(unsaid)[0]
    assert replacement is not None
    record.write_text(text.replace("2026-03-04", replacement, 1), encoding="utf-8")

    assert offers(unsaid) == []
    assert record.read_text(encoding="utf-8").splitlines()[:3] == [
        "series: tier-1",
        "date: 2026-03-04",
        LINE.strip(),
    ]


def test_a_name_that_only_a_branch_had_is_not_offered(unsaid: Repository) -> None:
    unsaid.git("add", "--all")
    unsaid.git("commit", "--quiet", "-m", "Rename", day="2026-03-05")
    unsaid.git("checkout", "--quiet", "-b", "draft")
    text = "date: 2026-03-20\nby: dan\nnotes: A long talk about the export and its dates.\n"
    unsaid.commit("updates/2026/2026-03-20-dna.yml", text, day="2026-03-20")
    unsaid.git(
        "mv", "records/updates/2026/2026-03-20-dna.yml", "records/updates/2026/2026-03-20-dan.yml"
    )
    unsaid.git("commit", "--quiet", "-m", "Rename", day="2026-03-20")
    unsaid.git("checkout", "--quiet", "main")
    unsaid.git("merge", "--quiet", "--no-ff", "-m", "Merge", "draft", day="2026-03-21")

    assert offers(unsaid) == [OFFER]


def redirects(folder: Path) -> dict[str, str]:
    configuration, _ = configure(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None
    order = Order(
        configuration=configuration,
        as_of=date(2026, 4, 8),
        now=datetime(2026, 4, 8, tzinfo=UTC),
        base=folder,
    )
    content = prepare(order).content
    assert content is not None
    return {each.old: each.new for each in content.redirects}


def test_the_old_address_redirects(tmp_path: Path) -> None:
    case = went_wrong.changed(HERE, tmp_path)
    (case / "site_config.yml").write_text(CONFIGURATION, encoding="utf-8")

    assert redirects(case) == {f"meetings/{FORMER}/": "meetings/2026-03-04-tier-1/"}


def test_an_item_by_the_former_name_is_told_the_new_one(tmp_path: Path) -> None:
    update = f"date: 2026-03-12\nby: dan\nreview:\n  - {{action: {FORMER}/A2, outcome: done}}\n"
    case = went_wrong.changed(HERE, tmp_path, files={"updates/2026/2026-03-12-dan.yml": update})

    assert went_wrong.report(case, "DR206") == [
        (
            f"updates/2026/2026-03-12-dan.yml:4 DR206 `{FORMER}/A2` names a record that is called "
            "`2026-03-04-tier-1` now | write `2026-03-04-tier-1/A2`"
        )
    ]


def test_a_former_name_leads_to_one_record(tmp_path: Path) -> None:
    again = f"date: 2026-03-12\nby: dan\nformerly: [{FORMER}, 2026-03-04-tier-1]\n"
    case = went_wrong.changed(HERE, tmp_path, files={"updates/2026/2026-03-12-dan.yml": again})

    update = "updates/2026/2026-03-12-dan.yml:3 DR107"
    says = "in `formerly` is already the name of another file, or was"
    assert [each.partition(" | ")[0] for each in went_wrong.report(case, "DR107")] == [
        f"{update} `{FORMER}` {says}",
        f"{update} `2026-03-04-tier-1` {says}",
    ]
