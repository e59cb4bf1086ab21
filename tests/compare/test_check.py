"""`check --since` in real repositories."""

import json
import random
from collections import Counter
from pathlib import Path

import pytest

from committing import Repository
from earlier_records import commit, write
from running import run

BASE = {
    "site_config.yml": "site_name: Fernhollow\nplugins: [decision-record]\n",
    "records/people.yml": (
        "lena: {name: Lena Fischer, role: csm}\nines: {name: Ines Kovac, role: pm}\n"
    ),
    "records/accounts/pelican.yml": (
        "name: Pelican\nsegment: mid\narr: 10000\ncsm: lena\nrenewal: 2027-01-31\n"
    ),
    "records/taxonomy.yml": "segments: {mid: Mid}\nareas: {}\n",
}
UPDATE = "records/updates/2026/2026-04-20-lena.yml"


def update(*accounts: str, day: str = "2026-04-20") -> str:
    rows = "".join(
        f"  - {{id: F{number}, account: {account}, what: The export is slow for {account} again}}\n"
        for number, account in enumerate(accounts, 1)
    )
    return f"date: {day}\nby: lena\nfeedback:\n{rows}"


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    """Main has two unknown accounts in an update; a branch has begun."""
    made = Repository(tmp_path / "company")
    made.records.mkdir(parents=True)
    made.git("init", "--quiet")
    write(made.folder, BASE | {UPDATE: update("pelican", "osprey", "kestrel")})
    commit(made)
    made.git("checkout", "--quiet", "-b", "branch")
    monkeypatch.chdir(made.folder)
    return made


def check(*arguments: str, since: str = "main") -> dict[str, object]:
    """What is new, as JSON."""
    result = run("check", "--since", since, "--format", "json", "--today", "2026-06-01", *arguments)
    found: dict[str, object] = json.loads(result.stdout)
    errors = [each for each in problems(found) if each["severity"] == "error"]
    assert result.exit_code == (1 if errors else 0)
    return found


def problems(found: dict[str, object]) -> list[dict[str, object]]:
    listed = found["diagnostics"]
    assert isinstance(listed, list)
    return listed


def places(found: dict[str, object]) -> list[tuple[object, object]]:
    return [(each["code"], each["line"]) for each in problems(found)]


def counts(found: dict[str, object]) -> tuple[object, object, object]:
    summary = found["summary"]
    assert isinstance(summary, dict)
    since = summary["since"]
    return since["older_errors"], since["older_warnings"], since["gone"]


def test_older_problems_are_counted_in_one_line(repository: Repository) -> None:
    assert run("check").exit_code == 1
    result = run("check", "--since", "main")
    assert result.exit_code == 0
    assert result.output == (
        "Checked 4 files against `main`: no new problems.\n"
        "2 older problems are not shown: 2 errors.\n"
    )
    assert repository


def test_a_new_one_is_shown_with_its_line(repository: Repository) -> None:
    write(repository.folder, {UPDATE: update("heron", "pelican", "osprey", "kestrel")})
    found = check()
    assert places(found) == [("DR202", 4)]
    assert counts(found) == (2, 0, 0)
    result = run("check", "--since", "main")
    assert result.exit_code == 1
    assert result.output.endswith(
        "Checked 4 files against `main`: 1 new error.\n2 older problems are not shown: 2 errors.\n"
        "What a rule is for: `decision-record explain DR202`.\n"
    )


def test_what_only_moved_is_not_new(repository: Repository) -> None:
    text = update("kestrel", "pelican", "osprey").replace("by: lena", "# A word\n\nby: lena")
    write(repository.folder, {UPDATE: text})
    assert places(check()) == []


def test_nor_is_what_is_in_a_renamed_file(repository: Repository) -> None:
    (repository.folder / UPDATE).unlink()
    text = update("pelican", "osprey", "kestrel", day="2026-04-21")
    write(repository.folder, {UPDATE.replace("04-20", "04-21"): text})
    assert counts(check())[0] == 2
    assert "DR202" not in run("check", "--since", "main").output


def test_one_that_the_change_makes_elsewhere_is_new(repository: Repository) -> None:
    (repository.records / "accounts/pelican.yml").unlink()
    found = check()
    assert [(each["code"], each["file"], each["line"]) for each in problems(found)] == [
        ("DR202", UPDATE, 4)
    ]


