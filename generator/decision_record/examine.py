"""Records read, checked and located: what `check` prints, and what a site is built from."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from decision_record import __version__
from decision_record.checks.catalogue import RULES, run_checks, severity_of, url_of
from decision_record.checks.configure import (
    HasThresholds,
    configure_rules,
    find_wrong_settings,
    rules_to_run,
    weigh,
)
from decision_record.checks.explain import explain
from decision_record.checks.rule import Rule
from decision_record.diagnostics import Diagnostic, Problem, Severity
from decision_record.diagnostics.as_json import render_json
from decision_record.diagnostics.concise import render_concise
from decision_record.diagnostics.github import render_github
from decision_record.diagnostics.gitlab import render_gitlab
from decision_record.diagnostics.sarif import RuleText, render_sarif
from decision_record.diagnostics.summary import Summary, summarize
from decision_record.diagnostics.text import render_text
from decision_record.ledger.stage import TIERS_FROM
from decision_record.model.records import FileKind, Records
from decision_record.repository.configuration import Configuration, read_configuration
from decision_record.repository.exposure import find_exposed_roots
from decision_record.repository.layout import match_dated
from decision_record.repository.load import Loaded, load
from decision_record.repository.misplaced import Surroundings
from decision_record.repository.privacy import put_back, redact
from decision_record.source.files import read_record
from decision_record.source.git_log import find_former_paths
from decision_record.source.locate import resolve


class Format(StrEnum):
    """How problems are printed."""

    TEXT = "text"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    SARIF = "sarif"

    @property
    def is_report(self) -> bool:
        """Whether it is a report for a program that has no place for the closing sentence."""
        return self in {Format.GITLAB, Format.SARIF}


FormerPaths = Callable[[Path], Mapping[str, tuple[str, ...]]]
"""From a folder to the paths that each file below it had before, by its path there."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Examination:
    """The records, with everything that is wrong with them."""

    records: Records
    diagnostics: tuple[Diagnostic, ...]
    files: int
    """How many files were looked at."""
    names: frozenset[str] = frozenset()
    """The names of the files."""
    unread: int = 0
    """How many of them could not be read in full."""
    unread_files: tuple[str, ...] = ()
    """Those of them that a problem names, and so may be named: not what is withheld."""

    @property
    def summary(self) -> Summary:
        """What came of the run."""
        return summarize(
            self.diagnostics,
            files=self.files,
            unread=self.unread,
            unread_files=self.unread_files,
        )

    @property
    def errors(self) -> int:
        """How many errors there are."""
        return sum(each.severity is Severity.ERROR for each in self.diagnostics)

    @property
    def has_errors(self) -> bool:
        """Whether a pull request with these records must not be merged."""
        return self.errors > 0


def configure(file: Path, *, name: str) -> tuple[Configuration | None, tuple[Problem, ...]]:
    """Read a configuration, and compare it with what there is; None where it cannot be used.

    Args:
        file: The configuration.
        name: The file as messages call it.

    Raises:
        OSError: The file cannot be opened.
    """
    configuration, problems = read_configuration(file, name=name)
    if configuration is None:
        return None, problems
    signals = _find_signals() if configuration.settings.thresholds else ()
    wrong = tuple(find_wrong_settings(configuration, signals=signals))
    return (None, wrong) if wrong else (configuration, problems)


def _find_signals() -> Sequence[HasThresholds]:
    """What has thresholds beside the rules: imported for the few teams that set some."""
    from decision_record.signals.catalogue import SIGNALS

    return SIGNALS


_SITES = ("site", "site-personal")
"""Where sites are built if nothing else is said."""


