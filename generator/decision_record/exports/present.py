"""The form of an item in every export: its facts by key, without those that are absent."""

from typing import Any

Facts = dict[str, Any]
"""An item's facts, by key."""


def present(**facts: object) -> Facts:
    """The facts without those that are absent; a key that is a word of Python ends in `_`."""
    return {key.rstrip("_"): value for key, value in facts.items() if value is not None}
