"""Diagnostics: the value, and a renderer a file. The lowest layer: it imports nothing of ours."""

from decision_record.diagnostics.diagnostic import (
    Diagnostic,
    DocumentPath,
    Edit,
    Fix,
    Place,
    Pointer,
    Problem,
    RelatedPlace,
    Severity,
    Span,
    Underlined,
)

__all__ = [
    "Diagnostic",
    "DocumentPath",
    "Edit",
    "Fix",
    "Place",
    "Pointer",
    "Problem",
    "RelatedPlace",
    "Severity",
    "Span",
    "Underlined",
]
