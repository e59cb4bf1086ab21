"""DR009: dates with an impossible year."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from decision_record.checks.context import CheckContext, point
from decision_record.checks.files.meant_days import LONG_AGO, SOON, in_year, year_meant
from decision_record.checks.rule import Rule, in_file
from decision_record.diagnostics import DocumentPath, Pointer, Problem, Severity
from decision_record.model.day_fields import find_days
from decision_record.model.history import ALWAYS
from decision_record.model.record import Meeting, Update
from decision_record.model.records import Entry


def find_wrong_years(context: CheckContext) -> Iterable[Problem]:
    """Records of a day to come or of long ago, and days in files that are far from them (DR009)."""
    if context.today is not None:
        for entry in context.written:
            yield from _of_record(entry, context, context.today)
    for entry in context.written:
        yield from _far_from(entry.record.date, _days_of(entry), file=entry.file.name)
    newest = context.newest
    if newest is not None:
        for each in context.shaped:
            if not isinstance(each.model, Meeting | Update):
                ahead = ((path, day) for path, day in find_days(each.model) if day > newest)
                yield from _far_from(newest, ahead, file=each.file.name)


def _of_record(entry: Entry, context: CheckContext, today: date) -> Iterator[Problem]:
    far = context.far.get(entry.file.name)
    cancelled = entry.meeting is not None and not entry.meeting.held
    day = far.typed if far else entry.date
    if far is None and (day <= today or cancelled):
        return
    years = round((today - day).days / _YEAR)
    which = "after today" if day > today else f"{years} years before today"
    yield Problem(
        code="DR009",
        message=f"`date` is {day}, which is {which}, {today}",
        help=_advise(entry, day, far.meant if far else year_meant(day, today), today),
        at=point(entry, "date"),
    )


def _advise(entry: Entry, day: date, meant: date | None, today: date) -> str:
    """What was probably meant: another year, or a meeting that is being prepared."""
    if meant and not today - LONG_AGO <= day <= today + SOON:
        name = f"{meant}{entry.id[len('2026-04-28') :]}.yml"
        return f"did you mean `{meant}`? Then the file is `{meant.year}/{name}`"
    return (
        "write the record on the day it happens. Until then begin the name of a file that you "
        f"prepare with `_`, as in `_{entry.id}.yml`: it is ignored"
    )


_YEAR = 365.25
_FAR = timedelta(days=3653)
"""How far a day may be from its record's: ten years."""
_JUDGED = frozenset({"due", "on", "raised", "acknowledged", "answered", "resolved", "target"})
"""Fields of which other rules say that their day is before their record's."""
_HAPPENED = _JUDGED - {"due", "target"} | {"since", "sent", "briefed"}
"""Fields that say when something happened."""


def _days_of(entry: Entry) -> Iterator[tuple[DocumentPath, date]]:
    """The days that a record names besides its own, without those that other rules judge."""
    for path, day in find_days(entry.record):
        if path != ("date",) and (day > entry.date or path[-1] not in _JUDGED):
            yield path, day


def _far_from(
    day: date, named: Iterable[tuple[DocumentPath, date]], *, file: str
) -> Iterator[Problem]:
    for path, each in named:
        if each == ALWAYS or abs(each - day) <= _FAR:
            continue
        years = round(abs((each - day).days) / _YEAR)
        field = next(step for step in reversed(path) if isinstance(step, str))
        side = "after" if each > day else "before"
        yield Problem(
            code="DR009",
            message=f"`{field}` is {each}, {years} years {side} {day}",
            help=f"did you mean `{_near(each, day, past=field in _HAPPENED)}`?",
            at=Pointer(file=file, path=path),
        )


def _near(day: date, other: date, *, past: bool) -> date:
    """The day in the year in which it is next to another one, on the side where it belongs."""
    years = (other.year, other.year - 1) if past else (other.year, other.year + 1)
    days = [in_year(day, year) for year in years if date.min.year <= year <= date.max.year]
    return next((each for each in days if (each <= other) is past or each == other), days[0])


FUTURE_RECORD = Rule(
    code="DR009",
    slug="future-record",
    severity=Severity.WARNING,
    says="A record is dated after today or long ago, or a day in a file is ten years away.",
    looks_at="`date` of meetings and updates, except cancelled meetings, against today in the "
    "organisation's time zone, or the day given with `--today`: after it, or more than ten years "
    "before it and not part of a history that goes back that far without a pause of two years. "
    "And every other day in a record against the record's date, and the days to come in "
    "the other files against the newest record: more than ten years away. For the other rules, a "
    "record with a mistyped year counts on the day that was meant.",
    fields=("meeting/date",),
    why="What is dated in the future is on no page until that day, and what is due in 2062 is "
    "never overdue. Usually the year or the month is mistyped.",
    failing=in_file("updates/2062/2062-04-20-anneke.yml", "date: 2062-04-20\nby: anneke.morrow\n"),
    passing=in_file("updates/2026/2026-04-20-anneke.yml", "date: 2026-04-20\nby: anneke.morrow\n"),
    find=find_wrong_years,
)
