"""The reports that forges read: GitLab's Code Quality, and SARIF."""

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator

from conftest import GoldenFolder
from decision_record.diagnostics import Diagnostic, Edit, Fix, Place, RelatedPlace, Severity, Span
from decision_record.diagnostics.gitlab import render_gitlab
from decision_record.diagnostics.sarif import RuleText, render_sarif
from decision_record.diagnostics.summary import Baseline, Summary

SCHEMA = json.loads(
    (Path(__file__).parents[1] / "schemas/sarif-2.1.0-rtm.5.json").read_text("utf-8")
)
"""As published with npm's @microsoft/jest-sarif 1.0.0-beta.0."""
MEETING = "records/meetings/2026/2026-04-28-tier-1.yml"


def place(line: int, *, file: str = MEETING, last: int | None = None) -> Place:
    return Place(file=file, span=Span(line=line, column=3, end_line=last or line, end_column=9))


def problem(line: int, message: str = "there is no account `ostermrk`") -> Diagnostic:
    return Diagnostic(
        code="DR202",
        severity=Severity.ERROR,
        message=message,
        help="did you mean `ostermark`?\n    account: ostermark",
        place=place(line),
        url="https://records.example/rules/dr202-unknown-account/",
    )


FIX = Fix(
    title="write `ostermark`",
    replacement="ostermark",
    others=(Edit(at=place(9, last=10), text="x: {a: 1}\n"),),
)
PROBLEMS = (
    replace(problem(4), related=(RelatedPlace(at=place(7), text="named here too"),), fix=FIX),
    problem(7),
    replace(
        problem(9, "a link [to](https://evil.example), `{0}`, `{id: D1}` and \x1b[2J\u202e"),
        code="DR405",
        severity=Severity.WARNING,
        place=place(9, file="records/a b/ö:%##[error].yml", last=12),
        url="rules/dr405/",
        help="write::error it",
    ),
)
RULES = {
    "DR202": RuleText(
        code="DR202",
        slug="unknown-account",
        says="A record names an account that has no file.",
        details="Every account.\n\nOtherwise its page is missing.",
        explained="# DR202 unknown-account\n",
        severity=Severity.ERROR,
    )
}
SUMMARY = Summary(
    files=3,
    errors=2,
    warnings=1,
    since=Baseline(ref="main", commit="1" * 40, notes=("`{0}` is [new](1)",)),
)


def sarif(*problems: Diagnostic, summary: Summary = SUMMARY) -> Any:  # noqa: ANN401 - JSON
    shown = render_sarif(problems, summary, rules=RULES, version="1.2.3")
    assert shown.isascii()
    log = json.loads(shown)
    Draft4Validator(SCHEMA).validate(log)
    return log


def gitlab(*problems: Diagnostic) -> Any:  # noqa: ANN401 - JSON
    shown = render_gitlab(problems)
    assert shown.isascii()
    return json.loads(shown)


def test_gitlab(golden: GoldenFolder) -> None:
    golden("gitlab.json").check(render_gitlab(PROBLEMS))


def test_gitlab_has_what_its_documentation_demands() -> None:
    report = gitlab(*PROBLEMS)
    assert len({each["fingerprint"] for each in report}) == len(report) == 3
    for each, found in zip(report, PROBLEMS, strict=True):
        assert isinstance(each["description"], str)
        assert "\n" not in each["description"]
        assert each["check_name"] == found.code
        assert re.fullmatch("[0-9a-f]{32}", each["fingerprint"])
        assert each["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert each["location"]["path"] == found.place.file
        assert each["location"]["lines"]["begin"] == found.place.span.line
    assert gitlab() == []


def test_sarif(golden: GoldenFolder) -> None:
    golden("sarif.json").check(render_sarif(PROBLEMS, SUMMARY, rules=RULES, version="1.2.3"))


def test_sarif_obeys_its_schema() -> None:
    assert list(Draft4Validator(SCHEMA).iter_errors({"version": "2.1.0"})), "the schema is used"
    (run,) = sarif(*PROBLEMS)["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [each["id"] for each in rules] == ["DR202", "DR405"]
    assert rules[0]["helpUri"] == "https://records.example/rules/dr202-unknown-account/"
    assert "helpUri" not in rules[1]  # it is no whole address
    for result, found in zip(run["results"], PROBLEMS, strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        assert result["level"] == found.severity
        artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
        assert unquote(artifact["uri"]) == found.place.file
        assert ":" not in artifact["uri"]
        assert artifact["uriBaseId"] in run["originalUriBaseIds"]
    sarif(summary=replace(SUMMARY, since=None))


def test_sarif_places_what_is_related_and_what_a_fix_replaces() -> None:
    result = sarif(*PROBLEMS)["runs"][0]["results"][0]
    (related,) = result["relatedLocations"]
    assert related["message"]["text"] == "named here too"
    assert related["physicalLocation"]["region"]["startLine"] == 7
    (fix,) = result["fixes"]
    (change,) = fix["artifactChanges"]
    assert [
        (each["deletedRegion"]["startLine"], each["insertedContent"]["text"])
        for each in change["replacements"]
    ] == [(4, "ostermark"), (9, "x: {a: 1}\n")]


def test_messages_of_sarif_hold_no_links_and_no_placeholders() -> None:
    run = sarif(*PROBLEMS)["runs"][0]
    note = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    text = run["results"][2]["message"]["text"]
    assert text.startswith(
        "a link [to] (https://evil.example), `{{0}}`, `{id: D1}` and ␛[2J<U+202E>"
    )
    assert note == "`{{0}}` is [new] (1)"


@pytest.mark.parametrize("report", ["gitlab", "sarif"])
def test_fingerprints_do_not_depend_on_lines(report: str) -> None:
    def fingerprints(*problems: Diagnostic) -> list[str]:
        if report == "gitlab":
            return [each["fingerprint"] for each in gitlab(*problems)]
        return [
            each["partialFingerprints"]["decisionRecord/v1"]
            for each in sarif(*problems)["runs"][0]["results"]
        ]

    assert fingerprints(problem(1), problem(2)) == fingerprints(problem(5), problem(9))
    assert len(set(fingerprints(problem(1), problem(2), problem(1, "other")))) == 3


@given(st.text(), st.text(), st.text(min_size=1))
def test_any_text_makes_a_valid_report(message: str, advice: str, file: str) -> None:
    each = replace(problem(1, message), help=advice, place=place(1, file=file))
    sarif(each)
    assert gitlab(each)[0]["location"]["path"] == file
