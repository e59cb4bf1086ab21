"""What people, editors, GitHub and programs are shown of the same diagnostics."""

import io
import json
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from conftest import GoldenFolder
from decision_record.diagnostics import (
    Diagnostic,
    Edit,
    Fix,
    Place,
    Problem,
    RelatedPlace,
    Severity,
    Span,
)
from decision_record.diagnostics.as_json import render_json
from decision_record.diagnostics.concise import render_concise
from decision_record.diagnostics.github import render_github
from decision_record.diagnostics.snippet import WIDTH, draw
from decision_record.diagnostics.summary import Summary, summarize
from decision_record.diagnostics.text import render_text, wants_colour

MEETING = "records/meetings/2026/2026-04-28-tier-1.yml"
PEOPLE = "records/people.yml"
FILES = {
    MEETING: (
        "series: tier-1\n"
        "date: 2026-04-28\n"
        "decisions:\n"
        "  - id: D1\n"
        "    outcome: decided\n"
        "    what: The bulk export is on the Q2 roadmap.\n"
        "    owner: tobias.wrenfeld\n"
        "  - {id: D2, outcome: deferred, what: " + "Something long. " * 20 + ", owner: x}\n"
        "notes: |\n  One\n\n  Two\n  Three\n  Four\n"
    ).encode(),
    PEOPLE: "田中.さくら:\n  name: 田中 さくら 😀\n  role:\tcsm \u202eevil\x1b[31m\n".encode(),
}


def read_file(name: str) -> bytes:
    try:
        return FILES[name]
    except KeyError:
        raise FileNotFoundError(name) from None


def place(file: str, *span: int) -> Place:
    line, column, end_line, end_column = span
    return Place(
        file=file, span=Span(line=line, column=column, end_line=end_line, end_column=end_column)
    )


def diagnostic(
    code: str,
    message: str,
    at: Place,
    *,
    help: str = "Write something else.",  # noqa: A002 - the field's name
    severity: Severity = Severity.ERROR,
    related: tuple[RelatedPlace[Place], ...] = (),
) -> Diagnostic:
    return Diagnostic(
        code=code,
        severity=severity,
        message=message,
        help=help,
        place=at,
        url=f"rules/{code}/",
        related=related,
    )


DIAGNOSTICS = (
    diagnostic(
        "DR201",
        "`tobias.wrenfeld` is nobody in people.yml",
        place(MEETING, 7, 12, 7, 27),
        help="Did you mean `tobias.wrenfield`?\n    owner: tobias.wrenfield",
    ),
    diagnostic(
        "DR101",
        "this decision has no date",
        place(MEETING, 8, 5, 8, 370),
        related=(
            RelatedPlace(at=place(MEETING, 4, 5, 4, 11), text="unlike this one"),
            RelatedPlace(at=place("records/gone.yml", 1, 1, 1, 1), text="and this, which is gone"),
        ),
    ),
    diagnostic("DR318", "far into a long line", place(MEETING, 8, 300, 8, 309)),
    diagnostic(
        "DR405", "over several lines", place(MEETING, 9, 8, 14, 7), severity=Severity.WARNING
    ),
    diagnostic("DR103", "wide letters", place(PEOPLE, 2, 9, 2, 16)),
    diagnostic("DR104", "a tab, and what cannot be seen", place(PEOPLE, 3, 9, 3, 12)),
    diagnostic("DR003", "at the end of a line", place(PEOPLE, 2, 18, 2, 18)),
    diagnostic(
        "DR005", "in no file\x1b[31m, 100%: that\u202e is", place("records/a,b:%.yml", 1, 1, 1, 1)
    ),
)
SUMMARY = summarize(DIAGNOSTICS, files=121)


def test_text(golden: GoldenFolder) -> None:
    shown = render_text(DIAGNOSTICS, SUMMARY, read_file=read_file, colour=False)
    golden("text.txt").check(shown)


def test_colour_changes_nothing_but_colour() -> None:
    plain = render_text(DIAGNOSTICS, SUMMARY, read_file=read_file, colour=False)
    coloured = render_text(DIAGNOSTICS, SUMMARY, read_file=read_file, colour=True)
    assert "\x1b[1;31mDR201\x1b[0m" in coloured
    assert "\x1b[1;33mDR405\x1b[0m" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert "\x1b" not in plain


def test_concise(golden: GoldenFolder) -> None:
    golden("concise.txt").check(render_concise(DIAGNOSTICS, SUMMARY))


def test_github(golden: GoldenFolder) -> None:
    golden("github.txt").check(render_github(DIAGNOSTICS, SUMMARY))


