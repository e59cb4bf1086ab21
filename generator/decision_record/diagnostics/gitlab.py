"""Diagnostics as GitLab's Code Quality report, which a merge request shows and compares."""

import json
from collections.abc import Sequence

from decision_record.diagnostics.diagnostic import Diagnostic, Severity
from decision_record.diagnostics.fingerprints import make_fingerprints
from decision_record.diagnostics.visible import make_json_harmless, make_visible

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor"}


def render_gitlab(diagnostics: Sequence[Diagnostic]) -> str:
    """Return a list with an object for each diagnostic; the report has no place for a summary.

    Paths are what GitLab wants only where the check runs at the top of the repository. Of the
    description GitLab shows one line, so that the help follows the message.
    """
    named = zip(diagnostics, make_fingerprints(diagnostics), strict=True)
    whole = [_issue(diagnostic, fingerprint) for diagnostic, fingerprint in named]
    return make_json_harmless(json.dumps(whole, indent=2)) + "\n"


def _issue(diagnostic: Diagnostic, fingerprint: str) -> dict[str, object]:
    span = diagnostic.place.span
    way_out = " ".join(diagnostic.help.split())
    return {
        "description": make_visible(f"{diagnostic.message}; {way_out}"),
        "check_name": diagnostic.code,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[diagnostic.severity],
        "location": {
            "path": diagnostic.place.file,
            "lines": {"begin": span.line, "end": span.end_line},
        },
    }
