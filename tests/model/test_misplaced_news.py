"""News of a commitment under `updates`: one message, with the row to paste under `roadmap`."""

import pytest

from decision_record.diagnostics import Problem
from decision_record.model.record import Update
from decision_record.model.salvage import salvage
from decision_record.source.read import read

UPDATE = "date: 2026-04-20\nby: anneke\n"
REF = "2026-04-07-tier-1/D1"


def problems_of(rows: str) -> tuple[Problem, ...]:
    reading = read(f"{UPDATE}updates:\n{rows}".encode(), file="x.yml")
    found = salvage(reading.data, model=Update, file="x.yml", empties=reading.empties)
    assert found.model is not None
    return found.problems


@pytest.mark.parametrize(
    ("row", "status"),
    [
        (f"{{decision: {REF}, outcome: slipped, target: 2026-06-30, because: Late}}", "slipped"),
        (f"{{commitment: {REF}, status: shipped}}", "shipped"),
        (f"{{commitment: {REF}, status: live}}", "shipped"),
        (f"{{commitment: {REF}, on: 2026-04-20}}", "…"),
        (f"{{item: {REF}, outcome: descoped, because: No one asked}}", "descoped"),
        (f"{{item: {REF}, outcome: on-track}}", "on-track"),
        (f"{{item: {REF}, status: shipped}}", "shipped"),
        ("{outcome: slipped}", "slipped"),
        (f"{{decision: {REF}, outcome: }}", "…"),
    ],
)
def test_it_is_said_once_with_the_row_under_roadmap(row: str, status: str) -> None:
    [problem] = problems_of(f"  - {row}\n")
    assert problem.code == "DR102"
    assert problem.help is not None
    said, _, pasted = problem.help.partition("\n")
    assert said == "news of a commitment goes under `roadmap`, as in"
    reading = read(f"{UPDATE}{pasted}\n".encode(), file="x.yml")
    assert isinstance(reading.data, dict)
    [meant] = reading.data["roadmap"]
    assert meant["status"] == status
    assert meant["commitment"] == (REF if REF in row else "…")
    if "…" not in pasted:
        found = salvage(reading.data, model=Update, file="x.yml")
        assert not found.problems


@pytest.mark.parametrize(
    "row",
    [
        "{item: 2026-04-07-tier-1/R1, status: shipped, say: It is there}",
        "{item: 2026-04-07-tier-1/R1, status: planned}",
        "{item: 2026-04-07-tier-1/Q1, answered: 2026-04-20, answer: Yes}",
    ],
)
def test_an_update_of_anything_else_is_left_alone(row: str) -> None:
    assert not problems_of(f"  - {row}\n")


def test_other_rows_of_the_section_count() -> None:
    rows = f"  - {{commitment: {REF}, status: slipped}}\n  - {{item: a/R1, status: planned}}\n"
    reading = read(f"{UPDATE}updates:\n{rows}".encode(), file="x.yml")
    found = salvage(reading.data, model=Update, file="x.yml", empties=reading.empties)
    assert found.model is not None
    assert [each.item for each in found.model.updates] == ["a/R1"]


def test_a_review_of_a_decision_there_is_no_news_of_a_commitment() -> None:
    found = problems_of(f"  - {{decision: {REF}, outcome: done}}\n")
    assert found
    assert all("roadmap" not in (each.help or "") for each in found)
