"""DR008: which ` #` cuts a text, which is a comment, and what to write instead."""

from collections.abc import Mapping

import pytest

from decision_record.diagnostics import Severity
from decision_record.model.record import Update
from decision_record.repository.cut_values import find_cuts
from decision_record.source.fixes import apply_fixes
from decision_record.source.locate import resolve
from decision_record.source.read import read

HEAD = "date: 2026-04-20\nby: anneke\n"

CUT = {
    "a text": ("notes: See ticket #4411\n", 'notes: "See ticket #4411"'),
    "all of a text": (
        "requests: [{id: R1, account: a, what: X,\n ticket: #4411\n }]\n",
        ' ticket: "#4411"',
    ),
    "a text of several lines": (
        "notes: See\n  ticket #4411\n",
        'notes: "See\n  ticket #4411"',
    ),
    "a text with quotes in it": (
        'notes: Say "no" to #4411\n',
        "notes: 'Say \"no\" to #4411'",
    ),
    "a text in a row of several lines": (
        "requests: [{id: R1, account: a, what: See #4411\n , ticket: x}]\n",
        'requests: [{id: R1, account: a, what: "See #4411"',
    ),
    "a text beyond ASCII": ("notes: Überhöht é #4411\n", 'notes: "Überhöht é #4411"'),
    "a text that goes on below": (
        "notes: See ticket\n  #4411 fails\n",
        'notes: "See ticket\n  #4411 fails"',
    ),
    "lines below that are read as comments": (
        "notes: See\n  #4411\n\nseries: tier-1\n",
        'notes: "See\n  #4411"',
    ),
    "several lines below": (
        "notes: See\n  tickets #4411\n  #4412\n  #4413\nseries: tier-1\n",
        'notes: "See\n  tickets #4411\n  #4412\n  #4413"',
    ),
    "lines below of both kinds, and an empty one": (
        "notes: See\n  #4411\n  # and\n\n  #4412\nseries: tier-1\n",
        'notes: "See\n  #4411\n  # and\n\n  #4412"',
    ),
    "a line below an empty one": (
        "notes: See ticket\n\n  #4411 fails\n",
        'notes: "See ticket\n\n  #4411 fails"',
    ),
    "a line below a comment": (
        "notes: It is slow.\n  # said Ana\n  #4411 fails\n",
        'notes: "It is slow.\n  # said Ana\n  #4411 fails"',
    ),
    "a line below the text of a row": (
        "requests:\n  - id: R1\n    account: a\n    what: X\n      #4411\n    ticket: x\n",
        '    what: "X\n      #4411"',
    ),
    "a line below the text of a row in brackets": (
        "requests: [{id: R1, account: a, what: X\n #4411\n }]\n",
        'requests: [{id: R1, account: a, what: "X\n #4411"',
    ),
    "a line before the text": (
        "notes:\n  #4411 fails,\n  and more\n",
        '  "#4411 fails,\n  and more"',
    ),
    "a line before a text of one line": (
        "requests:\n  - id: R1\n    account: a\n    what:\n      #4411\n      #4412\n      fail\n",
        '      "#4411\n      #4412\n      fail"',
    ),
    "a line in place of a text": ("notes:\n  #4411 fails\n", '  "#4411 fails"'),
}
"""Texts, each with what is to be written instead."""

COMMENTS = (
    "# on a line of its own\n",
    "#on a line of its own, without a space\n",
    "# see #4411 and #12\n",
    "  # see #4411\n",
    "series: tier-1  # see #4411\n",
    "notes: >  # behind the sign of a text below\n  See ticket #4411\n",
    "notes: |\n  See ticket #4411\n  # 1\n",
    'notes: "See ticket #4411"  # in quotes\n',
    "notes: 'See ticket #4411'\n",
    "notes: See ticket#4411\n",
    "series: tier-1  # the one of leaders\n",
    "questions:  # of the week\n  - {id: Q1, account: a, ask: Why?}  # their first\n",
    "questions:\n  - id: Q1  # their first\n    account: a  # new\n    ask: Why?\n",
    "questions:  #below\n  - {id: Q1, account: a, ask: Why?}\n",
    "notes: It is slow.  # said Ana\n",
    'notes: They asked "why?"  # said Ana\n',
    "notes: It is slow\n\n  # set apart\n",
    "notes: It is slow\n# at the beginning\n#of the line\n",
    "series: tier-1\n  #weekly\n",
    "series:\n  #weekly\n  tier-1\n",
    "notes:\n  # for all\n  It is slow\n",
    "questions:\n  #for all\n  - {id: Q1, account: a, ask: Why?}\n",
    "notes: 'It is slow'\n  #4411\n",
    "notes: >\n  It is slow\n  #4411\n",
    "requests:\n  - id: R1\n    account: a\n    what: X\n    #ticket: x\n    theme: y\n",
    "requests:\n  #- {id: R1, account: a, what: X}\n  - {id: R2, account: a, what: X}\n",
    "shipped:\n  - {id: S1, what: X, on: 2026-04-20}\n  # - {id: S2, what: Y, on: 2026-04-20}\n",
)


