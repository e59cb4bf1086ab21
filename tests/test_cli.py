"""The command as people and programs use it: output, exit codes, and nothing lost on the way."""

import json
import shutil
from pathlib import Path

import pytest

from running import run

REPOSITORY = Path(__file__).resolve().parents[1]
SAMPLE = REPOSITORY / "records"
HARBOUR = REPOSITORY / "tests/organizations/harbour/records"
THREE_LINES = "site_name: Acme\ntheme: material\nplugins: [decision-record]\n"


@pytest.fixture
def company(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a company has it: three lines of configuration, and records; no git."""
    (tmp_path / "site_config.yml").write_text(THREE_LINES, encoding="utf-8")
    shutil.copytree(HARBOUR, tmp_path / "records")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def break_a_record(company: Path, *, owner: str = "otto.brand") -> str:
    """Name an owner who is not in people.yml."""
    record = company / "records/meetings/2026/2026-01-27-tier-1.yml"
    text = record.read_text(encoding="utf-8")
    assert "otto.brandt" in text
    record.write_text(text.replace("owner: otto.brandt", f"owner: {owner}"), encoding="utf-8")
    return "records/meetings/2026/2026-01-27-tier-1.yml"


@pytest.mark.usefixtures("company")
def test_check_says_that_all_is_well() -> None:
    result = run("check")
    assert result.exit_code == 0, result.output
    assert "error" not in result.output or "no error" in result.output


def test_check_points_at_the_line_and_exits_with_1(company: Path) -> None:
    file = break_a_record(company)
    result = run("check")
    assert result.exit_code == 1
    assert "DR201" in result.output
    assert f"{file}:" in result.output
    assert "otto.brandt" in result.output  # did you mean


def test_json_is_one_object_and_nothing_else(company: Path) -> None:
    file = break_a_record(company)
    result = run("check", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert set(found) == {"diagnostics", "summary"}
    assert set(found["summary"]) == {"files", "errors", "warnings", "unread", "elsewhere"}
    first = next(each for each in found["diagnostics"] if each["severity"] == "error")
    assert set(first) - {"fix"} == {
        "code", "severity", "message", "file", "line",
        "column", "end_line", "end_column", "help", "url",
    }  # fmt: skip
    assert first["file"] == file
    assert found["summary"]["errors"] == sum(
        each["severity"] == "error" for each in found["diagnostics"]
    )


def test_concise_is_a_line_a_problem(company: Path) -> None:
    file = break_a_record(company)
    lines = run("check", "--format", "concise").output.splitlines()
    assert any(line.startswith(f"{file}:") and ": DR201 " in line for line in lines)


def test_github_annotates(company: Path) -> None:
    file = break_a_record(company)
    assert f"::error file={file},line=" in run("check", "--format", "github").output


def test_files_are_named_from_the_working_directory(
    company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_a_record(company)
    monkeypatch.chdir(company / "records/meetings")
    result = run("check", "--config", "../../site_config.yml", "--format", "json")
    files = {each["file"] for each in json.loads(result.stdout)["diagnostics"]}
    assert "2026/2026-01-27-tier-1.yml" in files


def test_records_need_no_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("check", "--records", str(HARBOUR)).exit_code == 0


def test_without_anything_it_says_how_to_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for command in ("check", "build", "serve"):
        result = run(command)
        assert result.exit_code == 2, command
        assert "plugins: [decision-record]" in result.output


@pytest.mark.parametrize("command", ["check", "build", "serve"])
@pytest.mark.usefixtures("company")
def test_a_folder_that_is_not_there_cannot_be_checked(command: str) -> None:
    result = run(command, "--records", "recods")
    assert result.exit_code == 2
    assert "recods" in result.output


def test_a_broken_configuration_is_shown_like_a_broken_record(company: Path) -> None:
    (company / "site_config.yml").write_text(
        "site_name: Acme\ntheme: material\nplugins:\n  - decision-record:\n      as_of: June\n",
        encoding="utf-8",
    )
    result = run("check")
    assert result.exit_code == 2
    assert "site_config.yml:5" in result.output
    assert "YYYY-MM-DD" in result.output


def configure(company: Path, *options: str) -> None:
    lines = "".join(f"      {option}\n" for option in options)
    (company / "site_config.yml").write_text(
        f"site_name: Acme\ntheme: material\nplugins:\n  - decision-record:\n{lines}",
        encoding="utf-8",
    )


def test_a_severity_that_is_set_decides_what_stops(company: Path) -> None:
    break_a_record(company, owner="Product")
    for word, code in (("error", 1), ("warning", 0), ("off", 0)):
        configure(company, f"severity: {{DR303: {word}}}")
        result = run("check", "--format", "json")
        assert result.exit_code == code, word
        found = json.loads(result.stdout)["diagnostics"]
        said = {each["severity"] for each in found if each["code"] == "DR303"}
        assert said == ({word} - {"off"})


@pytest.mark.parametrize("command", ["check", "build", "serve"])
def test_settings_for_what_does_not_exist_are_shown_with_their_line(
    company: Path, command: str
) -> None:
    configure(
        company, "as_of: 2026-06-30", "severity: {DR340: off}", "thresholds: {DR318: {word: 80}}"
    )
    result = run(command)
    assert result.exit_code == 2
    for part in ("site_config.yml:6:18", "`DR340`", "site_config.yml:7:28", "did you mean `words`"):
        assert part in result.output


@pytest.mark.usefixtures("company")
def test_a_day_is_written_one_way() -> None:
    for day in ("29.06.2026", "20260629", "2026-W26-1", "2026-02-30", "today"):
        result = run("build", "--as-of", day)
        assert result.exit_code == 2, day
        assert "2026-06-29" in result.output


@pytest.mark.slow
def test_build_prints_one_line_and_publishes(company: Path) -> None:
    result = run("build", "--as-of", "2026-06-30")
    assert result.exit_code == 0, result.output
    (line,) = result.stdout.splitlines()
    assert "23 records" in line
    assert "site/index.html" in line
    index = json.loads((company / "site/api/v1/index.json").read_text(encoding="utf-8"))
    assert index["as_of"] == "2026-06-30"


@pytest.mark.slow
def test_build_refuses_errors_and_leaves_the_last_site(company: Path) -> None:
    assert run("build", "--as-of", "2026-06-30").exit_code == 0
    before = {path: path.read_bytes() for path in (company / "site").rglob("*") if path.is_file()}
    break_a_record(company)
    result = run("build", "--as-of", "2026-06-30")
    assert result.exit_code == 1
    assert result.stdout == ""
    assert "DR201" in result.stderr
    after = {path: path.read_bytes() for path in (company / "site").rglob("*") if path.is_file()}
    assert after == before
    assert sorted(path.name for path in company.iterdir()) == ["records", "site", "site_config.yml"]


@pytest.mark.slow
def test_build_goes_by_the_severities_that_are_set(company: Path) -> None:
    break_a_record(company, owner="Product")
    configure(company, "severity: {DR303: warning, DR405: off}", "thresholds: {DR318: {words: 80}}")
    result = run("build", "--as-of", "2026-06-30")
    assert result.exit_code == 0, result.output

    def page(code: str) -> str:
        return (company / f"site/checks/{code}/index.html").read_text(encoding="utf-8")

    assert "It does not stop a pull request." in page("DR303")
    assert "the default is" in page("DR303")
    assert "It is switched off." in page("DR405")
    assert "80 words, set for this site; the default is 60 words" in page("DR318")
    assert "the default is" not in page("DR304")
    configure(company, "severity: {DR312: error, DR303: off}")
    refused = run("build", "--as-of", "2026-06-30")
    assert refused.exit_code == 1
    assert "DR312 [error]" in refused.stderr


@pytest.mark.slow
def test_the_same_records_give_the_same_bytes(company: Path) -> None:
    sites = []
    for name in ("one", "two"):
        assert run("build", "--as-of", "2026-06-30", "--output", name).exit_code == 0
        folder = company / name
        sites.append(
            {
                path.relative_to(folder): path.read_bytes()
                for path in folder.rglob("*")
                if path.is_file()
            }
        )
    assert sites[0] == sites[1]


@pytest.mark.usefixtures("company")
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_is_refused(day: str) -> None:
    result = run("build", "--as-of", day)
    assert result.exit_code == 2
    assert "cannot be the day of a site" in result.output


def test_a_refused_build_shows_the_errors_alone(company: Path) -> None:
    break_a_record(company)
    assert "[warning]" in run("check").output
    assert "[warning]" not in run("build").output


def test_check_of_a_file_reads_everything_and_shows_that_file(company: Path) -> None:
    file = break_a_record(company)
    other = "records/meetings/2026/2026-02-24-tier-1.yml"
    shown = run("check", "--format", "json", file, other)
    assert shown.exit_code == 1
    found = json.loads(shown.stdout)
    assert {each["file"] for each in found["diagnostics"]} == {file, other}
    alone = run("check", "--format", "json", other)
    assert alone.exit_code == 0
    assert json.loads(alone.stdout)["summary"]["elsewhere"] == found["summary"]["errors"]
    assert "Not shown: " in run("check", other).stdout
    everything = json.loads(run("check", "--format", "json").stdout)["diagnostics"]
    below = json.loads(run("check", "--format", "json", "records/meetings").stdout)["diagnostics"]
    assert below == [each for each in everything if each["file"].startswith("records/meetings/")]


@pytest.mark.parametrize(
    ("name", "said"),
    [("records/accounts/nobody.yml", "there is no records"), ("site_config.yml", "not among")],
)
@pytest.mark.usefixtures("company")
def test_check_of_a_file_that_is_no_record_says_so(name: str, said: str) -> None:
    result = run("check", name)
    assert result.exit_code == 2
    assert said in result.output


def test_today_is_what_it_is_said_to_be(company: Path) -> None:
    future = ("check", "--format", "json", "--today", "2026-05-01")
    found = json.loads(run(*future).stdout)["diagnostics"]
    late = {each["file"] for each in found if each["code"] == "DR009"}
    assert "records/meetings/2026/2026-05-26-tier-1.yml" in late
    assert not any("/2026-04-" in file for file in late)
    after = json.loads(run("check", "--format", "json", "--today", "2027-01-01").stdout)
    assert not any(each["code"] == "DR009" for each in after["diagnostics"])
    assert company.is_dir()


def test_of_many_problems_of_a_rule_three_are_shown_whole(company: Path) -> None:
    rows = "".join(f"  - {{id: F{n}, account: nobody{n}, what: Slow}}\n" for n in range(1, 251))
    file = company / "records/updates/2026/2026-05-05-otto.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(f"date: 2026-05-05\nby: otto.brandt\nfeedback:\n{rows}", encoding="utf-8")
    name = file.relative_to(company).as_posix()
    text = run("check", name).stdout
    assert text.count("DR202 [error]") == 3
    lines = [line for line in text.splitlines() if line.startswith(f"{name}:") and "DR202" in line]
    assert len(lines) == 197
    assert all("there is no account" in line and "add its file" in line for line in lines)
    assert f"{name} has 50 more problems; `--all` shows all of them" in text
    assert run("check", "--all", name).stdout.count("DR202 [error]") == 250
    assert len(json.loads(run("check", "--format", "json", name).stdout)["diagnostics"]) == 250


def test_a_file_that_could_not_be_read_in_full_is_said_at_the_end(company: Path) -> None:
    file = company / "records/meetings/2026/2026-01-27-tier-1.yml"
    text = file.read_text(encoding="utf-8")
    assert "written: in-meeting" in text
    file.write_text(text.replace("written: in-meeting", "written: later"), encoding="utf-8")
    text = run("check").stdout
    name = file.relative_to(company).as_posix()
    assert f"{name} could not be read in full: more problems may show once it is fixed." in text
    code = text[text.index(" [error]") - len("DR101") : text.index(" [error]")]
    assert text.endswith(f"What a rule is for: `decision-record explain {code}`.\n")
    assert run("explain", code).exit_code == 0


def test_records_that_are_not_read_and_none_at_all_are_errors(company: Path) -> None:
    (company / "Meetings").mkdir()
    (company / "Meetings/2026-03-03-tier-1.yml").write_text("series: tier-1\n", encoding="utf-8")
    found = json.loads(run("check", "--format", "json").stdout)["diagnostics"]
    assert [each["file"] for each in found if each["code"] == "DR010"] == [
        "Meetings/2026-03-03-tier-1.yml"
    ]
    shutil.rmtree(company / "Meetings")
    shutil.rmtree(company / "records")
    (company / "records").mkdir()
    empty = run("check", "--format", "concise")
    assert empty.exit_code == 1
    assert "records:1:1: DR010 there is no record of any kind here" in empty.stdout
    (company / "records/people.yml").write_text("ann: {name: Ann, role: pm}\n", encoding="utf-8")
    assert run("check").exit_code == 0
