"""Habits from other programs: one message for a file, and its fix makes the file read."""

import pytest

from decision_record.diagnostics import Fix, Place, Problem, Severity
from decision_record.source.fixes import apply_fixes
from decision_record.source.habits import with_plain_spaces
from decision_record.source.locate import resolve
from decision_record.source.read import Data, read

MEETING = {"series": "tier-1", "attendees": ["maren", "tobias"], "rows": [{"a": "1", "b": "2"}]}

# What people write, each with its one message.
HABITS = {
    "tabs": (
        "series: tier-1\nattendees:\n\t- maren\n\t- tobias\nrows:\n\t- a: 1\n\t  b: 2\n",
        "tabs indent 4 lines of this file; a record is indented with spaces",
    ),
    "tabs below spaces": (
        "series: tier-1\nattendees:\n    - maren\n\t- tobias\nrows:\n    - a: 1\n\t  b: 2\n",
        "tabs indent 2 lines of this file; a record is indented with spaces",
    ),
    "bullets": (
        "series: tier-1\nattendees:\n• maren\n• tobias\nrows:\n• a: 1\n  b: 2\n",
        "3 items begin with a bullet; the item of a list begins with `-`",
    ),
    "dashes of a word processor": (
        "series: tier-1\nattendees: [maren, tobias]\nrows:\n  – a: 1\n    b: 2\n",  # noqa: RUF001
        "the item of a list begins with `-`, not with a bullet",
    ),
    "equals signs": (
        "series = tier-1\nattendees = [maren, tobias]\nrows:\n  - a = 1\n    b = 2\n",
        "a colon and a space go between a name and its value, not `=`, on 4 lines",
    ),
    "no spaces after colons": (
        "series:tier-1\nattendees:[maren, tobias]\nrows:\n  - a:1\n    b:2\n",
        "a space is missing after the colon on 4 lines",
    ),
    "a heading": (
        "=== Tier 1 ===\nseries: tier-1\nattendees: [maren, tobias]\nrows: [{a: 1, b: 2}]\n",
        "this heading is not a field of the record",
    ),
    "semicolons": (
        "series: tier-1\nattendees: [maren, tobias];\nrows:\n  - {a: 1, b: 2};\n",
        "2 rows end with a sign behind their bracket",
    ),
    "a code fence": (
        (
            "Minutes:\n```yaml\nseries: tier-1\nattendees: [maren, tobias]\n"
            "rows:\n  - {a: 1, b: 2}\n```\nNext: 2 May\n"
        ),
        "the record, or its minutes, are between code marks",
    ),
    "non-breaking spaces": (
        (
            "series:\u00a0tier-1\nattendees:\n\u00a0 - maren\n\u00a0 - tobias\n"
            "rows:\n  -\u00a0a: 1\n    b:\u00a02\n"
        ),
        "non-breaking spaces are where ordinary spaces belong, on 5 lines",
    ),
}


def mended(text: str) -> tuple[list[Problem], str]:
    """The problems of a text, and the text with their fixes, which reads."""
    problems = list(read(text.encode(), file="x.yml").problems)
    found = resolve(
        problems,
        read_file=lambda _: text.encode(),
        severity=lambda _: Severity.ERROR,
        url=lambda code: code,
    )
    after = apply_fixes(text.encode(), found)
    assert not read(after, file="x.yml").problems
    return problems, after.decode()


def data_of(text: str) -> Data | None:
    return read(text.encode(), file="x.yml").data


@pytest.mark.parametrize(("text", "message"), HABITS.values(), ids=HABITS)
def test_one_message_and_one_fix_for_the_file(text: str, message: str) -> None:
    (problem,), after = mended(text)
    assert (problem.code, problem.message) == ("DR001", message)
    assert data_of(after) == MEETING


@pytest.mark.parametrize(("text", "message"), HABITS.values(), ids=HABITS)
def test_the_help_shows_the_lines_that_the_fix_writes(text: str, message: str) -> None:
    (problem,), mended_text = mended(text)
    assert problem.message == message
    shown = problem.help.partition("\n")[2]
    assert shown in mended_text


def test_pasted_minutes_become_the_text_of_their_field() -> None:
    text = "series: tier-1\nnotes:\n```\nAgreed: ship it\n- soon\n```\ndate: 2026-04-28\n"
    (problem,), after = mended(text)
    assert problem.message == "the record, or its minutes, are between code marks"
    assert data_of(after) == {
        "series": "tier-1",
        "notes": "```\nAgreed: ship it\n- soon\n```\n",
        "date": "2026-04-28",
    }


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    text = (
        "=== Tier 1 ===\nseries = tier-1\nwhat: Decision: ship it\nrows:\n\t- {a: 1\n\t- {a: 2}\n"
        'note: "never closed\nlast: 1\n'
    )
    problems = read(text.encode(), file="x.yml").problems
    assert [problem.message for problem in problems] == [
        "this heading is not a field of the record",
        "a colon and a space go between a name and its value, not `=`",
        "text with a colon in it needs quotes",
        "tabs indent 2 lines of this file; a record is indented with spaces",
        "the bracket `{` is never closed",
        "this quote is never closed",
    ]
    lines = text.splitlines()
    for problem in problems:
        assert isinstance(problem.at, Place)
        shown = problem.help.splitlines()[1:]
        start = problem.at.span.line - 1
        lines[start : start + len(shown)] = shown
    assert read("\n".join(lines).encode(), file="x.yml").problems == ()


def test_a_mend_of_many_lines_is_shown_by_its_first() -> None:
    text = "rows:\n" + "\t- a\n" * 500
    (problem,), after = mended(text)
    assert problem.help == (
        "replace each tab by spaces, and so on to line 501:\n" + "\n".join(["  - a"] * 5)
    )
    assert data_of(after) == {"rows": ["a"] * 500}
    assert isinstance(problem.fix, Fix)


def test_bullets_and_spaces_in_pasted_text_stay() -> None:
    text = "notes: |\n  • one\n  •\u00a0two\nwhat: “one”\u00a0–\u00a0two: three\n"  # noqa: RUF001
    (problem,), after = mended(text)
    assert problem.message == "text with a colon in it needs quotes"
    assert data_of(after) == {
        "notes": "• one\n•\u00a0two\n",
        "what": "“one”\u00a0–\u00a0two: three",  # noqa: RUF001
    }


def test_what_odd_spaces_hide_is_told_too() -> None:
    """With the space as it is written the line is one name, and the text reads."""
    reading = read("a: 1\nb:\u00a0n, role: x}\n".encode(), file="x.yml")
    assert reading.data is None
    assert [each.message for each in reading.problems] == [
        "a non-breaking space is where an ordinary space belongs",
        "text with a colon in it needs quotes",
    ]


def test_ordinary_spaces_keep_every_place() -> None:
    text = "a:\u00a01\n\u00a0b: ü\n"
    assert with_plain_spaces(text.encode()).decode() == "a: 1\n b: ü\n"
    assert with_plain_spaces("a: “x”\n".encode()) == "a: “x”\n".encode()


def test_a_large_file_full_of_mistakes_ends_soon() -> None:
    text = "".join(f"what{number}: Decision: ship it\n" for number in range(30_000))
    problems = read(text.encode(), file="x.yml").problems
    assert 1 <= len(problems) <= 41
