"""How many files were checked and what came of it, in numbers and as the closing sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision_record.diagnostics.diagnostic import Diagnostic, Severity
from decision_record.text.wording import count, join_words


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """What a run was compared with, and what is not shown of it because it is not new."""

    ref: str
    """The branch, tag or commit that was named."""
    commit: str
    """The commit whose files were compared: where HEAD and that parted."""
    older_errors: int = 0
    older_warnings: int = 0
    gone: int = 0
    """Problems that were there before."""
    notes: tuple[str, ...] = ()
    """What could not be compared, a sentence each without its full stop."""

    @property
    def older(self) -> int:
        """Problems that were there before, and still are."""
        return self.older_errors + self.older_warnings


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of one run."""

    files: int
    errors: int
    warnings: int
    unread: int = 0
    """Files that could not be read in full, so that some rules could not run on what they say."""
    unread_files: tuple[str, ...] = ()
    """Those of them that may be named."""
    elsewhere: int = 0
    """Errors in files that are not shown."""
    since: Baseline | None = None
    """Where only new problems count: what they are compared with."""

    def __str__(self) -> str:
        """Return the closing sentence: "Checked 121 files: 2 errors, 3 warnings."."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        checked = f"Checked {count(self.files, 'file')}"
        if self.since is None:
            yield f"{checked}: {_counts(self.errors, self.warnings) or 'no problems'}."
        else:
            found = _counts(self.errors, self.warnings, kind="new ") or "no new problems"
            yield f"{checked} against `{self.since.ref}`: {found}."
        if self.unread:
            it = "it is" if self.unread == 1 else "they are"
            yield (
                f"{self._unread_words} could not be read in full: more problems may show once "
                f"{it} fixed."
            )
        if self.elsewhere:
            new = "new " if self.since else ""
            yield f"Not shown: {count(self.elsewhere, f'{new}error')} in other files."
        if self.since:
            yield from _on_older(self.since)

    @property
    def _unread_words(self) -> str:
        """The files by name, and how many more there are."""
        named = self.unread_files[:_MOST_NAMED]
        left = self.unread - len(named)
        if not named:
            return count(self.unread, "file")
        return join_words([*named, *([f"{left} more"] if left else [])])


_MOST_NAMED = 5
"""Files that the closing sentence names."""


def _on_older(since: Baseline) -> Iterator[str]:
    if since.older:
        are = "is" if since.older == 1 else "are"
        found = _counts(since.older_errors, since.older_warnings)
        yield f"{count(since.older, 'older problem')} {are} not shown: {found}."
    if since.gone:
        yield f"{count(since.gone, 'older problem')} {'is' if since.gone == 1 else 'are'} gone."
    for note in since.notes:
        yield f"Note: {note}."


def _counts(errors: int, warnings: int, *, kind: str = "") -> str:
    """Errors and warnings; the empty text where there are none of both."""
    numbers = ((errors, f"{kind}error"), (warnings, f"{kind}warning"))
    return ", ".join(count(number, noun) for number, noun in numbers if number)


def summarize(
    diagnostics: Iterable[Diagnostic],
    *,
    files: int,
    unread: int = 0,
    unread_files: tuple[str, ...] = (),
    elsewhere: int = 0,
    since: Baseline | None = None,
) -> Summary:
    """Count the diagnostics of a run over a number of files."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        files=files,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        unread=unread,
        unread_files=unread_files,
        elsewhere=elsewhere,
        since=since,
    )
