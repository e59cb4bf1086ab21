"""A review as text, for a terminal or a log."""

from collections.abc import Iterator
from io import StringIO

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from decision_record.diagnostics.visible import make_harmless, make_visible
from decision_record.review.names import on_one_line
from decision_record.review.review import ChangeReview, LineGroup, ReviewLine
from decision_record.text.wording import long_day
from decision_record.views.shared.words import Tone

_STYLES = {
    Tone.LATE: "bold red",
    Tone.RISK: "bold yellow",
    Tone.DONE: "bold green",
    Tone.QUIET: "bold",
    Tone.PLAIN: "bold",
}
_WIDE = 1_000_000
"""Columns where nothing is wrapped: a log's reader, or `grep`, wants a line a fact."""


def render_text(
    review: ChangeReview, *, preview: str | None = None, colour: bool, width: int | None
) -> str:
    """The whole review, a paragraph a group.

    Args:
        review: What merging does.
        preview: The address of a site that is built from the change.
        colour: Whether to colour the text for a terminal.
        width: The columns of the terminal; None where lines are not wrapped.
    """
    out = StringIO()
    console = Console(
        file=out,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        width=width or _WIDE,
        highlight=False,
        emoji=False,
        markup=False,
        legacy_windows=False,
    )
    console.print(Text(_safe(review.summary)))
    when = f"As of {long_day(review.as_of)}, compared with {review.compared_with}."
    console.print(Text(_safe(when)))
    if preview:
        console.print(Text(_safe(f"Preview: {preview}")))
    for group in review.groups:
        for part in _group(group):
            console.print(part)
    return make_harmless("\n".join(line.rstrip() for line in out.getvalue().split("\n")))


def _group(group: LineGroup) -> Iterator[Text | Padding]:
    yield Text("")
    yield Text(f"{group.title} ({len(group.lines):,})", style="bold underline")
    if group.note:
        yield Text(group.note)
    for line in group.lines:
        yield Padding(_line(line), (0, 0, 0, 2), expand=False)


def _line(line: ReviewLine) -> Text:
    text = Text(f"{line.label.text}: ", style=_STYLES[line.label.tone])
    text.append(_safe(line.text), style="not bold default")
    if line.source and not line.source.is_page:
        text.append(f"  [{_safe(line.source.text)}]", style="not bold dim default")
    return text


def _safe(text: str) -> str:
    return make_visible(on_one_line(text))
