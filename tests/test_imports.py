"""No command imports what it does not need: `check` runs at every commit, in an editor too."""

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import click
import pytest

from decision_record.cli import main
from decision_record.cli.commands import COMMANDS

RENDERERS = ("mkdocs", "material", "jinja2", "markdown_it", "rich.console", "requests")
OTHERS = ("review", "forge", "drafts", "views", "exports", "site.build", "site.plan", "compare")
CODE = """
import sys
from decision_record.cli import main
try:
    main(sys.argv[1:], standalone_mode=False)
finally:
    print(*sys.modules, sep="\\n", file=sys.stderr)
"""


def imported_by(*arguments: str, folder: Path) -> frozenset[str]:
    """The modules that are there after a command."""
    done = subprocess.run(
        [sys.executable, "-c", CODE, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=True,
    )
    return frozenset(done.stderr.splitlines())


@pytest.mark.parametrize(
    "command",
    ["check --config site_config.yml", "explain DR304", "schema account", "--help", "--version"],
)
def test_a_command_imports_nothing_that_it_does_not_need(command: str) -> None:
    found = imported_by(*command.split(), folder=Path(__file__).parents[1])
    unwanted = (*RENDERERS, *(f"decision_record.{each}" for each in OTHERS))
    assert found, "the list of modules is empty"
    assert sorted(found & {*unwanted}) == []


def test_help_and_version_import_no_models() -> None:
    found = imported_by("--help", folder=Path.cwd())
    assert "decision_record.cli.commands" in found
    assert "pydantic" not in found
    assert "yaml" not in found


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_each_says_itself(name: str) -> None:
    with click.Context(main) as context:
        command = main.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert COMMANDS[name][1] == command.get_short_help_str(limit=200)


def test_a_command_that_there_is_not_has_a_hint() -> None:
    with click.Context(main) as context:
        assert main.get_command(context, "chekc") is None
        with pytest.raises(click.UsageError, match="No such command"):
            main.resolve_command(context, ["chekc"])


def test_the_packages_that_are_unwanted_are_there() -> None:
    for name in OTHERS:
        assert find_spec(f"decision_record.{name}") is not None, name


def test_a_build_that_finds_what_was_kept_needs_no_mkdocs(tmp_path: Path) -> None:
    imported_by("init", str(tmp_path / "acme"), folder=tmp_path)
    first = imported_by("build", folder=tmp_path / "acme")
    again = imported_by("build", folder=tmp_path / "acme")
    whole = imported_by("build", "--no-cache", folder=tmp_path / "acme")
    assert ["mkdocs" in each for each in (first, again, whole)] == [True, False, True]
