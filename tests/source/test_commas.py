"""Text with a comma in a row in brackets: read whole, told once, mended by one fix."""

import pytest

from decision_record.diagnostics import Pointer, Severity
from decision_record.source.fixes import apply_fixes
from decision_record.source.locate import locate, resolve
from decision_record.source.read import read

CUT = {
    "the last value": ("- {id: A1, what: one, two}\n", "one, two"),
    "a value in the middle": ("- {what: one, two, id: A1}\n", "one, two"),
    "several commas": ("- {id: A1, what: one, two, and three}\n", "one, two, and three"),
    "over two lines": ("- {id: A1, what: one,\n   two}\n", "one, two"),
    "an apostrophe": ("- {id: A1, what: it's one, not two}\n", "it's one, not two"),
}


@pytest.mark.parametrize(("text", "meant"), CUT.values(), ids=CUT)
def test_it_is_read_whole_and_mended(text: str, meant: str) -> None:
    reading = read(text.encode(), file="x.yml")
    assert reading.data == [{"id": "A1", "what": meant}]
    (problem,) = reading.problems
    assert (problem.code, problem.message) == ("DR001", "text with a comma in it needs quotes")
    assert [path for path, _ in reading.cut] == [(0, "what")]
    found = resolve(
        [problem],
        read_file=lambda _: text.encode(),
        severity=lambda _: Severity.ERROR,
        url=lambda code: code,
    )
    again = read(apply_fixes(text.encode(), found), file="x.yml")
    assert (again.data, again.problems) == (reading.data, ())


@pytest.mark.parametrize(("text", "meant"), CUT.values(), ids=CUT)
def test_its_place_is_all_of_it(text: str, meant: str) -> None:
    pointer = Pointer(file="x.yml", path=(0, "what"))
    span = locate(text.encode(), [pointer])[pointer].span
    lines = text.splitlines()
    if span.line == span.end_line:
        assert lines[span.line - 1][span.column - 1 : span.end_column - 1] == meant
    else:
        assert (span.line, span.end_line) == (1, 2)


@pytest.mark.parametrize(
    "text", ["- {id, what: one}\n", "- {rows: [a], two}\n", "- {what: one, note: }\n"]
)
def test_a_name_without_a_text_before_it_is_none(text: str) -> None:
    reading = read(text.encode(), file="x.yml")
    assert reading.cut == ()
    assert reading.problems == ()
    assert len(reading.empties) == 1
