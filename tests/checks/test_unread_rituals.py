"""A file that cannot be read makes no ritual look broken that it may have kept."""

import shutil
from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, run_checks
from decision_record.checks.rule import Rule
from decision_record.diagnostics import Place, Pointer
from decision_record.repository.load import load

CASES = Path(__file__).parents[1] / "cases"
FAMILIES = ("DR4", "DR5", "DR6")
ON_RITUALS = [
    case.name for case in sorted(CASES.iterdir()) if case.name.startswith((*FAMILIES, "ok-rituals"))
]
RULES_ON_RITUALS = tuple(rule for rule in RULES if rule.code.startswith(FAMILIES))


ON_RECORDS_BEFORE = [
    case.name
    for case in sorted(CASES.iterdir())
    if case.name.startswith(("DR330", "DR331", "DR332", "DR334"))
]
"""Cases of the rules on a record that ask what the records before it say."""


def _found(
    folder: Path, rules: tuple[Rule, ...] = RULES_ON_RITUALS
) -> set[tuple[str, Pointer | Place]]:
    problems = run_checks(load([folder / "records"], base=folder), rules)
    return {(problem.code, problem.at) for problem in problems}


@pytest.mark.parametrize("name", ON_RITUALS)
def test_no_ritual_is_missed_because_a_file_is_unread(name: str, tmp_path: Path) -> None:
    shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
    before = _found(tmp_path)
    for path in sorted((tmp_path / "records").rglob("*.yml")):
        text = path.read_bytes()
        path.write_bytes(b"{")
        assert _found(tmp_path) <= before, path.name
        path.write_bytes(text)


@pytest.mark.parametrize("name", ON_RECORDS_BEFORE)
def test_nor_is_what_an_earlier_record_may_have_said(name: str, tmp_path: Path) -> None:
    rules = tuple(rule for rule in RULES if name.startswith(rule.code))
    shutil.copytree(CASES / name, tmp_path, dirs_exist_ok=True)
    before = _found(tmp_path, rules)
    assert before
    for path in sorted((tmp_path / "records").rglob("????-??-??-*.yml")):
        text = path.read_bytes()
        path.write_bytes(b"{")
        assert _found(tmp_path, rules) <= before, path.name
        path.write_bytes(text)
