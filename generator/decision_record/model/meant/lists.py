"""Lists as people write them: `a, b`, `a; b`, `[a b]`, lines with bullets, `a and b`."""

import re

_BULLETS = re.compile(r"(?:^|\s)(?:[•·●▪‣◦\u2013\u2014*]|-|\d{1,2}[.)])\s+")
_BETWEEN = re.compile(r"\s*[,;|\n]\s*|\s+(?:and|&|\+)\s+")
_IDENTITY = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)+", re.IGNORECASE)


def items_meant(text: str) -> tuple[str, ...]:
    """The items that a text lists; the text itself where it is one."""
    bare = text.strip().strip("[](){};,").strip()
    if _BULLETS.match(f" {bare}") or len(_BULLETS.findall(bare)) > 1:
        parts = _BULLETS.split(bare)
    else:
        parts = _BETWEEN.split(bare)
        words = bare.split()
        # Names of several parts, as `jonas.weil`, have no spaces in them.
        if len(parts) == 1 and len(words) > 1 and all(map(_IDENTITY.fullmatch, words)):
            parts = words
    found = (part.strip(" ;,.").strip() for part in parts)
    return tuple(part for part in found if part)
