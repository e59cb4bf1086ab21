"""Days and moments as people write them: `18 Nov`, `12/11/2026`, `Friday`, `2026-11-31`."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta

from decision_record.model.meant import Meaning

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTHS |= {name[:3]: number for name, number in tuple(_MONTHS.items())} | {"sept": 9}
_WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
_WEEKDAYS |= {name[:3]: number for name, number in tuple(_WEEKDAYS.items())}
_WEEKDAYS |= {"tues": 1, "thur": 3, "thurs": 3}

_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{1,2})\2(\d{1,2})")
_IN_DIGITS = re.compile(r"(\d{1,2})([-/.])\s*(\d{1,2})\2\s*(\d{4}|\d{2})")
_NO_YEAR = re.compile(r"(\d{1,2})[./]\s*(\d{1,2})")
_DAY_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[.\s-]*(?:of\s+)?([a-z]+)[.,\s-]*(\d{4}|\d{2})?")
_MONTH_DAY = re.compile(r"([a-z]+)[.\s-]*(\d{1,2})(?:st|nd|rd|th)?(?:[,\s-]+(\d{4}|\d{2}))?")
_CLOCK = re.compile(
    r"[t,\s]+(?:at\s+)?(?:(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?::\d{2})?\s*(?P<half>[ap]m)?"
    r"|(?P<full>\d{1,2})\s*(?P<of>[ap]m))\s*(?:z|uhr|[+-]\d{2}:\d{2})?$"
)
_WEEKDAY = re.compile(rf"^(?:{'|'.join(sorted(_WEEKDAYS, key=len, reverse=True))})\b[.,]?\s*")

_UNKNOWN = frozenset(
    {"tbd", "tba", "tbc", "?", "??", "???", "-", "\u2013", "n/a", "na", "none", "later", "open"}
    | {"unknown", "no", "not yet", "asap", "soon"}
)
_YES = frozenset({"yes", "y", "true", "x", "done", "ok", "\u2713", "\u2714"})
_WEEK = timedelta(days=7)
_TWO_DIGITS = 100
_LONGEST = 100
"""Characters of a text that says a day or a time: a longer one says something else."""


def day_meant(text: str, *, near: date | None, past: bool) -> Meaning | None:
    """What day a text is; None where it says nothing of one.

    Args:
        text: What was written in place of `YYYY-MM-DD`.
        near: The day of the record, from which `Friday` and days without a year are counted.
        past: Whether the field says what happened, and not what is to come.
    """
    # Nothing is counted from the first and the last year that there are.
    near = near if near and date.min.year < near.year < date.max.year else None
    written = " ".join(text.lower().split()).rstrip(".;, ")
    if len(written) > _LONGEST:
        return None
    if written in _UNKNOWN:
        return Meaning(values=())
    if written in _YES and near:
        return Meaning(values=(near.isoformat(),), advice="write the day on which it happened")
    without_time = _CLOCK.sub("", written)
    plain = _WEEKDAY.sub("", without_time).strip() or without_time
    impossible = _impossible(plain)
    if impossible:
        return impossible
    days = [*dict.fromkeys(_in_figures(plain, near=near, past=past))]
    if days:
        named = any(sign.isalpha() for sign in plain)
        certain = len(days) == 1 and (named or len(plain) >= len("1.1.2026"))
        return Meaning(values=tuple(day.isoformat() for day in days), certain=certain)
    relative = _relative(written, near=near, past=past) if near else None
    return Meaning(values=(relative.isoformat(),)) if relative else None


def moment_meant(text: str, *, near: date | None) -> Meaning | None:
    """What day and time a text is; None where it says nothing of a day."""
    day = day_meant(text, near=near, past=True)
    if day is None or not day.values:
        return day
    clock = clock_meant(f" {text}")
    if clock is None:
        values = tuple(f"{each}T09:00" for each in day.values)
        return Meaning(values=values, advice="add the time of day")
    values = tuple(f"{each}T{clock}" for each in day.values)
    return Meaning(values=values, certain=day.certain)


def clock_meant(text: str) -> str | None:
    """The time of day with which a text ends, as `HH:MM`; None where it ends with none."""
    found = _CLOCK.search(f" {text.strip()[-_LONGEST:].lower()}")
    if not found:
        return None
    hour, minute = int(found["hour"] or found["full"]), int(found["minute"] or 0)
    half = found["half"] or found["of"]
    if half:
        hour = hour % 12 + (12 if half == "pm" else 0)
    return f"{hour:02}:{minute:02}" if hour < len(range(24)) and minute < len(range(60)) else None


def _impossible(text: str) -> Meaning | None:
    """A day beyond the end of its month: the last of it, or as many days on."""
    found = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    if not found:
        return None
    year, month, day = (int(each) for each in found.groups())
    if year == 0 or not 1 <= month <= len(calendar.month_name) - 1:
        return None
    last = calendar.monthrange(year, month)[1]
    if not last < day <= len(range(31)):
        return None
    end = date(year, month, last)
    days = (end.isoformat(), (end + timedelta(days=day - last)).isoformat())
    return Meaning(values=days, why=f"{calendar.month_name[month]} has {last} days")


def _in_figures(text: str, *, near: date | None, past: bool) -> Iterator[date]:
    """The days that a text in figures and names of months can be, the likeliest first."""
    if found := _YEAR_FIRST.fullmatch(text):
        yield from _dates((int(found[1]), int(found[3]), int(found[4])))
    elif found := _IN_DIGITS.fullmatch(text):
        first, second, year = int(found[1]), int(found[3]), _whole_year(found[4])
        # With dots the day comes first everywhere; with slashes it depends on the country.
        both = [(year, second, first)]
        if found[2] != ".":
            both.append((year, first, second))
        days = [*_dates(*both)]
        if near:
            # What happened was before the record, what is due comes after it; then the nearer day.
            days.sort(key=lambda day: ((day > near) if past else (day < near), abs(day - near)))
        yield from days
    elif found := _NO_YEAR.fullmatch(text):
        yield from _named(None, int(found[2]), int(found[1]), near=near, past=past)
    elif (found := _DAY_MONTH.fullmatch(text)) and found[2] in _MONTHS:
        yield from _named(found[3], _MONTHS[found[2]], int(found[1]), near=near, past=past)
    elif (found := _MONTH_DAY.fullmatch(text)) and found[1] in _MONTHS:
        yield from _named(found[3], _MONTHS[found[1]], int(found[2]), near=near, past=past)


def _named(
    year: str | None, month: int, day: int, *, near: date | None, past: bool
) -> Iterator[date]:
    if year:
        yield from _dates((_whole_year(year), month, day))
    elif near:
        # Without a year: the next such day, or of what happened the last one.
        around = _dates(*((near.year + step, month, day) for step in (-1, 0, 1)))
        days = [each for each in around if (each <= near if past else each >= near)]
        yield from (days[-1:] if past else days[:1])


def _dates(*figures: tuple[int, int, int]) -> Iterator[date]:
    for year, month, day in figures:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _whole_year(text: str) -> int:
    year = int(text)
    return year + 2000 if year < _TWO_DIGITS else year


def _relative(text: str, *, near: date, past: bool) -> date | None:
    """A day counted from the record's: `tomorrow`, `next Friday`, `end of the month`."""
    words = tuple(word for word in re.split(r"[^a-z]+", text) if word and word not in _SMALL)
    friday = near + timedelta(days=(_FRIDAY - near.weekday()) % len(_DAYS_OF_WEEK))
    days = {
        ("today",): near,
        ("tomorrow",): near + timedelta(days=1),
        ("yesterday",): near - timedelta(days=1),
        ("week",): friday,
        ("eow",): friday,
        ("next", "week"): near + timedelta(days=_FRIDAY - near.weekday()) + _WEEK,
        ("month",): near.replace(day=calendar.monthrange(near.year, near.month)[1]),
    }
    days[("eom",)] = days[("month",)]
    weekday = _WEEKDAYS.get(words[-1]) if words else None
    if weekday is None or len(words) > len(("next", "friday")):
        return days.get(words)
    ahead = (weekday - near.weekday()) % len(_DAYS_OF_WEEK) or len(_DAYS_OF_WEEK)
    following = near + timedelta(days=ahead)
    return following - _WEEK if past or words[0] == "last" else following


_SMALL = frozenset({"by", "on", "the", "this", "of", "end", "coming"})
_DAYS_OF_WEEK = tuple(calendar.day_name)
_FRIDAY = 4
