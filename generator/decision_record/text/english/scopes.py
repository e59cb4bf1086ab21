"""Whether the scope of a pod is everything (DR605): "all customers", "all areas", and the like.

What narrows it makes it a scope: "all customers in healthcare". This module knows words only.
"""

import re

MOST_CHARACTERS = 600
"""How much of a text is looked at; a scope that takes more to say is said in the beginning."""

# "All escalations" are those of the pod's domain, which is a scope.
_THINGS = (
    r"(?:customers?|accounts?|clients?|users?|segments?|(?:product )?areas?|products?|regions?"
    r"|industries)"
)
_ALL = rf"all(?: of)?(?: the| our| its)? {_THINGS}"
_EACH = rf"(?:every|any|each) {_THINGS}"
_WHOLE = (
    r"(?:the|our) (?:whole|entire|full) (?:product|platform|portfolio|company|business"
    r"|customer base|book(?: of business)?)"
)
_NARROWED = (
    r"(?!['\u2019]|\w| (?:in|of|from|with|without|who|whose|that|which|on|under|over|above|below"
    r"|using|signed|near|at|due|listed|named|about)\b)"
)
_ONLY_EVERYTHING = re.compile(
    r"(?:all|everything|everyone|everybody|anything|any|\*)\W*", re.IGNORECASE
)
_SAYS_EVERYTHING = re.compile(rf"(?:{_ALL}|{_WHOLE}){_NARROWED}", re.IGNORECASE)
# "Every customer finishes setup" is an outcome; only as the whole of what is owned is it too much.
_BEGINS_WITH_EVERYTHING = re.compile(
    r"(?:owns? |everything |anything |all work |for |about |around |of )*"
    rf"(?:{_ALL}|{_EACH}|{_WHOLE}){_NARROWED}",
    re.IGNORECASE,
)


def is_everything(text: str, *, anywhere: bool = False) -> bool:
    """Whether a scope is everything.

    Args:
        text: What someone wrote as the scope.
        anywhere: Whether it counts wherever it stands, as in an outcome, and not only where the
            text begins with it: "Exports, for all customers" is about exports.
    """
    line = " ".join(text[:MOST_CHARACTERS].replace("-", " ").split())
    finds = _SAYS_EVERYTHING.search if anywhere else _BEGINS_WITH_EVERYTHING.match
    return bool(_ONLY_EVERYTHING.fullmatch(line) or finds(line))
