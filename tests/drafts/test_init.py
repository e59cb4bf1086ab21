"""A new repository: it passes every rule, builds, and is made whole or not at all."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from decision_record.cli import main
from decision_record.drafts.repository.hosting import Hosting
from decision_record.drafts.repository.new import (
    Company,
    InitError,
    make_repository,
    write_repository,
)
from decision_record.examine import examine
from decision_record.model.reference import Stage
from decision_record.repository.configuration import read_configuration
from decision_record.source.read import read
from running import run

TODAY = date(2026, 3, 31)


def company(
    *, name: str = "Acme", stage: Stage = "series-b", hosting: Hosting | None = None
) -> Company:
    return Company(
        name=name,
        currency="EUR",
        timezone="Europe/Berlin",
        stage=stage,
        hosting=hosting or Hosting(package="decision-record", version="1.2.3"),
    )


def found_in(folder: Path) -> list[str]:
    """What is wrong with the records of a repository, errors and warnings."""
    configuration, problems = read_configuration(folder / "site_config.yml", name="site_config.yml")
    assert configuration is not None, problems
    return [str(each) for each in examine(configuration, base=folder).diagnostics]


def init(*arguments: str) -> Result:
    return run("init", *arguments)


@pytest.mark.parametrize("stage", ["series-a", "series-b", "series-c"])
@pytest.mark.parametrize("today", [TODAY + timedelta(days=ahead) for ahead in (0, 4, 5, 333, 700)])
def test_it_passes_every_rule_on_any_day(tmp_path: Path, stage: Stage, today: date) -> None:
    write_repository(tmp_path / "new", make_repository(company(stage=stage), today=today))
    assert found_in(tmp_path / "new") == []


def test_it_holds_one_of_each_and_the_meeting_of_the_day() -> None:
    files = make_repository(company(), today=TODAY)
    assert sorted(name for name in files if not name.startswith(".vscode/")) == [
        ".gitignore",
        "CODEOWNERS",
        "README.md",
        "records/accounts/northgate.yml",
        "records/meetings/2026/2026-03-31-tier-2-reporting.yml",
        "records/organization.yml",
        "records/people.yml",
        "records/pods/reporting.yml",
        "records/series.yml",
        "records/taxonomy.yml",
        "requirements.txt",
        "site_config.yml",
    ]
    texts = {name: text for name, text in files.items() if "/schemas/" not in name}
    assert not any("$" in text for text in texts.values())
    assert "/records/series.yml        @your-company/cs-ops" in files["CODEOWNERS"]


@pytest.mark.parametrize(
    "name",
    [
        "O'Brien & Söhne",
        'The "Nordmole": 7 #1',
        "on",
        "1984",
        "{a: b}",
        "back\\slash",
        "$today",
        "- dash",
        "日本 GmbH",
        "trailing:",
    ],
)
def test_any_name_is_read_back_as_it_was_written(tmp_path: Path, name: str) -> None:
    files = make_repository(company(name=name), today=TODAY)
    reading = read(files["records/organization.yml"].encode(), file="organization.yml")
    assert isinstance(reading.data, dict)
    assert reading.data["name"] == name
    write_repository(tmp_path / "new", files)
    assert found_in(tmp_path / "new") == []


def test_the_first_day_asks_for_nothing() -> None:
    files = make_repository(company(), today=TODAY)
    series = read(files["records/series.yml"].encode(), file="series.yml").data
    assert isinstance(series, dict)
    begins = {name: date.fromisoformat(each["from"]) for name, each in series.items()}
    assert begins.pop("tier-2-reporting") == TODAY
    assert all(day > TODAY + timedelta(days=9) and day.weekday() < 5 for day in begins.values())


@pytest.mark.parametrize("ahead", [3, 4, 5])
def test_nobody_met_on_a_weekend(ahead: int) -> None:
    files = make_repository(company(), today=TODAY + timedelta(days=ahead))
    assert "records/meetings/2026/2026-04-03-tier-2-reporting.yml" in files


def test_a_folder_with_git_alone_counts_as_empty(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    write_repository(tmp_path, {"a/b.yml": "text\n"})
    assert sorted(each.name for each in tmp_path.iterdir()) == [".git", "a"]
    assert (tmp_path / "a/b.yml").read_bytes() == b"text\n"


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(InitError, match=r"not empty \(it holds notes.txt\), and nothing"):
        write_repository(tmp_path, {"a.yml": "text"})
    assert [each.name for each in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_or_a_lost_link_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "link").symlink_to(tmp_path / "nowhere")
    with pytest.raises(InitError, match="file is a file"):
        write_repository(tmp_path / "file", {"a.yml": "text"})
    with pytest.raises(InitError, match="file is a file"):
        write_repository(tmp_path / "file" / "below", {"a.yml": "text"})
    with pytest.raises(InitError, match="leads nowhere"):
        write_repository(tmp_path / "link", {"a.yml": "text"})
    assert sorted(each.name for each in tmp_path.iterdir()) == ["file", "link"]


@pytest.mark.parametrize("target", ["new/deep/er", "there"])
def test_what_cannot_be_written_leaves_nothing_behind(
    tmp_path: Path, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "there").mkdir()
    rename = Path.rename

    def full(self: Path, to: Path) -> Path:
        if self.name in ("deep", "z.yml") or self.name.startswith(".decision-record-"):
            raise OSError(28, "No space left on device")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises(InitError, match="No space left on device"):
        write_repository(tmp_path / target, {"a/b.yml": "text", "c.yml": "text", "z.yml": "text"})
    assert [path.name for path in tmp_path.rglob("*")] == ["there"]


def test_the_command_says_what_it_made_and_what_comes_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = init("our records", "--name", "Acme", "--stage", "series-a")
    assert done.exit_code == 0, done.output
    assert "Made the decision record of Acme in our records:" in done.output
    assert "  records/people.yml " in done.output
    assert "  cd 'our records'\n" in done.output
    assert found_in(tmp_path / "our records") == []
    again = init("our records")
    assert again.exit_code == 2
    assert "is not empty" in again.stderr


def test_in_the_folder_where_one_is_there_is_nowhere_to_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = init(".")
    assert "in this folder:" in done.output
    assert "cd " not in done.output
    assert (tmp_path / "site_config.yml").is_file()


def test_it_asks_only_when_it_is_told_to(tmp_path: Path) -> None:
    answers = "Foo\nEURO\neur\nEurope/Berlin\nseries-c\ngithub\n\n\n\n\n"
    done = CliRunner().invoke(main, ["init", str(tmp_path / "new"), "--ask"], input=answers)
    assert done.exit_code == 0, done.output
    text = (tmp_path / "new/records/organization.yml").read_text("utf-8")
    assert "name: Foo\nstage: series-c" in text
    assert "currency: EUR\ntimezone: Europe/Berlin" in text
    part = CliRunner().invoke(
        main, ["init", str(tmp_path / "part"), "--ask", "--name", "Bar"], input="\n" * 8
    )
    assert part.exit_code == 0, part.output
    assert "Name of the company" not in part.output


@pytest.mark.parametrize(
    ("option", "value", "said"),
    [
        ("--currency", "EURO", "`EURO` is not the code of a currency"),
        ("--timezone", "Mars", "`Mars` is not a time zone"),
        ("--name", " ", "write a name on one line"),
        ("--name", "a\x07b", "write a name on one line"),
        ("--stage", "seed", "'seed' is not one of"),
    ],
)
def test_what_makes_no_sense_is_refused(tmp_path: Path, option: str, value: str, said: str) -> None:
    done = init(str(tmp_path / "new"), option, value)
    assert done.exit_code == 2
    assert said in done.output
    assert not (tmp_path / "new").exists()


@pytest.mark.slow
def test_its_site_has_a_page_for_everything(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert init(".").exit_code == 0
    built = run("build")
    assert built.exit_code == 0, built.output
    assert "warning" not in built.output
    for page in ("accounts/northgate", "pods/reporting", "people/ivy.castell", "guide"):
        assert (tmp_path / "site" / page / "index.html").is_file()