def told(text: str) -> list[tuple[Severity | None, str, str | None]]:
    content = f"{HEAD}{text}".encode()
    assert read(content, file="x.yml").problems == ()
    return [
        (each.severity, each.help, each.fix and each.fix.replacement)
        for each in find_cuts(content, model=Update, file="x.yml").problems
    ]


@pytest.mark.parametrize(("text", "instead"), CUT.values(), ids=CUT)
def test_a_text_that_is_cut_is_shown_in_quotes(text: str, instead: str) -> None:
    ((severity, advice, replacement),) = told(text)
    assert severity is None
    assert advice == f"put quotes around the text:\n{instead}"
    assert replacement is not None
    assert replacement in instead


@pytest.mark.parametrize("text", COMMENTS)
def test_what_people_write_as_a_comment_is_one(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "text",
    ["notes: We are # 1\n", "notes: We are\n  # 1\n", "parked:\n  - {topic: Our # 1 wish\n }\n"],
)
def test_a_space_behind_the_sign_makes_it_a_warning_in_the_midst_of_a_text(text: str) -> None:
    ((severity, advice, fix),) = told(text)
    assert severity is Severity.WARNING
    assert "put quotes around the text" in advice
    assert "full stop" in advice
    assert fix is None


@pytest.mark.parametrize(
    "text",
    [
        "series: tier-1 #urgent\n",
        "actions:\n  cs:\n    - {id: A1, what: X, owner: a, due: 2026-05-01} #urgent\n",
        'notes: "See" #4411\n',
    ],
)
def test_behind_what_is_no_text_it_needs_a_space(text: str) -> None:
    ((severity, advice, fix),) = told(text)
    assert severity is None
    assert "write a space behind its `#`" in advice
    assert fix is None


@pytest.mark.parametrize(("text", "instead"), CUT.values(), ids=CUT)
def test_what_the_help_offers_is_a_text_with_the_sign_in_it(text: str, instead: str) -> None:
    content = f"{HEAD}{text}".encode()
    problems = find_cuts(content, model=Update, file="x.yml").problems
    found = resolve(
        problems,
        read_file=lambda _: content,
        severity=lambda _: Severity.ERROR,
        url=lambda code: code,
    )
    mended = apply_fixes(content, found)
    assert instead in mended.decode()
    assert read(mended, file="x.yml").problems == ()
    assert find_cuts(mended, model=Update, file="x.yml").problems == ()
    assert text.count("#") == str(read(mended, file="x.yml").data).count("#")


def test_a_comment_in_the_midst_of_a_text_may_be_moved_out_of_it() -> None:
    (problem,) = read(f"{HEAD}notes: See\n  # said Ana\n  and more\n".encode(), file="x").problems
    assert problem.code == "DR008"
    assert problem.help.startswith("move the comment out of the text, or put quotes")
    assert problem.fix is None


UNREADABLE: Mapping[str, tuple[str, str]] = {
    "a row in brackets": (
        "requests:\n  - {id: R1, account: a, what: See #4411, ticket: x}\n",
        '  - {id: R1, account: a, what: "See #4411", ticket: x}',
    ),
    "a list in brackets": (
        "research:\n  - {asked: [a, #b, c]}\n",
        '  - {asked: [a, "#b", c]}',
    ),
    "the first of several lines": (
        "notes: See #4411\n  and the rest\n",
        'notes: "See #4411\n  and the rest"',
    ),
    "a line of its own in the midst of a text": (
        "notes: See ticket\n  #4411 fails\n  and the rest\n",
        'notes: "See ticket\n  #4411 fails\n  and the rest"',
    ),
    "a line of its own in a text below its name": (
        "notes:\n  See ticket\n  #4411 fails\n  and the rest\n",
        '  "See ticket\n  #4411 fails\n  and the rest"',
    ),
    "with a space in a row": (
        "parked:\n  - {topic: Our # 1 wish, minutes: 5}\n",
        '  - {topic: "Our # 1 wish", minutes: 5}',
    ),
}


@pytest.mark.parametrize(("text", "instead"), UNREADABLE.values(), ids=UNREADABLE)
def test_what_cannot_be_read_because_of_it_says_so(text: str, instead: str) -> None:
    (problem,) = read(f"{HEAD}{text}".encode(), file="x.yml").problems
    assert problem.code == "DR008"
    assert problem.help == f"put quotes around the text:\n{instead}"
    found = resolve(
        [problem],
        read_file=lambda _: f"{HEAD}{text}".encode(),
        severity=lambda _: Severity.ERROR,
        url=lambda code: code,
    )
    assert instead in apply_fixes(f"{HEAD}{text}".encode(), found).decode()
