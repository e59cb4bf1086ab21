"""Our part of the configuration, in the forms that MkDocs allows."""

from datetime import date
from pathlib import Path

import pytest

from decision_record.repository.configuration import read_configuration


def configure(folder: Path, text: str) -> Path:
    file = folder / "site_config.yml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.parametrize(
    "plugins",
    [
        "plugins: [decision-record]",
        "plugins:\n  - search\n  - decision-record\n",
        "plugins:\n  - decision-record:\n",
        "plugins:\n  decision-record:\n",
        "plugins:\n  decision-record: {}\n",
    ],
)
def test_every_form_without_options_gives_the_defaults(tmp_path: Path, plugins: str) -> None:
    file = configure(tmp_path, f"site_name: Acme\n{plugins}\n")
    configuration, problems = read_configuration(file, name="site_config.yml")
    assert problems == ()
    assert configuration is not None
    assert [each.path for each in configuration.settings.records] == ["records"]
    assert configuration.settings.as_of is None


def test_options_are_read_by_the_same_conversions_as_records(tmp_path: Path) -> None:
    file = configure(
        tmp_path,
        "plugins:\n  - decision-record:\n      as_of: 2026-06-29\n      records: [cs, product]\n",
    )
    configuration, _ = read_configuration(file, name="site_config.yml")
    assert configuration is not None
    assert configuration.day(asked=None, today=date(2027, 1, 1)) == date(2026, 6, 29)
    assert configuration.day(asked=date(2026, 3, 31), today=date(2027, 1, 1)) == date(2026, 3, 31)
    assert configuration.roots == (tmp_path / "cs", tmp_path / "product")


def test_an_unknown_option_is_pointed_at_where_it_stands(tmp_path: Path) -> None:
    file = configure(
        tmp_path, "plugins:\n  - search\n  - decision-record:\n      as_off: 2026-06-29\n"
    )
    configuration, problems = read_configuration(file, name="site_config.yml")
    assert configuration is None
    (problem,) = problems
    assert problem.code == "DR102"
    assert "as_of" in problem.help
    assert getattr(problem.at, "path", None) == ("plugins", 1, "decision-record", "as_off")


def test_a_wrong_value_says_what_is_wanted(tmp_path: Path) -> None:
    file = configure(tmp_path, "plugins:\n  - decision-record:\n      as_of: 29 June\n")
    _, (problem,) = read_configuration(file, name="site_config.yml")
    assert problem.code == "DR103"
    assert "YYYY-MM-DD" in problem.message


def test_tags_of_mkdocs_are_none_of_our_business(tmp_path: Path) -> None:
    file = configure(tmp_path, "site_url: !ENV SITE_URL\nplugins: [decision-record]\n")
    configuration, problems = read_configuration(file, name="site_config.yml")
    assert configuration is not None
    assert problems == ()


@pytest.mark.parametrize(
    ("plugins", "second"),
    [
        ("plugins: [decision-record, search, decision-record]\n", 2),
        ("plugins:\n  - decision-record:\n  - decision-record: {as_of: 2026-06-29}\n", 1),
        ("plugins:\n  - decision-record: {as_of: 2026-06-29}\n  - decision-record:\n", 1),
    ],
)
def test_a_plugin_that_is_named_twice_is_told(tmp_path: Path, plugins: str, second: int) -> None:
    file = configure(tmp_path, plugins)
    configuration, (problem,) = read_configuration(file, name="site_config.yml")
    assert configuration is None
    assert problem.code == "DR002"
    assert getattr(problem.at, "path", None) == ("plugins", second)
    (first,) = problem.related
    assert getattr(first.at, "path", None) == ("plugins", 0)
    assert problem.help == "name it once, with all of its options below it, and remove the other"


def test_a_configuration_without_the_plugin_says_how_to_name_it(tmp_path: Path) -> None:
    file = configure(tmp_path, "site_name: Acme\nplugins: [search]\n")
    configuration, (problem,) = read_configuration(file, name="site_config.yml")
    assert configuration is None
    assert "plugins: [decision-record]" in problem.help


def test_what_is_not_yaml_is_a_problem_with_a_place(tmp_path: Path) -> None:
    file = configure(tmp_path, "site_name: [\n")
    configuration, problems = read_configuration(file, name="site_config.yml")
    assert configuration is None
    assert [problem.code for problem in problems] == ["DR001"]


def test_where_the_site_is_published_is_known_without_mkdocs(tmp_path: Path) -> None:
    file = configure(
        tmp_path, "site_url: https://acme.example/record/\nplugins: [decision-record]\n"
    )
    configuration, _ = read_configuration(file, name="site_config.yml")
    assert configuration is not None
    assert configuration.site_url == "https://acme.example/record/"
