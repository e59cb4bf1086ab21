"""MkDocs' configuration, read and validated by MkDocs, with every refusal in words and at its line.

`check` asks here too, so that what it lets pass can be built. Nothing of the company's is run for
it: hooks are parsed and not imported, and a tag that would call a function is refused.
"""

import ast
import importlib
import logging
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import MkDocsException
from mkdocs.utils.yaml import get_yaml_loader, yaml_load

from decision_record.checks.wording import quote
from decision_record.diagnostics import Pointer, Problem, Severity, Underlined
from decision_record.repository.layout import real_path
from decision_record.site.errors import SiteError
from decision_record.site.mkdocs_words import explain, point, problem, warn
from decision_record.site.packaged import theme_folder
from decision_record.site.theme_settings import find_wrong_theme


def read_config(config_file: Path, *, site_folder: Path) -> MkDocsConfig:
    """MkDocs' configuration, with our guide and Material where it names no docs_dir or theme.

    Its hooks and plugins are imported, as for a build.

    Raises:
        SiteError: It cannot be used; the message has every reason.
    """
    config, problems = validate(
        config_file, name=config_file.name, site_folder=site_folder, runs_hooks=True
    )
    wrong = [each for each in problems if each.severity is not Severity.WARNING]
    if config is None or wrong:
        raise SiteError("\n".join(_say(each, config_file) for each in wrong))
    for each in problems:
        logging.getLogger("mkdocs.config").warning(_say(each, config_file))
    return config


def _say(problem: Problem, config_file: Path) -> str:
    return f"{config_file.name}: {problem.message}; {problem.help}"


def validate(
    config_file: Path, *, name: str, site_folder: Path, runs_hooks: bool
) -> tuple[MkDocsConfig | None, tuple[Problem, ...]]:
    """Have MkDocs validate a configuration.

    Args:
        config_file: The configuration.
        name: The file as messages call it.
        site_folder: Where the site is going to be built.
        runs_hooks: Whether its hooks are imported, which runs them.

    Returns:
        The configuration, without what is refused of it, or None where it cannot be read; and what
        is wrong.
    """
    at = Pointer(file=name, part=Underlined.ROW)
    refused: dict[str, Problem] = {}
    try:
        written = _load(config_file, config=_empty(config_file))  # MkDocs changes what it reads
        hooks = written.get("hooks")
        wrong = tuple(_find_wrong_hooks(hooks, folder=config_file.parent, at=at))
        while True:
            config = _empty(config_file)
            data = _load(config_file, config=config)
            if wrong or not runs_hooks:
                data.pop("hooks", None)
            config.load_dict(_filled(data, without=refused, site_folder=site_folder))
            errors, warnings = _validate(config)
            # MkDocs stops at the first setting that it refuses.
            if not (new := [(key, said) for key, said in errors if key not in refused]):
                break
            for key, said in new:
                refused[key] = explain(key, said, at=at, value=written.get(key))
    except SiteError as error:
        return None, (problem(at, str(error), "correct it, or leave it out"),)
    if "docs_dir" not in data:
        # From repo_url MkDocs guesses where a guide would be edited; ours is not kept there.
        config.edit_uri = config.edit_uri_template = None
    return config, (
        *wrong,
        *refused.values(),
        *(find_wrong_theme(config, at=at) if "theme" not in refused else ()),
        *(warn(key, str(said), at=at, config=config) for key, said in warnings),
    )


def _empty(config_file: Path) -> MkDocsConfig:
    return MkDocsConfig(config_file_path=str(real_path(config_file)))


def _filled(
    data: Mapping[str, object], *, without: Collection[str], site_folder: Path
) -> dict[str, object]:
    """Settings with what we supply where they say nothing, or nothing that can be used."""
    kept = {key: value for key, value in data.items() if key not in without}
    supplied = {"docs_dir": str(theme_folder() / "guide"), "theme": "material"}
    stand_in = {"site_name": "The site"} if "site_name" in without else {}
    return {**supplied, **stand_in, **kept, "site_dir": str(site_folder)}


def _validate(config: MkDocsConfig) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """What MkDocs refuses, and what it warns of.

    Raises:
        SiteError: A plugin or a hook ends with an exception.
    """
    try:
        errors, warnings = config.validate()
    except Exception as error:
        # Importing plugins and hooks runs the code of others, which may raise anything.
        raise SiteError(f"a plugin or hook fails: {type(error).__name__}: {error}") from error
    return [(key, str(said)) for key, said in errors], list(warnings)


class _SafeLoader(yaml.SafeLoader):
    """YAML with the one tag of Python that names a function and does not call it."""


def _named(_loader: yaml.SafeLoader, suffix: str, node: yaml.Node) -> object:
    """The function that a tag names, as in `!!python/name:pymdownx.superfences.fence_code`."""
    module, _, attribute = suffix.rpartition(".")
    try:
        return getattr(importlib.import_module(module), attribute)
    except (ImportError, AttributeError, ValueError):
        raise yaml.constructor.ConstructorError(
            None, None, f"there is no {suffix} in the installed packages", node.start_mark
        ) from None


_SafeLoader.add_multi_constructor("tag:yaml.org,2002:python/name:", _named)


def _load(config_file: Path, *, config: MkDocsConfig) -> dict[str, Any]:
    """The configuration with all that it inherits.

    Raises:
        SiteError: It cannot be read; the message says why.
    """
    try:
        with config_file.open("rb") as file:
            return dict(yaml_load(file, get_yaml_loader(_SafeLoader, config)))
    except OSError as error:
        raise SiteError(f"{config_file} cannot be read: {error.strerror}") from error
    except RecursionError as error:
        raise SiteError("`INHERIT` leads back to itself") from error
    except (MkDocsException, ValueError, TypeError, yaml.YAMLError) as error:
        cause = error.__context__ if isinstance(error, MkDocsException) else error
        if isinstance(cause, yaml.MarkedYAMLError) and cause.problem_mark:
            line = cause.problem_mark.line + 1
            raise SiteError(f"line {line} cannot be used: {cause.problem}") from error
        raise SiteError(str(error)) from error


def _find_wrong_hooks(hooks: object, *, folder: Path, at: Pointer) -> Iterator[Problem]:
    """Hooks that are not there, or are not Python."""
    for number, each in enumerate(hooks if isinstance(hooks, list) else ()):
        place = point(at, "hooks", number)
        if not isinstance(each, str) or not (folder / each).is_file():
            yield problem(
                place, f"there is no file {quote(str(each))} for `hooks`", "write it, or remove it"
            )
            continue
        try:
            ast.parse((folder / each).read_bytes(), filename=each)
        except (SyntaxError, ValueError, OSError) as error:
            line = f", line {error.lineno}" if isinstance(error, SyntaxError) else ""
            yield problem(place, f"{quote(each)}{line} is not Python: {error}", "correct it there")
