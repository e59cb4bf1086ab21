"""Signals as pages show them: what somebody should do, who, and where it stands."""

from dataclasses import dataclass
from datetime import date

from decision_record.pages.book import Book, Link
from decision_record.signals.rule import Signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that somebody should know today."""

    code: str
    message: str
    """What to do, in plain words."""
    owner: Link | None
    place: Link
    """The page or item where it stands."""
    day: date | None


def notices_of_series(series: str, *, book: Book) -> tuple[Notice, ...]:
    """The signals about a series, the most urgent of each kind first."""
    return tuple(show_notice(each, book=book) for each in book.signals_of_series.get(series, ()))


def show_notice(signal: Signal, *, book: Book) -> Notice:
    """A signal for reading."""
    return Notice(
        code=signal.code,
        message=signal.message,
        owner=book.link_person(signal.owner) if signal.owner else None,
        place=Link(text="Where it stands", address=signal.address),
        day=signal.day,
    )
