"""Records read, checked and located: what `check` prints, and what a site is built from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path, PurePosixPath

from decision_record.checks.catalogue import run_checks, severity_of, url_of
from decision_record.checks.configure import find_wrong_settings, rule_on, rules_to_run, weigh
from decision_record.diagnostics import Diagnostic, Problem, Severity
from decision_record.diagnostics.as_json import render_json
from decision_record.diagnostics.concise import render_concise
from decision_record.diagnostics.github import render_github
from decision_record.diagnostics.summary import summarize
from decision_record.diagnostics.text import render_text
from decision_record.exposure import find_exposed_roots
from decision_record.ledger.stage import TIERS_FROM
from decision_record.load import Loaded, load
from decision_record.model.records import Records
from decision_record.personal import conceal, put_back
from decision_record.places import match_dated
from decision_record.settings import Configuration, read_configuration
from decision_record.signals.catalogue import SIGNALS
from decision_record.source.files import read_record
from decision_record.source.history import find_former_paths
from decision_record.source.locate import resolve


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """The records, with everything that is wrong with them."""

    records: Records
    diagnostics: tuple[Diagnostic, ...]
    files: int
    """How many files were looked at."""

    @property
    def has_errors(self) -> bool:
        """Whether a pull request with these records must not be merged."""
        return any(each.severity is Severity.ERROR for each in self.diagnostics)


def configure(file: Path, *, name: str) -> tuple[Configuration | None, tuple[Problem, ...]]:
    """Read a configuration, and compare it with what there is; None where it cannot be used.

    Args:
        file: The configuration.
        name: The file as messages call it.

    Raises:
        OSError: The file cannot be opened.
    """
    configuration, problems = read_configuration(file, name=name)
    wrong = tuple(find_wrong_settings(configuration, signals=SIGNALS)) if configuration else ()
    return (None, wrong) if wrong else (configuration, problems)


def examine(configuration: Configuration, *, base: Path) -> Examination:
    """Load and check the records of a configuration.

    Args:
        configuration: Names the folders of records, what was set for the rules, and where their
            pages will be.
        base: The folder that files are named from, usually the working directory.
    """
    loaded = load(
        configuration.shared_roots,
        personal=configuration.personal_roots,
        withheld=not configuration.personal,
        base=base,
    )
    loaded = replace(loaded, former_names=_find_former_names(loaded, configuration.shared_roots))
    rulings = rule_on(configuration.settings)
    problems = run_checks(
        loaded,
        rules_to_run(rulings),
        tiers_from=configuration.settings.tiers_from_csms or TIERS_FROM,
    )
    if loaded.veils:
        problems = tuple(put_back(problems, read=frozenset(loaded.problems), veils=loaded.veils))
    problems = (*find_exposed_roots(configuration, base=base), *weigh(problems, rulings))
    located = locate_problems(problems, base=base, site_url=configuration.site_url)
    return Examination(
        records=loaded.records,
        diagnostics=conceal(located, loaded.veils),
        files=loaded.files,
    )


def _find_former_names(loaded: Loaded, roots: Sequence[Path]) -> Mapping[str, tuple[str, ...]]:
    """The names that the file of each shared record had before, as git shows it."""
    paths: dict[str, tuple[str, ...]] = {}
    for root in roots:
        paths |= find_former_paths(root)
    stems = {
        file.name: tuple(PurePosixPath(path).stem for path in paths[file.path])
        for file in loaded.records.files
        if file.path in paths and not file.personal_root
    }
    return {
        name: names
        for name, former in stems.items()
        if (names := tuple(each for each in former if match_dated(each)))
    }


def locate_problems(
    problems: Iterable[Problem], *, base: Path, site_url: str | None = None
) -> tuple[Diagnostic, ...]:
    """Give problems their lines, severities and pages; whole where the site's is known."""
    root = f"{site_url.rstrip('/')}/" if site_url else ""
    return resolve(
        problems,
        read_file=_reader(base),
        severity=severity_of,
        url=lambda code: root + url_of(code),
    )


def render(
    diagnostics: Sequence[Diagnostic], *, files: int, form: Format, base: Path, colour: bool = False
) -> str:
    """What is wrong, as text for a person or a program.

    Args:
        diagnostics: What is wrong.
        files: How many files were looked at.
        form: For whom.
        base: The folder that files are named from.
        colour: Whether the text form may use the colours of a terminal.
    """
    summary = summarize(diagnostics, files=files)
    match form:
        case Format.TEXT:
            return render_text(diagnostics, summary, read_file=_reader(base), colour=colour)
        case Format.CONCISE:
            return render_concise(diagnostics, summary)
        case Format.JSON:
            return render_json(diagnostics, summary)
        case Format.GITHUB:
            return render_github(diagnostics, summary)


def _reader(base: Path) -> Callable[[str], bytes]:
    return lambda name: read_record(base / name)
