"""Diagnostics as JSON, for programs."""

import json
from collections.abc import Iterable

from decision_record.diagnostics.diagnostic import Diagnostic
from decision_record.diagnostics.summary import Summary


def render_json(diagnostics: Iterable[Diagnostic], summary: Summary) -> str:
    """Return one object: `diagnostics`, each with its place and its way out, and the `summary`.

    It is plain ASCII, so that neither a terminal nor an encoding changes it.
    """
    whole = {
        "diagnostics": [_fields(diagnostic) for diagnostic in diagnostics],
        "summary": {
            "files": summary.files,
            "errors": summary.errors,
            "warnings": summary.warnings,
        },
    }
    return json.dumps(whole, indent=2) + "\n"


def _fields(diagnostic: Diagnostic) -> dict[str, str | int]:
    span = diagnostic.place.span
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": diagnostic.place.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
        "help": diagnostic.help,
        "url": diagnostic.url,
    }
