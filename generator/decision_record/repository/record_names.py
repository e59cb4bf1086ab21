"""Whether a record's file is called by its date and its series (DR006, records.md §2)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from pydantic import BaseModel

from decision_record.diagnostics import Pointer, Problem
from decision_record.model.meeting_names import meeting_name, split_number
from decision_record.model.record import Meeting, Update
from decision_record.model.records import File, FileKind
from decision_record.repository.layout import EARLIEST_YEAR, match_dated
from decision_record.text.wording import ordinal


class _Named(NamedTuple):
    """A record, with what the name of its file says."""

    file: File
    record: Meeting | Update
    day: str
    rest: str
    """What follows the date: of a meeting its series, and from the second of a day its number."""


def find_wrong_names(
    models: Iterable[tuple[File, BaseModel | None]],
    *,
    typed: Mapping[str, str],
    files: Iterable[File],
    series: Mapping[str, object],
) -> Iterator[Problem]:
    """Files whose name disagrees with the record in it; the help says the right name.

    Args:
        models: Every file with what it says; None where it could not be read.
        typed: The series as records say them, where they are read as of another one.
        files: All files, for the names that are taken.
        series: The known series.
    """
    taken = {file.id for file in files if file.kind is FileKind.MEETING}
    for file, model in models:
        dated = match_dated(file.id)
        if dated and isinstance(model, Meeting | Update):
            own = {"series": typed[file.name]} if file.name in typed else None
            record = model.model_copy(update=own) if own else model
            named = _Named(file, record, dated[1], dated[2])
            yield from _judge_date(named, taken=taken)
            if isinstance(record, Meeting):
                yield from _judge_meeting(named, record, taken=taken, series=series)


def _judge_date(named: _Named, *, taken: Collection[str]) -> Iterator[Problem]:
    day = named.record.date
    if day.isoformat() != named.day:
        right = f"{day}-{named.rest}"
        if isinstance(named.record, Meeting):
            right = _free_name(day, named.record.series, taken=taken)
        can_be_meant = named.day >= EARLIEST_YEAR or day.isoformat() < EARLIEST_YEAR
        yield _disagrees(
            named,
            field="date",
            value=str(day),
            expected=named.day if can_be_meant else None,
            right=right if day.isoformat() >= EARLIEST_YEAR else None,
        )


def _judge_meeting(
    named: _Named, meeting: Meeting, *, taken: set[str], series: Mapping[str, object]
) -> Iterator[Problem]:
    own, number = split_number(named.rest)
    if meeting.series != own:
        right = _free_name(meeting.date, meeting.series, taken=taken)
        taken.add(right)
        # A series that is unknown cannot be what was meant.
        expected = None if meeting.series in series and own not in series else own
        yield _disagrees(
            named, field="series", value=meeting.series, expected=expected, right=right
        )
    elif number > 1 and meeting_name(meeting.date, own, number - 1) not in taken:
        right = _free_name(meeting.date, own, taken=taken - {named.file.id})
        yield Problem(
            code="DR006",
            message=f"the file's name says that this is meeting {number} of `{own}` on "
            f"{meeting.date}, and there is no meeting {number - 1}",
            help=f"rename the file to `{right}.yml`",
            at=Pointer(file=named.file.name, path=("series",)),
        )


def _disagrees(
    named: _Named, *, field: str, value: str, expected: str | None, right: str | None
) -> Problem:
    """A field that differs from the name; `expected` and `right` are what each can have meant."""
    number = split_number(right).number if right and isinstance(named.record, Meeting) else 1
    which = f", because it is the {ordinal(number)} meeting of that day" if number > 1 else ""
    ways = (
        f"write `{field}: {expected}`" if expected else "",
        f"rename the file to `{right}.yml`{which}" if right else "",
    )
    says = named.day if field == "date" else split_number(named.rest).name
    return Problem(
        code="DR006",
        message=f"`{field}` is `{value}`, but the file's name says `{says}`",
        help=", or ".join(filter(None, ways)),
        at=Pointer(file=named.file.name, path=(field,)),
    )


def _free_name(day: date, series: str, *, taken: Collection[str]) -> str:
    """The name of the next meeting of a series on a day that has no record yet."""
    number = 1
    while meeting_name(day, series, number) in taken:
        number += 1
    return meeting_name(day, series, number)
