"""Text made safe to put into Markdown that a forge renders: it shows as what it is.

What a record holds may come from anyone who can open a pull request. Put into a comment as it is,
it could draw a heading or an image, mention people, link issues and commits, or give commands to
the forge. Two things are done about it: signs that Markdown reads are escaped, and where a forge
looks for references in the finished text, a sign without width breaks what it looks for.
"""

import re

from decision_record.diagnostics.visible import make_visible
from decision_record.review.names import on_one_line

_BREAK = "&NoBreak;"
"""WORD JOINER: it has no width and ends no line. By its name, so that the source has no invisible
character and no `#` that could be a reference itself."""

_HASH = re.compile(r"(?<![0-9A-Za-z])[0-9A-Fa-f]{7,}(?![0-9A-Za-z])")
_PIECE = 6
"""Characters of what may be a commit's hash that may be together: a forge links seven."""

_WORDS = re.compile(
    r"""
    (?P<at>@)(?=\w)
    | (?P<number>[#!%~^&$])(?=[\w"“\[#])          # issues, merge requests, labels, epics, snippets
    | (?P<bracket>[\[{])(?=[\w\[+_-])             # [[_TOC_]], [vulnerability:1], {+ inline diff +}
    | (?P<star>\*)(?=[a-z]+:)                     # *iteration:1
    | (?P<colon>:)(?=//|:|[\w+-]+:)               # addresses, commands, :emoji:
    | (?P<www>www)(?=\.)
    | (?P<gh>g[hl])(?=-\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_MARKUP = re.compile(r"""[\\`*_{}\[\]~|^#!]""")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "$": "&dollar;"}
_MARK = "\ue000"
"""A private character in place of the break until all is escaped; no text to print has it."""


def escape_markdown(text: str) -> str:
    """A text of one line that Markdown shows as it is, without links, mentions or commands."""
    line = make_visible(on_one_line(text))
    line = _HASH.sub(lambda found: _MARK.join(_cut(found[0])), line)
    line = _WORDS.sub(lambda found: found[0] + _MARK, line)
    line = "".join(_ENTITIES.get(each, each) for each in line)
    line = _MARKUP.sub(lambda found: f"\\{found[0]}", line)
    return line.replace(_MARK, _BREAK)


def _cut(word: str) -> list[str]:
    return [word[start : start + _PIECE] for start in range(0, len(word), _PIECE)]
