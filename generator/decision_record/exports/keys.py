"""What a key of an export is: its name, what it holds and what that means.

The declared keys are the documentation of the exports, and a test holds every document to them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Holds(StrEnum):
    """What one value of a key is."""

    TEXT = "text"
    DAY = "day"
    """ISO text, as in `2026-06-29`."""
    NUMBER = "number"
    AMOUNT = "amount"
    """A number in the organisation's currency."""
    COUNT = "whole number"
    FLAG = "true or false"
    ITEM = "item"
    """The full name of a decision, an action, an escalation …, as in `2026-03-31-tier-1/D1`."""
    RECORD = "record"
    """The name of a meeting's or an update's record, as in `2026-03-31-tier-1`."""
    ITEM_OR_RECORD = "item or record"
    ACCOUNT = "account"
    PERSON = "person"
    SERIES = "series"
    POD = "pod"
    THEME = "theme"
    TAXON = "word of the taxonomy"
    """The id of a product area, a category or a segment."""
    OBJECT = "object"
    """With keys of its own, which are declared with it."""
    NAMED = "texts by name"
    """An object whose keys are written in the records."""


@dataclass(frozen=True, slots=True)
class Key:
    """A key of an item."""

    name: str
    holds: Holds
    says: str
    """What its value means, in one sentence; of an optional key also when it is absent."""
    optional: bool = False
    """Whether items without such a value have no such key."""
    many: bool = False
    """Whether it holds a list."""
    words: Sequence[str] = ()
    """The only texts that it takes, where it takes only some."""
    keys: tuple["Key", ...] = ()
    """Of an object."""
