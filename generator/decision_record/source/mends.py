"""Repairs for lines that are not YAML: what the writer most probably meant.

Each function here proposes whole lines to write instead; `syntax` offers the first proposal with
which the text reads on, so a proposal may be a guess. This module knows what people get wrong in a
line, and nothing of the parser's messages.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from decision_record.diagnostics import Span
from decision_record.diagnostics.lines import Lines
from decision_record.source.text import content_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """Where the parser gave up; lines and columns from 1."""

    line: int
    column: int
    begun_line: int
    """Where the bracket, quote or name begins that it could not finish."""
    begun_column: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Mend:
    """Lines to write instead of others, and what to say about it."""

    message: str
    advice: str
    span: Span
    """What is wrong, to be underlined."""
    first: int
    """The first line that is replaced."""
    lines: tuple[str, ...]
    """As many lines as are replaced."""
    certain: bool = False
    """Whether it says what the writer said, and nothing else."""
    code: str = "DR001"
    hides: bool = False
    """Whether the mistake hides what is wrong from there to where the parser gave up."""


_NAME = r"[A-Za-z0-9][A-Za-z0-9_./-]*"
_TABBED = re.compile(r"([ \t]*)((?:-[ \t]+)*)")
_LEAD = re.compile(r"[ ]*(?:-[ ]+)*")
_VALUE_START = re.compile(r"^[ ]*(?:-[ ]+)+|:[ ]+|[\[{,][ ]*")
_NEXT_NAME = re.compile(rf",\s*{_NAME}:(?:\s|$)")
_NO_SPACE = re.compile(rf"^([ ]*(?:-[ ]+)*{_NAME}):(?!//)(?=[^\s:])")
_FIELD = re.compile(rf"^(?P<lead>[ ]*(?:-[ ]+)*(?:{_NAME}:[ ]+)?)(?P<text>\S.*)")
_BEGINS_FIELD = re.compile(r"[ ]*(?:-[ ]+)*[a-z0-9][a-z0-9_./-]*:")
_FIELD_OR_ITEM = re.compile(r"\s*+(?:-(?:\s|$)|.*:(?:\s|$))")
_NO_COMMA = re.compile(
    rf"(?:[{{,]\s*{_NAME}:\s+)(?:[A-Z]\d+|[a-z0-9._/-]+|\"[^\"]*\"|'[^']*'|\[[^\]]*\])(\s+){_NAME}:\s"
)
_SPECIAL = "@`%&*!|>,]}[{?-#"
_CLOSING = {"[": "]", "{": "}"}
_REACH = 200
"""Lines above that are looked at for the indentation that was meant."""


def proposals(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """Propose fixes, the likeliest first."""
    yield from spaces_for_tabs(lines, trouble)
    yield from space_after_colon(lines, trouble)
    yield from closing_quote(lines, trouble)
    yield from other_bracket(lines, trouble)
    yield from comma(lines, trouble)
    yield from closing_bracket(lines, trouble)
    yield from list_below(lines, trouble)
    yield from quotes(lines, trouble)
    yield from continued_text(lines, trouble)
    if _BEGINS_FIELD.match(lines.line(trouble.line)):
        yield from indentation(lines, trouble)
        yield from folded_text(lines, trouble)
    else:
        yield from folded_text(lines, trouble)
        yield from indentation(lines, trouble)


def spaces_for_tabs(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A line that is indented with tabs."""
    line = lines.line(trouble.line)
    found = _TABBED.match(line)
    if found is None or "\t" not in found.group():
        return
    blank, dashes = found.group(1), found.group(2).replace("\t", " ")
    above = [column for column, _ in _columns_above(lines, trouble.line)]
    widths = [*(len(blank.expandtabs(size)) for size in (2, 4, 8)), *above]
    for width in dict.fromkeys(widths):
        yield Mend(
            message="a tab is where a record has spaces",
            advice="write spaces in place of the tab",
            span=_span(trouble.line, line.index("\t"), found.end()),
            first=trouble.line,
            lines=(" " * width + dashes + line[found.end() :],),
        )


