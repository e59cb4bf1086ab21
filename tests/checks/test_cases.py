"""Folders of records with everything that is reported in them, word for word.

A case is `tests/cases/<code>-<what>/`: `records/` as somebody may write them, and `expected.txt`.
`pytest --rewrite` writes what is reported now; read it like code. Cases that report nothing are
called `ok-<what>`, so that an empty expectation is never an oversight.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

import pytest

from conftest import Golden
from decision_record.checks.catalogue import RULES, run_checks, severity_of, url_of
from decision_record.checks.rule import Rule
from decision_record.diagnostics import Diagnostic
from decision_record.repository.load import load
from decision_record.repository.misplaced import Surroundings
from decision_record.source.locate import resolve

RITUALS = ("DR4", "DR5")
"""The families on rituals. A short meeting keeps none of them, so that cases of other families
leave them out; what they say is shown by their own, and by `ok-rituals-kept`."""

CASES = sorted(path for path in (Path(__file__).parents[1] / "cases").iterdir() if path.is_dir())
NAMES = [case.name for case in CASES]


TODAY = date(2027, 1, 1)
"""A day after all records but those of the case on such records."""


def report(case: Path, rules: Iterable[Rule] = RULES) -> tuple[Diagnostic, ...]:
    loaded = load([case / "records"], base=case, around=Surroundings(folder=case))
    on_rituals = case.name.startswith((*RITUALS, "ok-rituals"))
    problems = run_checks(loaded, tuple(rules), today=TODAY)
    return resolve(
        (each for each in problems if on_rituals or not each.code.startswith(RITUALS)),
        read_file=lambda name: (case / name).read_bytes(),
        severity=severity_of,
        url=url_of,
    )


def write_out(diagnostics: Iterable[Diagnostic]) -> str:
    return "".join(f"{line}\n" for each in diagnostics for line in _lines(each))


def _lines(diagnostic: Diagnostic) -> Iterator[str]:
    span = diagnostic.place.span
    place = f"{diagnostic.place.file}:{span.line}:{span.column}"
    yield f"{place}: {diagnostic.code} {diagnostic.message}"
    yield f"    {diagnostic.severity}; help: {diagnostic.help}"
    for note in diagnostic.related:
        where = f"{note.at.file}:{note.at.span.line}:{note.at.span.column}"
        yield f"    {where}: {note.text}"
    if diagnostic.fix:
        yield f"    fix: {diagnostic.fix.replacement}"


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_it_reports_exactly_what_is_expected(case: Path, request: pytest.FixtureRequest) -> None:
    rewrite = bool(request.config.getoption("--rewrite"))
    text = write_out(report(case))
    assert bool(text) != case.name.startswith("ok-"), "only a case called ok-… reports nothing"
    Golden(path=case / "expected.txt", rewrite=rewrite).check(text)


@pytest.mark.parametrize("case", CASES, ids=NAMES)
def test_every_line_can_be_read_and_acted_on(case: Path) -> None:
    for diagnostic in report(case):
        assert diagnostic.message
        assert "\n" not in diagnostic.message
        assert diagnostic.help.strip()
        assert "Traceback" not in diagnostic.message


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_rule_has_a_case_that_fails_without_it(rule: Rule) -> None:
    cases = [case for case in CASES if case.name.startswith(f"{rule.code}-")]
    assert cases, f"no folder tests/cases/{rule.code}-…"
    without = [each for each in RULES if each is not rule]
    for case in cases:
        assert any(each.code == rule.code for each in report(case))
        assert report(case, without) != report(case)
