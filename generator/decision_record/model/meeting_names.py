"""The name of a meeting's record: its date, its series, and which meeting of the day it is.

The first is `2026-03-03-tier-1`, a second on the same day `2026-03-03-tier-1.2` (records.md §2).
"""

import re
from datetime import date
from typing import NamedTuple

_NUMBERED = re.compile(r"(.+)\.([2-9]|[1-9][0-9]{1,5})", re.DOTALL).fullmatch


class NumberedName(NamedTuple):
    """A name without the number at its end, and that number."""

    name: str
    number: int
    """1 for the first of a day, which has no number written."""


def split_number(name: str) -> NumberedName:
    """`tier-1.2` is `tier-1` and 2; `tier-1` is itself and 1."""
    found = _NUMBERED(name)
    return NumberedName(found[1], int(found[2])) if found else NumberedName(name, 1)


def meeting_name(day: date, series: str, number: int = 1) -> str:
    """The name of the record of a series' meeting on a day, the first one unless told otherwise."""
    return f"{day}-{series}" + (f".{number}" if number > 1 else "")
