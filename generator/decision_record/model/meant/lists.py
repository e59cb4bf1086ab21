"""Lists as people write them: `a, b`, `a; b`, `[a b]`, lines with bullets, `a and b`."""

import re

_BULLETS = re.compile(r"(?:^|\s)(?:[•·●▪‣◦\u2013\u2014*]|-|\d{1,2}[.)])\s+")
_BETWEEN = re.compile(r"\s*[,;|\n]\s*|\s+(?:and|&|\+|/)\s+")
_IDENTITY = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)+", re.IGNORECASE)
_ITEM = re.compile(r"(?:[\w.-]+/)?[A-Z]\d+")
_WORDS_BETWEEN = frozenset({"and", "&", "+", "/", "-", "*", "•", "·", "\u2013", "\u2014", "|"})


def is_item(text: str) -> bool:
    """Whether a text has the form of an item's name: `D1`, or `2026-03-31-tier-1/D1`."""
    return _ITEM.fullmatch(text) is not None


def words_meant(text: str) -> tuple[str, ...]:
    """What a text lists that is made of words without spaces: `a b`, `a / b`, `a, b and c`."""
    words = re.split(r"[\s,;|]+", text.strip().strip("[](){};,").strip())
    return tuple(word for word in words if word and word not in _WORDS_BETWEEN)


def items_meant(text: str) -> tuple[str, ...]:
    """The items that a text lists; the text itself where it is one."""
    bare = text.strip().strip("[](){};,").strip()
    if _BULLETS.match(f" {bare}") or len(_BULLETS.findall(bare)) > 1:
        parts = _BULLETS.split(bare)
    else:
        parts = _BETWEEN.split(bare)
        words = words_meant(bare)
        # Names of several parts, as `jonas.weil`, and those of items have no spaces in them.
        if len(words) > 1 and (
            all(map(_IDENTITY.fullmatch, words)) or all(map(_ITEM.fullmatch, words))
        ):
            return words
    found = (part.strip(" ;,.").strip() for part in parts)
    return tuple(part for part in found if part)
