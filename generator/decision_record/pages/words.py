"""Plain words for numbers, days and states; every page uses the same ones."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

SOON = 14
"""Days ahead within which a date is called soon."""


class Tone(StrEnum):
    """What a colour and an icon mean; a word always stands beside them."""

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


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 day", "3 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


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


def days_ahead(left: int) -> str:
    """How far a day is ahead: "today", "tomorrow", "in 11 days"."""
    return {0: "today", 1: "tomorrow"}.get(left, f"in {count(left, 'day')}")


def days_since(day: date, *, as_of: date) -> str:
    """How long something has been so: "since today", "for 21 days"."""
    passed = (as_of - day).days
    return "since today" if passed <= 0 else f"for {count(passed, 'day')}"


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def long_day(day: date) -> str:
    """A day the way people read it: "28 April 2026"."""
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=4096)
def short_day(day: date) -> str:
    """A day where space is short: "28 Apr 2026"."""
    return f"{day.day} {day:%b %Y}"


def money(amount: float, currency: str) -> str:
    """An amount with its currency, in thousands separated by commas: "$215,000", "215,000 SEK"."""
    sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(currency)
    number = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    return f"{sign}{number}" if sign else f"{number} {currency}"
