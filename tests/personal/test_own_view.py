"""The two people's own site: everything is there, and nobody gets it by accident (§7)."""

import os
import subprocess
from pathlib import Path

import pytest

from confiding import CONFIGURATION, PERSONAL, SECRET, Run, betraying, write
from decision_record.repository.configuration import Configuration, read_configuration

TEXTS = ("goal", "target", "actual", "challenge", "issue", "coaching", "career", "block", "notes")
RECORD = """\
series: bob-talk
date: 2026-05-04
attendees: [vera, bob]
goals: [{goal: my goal, owner: bob, target: my target, actual: my actual}]
challenges: my challenge
customers: [{account: north, issue: my issue}]
coaching: my coaching
career: my career
data_by: bob
agenda: [{block: my block, lead: manager}]
actions:
  cs: [{id: A1, what: my action, owner: bob, due: 2026-05-10}]
notes: my notes
"""


@pytest.fixture
def sound(company: Path) -> Path:
    """Only what has no errors, so that the own site can be built."""
    for name in PERSONAL:
        (company / "personal" / name).unlink()
    write(company / "personal/series.yml", "bob-talk: {kind: one-on-one, members: [vera, bob]}\n")
    write(company / "personal/people.yml", "gil: {name: Gil Own, role: other}\n")
    write(company / "personal/meetings/2026/2026-05-04-bob-talk.yml", RECORD)
    return company


def test_everything_is_on_its_page(sound: Path, run: Run) -> None:
    result = run("build", "--personal")
    assert result.exit_code == 0, result.output
    page = (sound / "site-personal/meetings/2026-05-04-bob-talk/index.html").read_text()
    assert [text for text in (*TEXTS, "action") if f"my {text}" not in page] == []
    assert "Brought by" in page
    assert "the manager" in page
    assert "my action" in (sound / "site-personal/actions/index.html").read_text()
    assert (sound / "site-personal/people/gil/index.html").is_file()


def test_nothing_of_it_takes_the_place_of_the_shared_site(sound: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    before = (sound / "site/index.html").read_bytes()
    assert run("build", "--personal").exit_code == 0
    assert (sound / "site/index.html").read_bytes() == before
    shared = (sound / "site/meetings/2026-05-04-bob-talk/index.html").read_text()
    assert [text for text in (*TEXTS, "action") if f"my {text}" in shared] == []
    assert not (sound / "site/people/gil").exists()


def test_neither_site_takes_the_place_of_the_other(sound: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    assert run("build", "--personal").exit_code == 0
    before = {
        folder: (sound / folder / "index.html").read_bytes() for folder in ("site", "site-personal")
    }
    for arguments in (("--personal", "--output", "site"), ("--output", "site-personal")):
        refused = run("build", *arguments)
        assert refused.exit_code == 2
        assert "may not replace: give another --output, or delete that folder" in refused.output
    for folder, page in before.items():
        assert (sound / folder / "index.html").read_bytes() == page


def test_who_wrote_it_stands_on_their_own_site_alone(sound: Path, run: Run) -> None:
    for name in ("records", "personal"):
        git(sound / name, "init", "--quiet")
        git(sound / name, "add", "--all")
        git(sound / name, "commit", "--quiet", "--message", "Write")
    page = "meetings/2026-05-04-bob-talk/index.html"
    assert run("build").exit_code == 0
    assert run("build", "--personal").exit_code == 0
    assert "Vera Own" not in (sound / "site" / page).read_text()
    assert "Written down by Vera Own" in (sound / "site-personal" / page).read_text()
    shared = "updates/2026-05-01-bob/index.html"
    assert "Written down by Vera Own" in (sound / "site" / shared).read_text()


def test_every_page_says_whose_site_it_is(sound: Path, run: Run) -> None:
    notice = "This site holds one-on-ones. It is for Vera and Bob only."
    assert run("build", "--personal").exit_code == 0
    pages = [
        page
        for page in (sound / "site-personal").rglob("*.html")
        if 'http-equiv="refresh"' not in page.read_text()
    ]
    assert {page.name for page in pages} == {"index.html", "404.html"}
    assert (sound / "site-personal/guide/index.html") in pages
    assert [page for page in pages if page.read_text().count(notice) != 1] == []


def test_the_shared_site_bears_no_notice(sound: Path, run: Run) -> None:
    assert run("build").exit_code == 0
    pages = list((sound / "site").rglob("*.html"))
    assert pages
    assert [page for page in pages if "dr-notice" in page.read_text()] == []


def git(folder: Path, *arguments: str) -> None:
    day = "2026-05-04T18:00:00Z"
    whose = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in {"NAME": "Vera Own", "EMAIL": "v@own.example", "DATE": day}.items()
    }
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True,
        capture_output=True,
        env={**os.environ, **whose},
    )


def test_the_folder_may_be_named_beside_those_of_the_configuration(company: Path, run: Run) -> None:
    config = company / "site_config.yml"
    config.write_text(CONFIGURATION.replace(", {path: personal, kind: personal}", ""))
    assert run("check", "--records", "personal:personal").exit_code == 0
    shown = run("check", "--records", "personal:personal", "--personal")
    assert SECRET in shown.output
    both = run("check", "--records", "records", "--records", "personal:personal")
    assert both.exit_code == 0
    assert betraying(company) == []


@pytest.mark.usefixtures("company")
def test_a_folder_named_as_shared_is_taken_for_shared(run: Run) -> None:
    result = run("check", "--records", "records", "--records", "personal")
    assert result.exit_code == 1
    assert "DR701" in result.output
    assert SECRET not in "".join(
        part for part in result.output.split("\n\n") if "one-on-one" in part
    )


def test_without_a_personal_folder_there_is_nothing_to_show(company: Path, run: Run) -> None:
    for arguments in (("check",), ("build",), ("serve",)):
        result = run(*arguments, "--records", "records", "--personal")
        assert result.exit_code == 2
        assert "--records personal:DIR" in result.output
    assert not (company / "site-personal").exists()


@pytest.mark.usefixtures("company")
def test_a_prefix_needs_a_folder(run: Run) -> None:
    result = run("check", "--records", "personal:")
    assert result.exit_code == 2
    assert "personal:../one-on-ones" in result.output


def _read(company: Path, records: str) -> tuple[Configuration | None, list[str]]:
    text = f"plugins:\n  - decision-record:\n      records: {records}\n"
    (company / "site_config.yml").write_text(text)
    configuration, problems = read_configuration(company / "site_config.yml", name="c.yml")
    return configuration, [
        f"{each.code} {'/'.join(map(str, getattr(each.at, 'path', ())[3:]))}" for each in problems
    ]


def test_roots_are_named_in_the_configuration(company: Path) -> None:
    configuration, problems = _read(company, "[records, {path: personal, kind: personal}]")
    assert problems == []
    assert configuration is not None
    assert configuration.shared_roots == (company / "records",)
    assert configuration.personal_roots == (company / "personal",)
    assert not configuration.personal


@pytest.mark.parametrize(
    ("records", "expected"),
    [
        ("[{path: personal, kind: secret}]", ["DR104 records/0/kind"]),
        ("[records, {kind: personal}]", ["DR101 records/1/path"]),
        ("[{path: personal, sort: personal}]", ["DR102 records/0/sort"]),
        ("[[records]]", ["DR103 records/0"]),
        ("records", ["DR103 records"]),
    ],
)
def test_what_is_wrong_with_a_root_is_said_where_it_stands(
    company: Path, records: str, expected: list[str]
) -> None:
    assert _read(company, records) == (None, expected)
