"""What is personal, and which parts of it everyone may see (records.md §7).

A one-on-one belongs to two people. Right after it is read it is reduced to what §7 names, so that
no later stage holds the rest; and whatever is reported of its file is said without quoting it.
What is kept is listed here field by field: a field that is added to a model is private.
"""

import re
import shlex
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from pydantic import BaseModel

from decision_record.diagnostics import (
    Diagnostic,
    DocumentPath,
    Place,
    Pointer,
    Problem,
    RelatedPlace,
    Span,
)
from decision_record.model.decided import Actions
from decision_record.model.meeting_names import split_number
from decision_record.model.record import SECTION_KINDS, Cancelled, Meeting
from decision_record.model.records import File, FileKind
from decision_record.model.series import Series, SeriesFile, SeriesKind
from decision_record.repository.layout import match_dated

ONE_ON_ONE: SeriesKind = "one-on-one"
_SECTIONS = frozenset(name for name, kinds in SECTION_KINDS.items() if kinds == (ONE_ON_ONE,))
_is_code = re.compile(r"DR\d{3}").fullmatch


@dataclass(frozen=True, slots=True, kw_only=True)
class Redaction:
    """How messages refer to a file that must not be quoted."""

    name: str
    """What it is called: its name, or its folder's where its name may say something."""
    root: str | None
    """The personal folder that it lies in; None where it lies among the shared records."""
    moved: Mapping[DocumentPath, DocumentPath] = field(default_factory=dict)
    """The rows that were kept: the place of each now, and its place in the file."""


def series_of(file: File) -> str:
    """The series that a meeting's name gives; the empty text for any other file."""
    dated = match_dated(file.id) if file.kind is FileKind.MEETING else None
    return split_number(dated[2]).name if dated else ""


def is_one_on_one(data: object, *, file: File, kinds: Mapping[str, str]) -> bool:
    """Whether a file's data is the record of a one-on-one.

    Where its series is unknown, a section that only one-on-ones have makes it one.
    """
    if file.kind is not FileKind.MEETING or not isinstance(data, dict):
        return False
    series = data.get("series")
    kind = kinds.get(series) if isinstance(series, str) else None
    return kind == ONE_ON_ONE or (kind is None and not _SECTIONS.isdisjoint(data))


def reads_like_one(content: bytes, *, file: File, kinds: Mapping[str, str]) -> bool:
    """Whether a file that cannot be read seems to be the record of a one-on-one, by its lines."""
    if file.kind is not FileKind.MEETING or kinds.get(series_of(file)) not in (None, ONE_ON_ONE):
        return False
    names = {found[1].decode(): found[2].decode() for found in _LINE.finditer(content)}
    return kinds.get(names.get("series", "")) == ONE_ON_ONE or not _SECTIONS.isdisjoint(names)


_LINE = re.compile(rb"""^["' ]*([a-z_]+)["']?[ ]*:[ ]*([a-z0-9._-]*)""", re.MULTILINE)


def shared_actions(talks: Mapping[str, Meeting]) -> frozenset[str]:
    """The actions of one-on-ones that everyone may see, by their full names."""
    return frozenset(
        f"{record}/{action.id}"
        for record, meeting in talks.items()
        for side in _SIDES
        for action in getattr(meeting.actions, side)
        if action.share
    )


def share_meeting(
    meeting: Meeting,
    *,
    record: str,
    talks: Mapping[str, Meeting],
    shared: AbstractSet[str],
    kinds: Mapping[str, str],
) -> tuple[Meeting, Mapping[DocumentPath, DocumentPath]]:
    """What everyone may see of a one-on-one, and the place of each row in the file.

    What became of an action that is shared is shared with it, without a word on why.

    Args:
        meeting: The record as it was written.
        record: Its identity.
        talks: Every one-on-one, by identity.
        shared: The actions that everyone may see, by their full names.
        kinds: The kind of each series. What is promoted to another one-on-one stays private.
    """

    def is_shared(reference: str) -> bool:
        return _whole_name(reference, record) in shared

    def seen(reference: str | None) -> str | None:
        """A name that a shared action uses, unless it leads to what is not shared."""
        of, _, _ = _whole_name(reference or "", record).rpartition("/")
        return reference if reference and (of not in talks or is_shared(reference)) else None

    kept: dict[DocumentPath, list[tuple[int, Any]]] = {
        ("review",): [
            (index, _only(row, *_REVIEW))
            for index, row in enumerate(meeting.review)
            if row.action and is_shared(row.action)
        ],
        ("customers",): [
            (index, _only(row, *_CUSTOMER))
            for index, row in enumerate(meeting.customers)
            if row.promote_to and kinds.get(row.promote_to) != ONE_ON_ONE
        ],
    }
    for side in _SIDES:
        kept["actions", side] = [
            (index, _only(row, *_ACTION, after=seen(row.after), closes_loop=seen(row.closes_loop)))
            for index, row in enumerate(getattr(meeting.actions, side))
            if row.share
        ]
    rows = {section: tuple(row for _, row in found) for section, found in kept.items()}
    moved: Mapping[DocumentPath, DocumentPath] = {
        (*section, place): (*section, index)
        for section, found in kept.items()
        for place, (index, _) in enumerate(found)
    }
    left = Meeting.model_construct(
        series=meeting.series,
        date=meeting.date,
        cancelled=Cancelled.model_construct() if meeting.cancelled else None,
        allow={code: _REASON for code in meeting.allow if _is_code(code)},
        review=rows["review",],
        customers=rows["customers",],
        actions=Actions.model_construct(
            cs=rows["actions", "cs"], pm=rows["actions", "pm"], shared=rows["actions", "shared"]
        ),
    )
    return left, moved


