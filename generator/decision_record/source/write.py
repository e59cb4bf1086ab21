"""Plain data to YAML text, for help that can be pasted: the counterpart of `read`.

What is written here reads back as the same data; a test holds it to that.
"""

import re
from collections.abc import Iterator

from decision_record.source.read import Data

_PLAIN = re.compile(r"(?!.*:$)[^\W_](?:[^\[\]{},:#\n\"\\]|:(?!\s))*(?<!\s)")
_PLAIN_IN_BLOCK = re.compile(r"(?!.*:$)[^\W_](?:[^:#\n\\]|:(?!\s)|(?<!\s)#)*(?<!\s)")


def write_section(name: str, value: Data) -> str:
    """A name with all that is below it, in lines of their own, without a break at the end."""
    return "\n".join(_field(name, value))


def write_row(fields: dict[str, Data]) -> str:
    """A row in brackets, on one line."""
    return f"{{{', '.join(f'{name}: {write_inline(value)}' for name, value in fields.items())}}}"


def write_inline(value: Data) -> str:
    """A value as a row or a list in brackets holds it."""
    if isinstance(value, dict):
        return write_row(value)
    if isinstance(value, list):
        return f"[{', '.join(map(write_inline, value))}]"
    return value if _PLAIN.fullmatch(value) else _quoted(value)


def _field(name: str, value: Data) -> Iterator[str]:
    name = name if _PLAIN.fullmatch(name) else _quoted(name)
    if isinstance(value, str):
        yield f"{name}: {value if _PLAIN_IN_BLOCK.fullmatch(value) else _quoted(value)}"
    elif not value or not any(isinstance(each, dict) for each in (value, *value)):
        yield f"{name}: {write_inline(value)}"
    else:
        yield f"{name}:"
        rows = (
            map(_item, value)
            if isinstance(value, list)
            else (_field(key, inner) for key, inner in value.items())
        )
        for row in rows:
            yield from (f"  {line}" for line in row)


def _item(value: Data) -> Iterator[str]:
    if not isinstance(value, dict) or not value:
        yield f"- {write_inline(value)}"
        return
    lines = [line for key, inner in value.items() for line in _field(key, inner)]
    yield f"- {lines[0]}"
    yield from (f"  {line}" for line in lines[1:])


def _quoted(text: str) -> str:
    escaped = "".join(_escape(sign) for sign in text)
    return f'"{escaped}"'


def _escape(sign: str) -> str:
    if sign in '"\\':
        return f"\\{sign}"
    if sign.isprintable():
        return sign
    code = ord(sign)
    return {"\n": "\\n", "\t": "\\t"}.get(sign) or (
        f"\\U{code:08x}" if code > 0xFFFF else f"\\u{code:04x}"  # noqa: PLR2004 - the first plane
    )
