"""Plain words for numbers, days and states; every page uses the same ones."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from decision_record.text.wording import (
    chip_day,
    count,
    days_ahead,
    days_since,
    long_day,
    money,
    ordinal,
    short_day,
    times,
)

__all__ = [
    "SOON",
    "Badge",
    "Due",
    "Tone",
    "chip_day",
    "comes_on",
    "count",
    "days_ahead",
    "days_since",
    "due_on",
    "long_day",
    "money",
    "ordinal",
    "short_day",
    "times",
]

SOON = 14
"""Days ahead within which a date is called soon."""


class Tone(StrEnum):
    """What a colour and an icon mean; there is always a word beside them."""

    LATE = "late"
    RISK = "risk"
    DONE = "done"
    QUIET = "quiet"
    """Ended, superseded or not pressing."""
    PLAIN = "plain"


@dataclass(frozen=True, slots=True, kw_only=True)
class Badge:
    """A state in a word or a few, with what its colour means."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A day that a reader counts from or to."""

    day: date
    words: str
    """As in "3 days late" or "in 11 days"."""
    tone: Tone

    @property
    def is_late(self) -> bool:
        """Whether it has passed."""
        return self.tone is Tone.LATE


def due_on(day: date, *, as_of: date) -> Due:
    """A day by which something is to be done."""
    left = (day - as_of).days
    if left < 0:
        return Due(day=day, words=f"{count(-left, 'day')} late", tone=Tone.LATE)
    return Due(day=day, words=days_ahead(left), tone=Tone.RISK if left <= SOON else Tone.PLAIN)


def comes_on(day: date, *, as_of: date) -> Due:
    """A day that comes by itself, as a renewal or a QBR; one that has passed is not late."""
    left = (day - as_of).days
    if left < 0:
        return Due(day=day, words=f"{count(-left, 'day')} ago", tone=Tone.QUIET)
    return Due(day=day, words=days_ahead(left), tone=Tone.RISK if left <= SOON else Tone.PLAIN)
