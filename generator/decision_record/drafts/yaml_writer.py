"""The lines of a record to complete: rows with gaps, and comments beside them.

What is quoted of other records is in comments, made one line, so that nothing breaks out of
them; a value is an identity, a number or a gap. A gap is an empty value, which the reader takes for
an absent field: what is not completed gets a diagnostic with its line.
"""

import json
import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from decision_record.diagnostics.visible import make_visible
from decision_record.text.wording import shorten

GAP = ""
"""A word, a day or a number to write."""
TEXT = '""'
"""Words to write; in quotation marks a comma and a colon do no harm."""

_WIDTH = 98
_is_plain = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]*").fullmatch


def short_text(text: str | None) -> str:
    """A text for a comment: on one line, short, and with every character visible."""
    return make_visible(shorten(text))


def name_text(text: str) -> str:
    """A name for a comment: on one line, whole, and every character to be seen."""
    return make_visible(" ".join(text.split()))


def scalar(text: str) -> str:
    """An identity or a number as a value; in quotation marks where YAML needs them."""
    if _is_plain(text):
        return text
    return "".join(map(_escape, json.dumps(text, ensure_ascii=False)))


def _escape(character: str) -> str:
    """A character as text in quotation marks may hold it."""
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"  # noqa: PLR2004 - the first plane


def listing(texts: Iterable[str]) -> str:
    """Identities as a list in brackets."""
    return f"[{', '.join(map(scalar, texts))}]"


def row(fields: Mapping[str, str], *, indent: int = 2) -> str:
    """A row of a section, on one line."""
    inside = ", ".join(f"{name}: {value}" for name, value in fields.items())
    return f"{' ' * indent}- {{{inside}}}"


def noted_row(fields: Mapping[str, str], note: str, *, indent: int = 2) -> str:
    """A row with a short note behind it, both on one line; the note is made of one-line texts."""
    return f"{row(fields, indent=indent)}  # {note}"


def line_of(note: str, *, indent: int = 2) -> str:
    """A comment on one line, however long; the note is made of one-line texts."""
    return f"{' ' * indent}# {note}"


def say(text: str, *, indent: int = 0, hanging: int = 0) -> Iterator[str]:
    """A comment, on as many lines as it needs."""
    start = f"{' ' * indent}# "
    yield from textwrap.wrap(
        text,
        width=_WIDTH,
        initial_indent=start,
        subsequent_indent=start + " " * hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def offer(lines: Iterable[str]) -> Iterator[str]:
    """Lines as comments that count once their `# ` is taken away."""
    kept = tuple(lines)
    margin = min((len(line) - len(line.lstrip(" ")) for line in kept), default=0)
    for line in kept:
        yield f"{line[:margin]}# {line[margin:]}"


def block(fields: Mapping[str, str], *, indent: int = 2) -> Iterator[str]:
    """A row of a section, a line a field; what is to be written has room there."""
    start = "- "
    for name, value in fields.items():
        yield f"{' ' * indent}{start}{name}: {value}".rstrip()
        start = "  "
