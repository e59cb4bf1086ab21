"""A file that cannot be read makes no ritual look broken that it may have kept."""

import shutil
from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, run_checks
from decision_record.diagnostics import Place, Pointer
from decision_record.load import load

CASES = Path(__file__).parents[1] / "cases"
FAMILIES = ("DR4", "DR5", "DR6")
ON_RITUALS = [
    case.name for case in sorted(CASES.iterdir()) if case.name.startswith((*FAMILIES, "ok-rituals"))
]
RULES_ON_RITUALS = tuple(rule for rule in RULES if rule.code.startswith(FAMILIES))


def _found(folder: Path) -> set[tuple[str, Pointer | Place]]:
    problems = run_checks(load([folder / "records"], base=folder), RULES_ON_RITUALS)
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
