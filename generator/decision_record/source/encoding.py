"""DR003: bytes that are not UTF-8 text, and characters that no record may hold.

U+0085, U+2028 and U+2029 are refused with the control characters: libyaml ends a line there and
editors do not, so a line would not have one number. So are a byte order mark within the text and
the characters that embed, override or isolate a direction of text: they cannot be seen, and the
second kind shows a line in another order than it is read. The marks of one place (U+200E, U+200F,
U+061C) stay, because Hebrew and Arabic need them. This module looks at bytes and characters, never
at YAML.
"""

import re
import unicodedata

from decision_record.diagnostics import Place, Pointer, Problem, Span
from decision_record.diagnostics.lines import Lines, cut

NOT_UTF8 = "DR003"

FORBIDDEN = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Control characters but tab and line breaks, and what looks like nothing and is not."""

_PLAIN = bytes([*b"\t\n\r", *range(0x20, 0x7F)])
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_LONG = 400
"""Characters of a line that is still worth showing fixed."""

_NAMES = {
    "\0": "a null character",
    "\x07": "a bell character",
    "\x08": "a backspace character",
    "\x0b": "a vertical tab",
    "\x0c": "a page break",
    "\x1b": "an escape character",
    "\x7f": "a delete character",
    "\u2028": "an invisible line break",
    "\u2029": "an invisible paragraph break",
    "\ufeff": "an invisible byte order mark",
    **dict.fromkeys(
        "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069",
        "an invisible character that changes the direction of text",
    ),
}


def check_encoding(content: bytes, *, file: str) -> Problem | None:
    """Return what makes these bytes no text of a record; None when nothing does."""
    # Most records are plain ASCII, which one pass in C shows.
    if not content.translate(None, _PLAIN):
        return None
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(content, error.start, file=file)
    text = text.removeprefix("\ufeff")
    found = FORBIDDEN.search(text)
    if found is None:
        return None
    if _looks_like_utf16(content):
        return _utf16(file=file)
    return _control_character(cut(content), found.start(), file=file)


def escaped_character(character: str, at: Pointer) -> Problem:
    r"""Report a character that quoted text holds by its escape, as `"\e"` does."""
    return Problem(
        code=NOT_UTF8,
        message=f"the text within these quotes holds {_describe(character)}",
        help="leave the backslash and what belongs to it out, or write two backslashes for one",
        at=at,
    )


def _describe(character: str) -> str:
    """Name a character that cannot be seen: "a bell character (U+0007)"."""
    name = _NAMES.get(character, "a control character")
    return f"{name} (U+{ord(character):04X})"


def _not_utf8(content: bytes, offset: int, *, file: str) -> Problem:
    if _looks_like_utf16(content):
        return _utf16(file=file)
    # The text before the first bad byte is UTF-8, so the places up to there are certain.
    lines = cut(content[:offset])
    line, column = lines.position(len(lines.text))
    byte = content[offset]
    meant = _in_windows_1252(byte)
    if meant is None:
        hint = "save the file as UTF-8: editors offer it when saving, as an encoding"
    else:
        hint = (
            f"it looks like Windows-1252, where this byte is `{meant}`. Save the file as UTF-8:\n"
            "editors offer it when saving, as an encoding."
        )
    return Problem(
        code=NOT_UTF8,
        message=f"this file is not UTF-8 text: no character begins with the byte {byte:02X} here",
        help=hint,
        at=Place(
            file=file,
            span=Span(line=line, column=column, end_line=line, end_column=column + 1),
        ),
    )


def _utf16(*, file: str) -> Problem:
    return Problem(
        code=NOT_UTF8,
        message="this file is not UTF-8 text; it looks like UTF-16",
        help="save the file as UTF-8: editors offer it when saving, as an encoding",
        at=Place(file=file, span=cut(b"").span(0, 0)),
    )


def _control_character(lines: Lines, index: int, *, file: str) -> Problem:
    count = len(FORBIDDEN.findall(lines.text))
    others = f", the first of {count} such characters in this file" if count > 1 else ""
    line = lines.line(lines.position(index)[0])
    mended = f", or replace the line:\n{FORBIDDEN.sub('', line)}" if len(line) <= _LONG else ""
    return Problem(
        code=NOT_UTF8,
        message=f"there is {_describe(lines.text[index])} here{others}",
        help=f"delete it{mended}",
        at=Place(file=file, span=lines.span(index, index + 1)),
    )


def _looks_like_utf16(content: bytes) -> bool:
    # In UTF-16 every other byte of Latin text is zero; a sample from the start is enough.
    sample = content[:512]
    return content.startswith(_UTF16_MARKS) or sample.count(0) * 3 > len(sample)


def _in_windows_1252(byte: int) -> str | None:
    try:
        character = bytes([byte]).decode("windows-1252")
    except UnicodeDecodeError:
        return None
    return character if unicodedata.category(character)[0] in "LPS" else None
