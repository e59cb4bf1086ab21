"""A personal folder in what everybody reads is refused, whichever way leads to it (§7)."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from confiding import CONFIGURATION, SECRET, Run, betraying
from decision_record.repository.exposure import find_exposures, is_below
from decision_record.site.errors import SiteError
from decision_record.site.prepare import content_of

Arrange = Callable[[Path], str]
"""Moves or links the personal folder, and returns the lines that are added to the configuration."""


def move(company: Path, place: str) -> None:
    """Put the personal folder elsewhere, and name it there."""
    (company / place).parent.mkdir(parents=True, exist_ok=True)
    (company / "personal").rename(company / place)
    name(company, place)


def name(company: Path, place: str) -> None:
    config = company / "site_config.yml"
    config.write_text(config.read_text().replace("path: personal", f"path: {place}"))


def inside_docs_dir(company: Path) -> str:
    move(company, "docs/own/one-on-ones")
    return "docs_dir: docs\n"


def inside_the_docs_dir_of_mkdocs(company: Path) -> str:
    move(company, "docs/one-on-ones")
    return ""


def the_docs_dir_itself(company: Path) -> str:
    del company
    return "docs_dir: personal\n"


def around_docs_dir(company: Path) -> str:
    (company / "personal/_pages").mkdir()
    return "docs_dir: personal/_pages\n"


def by_another_way(company: Path) -> str:
    move(company, "docs/own")
    name(company, "docs")
    config = company / "site_config.yml"
    text = config.read_text().replace("path: docs/own", "path: records/../docs/../docs/own")
    config.write_text(text)
    return "docs_dir: records/../docs\n"


def through_a_link_to_docs_dir(company: Path) -> str:
    move(company, "pages/own")
    (company / "docs").symlink_to(company / "pages")
    return "docs_dir: docs\n"


def through_a_link_in_docs_dir(company: Path) -> str:
    (company / "docs/deep").mkdir(parents=True)
    (company / "docs/deep/more").symlink_to(company / "personal")
    return "docs_dir: docs\n"


def through_a_link_to_a_file(company: Path) -> str:
    (company / "docs").mkdir()
    record = company / "personal/meetings/2026/2026-05-04-bob-talk.yml"
    (company / "docs/notes.txt").symlink_to(record)
    return "docs_dir: docs\n"


def through_a_link_to_its_surroundings(company: Path) -> str:
    (company / "elsewhere/private").mkdir(parents=True)
    move(company, "elsewhere/private/own")
    (company / "docs").mkdir()
    (company / "docs/all").symlink_to(company / "elsewhere/private")
    return "docs_dir: docs\n"


def through_two_links(company: Path) -> str:
    (company / "docs").mkdir()
    (company / "pages").mkdir()
    (company / "docs/pages").symlink_to(company / "pages")
    (company / "pages/docs").symlink_to(company / "docs")
    (company / "pages/own").symlink_to(company / "personal")
    return "docs_dir: docs\n"


def inside_custom_dir(company: Path) -> str:
    move(company, "overrides/own")
    return "theme: {name: material, custom_dir: overrides}\n"


def inside_an_inherited_docs_dir(company: Path) -> str:
    (company / "base").mkdir()
    (company / "base/mkdocs.yml").write_text("docs_dir: docs\n")
    move(company, "docs/own")
    return "INHERIT: base/mkdocs.yml\n"


def inside_shared_records(company: Path) -> str:
    move(company, "records/personal")
    return ""


def around_shared_records(company: Path) -> str:
    (company / "records").rename(company / "personal/_records")
    config = company / "site_config.yml"
    config.write_text(config.read_text().replace("[records,", "[personal/_records,"))
    return ""


def the_shared_records_themselves(company: Path) -> str:
    name(company, "records")
    return ""


def through_a_link_in_shared_records(company: Path) -> str:
    (company / "records/meetings").symlink_to(company / "personal/meetings")
    return ""


ARRANGEMENTS: tuple[Arrange, ...] = (
    inside_docs_dir,
    inside_the_docs_dir_of_mkdocs,
    the_docs_dir_itself,
    around_docs_dir,
    by_another_way,
    through_a_link_to_docs_dir,
    through_a_link_in_docs_dir,
    through_a_link_to_a_file,
    through_a_link_to_its_surroundings,
    through_two_links,
    inside_custom_dir,
    inside_an_inherited_docs_dir,
    inside_shared_records,
    around_shared_records,
    the_shared_records_themselves,
    through_a_link_in_shared_records,
)


@pytest.fixture(params=ARRANGEMENTS, ids=lambda arrange: arrange.__name__)
def exposed(request: pytest.FixtureRequest, company: Path) -> Path:
    more = request.param(company)
    config = company / "site_config.yml"
    if more.startswith("theme:"):
        config.write_text(config.read_text().replace("theme: material\n", ""))
    config.write_text(config.read_text() + more)
    return company


@pytest.fixture
def one_attempt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let `serve` try once, and end."""

    def try_once(build: Callable[[], object], **_: object) -> None:
        attempt = build()
        raise SiteError(getattr(attempt, "report", ""))

    monkeypatch.setattr("decision_record.site.serve.serve", try_once)


