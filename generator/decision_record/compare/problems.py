"""The problems that a change brings: both sides examined for one day, and compared."""

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from decision_record.compare.base import Base
from decision_record.compare.match import Matched, match_problems
from decision_record.diagnostics import Diagnostic, Severity
from decision_record.diagnostics.lines import Lines, cut
from decision_record.diagnostics.summary import Baseline
from decision_record.examine import Examination, examine
from decision_record.repository.configuration import Configuration
from decision_record.source.files import read_record


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProblems:
    """What a change does to the problems of the records."""

    problems: Matched
    base: Base
    before: Examination | None
    """The records as they were; None where there were none yet."""
    are_known: bool
    """Whether every file can be read now, so that what is gone was fixed and is not only unseen:
    what could not be read before was a problem itself, and hid others, but made none up."""

    def about(self, shown: Callable[[Diagnostic], bool]) -> Baseline:
        """What to say about the comparison besides the new problems.

        Args:
            shown: Whether a problem is in the files that were asked for.
        """
        older = [each for each in self.problems.older if shown(each)]
        gone = [each for each in self.problems.gone if shown(each)] if self.are_known else []
        errors = sum(each.severity is Severity.ERROR for each in older)
        return Baseline(
            ref=self.base.revision.ref,
            commit=self.base.revision.commit,
            older_errors=errors,
            older_warnings=len(older) - errors,
            gone=len(gone),
            notes=self.base.notes,
        )


def find_new_problems(
    examination: Examination,
    *,
    configuration: Configuration,
    base: Base,
    cwd: Path,
    today: date | None,
) -> NewProblems:
    """Tell the problems that a change brings from those that were there before.

    Args:
        examination: Of the records as they are.
        configuration: Of the same.
        base: The records as they were.
        cwd: The folder that files are named from.
        today: The day after which no record is expected, the same for both sides.
    """
    before = _examine(base, today=today)
    personal = [_whole(root, cwd) for root in configuration.personal_roots]
    return NewProblems(
        problems=match_problems(
            _shared(before.diagnostics, personal, base.folder) if before else (),
            _shared(examination.diagnostics, personal, cwd),
            renamed=base.changes.renamed,
            lines_before=_lines_below(base.folder),
            lines_now=_lines_below(cwd),
        ),
        base=base,
        before=before,
        are_known=not examination.unread,
    )


def _examine(base: Base, *, today: date | None) -> Examination | None:
    if base.configuration is None:
        return None
    return examine(
        base.configuration, base=base.folder, today=today, former_paths=base.former_paths
    )


def _shared(
    diagnostics: Iterable[Diagnostic], personal: Sequence[Path], folder: Path
) -> Iterable[Diagnostic]:
    """The problems outside of personal folders."""
    for each in diagnostics:
        file = _whole(Path(each.place.file), folder)
        if not any(file.is_relative_to(root) for root in personal):
            yield each


def _whole(path: Path, folder: Path) -> Path:
    return Path(os.path.normpath(folder / path))


def _lines_below(folder: Path) -> Callable[[str], Lines]:
    @cache
    def lines_of(name: str) -> Lines:
        try:
            return cut(read_record(folder / name))
        except (OSError, ValueError):
            return cut(b"")

    return lines_of
