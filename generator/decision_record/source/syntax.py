"""DR001: what the parser says about text that is no YAML, in the words of the person who wrote it.

libyaml's messages mention tokens, scalars and block mappings; none of them reaches a reader. The
line itself usually shows what was meant: `repair` finds the lines to write instead. Where it finds
none, the message becomes a plain sentence.
"""

import re

from decision_record.diagnostics import Edit, Fix, Place, Pointer, Problem, Span
from decision_record.source.habits import ODD_SPACES
from decision_record.source.mends import Trouble
from decision_record.source.repair import Repair, common_start, repair, repair_habit
from decision_record.source.text import Text, content_of

NOT_YAML = "DR001"

_MOST_SHOWN, _FEW = 100, 5
"""Lines of a fix that are shown whole, and how many of one that is longer."""

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7})(?: |$)", re.MULTILINE)

_EXAMPLE = "write a name, a colon, a space and the value:\n  owner: maren.oyelaran"
_QUOTES = 'Put quotes around the text:\n  what: "…"'
_LINE_UP = (
    "Names of one section begin in one column, and so do the `-` of one list:\n"
    "  decisions:\n"
    "    - id: D1\n"
    "      what: …\n"
    "    - id: D2"
)
_DIRECTIVE = (
    "a line that begins with `%` is no part of a record",
    "leave the line out, or put quotes around its text",
)
_SIGN = (
    "text that begins with one of `&`, `*` and `!` needs quotes",
    'Put quotes around it:\n  what: "*Urgent*: …"',
)
_BACKSLASH = (
    "this backslash means nothing within double quotes",
    "use single quotes, in which a backslash is only a backslash:\n  what: 'C:\\exports'",
)
_BLOCK = (
    "text cannot begin on the line of `|` or `>`",
    (
        "begin the text on the next line, indented, or put quotes around it:\n"
        "  what: |\n"
        "    The text begins here."
    ),
)

_SENTENCES = {
    # libyaml's scanner, in the order of its source
    "found character that cannot start any token": ("text cannot begin with this sign", _QUOTES),
    "could not find expected ':'": ("this line has no name in front of its text", _EXAMPLE),
    "block sequence entries are not allowed in this context": (
        "a list cannot begin here",
        "begin each item on a line of its own, below the list's name:\n  themes:\n    - …",
    ),
    "mapping keys are not allowed in this context": (
        "text that begins with `? ` needs quotes",
        _QUOTES,
    ),
    "mapping values are not allowed in this context": (
        "this text has a colon in it and no quotes",
        _QUOTES,
    ),
    "found unknown directive name": _DIRECTIVE,
    "could not find expected directive name": _DIRECTIVE,
    "found unexpected non-alphabetical character": _DIRECTIVE,
    "did not find expected digit or '.' character": _DIRECTIVE,
    "found extremely long version number": _DIRECTIVE,
    "did not find expected version number": _DIRECTIVE,
    "did not find expected whitespace": _DIRECTIVE,
    "found duplicate %YAML directive": _DIRECTIVE,
    "found duplicate %TAG directive": _DIRECTIVE,
    "found incompatible YAML document": _DIRECTIVE,
    "did not find expected alphabetic or numeric character": _SIGN,
    "did not find the expected '>'": _SIGN,
    "did not find expected whitespace or line break": _SIGN,
    "did not find expected '!'": _SIGN,
    "did not find expected tag URI": _SIGN,
    "did not find URI escaped octet": _SIGN,
    "found an incorrect leading UTF-8 octet": _SIGN,
    "found an incorrect trailing UTF-8 octet": _SIGN,
    "found undefined tag handle": _SIGN,
    "found an indentation indicator equal to 0": _BLOCK,
    "did not find expected comment or line break": _BLOCK,
    "found a tab character where an indentation space is expected": (
        "a tab is where a record has spaces",
        "write spaces in place of the tab",
    ),
    "found a tab character that violates indentation": (
        "a tab is where a record has spaces",
        "write spaces in place of the tab",
    ),
    "found unexpected document indicator": (
        "this quote is not closed before the line that begins with `---` or `...`",
        "close the quote, or indent that line",
    ),
    "found unexpected end of stream": (
        "this quote is never closed",
        "write the same quote again where the text ends",
    ),
    "found unknown escape character": _BACKSLASH,
    "did not find expected hexdecimal number": _BACKSLASH,
    "found invalid Unicode character escape code": _BACKSLASH,
    # libyaml's parser
    "did not find expected <document start>": (
        "this line does not belong to the lines above it",
        _LINE_UP,
    ),
    "did not find expected node content": ("a value is missing here", _QUOTES),
    "did not find expected '-' indicator": (
        "rows that begin with `-` and names with values are mixed here",
        _LINE_UP,
    ),
    "did not find expected key": ("this does not line up with the lines above it", _LINE_UP),
    "did not find expected ',' or ']'": (
        "a comma or a closing `]` is missing",
        "write commas between the items and close the list:\n  themes: [bulk-export, audit-log]",
    ),
    "did not find expected ',' or '}'": (
        "a comma or a closing `}` is missing",
        (
            "write commas between the fields and close the row:\n"
            "  - {id: A1, what: …, owner: elin.marchetti, due: 2026-05-06}"
        ),
    ),
}
_OTHER = ("this line cannot be read", _LINE_UP)


