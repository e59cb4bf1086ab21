"""What a writer most probably meant by a value that its field refuses.

One module for each kind of value. A meaning is a guess until the value can be read in one way
only; then it is certain, and a fix may write it. These modules know no section and no file.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """What to write, and why."""

    values: tuple[str, ...]
    """The likeliest first, as the field takes them; none where the field is to be left out."""
    why: str = ""
    """What is wrong with the value, where there is more to say than what the field takes."""
    advice: str = ""
    """What to do, where it is more than writing one of the values."""
    certain: bool = False
    """Whether the value can be read in this one way only."""
