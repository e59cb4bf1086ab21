"""How many files were checked and what came of it, in numbers and as the closing sentence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from decision_record.diagnostics.diagnostic import Diagnostic, Severity
from decision_record.wording import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of one run."""

    files: int
    errors: int
    warnings: int
    unread: int = 0
    """Files that could not be read in full, so that some rules could not run on what they say."""
    elsewhere: int = 0
    """Errors in files that are not shown."""

    def __str__(self) -> str:
        """Return the closing sentence: "Checked 121 files: 2 errors, 3 warnings."."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        found = [
            count(number, noun)
            for number, noun in ((self.errors, "error"), (self.warnings, "warning"))
            if number
        ]
        yield f"Checked {count(self.files, 'file')}: {', '.join(found) or 'no problems'}."
        if self.unread:
            yield (
                f"{count(self.unread, 'file')} could not be read in full: "
                "rules that need the rest were held back."
            )
        if self.elsewhere:
            yield f"Not shown: {count(self.elsewhere, 'error')} in other files."


def summarize(
    diagnostics: Iterable[Diagnostic], *, files: int, unread: int = 0, elsewhere: int = 0
) -> Summary:
    """Count the diagnostics of a run over a number of files."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        files=files,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
        unread=unread,
        elsewhere=elsewhere,
    )
