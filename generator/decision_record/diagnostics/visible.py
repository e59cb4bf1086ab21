"""Text made safe to print: what cannot be seen, or turns a line around, is shown by its number.

A record may hold text from anywhere. Printed as it is, an escape sequence would command the
terminal, and a character that reverses the direction would show a line that is not in the file.
"""

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
