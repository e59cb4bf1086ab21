"""Diagnostics for people: each with the lines that it is about and its help.

The form is that of the best linters: the message, the place, the lines around it with the place
underlined, related places, help.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import TextIO

from decision_record.diagnostics.diagnostic import Diagnostic, Place, Severity
from decision_record.diagnostics.lines import Lines, cut
from decision_record.diagnostics.snippet import draw
from decision_record.diagnostics.summary import Summary
from decision_record.diagnostics.visible import make_harmless, make_lines_visible, make_visible
from decision_record.text.wording import count

_CONTEXT = 2
"""Lines shown before and after the place."""
_MOST_WHOLE = 3
"""Diagnostics of one rule in one file that are shown with their lines."""
_MOST_OF_FILE = 200
"""Diagnostics of one file that are shown."""
_MOST_RELATED = 5
"""Other places of one diagnostic that are shown; how many more there are is said."""
_MOST_UNDERLINED = 3
"""Lines of a place over several lines that are shown and underlined."""

_FRAME = "bold blue"
_RELATED = "bold cyan"
_HELP = "bold green"
_SEVERITIES = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow"}

Paint = Callable[[str, str], str]


def wants_colour(stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what is written to a stream: to a terminal that no one asked to be plain.

    Args:
        stream: Where the text goes.
        environment: The environment's variables; `NO_COLOR` and a dumb `TERM` mean plain text.
    """
    plain = environment.get("NO_COLOR") or environment.get("TERM") == "dumb"
    return stream.isatty() and not plain


def render_text(
    diagnostics: Iterable[Diagnostic],
    summary: Summary,
    *,
    read_file: Callable[[str], bytes],
    colour: bool,
    everything: bool = False,
) -> str:
    """Return the diagnostics with their lines, and the closing sentence.

    Of one rule in one file the first three are whole, the others a line each; of one file no more
    than 200 are shown.

    Args:
        diagnostics: In the order in which they are shown.
        summary: The counts of the run.
        read_file: The bytes of a file, by the name in a place; it may raise OSError, and then no
            lines are shown.
        colour: Whether to colour the text for a terminal.
        everything: Whether every diagnostic is shown, and whole.
    """

    @cache
    def lines_of(file: str) -> Lines:
        try:
            return cut(read_file(file))
        except OSError:
            return cut(b"")

    paint = _coloured if colour else _plain
    if everything:
        blocks = ["\n".join(_block(each, lines_of, paint)) for each in diagnostics]
    else:
        by_file: dict[str, list[Diagnostic]] = {}
        for each in diagnostics:
            by_file.setdefault(each.place.file, []).append(each)
        blocks = [block for found in by_file.values() for block in _short(found, lines_of, paint)]
    return make_harmless(
        "\n".join([*(f"{block}\n" for block in blocks), f"{make_lines_visible(str(summary))}\n"])
    )


def _short(
    found: Sequence[Diagnostic], lines_of: Callable[[str], Lines], paint: Paint
) -> Iterator[str]:
    """The diagnostics of a file: whole where they are new, a line each where there are many."""
    seen: Counter[str] = Counter()
    others: list[str] = []
    for each in found[:_MOST_OF_FILE]:
        seen[each.code] += 1
        if seen[each.code] > _MOST_WHOLE:
            others.append(_in_a_line(each, paint))
            continue
        if others:
            yield "\n".join(others)
            others.clear()
        yield "\n".join(_block(each, lines_of, paint))
    rest = len(found) - _MOST_OF_FILE
    if rest > 0:
        file = make_visible(found[0].place.file)
        others.append(f"{file} has {count(rest, 'more problem')}; `--all` shows all of them")
    if others:
        yield "\n".join(others)


def _in_a_line(diagnostic: Diagnostic, paint: Paint) -> str:
    """One diagnostic in a line: its place, its message and what to write."""
    mend = diagnostic.fix.title if diagnostic.fix else " ".join(diagnostic.help.split())
    code = paint(diagnostic.code, _SEVERITIES[diagnostic.severity])
    message = make_visible(diagnostic.message)
    return f"{_address(diagnostic.place)}: {code} {message}; {make_visible(mend)}"


