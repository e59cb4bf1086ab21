"""Diagnostics as GitHub's workflow commands, which put them beside the lines of a pull request."""

from collections.abc import Iterable

from decision_record.diagnostics.diagnostic import Diagnostic
from decision_record.diagnostics.summary import Summary
from decision_record.diagnostics.visible import make_harmless, make_printable, make_visible


def render_github(diagnostics: Iterable[Diagnostic], summary: Summary) -> str:
    """Return a workflow command for each diagnostic, and the closing sentence for the log.

    A reviewer on GitHub sees only the annotation, so the help follows the message.
    """
    closing = make_printable(str(summary))
    return "".join(f"{line}\n" for line in (*map(_command, diagnostics), closing))


def _command(diagnostic: Diagnostic) -> str:
    span = diagnostic.place.span
    properties = {
        "file": make_harmless(make_visible(diagnostic.place.file)),
        "line": str(span.line),
    }
    if span.line == span.end_line:
        properties |= {"col": str(span.column), "endLine": str(span.end_line)}
        properties |= {"endColumn": str(span.end_column)}
    else:
        # GitHub takes columns only within one line.
        properties |= {"endLine": str(span.end_line)}
    properties["title"] = diagnostic.code
    listed = ",".join(f"{name}={_escape_property(value)}" for name, value in properties.items())
    text = make_printable(f"{diagnostic.message}\n{diagnostic.help}")
    return f"::{diagnostic.severity} {listed}::{_escape(text)}"


def _escape(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape(text).replace(":", "%3A").replace(",", "%2C")
