"""How many files were checked and what came of it, in numbers and as the closing sentence."""

from collections.abc import Iterable
from dataclasses import dataclass

from decision_record.diagnostics.diagnostic import Diagnostic, Severity
from decision_record.wording import count


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The counts of one run."""

    files: int
    errors: int
    warnings: int

    def __str__(self) -> str:
        """Return the closing sentence: "Checked 121 files: 2 errors, 3 warnings."."""
        found = [
            count(number, noun)
            for number, noun in ((self.errors, "error"), (self.warnings, "warning"))
            if number
        ]
        return f"Checked {count(self.files, 'file')}: {', '.join(found) or 'no problems'}."


def summarize(diagnostics: Iterable[Diagnostic], *, files: int) -> Summary:
    """Count the diagnostics of a run over a number of files."""
    severities = [diagnostic.severity for diagnostic in diagnostics]
    return Summary(
        files=files,
        errors=severities.count(Severity.ERROR),
        warnings=severities.count(Severity.WARNING),
    )
