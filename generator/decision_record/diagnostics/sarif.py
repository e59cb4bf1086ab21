"""Diagnostics as SARIF 2.1.0, which code scanning and editors read.

What a record holds is quoted in messages. There a link, written `[text](address)`, and a
placeholder, written `{0}`, would be more than text, so neither is left as it is. Other braces are:
the standard has all of them doubled, but what follows is shown as it is written by what reads these
files, and help is there to be pasted.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from decision_record.diagnostics.diagnostic import Diagnostic, Fix, Place, RelatedPlace, Severity
from decision_record.diagnostics.fingerprints import make_fingerprints
from decision_record.diagnostics.summary import Summary
from decision_record.diagnostics.visible import make_json_harmless, make_lines_visible

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_FINGERPRINT = "decisionRecord/v1"
_placeholder = re.compile(r"\{(\d+)\}")


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleText:
    """The metadata of a rule, whatever it found."""

    code: str
    slug: str
    says: str
    """The defect, in one sentence."""
    details: str
    """What it looks at and why it matters, as plain text."""
    explained: str
    """All of its documentation, in Markdown."""
    severity: Severity


def render_sarif(
    diagnostics: Sequence[Diagnostic],
    summary: Summary,
    *,
    rules: Mapping[str, RuleText],
    version: str,
) -> str:
    """Return a log of one run: its rules, and a result for each diagnostic.

    Args:
        diagnostics: What is wrong.
        summary: What came of the run; of it only what could not be compared is said.
        rules: The rules by their codes; those that found something are described.
        version: The version of this product.
    """
    addresses = {each.code: each.url for each in diagnostics}
    places = {code: place for place, code in enumerate(sorted(addresses))}
    named = zip(diagnostics, make_fingerprints(diagnostics), strict=True)
    run = {
        "tool": {
            "driver": {
                "name": "decision-record",
                "version": version,
                "rules": [_rule(rules.get(code), code, addresses[code]) for code in places],
            }
        },
        "automationDetails": {"id": "decision-record/"},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {
            _ROOT: {"description": {"text": "The folder that the check ran in."}}
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": _message(note)}
                    for note in (summary.since.notes if summary.since else ())
                ],
            }
        ],
        "results": [
            _result(diagnostic, place=places[diagnostic.code], fingerprint=fingerprint)
            for diagnostic, fingerprint in named
        ],
    }
    whole = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
    return make_json_harmless(json.dumps(whole, indent=2)) + "\n"


def _rule(rule: RuleText | None, code: str, url: str) -> dict[str, object]:
    address = {"helpUri": url} if url.startswith(("https://", "http://")) else {}
    if rule is None:
        return {"id": code, **address}
    return {
        "id": code,
        "name": "".join(word.capitalize() for word in rule.slug.split("-")),
        "shortDescription": {"text": rule.says},
        "fullDescription": {"text": rule.details},
        "help": {"text": rule.details, "markdown": rule.explained},
        **address,
        "defaultConfiguration": {"level": rule.severity.value},
    }


def _result(diagnostic: Diagnostic, *, place: int, fingerprint: str) -> dict[str, object]:
    result: dict[str, object] = {
        "ruleId": diagnostic.code,
        "ruleIndex": place,
        "level": diagnostic.severity.value,
        "message": _message(f"{diagnostic.message}\n{diagnostic.help}"),
        "locations": [{"physicalLocation": _physical(diagnostic.place)}],
        "partialFingerprints": {_FINGERPRINT: fingerprint},
    }
    if diagnostic.related:
        result["relatedLocations"] = _related(diagnostic.related)
    if diagnostic.fix:
        result["fixes"] = [_fix(diagnostic.fix, diagnostic.place)]
    return result


def _related(notes: Iterable[RelatedPlace[Place]]) -> list[dict[str, object]]:
    return [
        {"id": number, "physicalLocation": _physical(note.at), "message": _message(note.text)}
        for number, note in enumerate(notes, 1)
    ]


def _fix(fix: Fix[Place], place: Place) -> dict[str, object]:
    edits = [(fix.at or place, fix.replacement), *((each.at, each.text) for each in fix.others)]
    return {
        "description": _message(fix.title),
        "artifactChanges": [
            {
                "artifactLocation": _artifact(place.file),
                "replacements": [
                    {"deletedRegion": _region(at), "insertedContent": {"text": text}}
                    for at, text in edits
                ],
            }
        ],
    }


def _physical(place: Place) -> dict[str, object]:
    return {"artifactLocation": _artifact(place.file), "region": _region(place)}


def _artifact(file: str) -> dict[str, str]:
    return {"uri": quote(file, errors="replace"), "uriBaseId": _ROOT}


def _region(place: Place) -> dict[str, int]:
    span = place.span
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }


def _message(text: str) -> dict[str, str]:
    """A message that is text and nothing else."""
    plain = make_lines_visible(text).replace("](", "] (")
    return {"text": _placeholder.sub(r"{{\1}}", plain)}