def test_json(golden: GoldenFolder) -> None:
    shown = render_json(DIAGNOSTICS, SUMMARY)
    golden("diagnostics.json").check(shown)
    parsed = json.loads(shown)
    assert parsed["summary"] == {
        "files": 121,
        "errors": 7,
        "warnings": 1,
        "unread": 0,
        "elsewhere": 0,
    }
    assert list(parsed) == ["diagnostics", "summary"]
    assert list(parsed["diagnostics"][0]) == [
        "code",
        "severity",
        "message",
        "file",
        "line",
        "column",
        "end_line",
        "end_column",
        "help",
        "url",
        "fix",
    ]


def test_json_says_what_a_fix_replaces() -> None:
    fix = Fix(title="write `tobias.wrenfield`", replacement="tobias.wrenfield")
    other = Edit(at=place(MEETING, 7, 1, 7, 1), text="# ")
    elsewhere = replace(fix, at=place(MEETING, 4, 1, 5, 1), others=(other,))
    shown = [replace(DIAGNOSTICS[0], fix=each) for each in (fix, elsewhere)]
    first, second = json.loads(render_json(shown, SUMMARY))["diagnostics"]
    assert first["fix"] == {
        "title": "write `tobias.wrenfield`",
        "edits": [
            {
                "line": 7,
                "column": 12,
                "end_line": 7,
                "end_column": 27,
                "text": "tobias.wrenfield",
            }
        ],
    }
    assert [edit["line"] for edit in second["fix"]["edits"]] == [4, 7]


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        (Summary(files=121, errors=0, warnings=0), "Checked 121 files: no problems."),
        (Summary(files=1, errors=1, warnings=0), "Checked 1 file: 1 error."),
        (
            Summary(files=10_000, errors=2, warnings=3),
            "Checked 10,000 files: 2 errors, 3 warnings.",
        ),
        (Summary(files=0, errors=0, warnings=1), "Checked 0 files: 1 warning."),
        (
            Summary(files=9, errors=1, warnings=0, unread=3, unread_files=("a.yml", "b.yml")),
            (
                "Checked 9 files: 1 error.\n"
                "a.yml, b.yml and 1 more could not be read in full: more problems may show once "
                "they are fixed."
            ),
        ),
        (
            Summary(files=4, errors=1, warnings=0, unread=1, elsewhere=2),
            (
                "Checked 4 files: 1 error.\n"
                "1 file could not be read in full: more problems may show once it is fixed.\n"
                "Not shown: 2 errors in other files."
            ),
        ),
    ],
)
def test_the_closing_sentence(summary: Summary, sentence: str) -> None:
    assert str(summary) == sentence
    assert render_text([], summary, read_file=read_file, colour=True) == f"{sentence}\n"
    assert render_concise([], summary) == f"{sentence}\n"
    assert render_github([], summary) == f"{sentence}\n"


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_only_a_terminal_that_wants_colour_gets_it() -> None:
    assert wants_colour(_Terminal(), {"TERM": "xterm"})
    assert wants_colour(_Terminal(), {"NO_COLOR": ""})
    assert not wants_colour(_Terminal(), {"NO_COLOR": "1"})
    assert not wants_colour(_Terminal(), {"TERM": "dumb"})
    assert not wants_colour(io.StringIO(), {})


def test_a_problem_must_offer_help() -> None:
    with pytest.raises(ValueError, match="DR101 offers no help"):
        Problem(code="DR101", message="x", help=" \n", at=place("x", 1, 1, 1, 1))


@given(
    line=st.text(st.characters(exclude_characters="\r\n"), max_size=400),
    ends=st.tuples(st.integers(0, 400), st.integers(0, 400)),
)
def test_a_drawn_line_fits_and_its_mark_lies_under_it(line: str, ends: tuple[int, int]) -> None:
    start, end = (min(at, len(line)) for at in sorted(ends))
    drawn = draw(line, (0, len(line)), (start, end))
    within = draw(f"before\n{line}\nafter", (7, 7 + len(line)), (7 + start, 7 + end))
    assert within == drawn
    assert drawn.width >= 1
    assert cell_len(drawn.text) <= WIDTH + 2
    assert drawn.offset + drawn.width <= WIDTH + 2
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", drawn.text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_workflow_command_stays_on_its_line(message: str, advice: str) -> None:
    one = diagnostic("DR101", message, place("x", 1, 1, 1, 2), help=advice + "x")
    shown = render_github([one], SUMMARY)
    assert len(re.split(r"[\r\n]", shown.rstrip("\n"))) == 2
