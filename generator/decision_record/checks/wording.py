"""The words that several rules share: what someone wrote, quoted; near misses; a row to paste."""

import json
from collections.abc import Callable, Mapping

from decision_record.text.near_misses import index_spellings

MOST_QUOTED = 50
"""Characters of someone's text that a message repeats."""


def quote(text: str) -> str:
    """What stands in the record, on one line and short enough for it."""
    line = " ".join(text.split())
    return f"`{line if len(line) <= MOST_QUOTED else line[: MOST_QUOTED - 1] + '…'}`"


def in_yaml(text: str) -> str:
    """A text as a row in braces may hold it: plain where that is safe, else in quotation marks."""
    plain = text[:1].isalpha() and all(sign.isalnum() or sign in " .&'-" for sign in text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def make_guesser(spellings: Mapping[str, str]) -> Callable[[str], str | None]:
    """What finds the name that someone may have meant; None where none is near.

    Args:
        spellings: Names by what people may write for them, in lower case.
    """
    # The same misspelt name is usually written in many places.
    find = index_spellings(spellings)
    guesses: dict[str, str | None] = {}

    def guess(name: str) -> str | None:
        if name not in guesses:
            near = find(name)
            guesses[name] = spellings[near] if near is not None else None
        return guesses[name]

    return guess
