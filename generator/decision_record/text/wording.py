"""The words for numbers, days and money, and people's text made short enough to repeat.

Pages, signals, messages and drafts say the same thing in the same words. Nothing here knows of
records.
"""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

MOST_QUOTED = 70
"""Characters of a person's text that a sentence repeats."""


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 day", "3 days"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def show_number(number: float) -> str:
    """A number in digits, in thousands separated by commas: "1,200,000", "2.5"."""
    whole, _, decimals = f"{number:,.6f}".partition(".")
    decimals = decimals.rstrip("0")
    return f"{whole}.{decimals}" if decimals else whole


def true_or_false(value: object) -> str:
    """`true` or `false`, as YAML and workflows write it."""
    return str(bool(value)).lower()


def times(number: int) -> str:
    """How often: "once", "twice", "3 times"."""
    return {1: "once", 2: "twice"}.get(number, f"{number} times")


def ordinal(number: int) -> str:
    """A place in an order, as in 2nd or 11th."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    teen = number // 10 % 10 == 1
    return f"{number}{'th' if teen else endings.get(number % 10, 'th')}"


def join_words(words: Sequence[str], last: str = "and") -> str:
    """`a, b and c`; nothing for no words."""
    *first, end = words or ("",)
    return f"{', '.join(first)} {last} {end}" if first else end


def days_ahead(left: int) -> str:
    """How far a day is ahead: "today", "tomorrow", "in 11 days"."""
    return {0: "today", 1: "tomorrow"}.get(left, f"in {count(left, 'day')}")


def days_late(days: int) -> str:
    """How late something is: "due today", "3 days late", "due in 2 days"."""
    return f"{count(days, 'day')} late" if days > 0 else f"due {days_ahead(-days)}"


def days_since(day: date, *, as_of: date) -> str:
    """How long something has been so: "since today", "for 21 days"."""
    passed = (as_of - day).days
    return "since today" if passed <= 0 else f"for {count(passed, 'day')}"


def long_day(day: date) -> str:
    """A day the way people read it: "28 April 2026"."""
    return f"{day.day} {day:%B %Y}"


@lru_cache(maxsize=4096)
def short_day(day: date) -> str:
    """A day where space is short: "28 Apr 2026"."""
    return f"{day.day} {day:%b %Y}"


def chip_day(day: date, *, as_of: date) -> str:
    """A day in a small reference, without the year that people read in: "28 Apr", "2 Dec 2025"."""
    return f"{day.day} {day:%b}" if day.year == as_of.year else short_day(day)


def money(amount: float, currency: str) -> str:
    """An amount with its currency, in thousands separated by commas: "$215,000", "215,000 SEK"."""
    sign = {"USD": "$", "EUR": "€", "GBP": "£"}.get(currency)
    number = f"{amount:,.0f}" if float(amount).is_integer() else f"{amount:,.2f}"
    return f"{sign}{number}" if sign else f"{number} {currency}"


def quote(text: str | None) -> str:
    """A person's words, in quotation marks."""
    return f"“{shorten(text)}”"


def shorten(text: str | None) -> str:
    """A person's words, on one line, without a full stop and short enough for it."""
    line = " ".join((text or "").split()).replace("**", "").rstrip(".")
    if len(line) <= MOST_QUOTED:
        return line
    # What is in brackets explains; the words before it are the name of the thing.
    head = line.partition(" (")[0]
    if len(head) <= MOST_QUOTED:
        return f"{head}…"
    return line[:MOST_QUOTED].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
