"""Removing what is personal from the files that were read, except what everyone may see (§7)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import PurePosixPath

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Problem
from decision_record.model.meeting_names import split_number
from decision_record.model.moved import restore
from decision_record.model.record import Meeting
from decision_record.model.records import File, FileKind
from decision_record.model.reference import People
from decision_record.model.series import SeriesFile
from decision_record.repository.layout import Found, match_dated
from decision_record.repository.load_file import LoadedFile, no_one_on_one
from decision_record.repository.privacy import (
    ONE_ON_ONE,
    Redaction,
    series_of,
    share_meeting,
    share_series,
    shared_actions,
    unname_one_on_ones,
)


def withhold(
    readings: Sequence[LoadedFile], *, kinds: Mapping[str, str]
) -> tuple[list[LoadedFile], Mapping[str, Redaction]]:
    """Take everything out of what is personal but what everyone may see.

    Returns:
        The files, and by name how messages mention those that are personal.
    """
    talks = {
        each.file.id: each.model
        for each in readings
        if isinstance(each.model, Meeting) and (each.one_on_one or each.file.personal_root)
    }
    shared = shared_actions(talks)
    people = frozenset(
        person
        for each in readings
        if isinstance(each.model, People) and not each.file.personal_root
        for person in each.model.root
    )

    def share(file: File, model: BaseModel | None) -> tuple[BaseModel | None, _Rows]:
        """What everyone may see of a personal file, and the place of each row in it."""
        if isinstance(model, SeriesFile):
            return share_series(model, people=people), {}
        if isinstance(model, Meeting) and _is_to_be_shared(model, file=file, kinds=kinds):
            return share_meeting(model, record=file.id, talks=talks, shared=shared, kinds=kinds)
        return None, {}

    kept: list[LoadedFile] = []
    redactions: dict[str, Redaction] = {}
    for each in readings:
        file, model = each.file, each.model
        if each.one_on_one or file.personal_root:
            left, moved = share(file, model)
            kept.append(replace(each, model=left))
            redactions[file.name] = _redaction_of(each, moved, kinds=kinds)
        elif isinstance(model, SeriesFile):
            kept.append(replace(each, model=unname_one_on_ones(model)))
        else:
            kept.append(each)
    return kept, redactions


_Rows = Mapping[DocumentPath, DocumentPath]
"""The rows that are kept, each with its place in the file."""


def _redaction_of(reading: LoadedFile, moved: _Rows, *, kinds: Mapping[str, str]) -> Redaction:
    """How messages name a personal file, and where its rows are."""
    file = reading.file
    is_known = file.kind is not FileKind.MEETING or kinds.get(series_of(file)) == ONE_ON_ONE
    return Redaction(
        name=file.name if is_known or not file.personal_root else file.personal_root,
        root=file.personal_root,
        moved={now: restore(was, reading.moved) for now, was in moved.items()},
    )


def hide_strays(found: Found, *, kinds: Mapping[str, str]) -> Mapping[str, Redaction]:
    """Files that are no record: all in personal folders, elsewhere what is called like one."""
    lost = (each.at.file for each in found.problems)
    talks = {
        name: Redaction(name=name, root=None)
        for name in lost
        if (dated := match_dated(PurePosixPath(name).stem))
        and kinds.get(split_number(dated[2]).name) == ONE_ON_ONE
    }
    return talks | {name: Redaction(name=root, root=root) for name, root in found.strays.items()}


def _is_to_be_shared(meeting: Meeting, *, file: File, kinds: Mapping[str, str]) -> bool:
    """Whether it is said that the meeting was held; among shared records also one that is lost."""
    kind = kinds.get(meeting.series)
    return kind == ONE_ON_ONE or (kind is None and not file.personal_root)


def find_strangers(
    readings: Iterable[LoadedFile], *, kinds: Mapping[str, str]
) -> Iterable[Problem]:
    """Meetings in personal folders whose series is unknown: all of their content is removed."""
    if any(
        each.file.kind is FileKind.SERIES and (each.model is None or each.lost) for each in readings
    ):
        return
    for each in readings:
        model, file = each.model, each.file
        if file.personal_root and isinstance(model, Meeting) and model.series not in kinds:
            yield no_one_on_one(file)
