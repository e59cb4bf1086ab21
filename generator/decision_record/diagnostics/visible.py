"""Text made safe to print: what cannot be seen, or turns a line around, is shown by its number.

A record may hold text from anywhere. Printed as it is, an escape sequence would command the
terminal, a character that reverses the direction would show a line that is not in the file, and
`::error` or `##[error]` would command the forge's runner that the check runs on.
"""

import re
import unicodedata

_JOINERS = {"\u200c", "\u200d"}  # parts of words in some scripts, and of emoji
_CONTROL_PICTURES = 0x2400
_TAB = "    "


def make_visible(text: str) -> str:
    """Return a text of one line with every character that has no look of its own replaced.

    A tab becomes four spaces, a control character its picture (`␛`), anything else that is
    invisible its number (`<U+202E>`).
    """
    return text if text.isascii() and text.isprintable() else "".join(map(_show, text))


def make_lines_visible(text: str) -> str:
    r"""Do the same for a text of several lines, which only `\n` separates."""
    return "\n".join(make_visible(line) for line in text.split("\n"))


def make_harmless(text: str) -> str:
    """Return a whole output in which no line is a command to a forge's runner.

    GitHub takes a line that begins with `::`, whatever white space is in front of it, and `##[`
    anywhere in a line, as Azure Pipelines and TeamCity take `##vso[` and `##teamcity[`; GitLab
    takes `section_start:` and `section_end:`. One sign of each is shown by its number.
    """
    if "::" not in text and "##" not in text and "section_" not in text:
        return text
    text = _LEADING.sub(r"\1<U+003A>", text)
    return _SECTION.sub("section<U+005F>", _ANYWHERE.sub("#<U+0023>", text))


def make_json_harmless(text: str) -> str:
    """Do the same for JSON, whose values stay what they are: signs are written by their escapes."""
    text = _ANYWHERE.sub(r"\\u0023#", text)
    return _SECTION.sub(r"section\\u005f", text)


def make_printable(text: str) -> str:
    """Return a message that quotes a user's words as it can be printed, line by line."""
    return make_harmless(make_lines_visible(text))


_LEADING = re.compile(r"^((?:[^\S\n]|\x1b\[[\d;]*m)*):(?=:)", re.MULTILINE)
_ANYWHERE = re.compile(r"##(?=[\w.-]*\[)")
_SECTION = re.compile(r"section_(?=(?:start|end):)")


def _show(character: str) -> str:
    if character == "\t":
        return _TAB
    code = ord(character)
    if code < 0x20:  # noqa: PLR2004 - where the printable characters of ASCII begin
        return chr(_CONTROL_PICTURES + code)
    if character == "\x7f":
        return "␡"
    hidden = unicodedata.category(character) in {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
    return f"<U+{code:04X}>" if hidden and character not in _JOINERS else character
