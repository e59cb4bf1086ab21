"""Who can open the pages that a forge serves."""

from enum import StrEnum


class Readers(StrEnum):
    """Who can open what is published."""

    EVERYBODY = "everybody"
    MEMBERS = "members"
    """Only people whom the forge lets in."""
    UNKNOWN = "unknown"
    """The forge does not say."""
    NOT_SERVED = "not-served"
    """The forge serves no pages of this repository."""