def _whole_name(reference: str, record: str) -> str:
    return reference if "/" in reference else f"{record}/{reference}"


_REVIEW = ("action", "outcome", "on", "due", "owner")
_CUSTOMER = ("account", "issue", "promote_to")
_ACTION = ("id", "what", "owner", "due", "account", "share")
"""The fields of a row that everyone may see; all others are private."""

_Row = TypeVar("_Row", bound=BaseModel)


def _only(row: _Row, *names: str, **others: str | None) -> _Row:
    """A row with these fields alone, and the others as given."""
    kept = {name: getattr(row, name) for name in names if name in type(row).model_fields}
    values: dict[str, Any] = {**kept, **others}
    return type(row).model_construct(**values)


_SIDES = ("cs", "pm", "shared")
_REASON = "Only its two people can see why."


def share_series(file: SeriesFile, *, people: AbstractSet[str]) -> SeriesFile:
    """What everyone may see of the series in a personal folder: which one-on-ones there are.

    Args:
        file: The series as they were written.
        people: Those whom everyone knows.
    """
    return SeriesFile.model_construct(
        {
            name: Series.model_construct(
                kind=series.kind,
                cadence=series.cadence,
                members=tuple(each for each in series.members if each in people),
                from_=series.from_,
                until=series.until,
            )
            for name, series in file.root.items()
            if series.kind == ONE_ON_ONE
        }
    )


def unname_one_on_ones(file: SeriesFile) -> SeriesFile:
    """Shared series, in which a one-on-one is called "One-on-one" whatever its name."""
    return SeriesFile.model_construct(
        {
            name: series.model_copy(update={"name": None}) if series.kind == ONE_ON_ONE else series
            for name, series in file.root.items()
        }
    )


_JUDGED = ("DR1", "DR2", "DR306", "DR308", "DR309", "DR321", "DR701")
"""What can be judged by the part of a record that everyone sees, and is the same for its whole."""


def put_back(
    problems: Iterable[Problem], *, read: AbstractSet[Problem], redactions: Mapping[str, Redaction]
) -> Iterator[Problem]:
    """Problems of reduced records as problems of their files.

    What a rule misses in a record from which it was taken is no problem. What it finds in a row is
    pointed at the row's place in the file.

    Args:
        problems: What was found.
        read: Those that were found while reading, in the whole files.
        redactions: The files that were reduced.
    """
    for problem in problems:
        at = problem.at
        redaction = redactions.get(at.file)
        if redaction is None:
            related = tuple(
                RelatedPlace(at=_whole(note.at, redactions), text=note.text)
                for note in problem.related
            )
            yield replace(problem, related=related)
        elif problem in read:
            if problem.code != "DR007":
                yield problem
        elif problem.code.startswith(_JUDGED):
            yield replace(problem, at=_whole(at, redactions), related=())


def _whole(at: Pointer | Place, redactions: Mapping[str, Redaction]) -> Pointer | Place:
    """A pointer into what was kept of a file as one into the file."""
    redaction = redactions.get(at.file)
    if redaction is None or isinstance(at, Place):
        return at
    for size in range(len(at.path), 0, -1):
        if at.path[:size] in redaction.moved:
            return replace(at, path=(*redaction.moved[at.path[:size]], *at.path[size:]))
    return at


def redact(
    diagnostics: Iterable[Diagnostic], redactions: Mapping[str, Redaction]
) -> tuple[Diagnostic, ...]:
    """Report only the rule and the line for redacted files."""
    if not redactions:
        return tuple(diagnostics)
    told = dict.fromkeys(_redact(each, redactions) for each in diagnostics)
    return tuple(sorted(told, key=lambda each: (each.place.file, each.place.span.line)))


def _redact(diagnostic: Diagnostic, redactions: Mapping[str, Redaction]) -> Diagnostic:
    related = tuple(
        RelatedPlace(at=_redact_place(note.at, redactions), text=note.text)
        for note in diagnostic.related
    )
    redaction = redactions.get(diagnostic.place.file)
    if redaction is None:
        return replace(diagnostic, related=related)
    place = _redact_place(diagnostic.place, redactions)
    if diagnostic.code == "DR701":
        return replace(diagnostic, place=place, related=())
    named = f" --records {shlex.quote(f'personal:{redaction.root}')}" if redaction.root else ""
    return replace(
        diagnostic,
        message="something is wrong in this personal record",
        help=f"run `decision-record check{named} --personal` to see it, "
        "where only its two people can read the output",
        place=place,
        related=(),
        fix=None,
    )


def _redact_place(place: Place, redactions: Mapping[str, Redaction]) -> Place:
    redaction = redactions.get(place.file)
    if redaction is None:
        return place
    # The name of a folder covers all of it.
    line = place.span.line if redaction.name == place.file else 1
    span = Span(line=line, column=1, end_line=line, end_column=1)
    return Place(file=redaction.name, span=span, redacted=True)