def _block(diagnostic: Diagnostic, lines_of: Callable[[str], Lines], paint: Paint) -> Iterator[str]:
    style = _SEVERITIES[diagnostic.severity]
    places = [diagnostic.place, *(note.at for note in diagnostic.related[:_MOST_RELATED])]
    margin = max(len(str(_last_shown(place, _lines_at(place, lines_of)))) for place in places)
    frame = paint(f"{'':{margin}} |", _FRAME)

    yield (
        f"{paint(diagnostic.code, style)} {paint(f'[{diagnostic.severity}]', style)} "
        f"{paint(make_visible(diagnostic.message), 'bold')}"
    )
    yield f"{'':{margin}}{paint('-->', _FRAME)} {_address(diagnostic.place)}"
    lines = _lines_at(diagnostic.place, lines_of)
    shown = [*_snippet(diagnostic.place, lines, margin=margin, sign="^", style=style, paint=paint)]
    yield from (frame, *shown, frame) if shown else ()
    for note in diagnostic.related[:_MOST_RELATED]:
        yield f"{'':{margin}}{paint('==>', _FRAME)} {_address(note.at)}"
        lines = _lines_at(note.at, lines_of)
        drawn = [*_snippet(note.at, lines, margin=margin, sign="-", style=_RELATED, paint=paint)]
        label = paint(make_visible(note.text), _RELATED)
        if drawn:
            yield from (frame, *drawn[:-1], f"{drawn[-1]} {label}", frame)
        else:
            yield f"{frame} {label}"
    others = len(diagnostic.related) - _MOST_RELATED
    if others > 0:
        yield f"{'':{margin}}{paint('==>', _FRAME)} {count(others, 'more place')}"
    yield from _help(diagnostic.help, paint)


def _lines_at(place: Place, lines_of: Callable[[str], Lines]) -> Lines:
    """The file's lines; none where they are private."""
    return cut(b"") if place.redacted else lines_of(place.file)


def _address(place: Place) -> str:
    return make_visible(f"{place.file}:{place.span.line}:{place.span.column}")


def _snippet(
    place: Place, lines: Lines, *, margin: int, sign: str, style: str, paint: Paint
) -> Iterator[str]:
    """Draw a place with its context; what is related is without any."""
    span = place.span
    last = lines.last
    if span.line > last or not lines.text:
        return
    context = _CONTEXT if sign == "^" else 0
    bar = paint("|", _FRAME)
    underlined_to = min(span.end_line, span.line + _MOST_UNDERLINED - 1, last)
    for number in range(max(span.line - context, 1), min(underlined_to + context, last) + 1):
        first, end_of_line = lines.bounds(number)
        within = span.line <= number <= underlined_to
        start = end = first
        if within:
            end = first + span.end_column - 1 if number == span.end_line else end_of_line
            start = first + span.column - 1 if number == span.line else _indented(lines, number)
        drawn = draw(lines.text, (first, end_of_line), (start, end))
        yield f"{paint(f'{number:>{margin}}', _FRAME)} {bar} {drawn.text}".rstrip()
        is_blank = _indented(lines, number) == end_of_line
        if within and (not is_blank or span.line == span.end_line):
            underline = paint(sign * drawn.width, style)
            yield f"{'':{margin}} {bar} {'':{drawn.offset}}{underline}"


def _indented(lines: Lines, number: int) -> int:
    """The index of the first character of a line that is no white space; its end without any."""
    start, end = lines.bounds(number)
    while start < end and lines.text[start].isspace():
        start += 1
    return start


def _last_shown(place: Place, lines: Lines) -> int:
    return min(place.span.line + _MOST_UNDERLINED - 1 + _CONTEXT, max(lines.last, 1))


def _help(text: str, paint: Paint) -> Iterator[str]:
    """Set the first line behind "help:" and the others below it, so that they can be copied."""
    label = "help: "
    first, *others = text.splitlines()
    yield f"{paint(label, _HELP)}{make_visible(first)}"
    for line in others:
        yield f"{'':{len(label)}}{make_visible(line)}".rstrip()


def _plain(text: str, _style: str) -> str:
    return text


def _coloured(text: str, style: str) -> str:
    from rich.color import ColorSystem
    from rich.style import Style

    return Style.parse(style).render(text, color_system=ColorSystem.STANDARD)