@pytest.mark.usefixtures("one_attempt")
def test_check_build_and_serve_refuse_it(exposed: Path, run: Run) -> None:
    for result in (run("check"), run("check", "--personal"), run("build"), run("serve")):
        assert result.exit_code in (1, 2), result.output
        assert re.search("DR005|nothing is published|are inside each other", result.output)
        assert "Traceback" not in result.output
    said = run("check").output
    assert "site_config.yml" in said
    assert "a repository of their own" in said
    assert SECRET not in said.lower()
    assert not (exposed / "site").exists()


def test_the_line_of_the_configuration_is_pointed_at(company: Path, run: Run) -> None:
    more = inside_docs_dir(company)
    config = company / "site_config.yml"
    config.write_text(config.read_text() + more)
    line = run("check", "--format", "concise").output.splitlines()[0]
    assert line.startswith("site_config.yml:8:26: DR005 ")
    assert "`docs/own/one-on-ones` and `docs` are inside each other" in line


def test_a_folder_of_the_command_line_is_named(company: Path, run: Run) -> None:
    config = company / "site_config.yml"
    config.write_text(CONFIGURATION.replace(", {path: personal, kind: personal}", ""))
    (company / "personal").rename(company / "docs")
    result = run("check", "--records", "records", "--records", "personal:docs")
    assert result.exit_code == 1
    assert "--> docs:1:1" in result.output


def test_it_is_refused_where_the_folder_is_not_there(company: Path, run: Run) -> None:
    """Whoever can read it would publish it."""
    name(company, "docs/own")
    config = company / "site_config.yml"
    config.write_text(config.read_text() + "docs_dir: docs\n")
    (company / "docs").mkdir()
    assert run("check").exit_code == 1


def test_mkdocs_itself_refuses_what_it_understands_otherwise(
    company: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only MkDocs knows what `!ENV` gives."""
    monkeypatch.setenv("PAGES", "pages")
    inside_docs_dir(company)
    (company / "docs").rename(company / "pages")
    config = company / "site_config.yml"
    text = config.read_text().replace("path: docs/", "path: pages/")
    config.write_text(text + "docs_dir: !ENV PAGES\n")
    for command in (
        ["-m", "mkdocs", "build", "-f", "site_config.yml"],
        ["-c", "from decision_record.cli import main; main()", "build"],
    ):
        result = subprocess.run(
            [sys.executable, *command], check=False, capture_output=True, text=True, cwd=company
        )
        said = result.stdout + result.stderr
        assert result.returncode != 0, said
        assert "are inside each other" in said
        assert SECRET not in said.lower()
    assert [name for name in betraying(company) if name.startswith("site")] == []


def test_what_mkdocs_copies_is_known_to_the_plugin(company: Path) -> None:
    with pytest.raises(SiteError, match="a repository of their own"):
        content_of(company / "site_config.yml", published=[company])


def test_folders_that_lie_apart_are_let_be(company: Path, run: Run) -> None:
    (company / "docs").mkdir()
    (company / "docs/index.md").write_text("Hello\n")
    (company / "docs/again").symlink_to(company / "docs")
    (company / "docs/nowhere").symlink_to(company / "absent")
    (company / "docs/round").symlink_to(company / "docs/round")
    config = company / "site_config.yml"
    config.write_text(config.read_text() + "docs_dir: docs\n")
    assert run("check").exit_code == 0


@pytest.mark.parametrize("place", ["one/Personal", "ONE/personal/deep"])
def test_a_file_system_that_ignores_case_makes_no_difference(tmp_path: Path, place: str) -> None:
    def ignoring_case(path: Path) -> object:
        return os.fspath(path).lower()

    folder, personal = tmp_path / "one", tmp_path / place
    assert is_below(personal, folder, identify=ignoring_case)
    assert [*find_exposures([personal], [folder], identify=ignoring_case)] != []
    assert not is_below(tmp_path / "oneself", folder, identify=ignoring_case)


def test_two_ways_to_one_folder_are_the_same(tmp_path: Path) -> None:
    """A folder that is mounted twice has two paths and one number."""
    (tmp_path / "one/two").mkdir(parents=True)

    def mounted_twice(path: Path) -> object:
        return path.name if path.name in ("one", "other") else None

    same = {"one": 1, "other": 1}
    assert is_below(
        tmp_path / "other/two",
        tmp_path / "one",
        identify=lambda path: same.get(str(mounted_twice(path))),
    )