def space_after_colon(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A name and its value without a space between them: `series:tier-1`."""
    for number in dict.fromkeys((trouble.begun_line, trouble.line, trouble.line - 1)):
        line = lines.line(number)
        found = _NO_SPACE.match(line)
        if found is not None:
            yield Mend(
                message="a space is missing after the colon",
                advice="write a space between the name and its value",
                span=_span(number, found.end() - 1, found.end()),
                first=number,
                lines=(f"{line[: found.end()]} {line[found.end() :]}",),
                certain=True,
            )


def closing_quote(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """Quoted text that is never closed; the parser often notices lines later."""
    begun = [trouble.begun_line, *range(trouble.line, max(trouble.line - _REACH, 0), -1)]
    for number in dict.fromkeys(begun):
        line = lines.line(number)
        for start in value_starts(line):
            quote = line[start : start + 1]
            if quote not in {'"', "'"} or quote in line[start + 1 :]:
                continue
            content = line.rstrip()
            ends = [len(content), *(found.start() for found in re.finditer(r"[\]},]", content))]
            for end in ends:
                if end > start:
                    yield Mend(
                        message="this quote is never closed",
                        advice="close it where the text ends",
                        span=_span(number, start, len(content)),
                        first=number,
                        lines=(content[:end] + quote + content[end:],),
                        hides=True,
                    )


def closing_bracket(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A bracket that is never closed."""
    number = trouble.begun_line
    line = lines.line(number)
    start = trouble.begun_column - 1
    bracket = line[start : start + 1]
    if bracket not in _CLOSING:
        return
    content = content_of(line)
    missing = unclosed(content)
    if missing:
        yield Mend(
            message=f"the bracket `{bracket}` is never closed",
            advice=f"close it with `{_CLOSING[bracket]}`",
            span=_span(number, start, len(content)),
            first=number,
            lines=(content + missing + line[len(content) :],),
        )


def other_bracket(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A closing bracket too many, or one of the other kind."""
    line = lines.line(trouble.line)
    at = trouble.column - 1
    found = line[at : at + 1]
    if found not in {"]", "}"}:
        return
    missing = unclosed(line[:at])
    span = _span(trouble.line, at, at + 1)
    if missing:
        yield Mend(
            message=f"`{found}` closes a bracket that began with another sign",
            advice=f"write `{missing}`",
            span=span,
            first=trouble.line,
            lines=(line[:at] + missing + line[at + 1 :],),
        )
    else:
        yield Mend(
            message=f"`{found}` closes a bracket that was never opened",
            advice="leave it out",
            span=span,
            first=trouble.line,
            lines=(line[:at] + line[at + 1 :],),
        )


def comma(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A comma left out between two fields of a row in brackets."""
    line = lines.line(trouble.line)
    for found in _NO_COMMA.finditer(line):
        gap = found.start(1)
        yield Mend(
            message="a comma is missing between two fields",
            advice="write a comma between them",
            span=_span(trouble.line, gap, len(line[: found.end()].rstrip())),
            first=trouble.line,
            lines=(f"{line[:gap]},{line[gap:]}",),
        )


def list_below(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A list that begins on the line of its name."""
    line = lines.line(trouble.line)
    found = re.match(rf"^([ ]*)((?:-[ ]+)*{_NAME}:)[ ]+(-[ ].*)$", line)
    if found is None:
        return
    start = found.start(3)
    following = _lead(lines.line(trouble.line + 1))
    level = following.index("-") if "-" in following else 0
    if level <= len(_lead(line)):
        level = len(_lead(line)) + 2
    below = " " * level + found.group(3)
    yield Mend(
        message="a list begins on the line below its name",
        advice="write the first item on a line of its own, or put quotes around it if it is text",
        span=_span(trouble.line, start, len(content_of(line))),
        first=trouble.line,
        lines=(f"{found.group(1)}{found.group(2)}\n{below}",),
    )


def quotes(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """Text that means something to YAML and has no quotes."""
    line = lines.line(trouble.line)
    columns = [trouble.column - 1]
    if trouble.begun_line == trouble.line:
        columns.append(trouble.begun_column - 1)
    starts = [start for start in value_starts(line) if start <= max(columns)]
    for start in sorted(starts, reverse=True):
        for end in _value_ends(line, start):
            value = line[start:end]
            message, advice = _why_quotes(value)
            yield Mend(
                message=message,
                advice=advice,
                span=_span(trouble.line, start, end),
                first=trouble.line,
                lines=(line[:start] + in_quotes(value) + line[end:],),
                certain=value[0] not in _CLOSING or _CLOSING[value[0]] in value,
            )


def indentation(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """A line that does not line up with the ones that it belongs to."""
    line = lines.line(trouble.line)
    indent = len(line) - len(line.lstrip(" "))
    item = line.lstrip(" ").startswith("- ")
    columns = [column for column, dashed in _columns_above(lines, trouble.line) if dashed == item]
    nearest = sorted(dict.fromkeys(columns), key=lambda column: abs(column - indent))
    for column in nearest:
        if column != indent:
            more = "more" if indent > column else "less"
            yield Mend(
                message=f"this line is indented {more} than the lines it belongs with",
                advice="Line it up with them",
                span=_span(trouble.line, indent, len(content_of(line))),
                first=trouble.line,
                lines=(" " * column + line[indent:],),
            )


def folded_text(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """Text over two lines with a colon in the second."""
    above, line = lines.line(trouble.line - 1), lines.line(trouble.line)
    field = _FIELD.match(above)
    if field is None or not field["lead"].strip() or field["text"][0] in "[{|>":
        return
    indent = len(line) - len(line.lstrip(" "))
    yield Mend(
        message="text with a colon in it needs a sign that it is text",
        advice="write `>` after the name and begin the text on the next line",
        span=_span(trouble.line, indent, len(line.rstrip())),
        first=trouble.line - 1,
        lines=(f"{field['lead']}>\n{' ' * indent}{field['text']}", line),
    )


def continued_text(lines: Lines, trouble: Trouble) -> Iterator[Mend]:
    """Text that goes on from the line above, but begins in the column of its name."""
    number = trouble.begun_line
    line = lines.line(number)
    indent = len(line) - len(line.lstrip(" "))
    if _FIELD_OR_ITEM.match(line):
        return
    yield Mend(
        message="this line has no name, and is not indented as part of the text above",
        advice="If it goes on with the text above, indent it; if not, write `name: value`",
        span=_span(number, indent, len(content_of(line))),
        first=number,
        lines=("  " + line,),
    )


def in_quotes(value: str) -> str:
    """Return a value in the quotes that leave its characters as they are."""
    if value[:1] in {'"', "'"}:
        if value.count(value[0]) == 1:
            value = value[1:]
        elif value.endswith(value[0]):
            value = value[1:-1]
    if '"' in value or "\\" in value:
        doubled = value.replace("'", "''")
        return f"'{doubled}'"
    return f'"{value}"'


def line_with_quotes(line: str, start: int) -> str:
    """Return a line with the value from the column `start` (from 0) in quotes."""
    end = next(_value_ends(line, start), len(line))
    return line[:start] + in_quotes(line[start:end]) + line[end:]


def _why_quotes(value: str) -> tuple[str, str]:
    first = value[:1]
    if first == '"' and "\\" in value:
        return "a backslash means something else within double quotes", "use single quotes"
    if first in {'"', "'"}:
        return "this text goes on after the quote that closes it", "put quotes around all of it"
    advice = "put quotes around it"
    if first == "`":
        return "text that begins with a backtick needs quotes", advice
    if first in _SPECIAL:
        return f"text that begins with `{first}` needs quotes", advice
    if ": " in value or value.endswith(":"):
        return "text with a colon in it needs quotes", advice
    return "this text needs quotes", advice


def value_starts(line: str) -> list[int]:
    """Columns, from 0, where a value may begin."""
    return [found.end() for found in _VALUE_START.finditer(line) if found.end() < len(line)]


def _value_ends(line: str, start: int) -> Iterator[int]:
    """Columns where a value that begins at `start` may end, the likeliest first."""
    brackets = unclosed(line[:start])
    end = len(line[:start] + content_of(line[start:]))
    ends = [end]
    if brackets:
        closing = max(line.rfind("]", start), line.rfind("}", start))
        following = _NEXT_NAME.search(line, start)
        nearest = re.search(r"[,\]}]", line[start + 1 :])
        listed = [start + 1 + nearest.start()] if nearest else []
        named = [following.start()] if following else []
        last = [closing] if closing > start else []
        ends = [*listed, *last] if brackets[0] == "]" else [*named, *last, *listed]
        ends.append(end)
    # The row may have started on a line above.
    ends.append(len(line[:end].rstrip(",]} ")))
    rounded = dict.fromkeys(len(line[:found].rstrip()) for found in ends)
    yield from (found for found in rounded if found > start)


def unclosed(text: str) -> str:
    """The brackets that would close what is open at the end of a line's text, innermost first."""
    waiting: list[str] = []
    for sign in re.sub(r"\"[^\"]*\"|(?<!\w)'[^']*'", "", text):
        if sign in _CLOSING:
            waiting.append(_CLOSING[sign])
        elif waiting and sign == waiting[-1]:
            waiting.pop()
    return "".join(reversed(waiting))


def _columns_above(lines: Lines, number: int) -> list[tuple[int, bool]]:
    """Columns, from 0, where names and items begin above a line, and whether with a dash."""
    columns = []
    for above in range(number - 1, max(number - _REACH, 0), -1):
        line = lines.line(above)
        if not content_of(line).strip():
            continue
        lead = _lead(line)
        columns += [(found.start(), True) for found in re.finditer("-", lead)]
        columns.append((len(lead), False))
    return columns


def _lead(line: str) -> str:
    found = _LEAD.match(line)
    return found.group() if found else ""


def _span(line: int, start: int, end: int) -> Span:
    """A span within one line, from columns that are counted from 0; never empty."""
    return Span(line=line, column=start + 1, end_line=line, end_column=max(end, start + 1) + 1)
