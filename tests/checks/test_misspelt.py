"""A misspelt name hides nothing else that is wrong in its row, and makes nothing else wrong."""

from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, run_checks
from decision_record.diagnostics import Pointer
from decision_record.repository.load import load

FILES = {
    "people.yml": "maren: {name: Maren, role: vp-cs}\nelin: {name: Elin, role: pm}\n",
    "series.yml": "tier-1: {kind: tier-1}\n",
    "accounts/north.yml": "name: North\narr: 5\nsegment: e\ncsm: maren\nrenewal: 2026-12-01\n",
    "taxonomy.yml": "segments: {e: Enterprise}\n",
    "organization.yml": "name: Fernhollow\n",
}
ROWS = {
    "actions:\n  cs:\n    - {id: A1, what: Call, owner: maren, due: 2026-04-01, account: nort}": {
        "DR306",
        "DR202",
    },
    "questions:\n  - {id: Q1, account: nort, ask: When?, answer: We will look into it.}": {
        "DR202",
        "DR302",
    },
    "escalations:\n  - {id: E1, account: north, issue: Slow, tried: A new key., acknowledged: "
    "2026-05-20, area: none}": {"DR333", "DR205"},
    "loops:\n  - {item: 2026-03-01-maren/D1, account: north, on: 2026-05-20}": {"DR206", "DR333"},
}
MISSPELT = {
    "owner": "onwer",
    "ask": "aks",
    "issue": "isue",
    "account": "acount",
    "what": "waht",
    "actions": "acitons",
    "questions": "qestions",
    "escalations": "escalatoins",
    "loops": "lops",
}


def _found(folder: Path, section: str) -> set[tuple[str, tuple[str | int, ...]]]:
    for name, text in {
        **FILES,
        "updates/2026/2026-04-20-maren.yml": f"date: 2026-04-20\nby: maren\n{section}\n",
    }.items():
        path = folder / "records" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems = run_checks(load([folder / "records"], base=folder), RULES)
    return {(each.code, each.at.path) for each in problems if isinstance(each.at, Pointer)}


@pytest.mark.parametrize(
    ("section", "name"),
    [(section, name) for section in ROWS for name in MISSPELT if f"{name}:" in section],
)
def test_all_that_is_wrong_in_a_row_is_said_with_its_misspelt_name(
    section: str, name: str, tmp_path: Path
) -> None:
    before = _found(tmp_path, section)
    assert {code for code, _ in before} >= ROWS[section]
    after = _found(tmp_path, section.replace(f"{name}:", f"{MISSPELT[name]}:"))

    def as_before(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
        return tuple(name if step == MISSPELT[name] else step for step in path)

    said = {(code, as_before(path)) for code, path in after}
    unknown = {(code, path) for code, path in said if code == "DR102"}
    assert {path[-1] for _, path in unknown} == {name}
    assert said - unknown <= before
    # Of the value of the field itself nothing is said: the name may be meant otherwise.
    assert {path for _, path in before - said} <= {path for _, path in before if path[-1] == name}


def test_a_value_that_the_nearest_field_would_not_take_is_no_second_mistake(tmp_path: Path) -> None:
    row = "actions:\n  cs:\n    - {id: A1, what: Call, onwer: [maren, elin], due: 2026-05-01}"
    assert {code for code, _ in _found(tmp_path, row)} == {"DR102"}


def test_of_two_names_that_are_near_one_field_each_is_said(tmp_path: Path) -> None:
    row = "actions:\n  cs:\n    - {id: A1, what: Call, onwer: maren, ownr: elin, due: 2026-04-01}"
    assert {(code, path[-1]) for code, path in _found(tmp_path, row)} == {
        ("DR102", "onwer"),
        ("DR102", "ownr"),
        ("DR306", "due"),
    }