def examine(
    configuration: Configuration,
    *,
    base: Path,
    today: date | None = None,
    now: datetime | None = None,
    former_paths: FormerPaths = find_former_paths,
) -> Examination:
    """Load and check the records of a configuration.

    Args:
        configuration: Names the folders of records, what was set for the rules, and where their
            pages will be.
        base: The folder that files are named from, usually the working directory.
        today: The day after which no record is expected.
        now: The moment whose day that is in the organisation's time zone, where no day is named.
            Without either no record is in the future.
        former_paths: How to find the paths that the files below a folder had before.
    """
    loaded = _load(configuration, base=base, former_paths=former_paths)
    rulings = configure_rules(configuration.settings)
    problems = run_checks(
        loaded,
        rules_to_run(rulings),
        tiers_from=configuration.settings.tiers_from_csms or TIERS_FROM,
        today=today or (today_in(loaded.records, now) if now else None),
    )
    if loaded.redactions:
        problems = tuple(
            put_back(problems, read=frozenset(loaded.problems), redactions=loaded.redactions)
        )
    problems = (
        *configuration.refused,
        *find_exposed_roots(configuration, base=base),
        *weigh(problems, rulings),
    )
    located = locate_problems(problems, base=base, site_url=configuration.site_url)
    diagnostics = redact(located, loaded.redactions)
    told = {each.place.file for each in diagnostics}
    return Examination(
        records=loaded.records,
        diagnostics=diagnostics,
        files=loaded.files,
        names=frozenset((*(file.name for file in loaded.records.files), *told)),
        unread=len(loaded.losses),
        unread_files=tuple(sorted(told.intersection(loaded.losses))),
    )


def _load(configuration: Configuration, *, base: Path, former_paths: FormerPaths) -> Loaded:
    """The records of a configuration, with the names that git knows their files by."""
    sites = (configuration.file.parent / name for name in (*_SITES, *configuration.site_dirs))
    loaded = load(
        configuration.shared_roots,
        personal=configuration.personal_roots,
        withheld=not configuration.personal,
        base=base,
        around=Surroundings(
            folder=configuration.file.parent,
            passed_over=(*configuration.known_roots, *configuration.published, *sites),
        ),
    )
    names = _find_former_names(loaded, configuration.shared_roots, former_paths)
    return replace(loaded, former_names=names)


def _find_former_names(
    loaded: Loaded, roots: Sequence[Path], former_paths: FormerPaths
) -> Mapping[str, tuple[str, ...]]:
    """The names that the file of each shared record had before, as git shows it."""
    paths: dict[str, tuple[str, ...]] = {}
    for root in roots:
        paths |= former_paths(root)
    stems = {
        file.name: tuple(PurePosixPath(path).stem for path in paths[file.path])
        for file in loaded.records.files
        if file.path in paths and not file.personal_root
    }
    kinds = {file.name: file.kind for file in loaded.records.files}
    return {
        name: names
        for name, former in stems.items()
        if (
            names := tuple(
                each for each in former if kinds[name] is FileKind.ACCOUNT or match_dated(each)
            )
        )
    }


def today_in(records: Records, now: datetime) -> date:
    """The day that it is where the organisation is."""
    zone = records.organization.timezone if records.organization else "UTC"
    return now.astimezone(ZoneInfo(zone)).date()


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
    diagnostics: Sequence[Diagnostic],
    *,
    summary: Summary,
    form: Format,
    base: Path,
    colour: bool = False,
    everything: bool = False,
) -> str:
    """What is wrong, as text for a person or a program.

    Args:
        diagnostics: What is wrong.
        summary: What came of the run.
        form: For whom.
        base: The folder that files are named from.
        colour: Whether the text form may use the colours of a terminal.
        everything: Whether the text form shows every problem whole, however many there are.
    """
    match form:
        case Format.TEXT:
            return render_text(
                diagnostics,
                summary,
                read_file=_reader(base),
                colour=colour,
                everything=everything,
            )
        case Format.CONCISE:
            return render_concise(diagnostics, summary)
        case Format.JSON:
            return render_json(diagnostics, summary)
        case Format.GITHUB:
            return render_github(diagnostics, summary)
        case Format.GITLAB:
            return render_gitlab(diagnostics)
        case Format.SARIF:
            return render_sarif(
                diagnostics,
                summary,
                rules={rule.code: _text_of(rule) for rule in RULES},
                version=__version__,
            )


def _text_of(rule: Rule) -> RuleText:
    return RuleText(
        code=rule.code,
        slug=rule.slug,
        says=rule.says,
        details=f"{rule.looks_at}\n\n{rule.why}",
        explained=explain(rule),
        severity=rule.severity,
    )


def _reader(base: Path) -> Callable[[str], bytes]:
    return lambda name: read_record(base / name)