def test_one_that_older_records_have_too_is_shown_in_the_new_one(repository: Repository) -> None:
    for day in range(21, 30):
        name = UPDATE.replace("04-20", f"04-{day}")
        write(repository.folder, {name: update("pelican", "osprey", day=f"2026-04-{day}")})
        found = check(since="HEAD")
        assert [(each["code"], each["file"]) for each in problems(found)] == [("DR202", name)]
        assert counts(found) == (1, 0, 0)
        commit(repository)


def test_of_many_places_some_are_shown_and_the_others_counted(repository: Repository) -> None:
    for day in range(21, 30):
        name = UPDATE.replace("04-20", f"04-{day}")
        write(repository.folder, {name: update("osprey", day=f"2026-04-{day}")})
    (found,) = [part for part in run("check").output.split("\nDR") if "10 records name it" in part]
    assert found.count("named here too") == 5
    assert " ==> 4 more places\n" in found


def test_one_of_three_is_the_one_on_the_new_line(repository: Repository) -> None:
    same = "  - {id: F9, account: osprey, what: Something else}\n"
    head, tail = update("pelican", "osprey", "kestrel").split("  - {id: F2", 1)
    write(repository.folder, {UPDATE: f"{head}{same}  - {{id: F2{tail}"})
    assert places(check()) == [("DR202", 5)]


def test_a_value_that_could_not_be_read_before_is_counted_once_it_is_fixed(
    repository: Repository,
) -> None:
    good = BASE["records/accounts/pelican.yml"]
    write(repository.folder, {"records/accounts/pelican.yml": good.replace("2027-01-31", "soon")})
    commit(repository)
    write(repository.folder, {"records/accounts/pelican.yml": good})
    result = run("check", "--since", "HEAD", "--today", "2026-06-01")
    assert "1 older problem is gone." in result.output, result.output


def test_mended_ones_are_counted(repository: Repository) -> None:
    write(repository.folder, {UPDATE: update("pelican", "kestrel")})
    assert counts(check()) == (1, 0, 1)
    assert "1 older problem is gone." in run("check", "--since", "main").output


def test_nothing_counts_as_mended_while_a_file_cannot_be_read(repository: Repository) -> None:
    write(repository.folder, {UPDATE: "date: [\n"})
    found = check()
    assert [each["code"] for each in problems(found)] == ["DR001"]
    assert counts(found) == (0, 0, 0)


def test_what_main_got_meanwhile_makes_no_difference(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "main")
    write(repository.folder, {UPDATE: update("pelican")})
    commit(repository)
    repository.git("checkout", "--quiet", "branch")
    assert places(check()) == []


def test_files_narrow_what_is_shown(repository: Repository) -> None:
    other = "records/updates/2026/2026-04-22-lena.yml"
    write(repository.folder, {other: update("heron", day="2026-04-22")})
    shown = run("check", "--since", "main", UPDATE)
    assert shown.exit_code == 0
    assert shown.output == (
        "Checked 5 files against `main`: no new problems.\n"
        "Not shown: 1 new error in other files.\n"
        "2 older problems are not shown: 2 errors.\n"
    )
    assert counts(check(other)) == (0, 0, 0)
    assert len(problems(check(other))) == 1


