"""What the build would refuse in a configuration, said before anything is built.

MkDocs is asked only where the file holds something that is not obviously right, because it takes
longer to import than most companies' records to check.
"""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from decision_record.diagnostics import Pointer, Problem, Severity
from decision_record.repository.configuration import PLUGIN
from decision_record.site.credentials import find_credentials
from decision_record.site.own_pages import OwnFiles, find_clashes, find_wrong_nav
from decision_record.site.packaged import theme_folder
from decision_record.site.usual_settings import are_usual
from decision_record.source.files import read_record
from decision_record.source.read import ReadFile, read

_WITHOUT_PAGES = frozenset({PLUGIN, "search", "material/search"})
"""Plugins that bring no pages of their own into the navigation."""


def find_refused(config_file: Path, *, name: str, base: Path) -> tuple[Problem, ...]:
    """Everything in a configuration for which there would be no site.

    Args:
        config_file: The configuration; our part of it is looked at elsewhere.
        name: The file as messages call it.
        base: The folder that files are named from in messages.

    Raises:
        OSError: The file cannot be opened.
    """
    reading = read(read_record(config_file), file=name)
    return (
        *find_credentials(reading.data, name=name),
        *_refused_by_build(reading, config_file=config_file, name=name, base=base),
    )


def _refused_by_build(
    reading: ReadFile, *, config_file: Path, name: str, base: Path
) -> tuple[Problem, ...]:
    folder, data = config_file.parent, reading.data
    if isinstance(data, dict) and not reading.problems and are_usual(data, folder=folder):
        own = data.get("docs_dir")
        return find_wrong_pages(
            data.get("nav"),
            name=name,
            own=OwnFiles(pages=folder / own if isinstance(own, str) else None),
            base=base,
        )
    # MkDocs is a second to import, so it is imported where it is needed.
    from decision_record.site.mkdocs_settings import validate

    config, problems = validate(
        config_file, name=name, site_folder=folder / ".site", runs_hooks=False
    )
    if config is None:
        return problems
    templates = config.theme.custom_dir
    return (
        *problems,
        *find_wrong_pages(
            config.nav,
            name=name,
            own=OwnFiles(
                pages=Path(config.docs_dir),
                named=frozenset(map(str, config.extra_templates)),
                templates=Path(templates) if templates else None,
            ),
            base=base,
            brings_pages=not set(config.plugins) <= _WITHOUT_PAGES,
        ),
    )


def find_wrong_pages(
    nav: object,
    *,
    name: str,
    own: OwnFiles,
    base: Path,
    brings_pages: bool = False,
) -> tuple[Problem, ...]:
    """Pages that the navigation names and that are not there, and files where ours are.

    Args:
        nav: The navigation as the configuration has it.
        name: The configuration as messages call it.
        own: The company's own files.
        base: The folder that files are named from in messages.
        brings_pages: Whether a plugin may make pages, so that one that is not there is no error.
    """
    packaged = theme_folder() / "guide"
    wrong = find_wrong_nav(nav, at=Pointer(file=name, path=("nav",)), own=own, packaged=packaged)
    return (
        *(_soften(wrong) if brings_pages else wrong),
        *find_clashes(replace(own, pages=None) if own.pages == packaged else own, base=base),
    )


def _soften(problems: Iterator[Problem]) -> Iterator[Problem]:
    return (replace(each, severity=Severity.WARNING) for each in problems)
