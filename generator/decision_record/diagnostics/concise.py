"""Diagnostics a line each, as editors and `grep` take them: `file:line:col: DR101 message`."""

from collections.abc import Iterable

from decision_record.diagnostics.diagnostic import Diagnostic
from decision_record.diagnostics.summary import Summary
from decision_record.diagnostics.visible import make_harmless, make_lines_visible, make_visible


def render_concise(diagnostics: Iterable[Diagnostic], summary: Summary) -> str:
    """Return a line for each diagnostic, and the closing sentence."""
    lines = (*map(_line, diagnostics), make_lines_visible(str(summary)))
    return make_harmless("".join(f"{line}\n" for line in lines))


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.place.span
    return make_visible(
        f"{diagnostic.place.file}:{span.line}:{span.column}: {diagnostic.code} {diagnostic.message}"
    )