def test_works_below_the_top_and_from_elsewhere(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(repository.folder, {UPDATE: update("heron", "pelican", "osprey", "kestrel")})
    monkeypatch.chdir(repository.records)
    assert places(check("--config", "../site_config.yml")) == [("DR202", 4)]
    monkeypatch.chdir(repository.folder.parent)
    assert places(check("--config", "company/site_config.yml")) == [("DR202", 4)]
    assert places(check("--config", str(repository.folder / "site_config.yml"))) == [("DR202", 4)]


def test_works_without_a_configuration(repository: Repository) -> None:
    write(repository.folder, {UPDATE: update("heron", "pelican", "osprey", "kestrel")})
    assert places(check("--config", "none.yml", "--records", "records")) == [("DR202", 4)]


def test_works_in_a_hook(repository: Repository, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", "/nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nowhere/index")
    assert places(check()) == []
    assert repository


def test_both_sides_are_checked_for_one_day(repository: Repository) -> None:
    future = {UPDATE.replace("2026", "2027"): update("pelican", day="2027-04-20")}
    write(repository.folder, future)
    commit(repository)
    assert counts(check(since="HEAD")) == (2, 1, 0)
    assert [each["code"] for each in problems(check())] == ["DR009"]


def test_a_rule_that_becomes_an_error_brings_its_problems(repository: Repository) -> None:
    write(repository.folder, {UPDATE.replace("2026", "2027"): update("pelican", day="2027-04-20")})
    commit(repository)
    severity = "site_name: Acme\nplugins: [{decision-record: {severity: {DR009: error}}}]\n"
    write(repository.folder, {"site_config.yml": severity})
    assert [each["code"] for each in problems(check(since="HEAD"))] == ["DR009"]


def test_an_old_renaming_is_not_new(repository: Repository) -> None:
    text = update("pelican", "osprey", "kestrel", day="2026-04-21")
    repository.git("mv", UPDATE, UPDATE.replace("04-20", "04-21"))
    write(repository.folder, {UPDATE.replace("04-20", "04-21"): text})
    assert [each["code"] for each in problems(check())] == ["DR006"]
    commit(repository)
    assert problems(check(since="HEAD")) == []


def test_a_misplaced_record_is_new_once(repository: Repository) -> None:
    write(repository.folder, {"meetings/2026-04-28-tier-1.yml": "series: tier-1\n"})
    assert [each["code"] for each in problems(check())] == ["DR010"]
    commit(repository)
    assert problems(check(since="HEAD")) == []


def test_personal_folders_are_not_compared(repository: Repository) -> None:
    own = repository.folder.parent / "own"
    (own / "meetings/2026").mkdir(parents=True)
    (own / "meetings/2026/2026-04-21-talk.yml").write_text("series: talk\nnonsense: 1\n")
    roots = "[records, {path: ../own, kind: personal}]"
    text = f"site_name: Acme\nplugins: [{{decision-record: {{records: {roots}}}}}]\n"
    write(repository.folder, {"site_config.yml": text})
    assert "personal record" in run("check").output
    result = run("check", "--since", "main")
    assert result.exit_code == 0
    assert result.output.endswith(
        "Note: personal folders are not compared: their problems are not shown.\n"
    )


def test_says_so_where_everything_is_new(repository: Repository) -> None:
    repository.git("rm", "--quiet", "--cached", "site_config.yml")
    repository.git("commit", "--quiet", "-m", "Remove")
    result = run("check", "--since", "HEAD")
    assert result.exit_code == 1
    assert "`site_config.yml` is not yet in " in result.output
    assert "everything counts as new.\nWhat a rule is for: " in result.output


@pytest.mark.parametrize("ref", ["nonsense", "--all", "", "::error ::x"])
def test_stops_where_there_is_no_such_revision(repository: Repository, ref: str) -> None:
    result = run("check", f"--since={ref}")
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("error: there is no commit")
    assert repository


@pytest.mark.parametrize("form", ["text", "concise", "json", "github", "gitlab", "sarif"])
def test_every_format_shows_what_is_new(repository: Repository, form: str) -> None:
    write(repository.folder, {UPDATE: update("heron", "pelican", "osprey", "kestrel")})
    result = run("check", "--since", "main", "--format", form)
    assert result.exit_code == 1
    assert "heron" in result.stdout
    assert "DR202" in result.stdout
    assert "no account `osprey`" not in result.stdout
    if form in {"gitlab", "sarif"}:
        json.loads(result.stdout)
        assert "2 older problems are not shown" in result.stderr


@pytest.mark.parametrize("seed", range(12))
def test_new_problems_are_the_difference_of_random_states(
    repository: Repository, seed: int
) -> None:
    """Rows come, go and move, files come and go: what is new is counted by file and account."""
    chance = random.Random(seed)  # noqa: S311 - the same examples on each run
    expected = []
    for _ in range(2):
        state: Counter[tuple[str, str]] = Counter()
        for day in range(20, 24):
            name = UPDATE.replace("04-20", f"04-{day}")
            (repository.folder / name).unlink(missing_ok=True)
            # An unknown account that is named again would be one problem, unless it is misspelt.
            accounts = ("pelican", *(f"pelican{mark}{day}" for mark in ("x", "y", "z")))
            rows = chance.choices(accounts, k=chance.randrange(1, 6))
            if chance.random() < 0.8:
                # Texts that differ from file to file, so that none seems to be renamed.
                text = update(*rows, day=f"2026-04-{day}").replace("again", f"again {day}" * 20)
                write(repository.folder, {name: text})
                state.update((name, row) for row in rows if row != "pelican")
        commit(repository)
        expected.append(state)
    before, now = expected
    found = check(since="HEAD~1")
    new = Counter(
        (str(each["file"]), str(each["message"]).split("`")[1])
        for each in problems(found)
        if each["code"] == "DR202"
    )
    assert new == now - before
    assert counts(found)[0] == (now & before).total()
