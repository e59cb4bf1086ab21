"""A `series` that disagrees with the file's name is told once: DR006, and nothing else of it."""

from pathlib import Path

import pytest

from decision_record.checks.catalogue import RULES, run_checks
from decision_record.repository.load import load

FILES = {
    "people.yml": "maren: {name: Maren, role: vp-cs}\ntobias: {name: Tobias, role: "
    "head-of-product}\nelin: {name: Elin, role: pm}\nanneke: {name: Anneke, role: csm}\n",
    "series.yml": "tier-1: {kind: tier-1}\nreporting: {kind: tier-2}\nimports: {kind: tier-2}\n",
    "organization.yml": "name: Fernhollow\n",
    "meetings/2026/2026-03-31-tier-1.yml": "series: tier-1\ndate: 2026-03-31\n"
    "attendees: [maren, tobias]\n"
    "actions: {cs: [{id: A1, what: Ring, owner: maren, due: 2026-04-20}]}\n",
    "meetings/2026/2026-04-01-reporting.yml": "series: reporting\ndate: 2026-04-01\n"
    "attendees: [anneke, elin]\n"
    "actions: {cs: [{id: A1, what: Call, owner: anneke, due: 2026-04-20}]}\n",
}
TIER_1 = "attendees: [maren, tobias]\nthemes: [{theme: export, accounts: [north]}]\n"
TIER_2 = "attendees: [anneke, elin]\nbriefings: [{id: B1, account: north, request: Slow.}]\n"
PLAIN = "attendees: [anneke, elin]\nnotes: Nothing.\n"


def found(folder: Path, *, named: str, series: str, text: str) -> set[tuple[str, str]]:
    """The codes of the problems of one meeting, each with the part of the record."""
    name = f"records/meetings/2026/2026-04-28-{named}.yml"
    files = {f"records/{each}": content for each, content in FILES.items()}
    files[name] = f"series: {series}\ndate: 2026-04-28\n{text}"
    for each, content in files.items():
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        (folder / each).write_text(content, encoding="utf-8")
    problems = run_checks(load([folder / "records"], base=folder), RULES)
    return {
        (each.code, str((*getattr(each.at, "path", ()), "")[0]))
        for each in problems
        if each.at.file == name
    }


WRONG = ("DR006", "series")


@pytest.mark.parametrize(
    ("named", "series", "text", "right"),
    [
        # The record says another series than its file and its sections.
        ("tier-1", "reporting", TIER_1, "tier-1"),
        ("reporting", "tier-1", TIER_2, "reporting"),
        # It says one that is not there.
        ("tier-1", "teir-1", TIER_1, "tier-1"),
        ("reporting", "Reporting", TIER_2, "reporting"),
        ("reporting", "tier-2", PLAIN, "reporting"),
        # The name of the file is the wrong one.
        ("tier-1", "reporting", TIER_2, "reporting"),
        ("reporting", "tier-1", TIER_1, "tier-1"),
    ],
)
def test_all_else_is_as_in_the_record_of_the_series_that_was_meant(
    named: str, series: str, text: str, right: str, tmp_path: Path
) -> None:
    wrong = found(tmp_path / "wrong", named=named, series=series, text=text)
    assert WRONG in wrong
    assert wrong - {WRONG} == found(tmp_path / "right", named=right, series=right, text=text)


@pytest.mark.parametrize(("named", "series"), [("tier-1", "reporting"), ("reporting", "imports")])
def test_where_either_may_be_meant_nothing_is_said_of_the_ritual(
    named: str, series: str, tmp_path: Path
) -> None:
    assert found(tmp_path, named=named, series=series, text=PLAIN) == {WRONG}


def test_a_section_of_neither_kind_is_told(tmp_path: Path) -> None:
    text = f"{TIER_2}releases: [{{what: Columns}}]\n"
    assert ("DR102", "releases") in found(tmp_path, named="tier-1", series="reporting", text=text)
