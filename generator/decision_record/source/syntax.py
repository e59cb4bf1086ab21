"""DR001: what the parser says of text that is no YAML, in the words of the person who wrote it.

libyaml's messages speak of tokens, scalars and block mappings; none of them reaches a reader. The
line itself usually shows what was meant, so mends are proposed and tried, and the first one with
which the text reads on is offered. Where none does, the message becomes a plain sentence.
"""

import re
from itertools import islice

from yaml import YAMLError
from yaml.error import MarkedYAMLError

from decision_record.diagnostics import Place, Problem, Span
from decision_record.diagnostics.lines import Lines
from decision_record.source.events import LimitError, bounded_events
from decision_record.source.mends import Mend, Trouble, proposals
from decision_record.source.text import Text, content_of

NOT_YAML = "DR001"

_MOST_PROPOSALS = 60
_LONGEST_LINE = 2000
"""Characters of a line that a person wrote and that a mended copy can be shown of."""

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
        "a colon and a space stand where only text can stand",
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
        "a tab stands where only spaces may stand",
        "indent with spaces",
    ),
    "found a tab character that violates indentation": (
        "a tab stands where only spaces may stand",
        "indent with spaces",
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
        "this line does not belong to what stands above it",
        _LINE_UP,
    ),
    "did not find expected node content": ("a value is missing here", _QUOTES),
    "did not find expected '-' indicator": (
        "rows that begin with `-` and names with values are mixed here",
        _LINE_UP,
    ),
    "did not find expected key": ("this does not line up with what stands above it", _LINE_UP),
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
# At these the parser points past what is wrong; it is wrong where it began.
_WRONG_FROM_THE_START = {
    "could not find expected ':'",
    "found unexpected end of stream",
    "found unexpected document indicator",
}


def explain(error: YAMLError, text: Text) -> Problem:
    """Say what is wrong where the parser gave up, and how to write it."""
    conflict = _CONFLICT.search(text.lines.text)
    if conflict is not None:
        return _conflict(conflict, text)
    if not isinstance(error, MarkedYAMLError) or error.problem_mark is None:
        return _plain(Trouble(line=1, column=1, begun_line=1, begun_column=1), "", text)
    trouble = _trouble(error, text.lines)
    mend = _mend(text.lines, trouble)
    if mend is None:
        return _plain(trouble, error.problem or "", text)
    return Problem(
        code=NOT_YAML,
        message=mend.message,
        help="\n".join((f"{mend.advice}:", *mend.lines)),
        at=Place(file=text.file, span=mend.span),
    )


def _conflict(conflict: re.Match[str], text: Text) -> Problem:
    return Problem(
        code=NOT_YAML,
        message="two versions of this file were joined, and git could not choose between them",
        help=(
            "between `<<<<<<<` and `=======` stands one version, from there to `>>>>>>>` the\n"
            "other. Keep what is right and delete the lines with these signs."
        ),
        at=text.place(*text.first_line(conflict.start())),
    )


def _trouble(error: MarkedYAMLError, lines: Lines) -> Trouble:
    assert error.problem_mark is not None  # noqa: S101 - the caller has looked
    # The parser's own line numbers count breaks that editors do not show; its indexes are sure.
    line, column = lines.position(error.problem_mark.index)
    if line > lines.last():
        line, column = lines.last(), len(lines.line(lines.last())) + 1
    begun_line, begun_column = line, column
    if error.context_mark is not None:
        begun_line, begun_column = lines.position(error.context_mark.index)
    if (error.problem or "") in _WRONG_FROM_THE_START:
        line, column = begun_line, begun_column
    return Trouble(line=line, column=column, begun_line=begun_line, begun_column=begun_column)


def _mend(lines: Lines, trouble: Trouble) -> Mend | None:
    """Return the first mend that makes the whole text readable, or else the text up to there."""
    concerned = range(max(trouble.begun_line - 1, 1), trouble.line + 1)
    if any(len(lines.line(number)) > _LONGEST_LINE for number in concerned):
        return None
    further = None
    for mend in islice(proposals(lines, trouble), _MOST_PROPOSALS):
        reached = _first_error(_with_mend(lines, mend))
        if reached is None:
            return mend
        if further is None and reached > trouble.line + "\n".join(mend.lines).count("\n"):
            further = mend
    return further


def _first_error(text: str) -> int | None:
    """The line where the parser gives up; None for text that it reads, as far as limits go."""
    try:
        for _ in bounded_events(text):
            pass
    except MarkedYAMLError as error:
        return error.problem_mark.line + 1 if error.problem_mark is not None else 0
    except LimitError:
        return None
    except YAMLError:
        return 0
    return None


def _with_mend(lines: Lines, mend: Mend) -> str:
    start = lines.starts[mend.first - 1]
    last = mend.first + len(mend.lines) - 1
    end = lines.starts[last - 1] + len(lines.line(last))
    return lines.text[:start] + "\n".join(mend.lines) + lines.text[end:]


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