def explain(text: Text) -> tuple[Problem, ...]:
    """Say what keeps a text from being YAML, each mistake with the lines to write instead."""
    conflict = _CONFLICT.search(text.lines.text)
    if conflict is not None:
        return (_conflict(conflict, text),)
    outcome = repair(text.lines)
    problems = [_mended(each, text) for each in outcome.repairs]
    if outcome.stuck is not None:
        trouble, said = outcome.stuck
        problems.append(_plain(trouble, said, text))
    return tuple(problems)


def odd_spaces(text: Text) -> Problem:
    """Say that a text that reads has spaces that only look like ordinary ones."""
    return _mended(repair_habit(text.lines, ODD_SPACES), text)


def _mended(mended: Repair, text: Text) -> Problem:
    shown, more = mended.text.split("\n"), ""
    if len(shown) > _MOST_SHOWN:
        shown, more = shown[:_FEW], f", and so on to line {mended.last}"
    return Problem(
        code=mended.code,
        message=mended.message,
        help="\n".join((f"{mended.advice}{more}:", *shown)),
        at=Place(file=text.file, span=mended.span),
        fix=_fix(mended, text) if mended.certain else None,
    )


def _fix(mended: Repair, text: Text) -> Fix[Pointer | Place]:
    """The change on each line, from the first character that differs to the last."""
    edits = []
    rows = mended.text.split("\n")
    if len(rows) != mended.last - mended.first + 1:
        end = len(text.lines.line(mended.last)) + 1
        whole = Span(line=mended.first, column=1, end_line=mended.last, end_column=end)
        at = Place(file=text.file, span=whole)
        return Fix(title=mended.advice, replacement=mended.text, at=at)
    for index, after in enumerate(rows):
        number = mended.first + index
        before = text.lines.line(number)
        if after == before:
            continue
        start = common_start(before, after)
        end = common_start(before[start:][::-1], after[start:][::-1])
        span = Span(
            line=number,
            column=start + 1,
            end_line=number,
            end_column=len(before) - end + 1,
        )
        edits.append(
            Edit(at=Place(file=text.file, span=span), text=after[start : len(after) - end])
        )
    first, *others = edits
    return Fix(title=mended.advice, replacement=first.text, at=first.at, others=tuple(others))


def _conflict(conflict: re.Match[str], text: Text) -> Problem:
    return Problem(
        code=NOT_YAML,
        message="two versions of this file were joined, and git could not choose between them",
        help=(
            "one version is between `<<<<<<<` and `=======`, the other from there to `>>>>>>>`.\n"
            "Keep what is right and delete the lines with these signs."
        ),
        at=text.place(*text.first_line(conflict.start())),
    )


def _plain(trouble: Trouble, problem: str, text: Text) -> Problem:
    message, advice = _SENTENCES.get(problem, _OTHER)
    line = text.lines.line(trouble.line)
    if line.lstrip().startswith("- ") and problem == "did not find expected key":
        message, advice = _SENTENCES["did not find expected '-' indicator"]
    if line.lstrip().startswith(": "):
        message, advice = "a name is missing in front of this colon", _EXAMPLE
    column = trouble.column
    if trouble.begun_line == trouble.line:
        column = min(column, trouble.begun_column)
    end = max(len(content_of(line)), column)
    span = Span(
        line=trouble.line,
        column=column,
        end_line=trouble.line,
        end_column=end + 1,
    )
    return Problem(code=NOT_YAML, message=message, help=advice, at=Place(file=text.file, span=span))
