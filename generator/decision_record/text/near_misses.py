"""The name that was probably meant, found without comparing with all names there are.

Two names that are spelt alike share most of their pairs of letters. Only the names that share the
most with what was written are compared, so that the time does not grow with the number of names.
"""

import difflib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise

MOST_COMPARED = 50
"""Characters of what was written that are compared."""
_ALIKE = 0.7
"""How alike two names are at least, as difflib counts."""
_CANDIDATES = 12
"""Names that are compared letter by letter."""
_MOST_SHARED = 400
"""Names that are looked at by their pairs of letters, those of the rarest pairs first."""


def index_spellings(spellings: Iterable[str]) -> Callable[[str], str | None]:
    """What finds the spelling that is most like a text; None where none is alike.

    Args:
        spellings: In lower case. They are indexed when the first text is looked for.
    """
    ordered = tuple(spellings)
    order = {spelling: number for number, spelling in enumerate(ordered)}
    by_pair: dict[str, list[str]] = {}

    def find(written: str) -> str | None:
        if not by_pair:
            _fill(by_pair, ordered)
        text = written[:MOST_COMPARED].lower().strip().removeprefix("@")
        alike = sorted(_most_alike(text, by_pair), key=order.__getitem__)
        near = difflib.get_close_matches(text, alike, n=1, cutoff=_ALIKE)
        return near[0] if near else None

    return find


def _fill(by_pair: dict[str, list[str]], spellings: Iterable[str]) -> None:
    for spelling in spellings:
        for pair in _pairs(spelling):
            by_pair.setdefault(pair, []).append(spelling)


def _pairs(text: str) -> set[str]:
    """The pairs of letters of a text, its beginning and its end counted as letters."""
    return {first + second for first, second in pairwise(f"\0{text[:MOST_COMPARED]}\0")}


def _most_alike(written: str, by_pair: Mapping[str, list[str]]) -> list[str]:
    """The spellings that share the most with what was written, for their length."""
    pairs = _pairs(written)
    shared: Counter[str] = Counter()
    left = _MOST_SHARED
    for _, _, spellings in sorted(
        (len(found), pair, found) for pair in pairs if (found := by_pair.get(pair))
    ):
        if left <= 0:
            break
        shared.update(spellings[:left])
        left -= len(spellings)
    ranked = sorted(
        shared, key=lambda each: (-2 * shared[each] / (len(pairs) + len(each) + 1), each)
    )
    return ranked[:_CANDIDATES]
