"""Diagnostics as JSON, for programs."""

import json
from collections.abc import Iterable

from decision_record.diagnostics.diagnostic import Diagnostic, Place
from decision_record.diagnostics.summary import Baseline, Summary
from decision_record.diagnostics.visible import make_json_harmless


def render_json(diagnostics: Iterable[Diagnostic], summary: Summary) -> str:
    """Return one object: `diagnostics`, each with its place, its help and its fix; `summary`.

    It is plain ASCII, so that neither a terminal nor an encoding changes it, and
    no line of it commands a forge's runner.
    """
    whole = {
        "diagnostics": [_fields(diagnostic) for diagnostic in diagnostics],
        "summary": {
            "files": summary.files,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "unread": summary.unread,
            "elsewhere": summary.elsewhere,
            **_compared(summary.since),
        },
    }
    return make_json_harmless(json.dumps(whole, indent=2)) + "\n"


def _compared(since: Baseline | None) -> dict[str, object]:
    """What the run was compared with; nothing where all problems count."""
    if since is None:
        return {}
    return {
        "since": {
            "ref": since.ref,
            "commit": since.commit,
            "older_errors": since.older_errors,
            "older_warnings": since.older_warnings,
            "gone": since.gone,
            "notes": list(since.notes),
        }
    }


def _fields(diagnostic: Diagnostic) -> dict[str, object]:
    return {
        "code": diagnostic.code,
        "severity": diagnostic.severity,
        "message": diagnostic.message,
        "file": diagnostic.place.file,
        **_stretch(diagnostic.place),
        "help": diagnostic.help,
        "url": diagnostic.url,
        "fix": _fix(diagnostic),
    }


def _fix(diagnostic: Diagnostic) -> dict[str, object] | None:
    """What replaces which stretches of the same file; None where no fix is certain."""
    fix = diagnostic.fix
    if fix is None:
        return None
    edits = [(fix.at or diagnostic.place, fix.replacement)]
    edits += [(each.at, each.text) for each in fix.others]
    return {
        "title": fix.title,
        "edits": [{**_stretch(place), "text": text} for place, text in edits],
    }


def _stretch(place: Place) -> dict[str, int]:
    span = place.span
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }
