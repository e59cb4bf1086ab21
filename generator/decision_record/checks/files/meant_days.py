"""The day that a record is of, where its date is plainly mistyped.

A record whose `date` is not the day in its file's name (DR006), or whose year is far away (DR009),
would be replayed at another place, and other records would be blamed for what only follows from
that. The rules see such a record on the day that was meant; the mistake itself is reported as
typed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import NamedTuple

from decision_record.model.record import Meeting, Update
from decision_record.model.records import order_of_replay
from decision_record.repository.layout import match_dated
from decision_record.repository.load import Loaded, Shaped

SOON = timedelta(days=31)
"""How far ahead a record may be prepared; further on, the year is mistyped."""
LONG_AGO = timedelta(days=3653)
"""How far back a record may be by itself: ten years."""
PAUSE = timedelta(days=731)
"""How long a company may write nothing, in a record that goes back further: two years."""


class Far(NamedTuple):
    """A date whose year is mistyped."""

    typed: date
    meant: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """The records on the days that were meant."""

    loaded: Loaded
    typed: Mapping[str, date]
    """The dates as they are typed, of the files whose record is taken to be of another day."""
    far: Mapping[str, Far]
    """The files of which only the year can be wrong, by name."""


def settle_days(loaded: Loaded, *, today: date | None) -> Settled:
    """Take each record to be of the day that was meant.

    Args:
        loaded: What was read.
        today: The day that it is; None where no clock was given, and no year is far away.
    """
    since = _first_day(loaded.shaped, today)
    typed: dict[str, date] = {}
    far: dict[str, Far] = {}
    days: dict[str, date] = {}
    for each in loaded.shaped:
        model, dated = each.model, match_dated(each.file.id)
        if not isinstance(model, Meeting | Update) or dated is None:
            continue
        named = date.fromisoformat(dated[1])
        day = named if _is_near(named, model, today, since) else model.date
        if not _is_near(day, model, today, since):
            meant = year_meant(day, today) if today else None
            if meant is None:
                continue
            far[each.file.name] = Far(model.date, meant)
            day = meant
        if day != model.date:
            typed[each.file.name] = model.date
            days[each.file.name] = day
    return Settled(loaded=_moved(loaded, days) if days else loaded, typed=typed, far=far)


def _first_day(shaped: Iterable[Shaped], today: date | None) -> date:
    """The first day that a record can be of.

    Ten years ago, or earlier where the records go back further without a long pause: what is there
    year after year is a history and no mistake.
    """
    if today is None or today - date.min <= LONG_AGO:
        return date.min
    border, first = today - LONG_AGO, today
    dated = filter(None, (match_dated(each.file.id) for each in shaped))
    days = {date.fromisoformat(each[1]) for each in dated}
    for day in sorted((each for each in days if each <= today), reverse=True):
        if day < border and first - day > PAUSE:
            break
        first = day
    return min(first, border)


def _is_near(day: date, record: Meeting | Update, today: date | None, since: date) -> bool:
    """Whether the year of a day can be meant; a meeting may be cancelled long before."""
    if today is None:
        return True
    if day > today:
        is_cancelled = isinstance(record, Meeting) and not record.held
        return is_cancelled or day.year == today.year or day - today <= SOON
    return day >= since


def year_meant(day: date, today: date) -> date | None:
    """The same day of this year or of the last one, whichever is not after today."""
    years = (today.year, today.year - 1)
    return next((found for year in years if (found := in_year(day, year)) <= today), None)


def in_year(day: date, year: int) -> date:
    """The day of another year; of a leap day the one after it, and none before the calendar."""
    try:
        return day.replace(year=year)
    except ValueError:
        return date(year, 3, 1) if year >= date.min.year else date.max


def _moved(loaded: Loaded, days: Mapping[str, date]) -> Loaded:
    """What was read, with some records on other days."""
    shaped = tuple(
        Shaped(file=each.file, model=each.model.model_copy(update={"date": days[each.file.name]}))
        if each.file.name in days
        else each
        for each in loaded.shaped
    )
    models = {each.file.name: each.model for each in shaped}
    entries = []
    for entry in loaded.records.entries:
        record = models.get(entry.file.name)
        if entry.file.name in days and isinstance(record, Meeting | Update):
            entries.append(replace(entry, record=record))
        else:
            entries.append(entry)
    records = replace(loaded.records, entries=tuple(sorted(entries, key=order_of_replay)))
    return replace(loaded, shaped=shaped, records=records)
