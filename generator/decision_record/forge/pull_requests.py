"""A pull request, or merge request, and the one comment that is written on it."""

from dataclasses import dataclass

MARKER = "<!-- decision-record: what merging does -->"
"""The first line of our comment, by which the next run finds it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PullRequest:
    """An open pull request, or merge request."""

    number: int
    base: str
    """The branch that it would be merged into."""
    is_fork: bool
    """Whether it comes from another repository."""


def with_marker(text: str) -> str:
    """A comment's text behind the line by which the next run finds it."""
    return f"{MARKER}\n{text}"


def has_marker(text: str) -> bool:
    """Whether a comment may be ours; anyone can write the line, so its author counts too."""
    return text.startswith(MARKER)
