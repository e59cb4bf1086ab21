"""DR001: every way to get a line wrong is told in plain words, with the line to write instead."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import GoldenFolder
from decision_record.diagnostics import Place, Problem, Severity
from decision_record.diagnostics.summary import summarize
from decision_record.diagnostics.text import render_text
from decision_record.source.locate import resolve
from decision_record.source.read import read

# What people write, by what is wrong with it.
MENDED = {
    "a colon in the text": ("a: 1\nwhat: Decision: ship it\n", 'what: "Decision: ship it"'),
    "a colon and a comment": ("what: Note: x  # why\n", 'what: "Note: x"  # why'),
    "a colon in a row": (
        "- {id: D1, what: Note: this, owner: x}\n",
        '- {id: D1, what: "Note: this", owner: x}',
    ),
    "a colon after a link": (
        "- {what: See [this](https://x.example): it is, owner: x}\n",
        '- {what: "See [this](https://x.example): it is", owner: x}',
    ),
    "a colon in a row of several lines": (
        "rows:\n  - {id: D1,\n     what: Note: this,\n     owner: x}\n",
        '     what: "Note: this",',
    ),
    "a colon and both quotes": (
        "what: \"It's: 'x'\": y\n",
        "what: '\"It''s: ''x''\": y'",
    ),
    "an at sign": ("owner: @maren\n", 'owner: "@maren"'),
    "an at sign in a list": ("owners: [x, @maren, y]\n", 'owners: [x, "@maren", y]'),
    "a backtick": ("what: `x` is on\n", 'what: "`x` is on"'),
    "a percent sign": ("what: %5 less\n", 'what: "%5 less"'),
    "an ampersand": ("what: & more\n", 'what: "& more"'),
    "emphasis": ("what: *Urgent* fix\n", 'what: "*Urgent* fix"'),
    "strong emphasis": ("what: **Urgent** fix\n", 'what: "**Urgent** fix"'),
    "an exclamation mark": ("what: !x!y z\n", 'what: "!x!y z"'),
    "a greater sign": ("what: > 5 items\n", 'what: "> 5 items"'),
    "a bar": ("what: | x\n", 'what: "| x"'),
    "a question mark": ("what: ? x\n", 'what: "? x"'),
    "a comma first": ("what: ,x\n", 'what: ",x"'),
    "a link first": (
        "what: [this](https://x.example) is it\n",
        'what: "[this](https://x.example) is it"',
    ),
    "an apostrophe in quotes": ("what: 'it's fine'\n", 'what: "it\'s fine"'),
    "a quoted word first": ('what: "Buy" is the word\n', "what: '\"Buy\" is the word'"),
    "a backslash": ('what: "C:\\dir"\n', "what: 'C:\\dir'"),
    "an open quote": ('a: "x\nb: 2\nc: 3\n', 'a: "x"'),
    "an open quote seen later": ('a: "x\nb: "y"\nc: 3\n', 'a: "x"'),
    "an open quote in a row": ("- {a: it's, b: 'x}\n", "- {a: it's, b: 'x'}"),
    "an open list": ("a: [x, y\nb: 1\n", "a: [x, y]"),
    "an open list at the end": ("a: [x, y", "a: [x, y]"),
    "an open row": ("- {a: 1  # why\n- {b: 2}\n", "- {a: 1}  # why"),
    "another bracket": ("a: [x}\n", "a: [x]"),
    "a bracket too many": ("a: [x]]\n", "a: [x]"),
    "a comma missing": ("- {id: D1 what: x}\n", "- {id: D1, what: x}"),
    "a comma missing after quotes": ('- {what: "x" by: y}\n', '- {what: "x", by: y}'),
    "a space missing": ("a: 1\nseries:tier-1\nb: 1\n", "series: tier-1"),
    "a space missing first": ("series:tier-1\nb: 1\n", "series: tier-1"),
    "a tab": ("a:\n\tb: 1\n", "  b: 1"),
    "a tab among spaces": ("a:\n    b: 1\n\tc: 1\n", "    c: 1"),
    "a tab before an item": ("a:\n  - x\n\t- y\n", "  - y"),
    "a tab after a dash": ("a:\n-\tb: 1\n", "- b: 1"),
    "indented more": ("series: tier-1\n  date: 2026-04-28\n", "date: 2026-04-28"),
    "indented less": ("a:\n    - x: 1\n   y: 2\n", "      y: 2"),
    "an item indented less": ("a:\n  - x\n - y\n", "  - y"),
    "a field outside its row": ("a:\n - b: 1\n - c: 2\n  d: 1\n", "   d: 1"),
    "a first line indented": ("  a: 1\nb: 2\n", "  b: 2"),
    "text that is not indented": ("a: some text\ngoes on\nb: 1\n", "  goes on"),
}

OTHERS = {
    "rows among names": "a: 1\n- b\n",
    "names among rows": "- b\na: 1\n",
    "a list on its name's line": "a: - b\n   - c\n",
    "text with a colon in its second line": "what: We agreed this\n  Next steps: ship it\n",
    "no name": "a: 1\n: x\n",
    "a list for a name": "a: {{ x }}\n",
    "a conflict": "a: 1\n<<<<<<< ours\nb: 2\n=======\nb: 3\n>>>>>>> theirs\n",
    "a directive": "%later\na: 1\n",
    "a name too long": "x" * 1100 + ": 1\n",
    "a backslash that nothing mends": 'a: "\\q\n',
}


def problem_of(text: str) -> Problem:
    result = read(text.encode(), file="x.yml")
    (problem,) = result.problems
    assert problem.code == "DR001"
    assert result.data is None
    return problem


@pytest.mark.parametrize(("text", "mended"), MENDED.values(), ids=MENDED)
def test_the_line_to_write_instead_is_shown_and_reads(text: str, mended: str) -> None:
    problem = problem_of(text)
    _, *shown = problem.help.splitlines()
    assert shown == [mended]
    assert isinstance(problem.at, Place)
    lines = text.splitlines()
    lines[problem.at.span.line - 1] = mended
    assert read("\n".join(lines).encode(), file="x.yml").problems == ()


def test_a_line_too_long_to_show_is_told_without_its_mend() -> None:
    problem = problem_of("a: 1\nwhat: " + "word " * 1000 + ": x\n")
    assert problem.message == "this text has a colon in it and no quotes"
    assert len(problem.help) < 100


def test_messages(golden: GoldenFolder) -> None:
    texts = {name: text for name, (text, _) in MENDED.items()} | OTHERS
    files = {f"{name}.yml": text.encode() for name, text in texts.items()}
    problems = [each for file, text in files.items() for each in read(text, file=file).problems]
    diagnostics = resolve(
        problems,
        read_file=files.__getitem__,
        severity=lambda _: Severity.ERROR,
        url=lambda code: code,
    )
    assert len(diagnostics) == len(files)
    shown = render_text(
        diagnostics,
        summarize(diagnostics, files=len(files)),
        read_file=files.__getitem__,
        colour=False,
    )
    golden("syntax.txt").check(shown)


@given(
    before=st.lists(st.sampled_from(["a: 1", "rows:", "  - id: D1", "    what: x"]), max_size=4),
    value=st.text(
        st.characters(codec="ascii", exclude_categories=["Cc"]) | st.sampled_from(": '\"[{"),
        max_size=30,
    ),
)
def test_what_is_underlined_lies_on_a_line_of_the_text(before: list[str], value: str) -> None:
    text = "\n".join([*before, f"z: {value}"])
    for problem in read(text.encode(), file="x.yml").problems:
        assert isinstance(problem.at, Place)
        span = problem.at.span
        lines = text.splitlines()
        assert 1 <= span.line <= span.end_line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1]) + 1
        assert (span.end_line, span.end_column) > (span.line, span.column)
