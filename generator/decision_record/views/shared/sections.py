"""Sections of a page: the headings that its table of contents lists."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading that a reader can jump to."""

    id: str
    """The id of the heading in the page."""
    title: str
