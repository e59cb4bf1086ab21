"""A question asked on the day of the QBR accuses no one (SG602)."""

from pathlib import Path

import pytest

import went_wrong

HERE = Path(__file__).parent
QUESTION = "updates/2026/2026-03-09-csm.x.yml"


def codes(case: Path, as_of: str) -> set[str]:
    found = went_wrong.view_context_of(case, as_of).findings.signals
    return {each.code for each in found if each.code.startswith("SG60")}


@pytest.mark.parametrize("as_of", ["2026-03-09", "2026-03-10", "2026-03-20"])
def test_it_was_not_open_before_that_qbr(as_of: str) -> None:
    assert codes(HERE, as_of) == set()


def test_the_measure_says_the_same() -> None:
    measures = went_wrong.view_context_of(HERE, "2026-03-20").findings.measures
    (found,) = (each for each in measures if each.measure.name == "qbrs-with-unanswered-questions")
    assert {value.numerator for value in found.values} <= {0}


# One more of the same kind: the day of its answer says that it was asked for this QBR.


@pytest.mark.parametrize(
    ("answer_by", "found"), [("2026-03-09", True), ("2026-03-01", True), ("2026-03-10", False)]
)
def test_one_that_wants_its_answer_by_that_day_was_asked_for_it(
    answer_by: str,
    found: bool,  # noqa: FBT001 - a column of the table
    tmp_path: Path,
) -> None:
    text = (HERE / "records" / QUESTION).read_text(encoding="utf-8")
    files = {QUESTION: text.replace("'When?'}", f"'When?', answer_by: {answer_by}}}")}
    case = went_wrong.changed(HERE, tmp_path, files=files)

    assert codes(case, "2026-03-09") == ({"SG601"} if found else set())
    assert codes(case, "2026-03-10") == ({"SG602"} if found else set())
