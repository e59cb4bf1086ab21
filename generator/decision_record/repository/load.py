"""Folders of records made into `Records`: all files, all problems, in one pass (records.md §2).

The folder decides what a file is, its stem is its identity. What can be read is kept, whatever
else is wrong in the file; what cannot is remembered in `Records.unread`, so that no later stage
complains about what refers to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from decision_record.diagnostics import DocumentPath, Pointer, Problem
from decision_record.model.moved import Moved
from decision_record.model.records import File, FileKind, Records
from decision_record.model.salvage import put_in_files
from decision_record.model.series import SeriesFile
from decision_record.model.unread import Lost, Values, find_unread_values, gather_unread
from decision_record.repository.assemble import Shaped, gather
from decision_record.repository.layout import Found, find_files
from decision_record.repository.load_file import LoadedFile, load_file
from decision_record.repository.misplaced import Surroundings, find_misplaced, no_records
from decision_record.repository.privacy import Redaction
from decision_record.repository.record_names import find_wrong_names
from decision_record.repository.withhold import find_strangers, hide_strays, withhold
from decision_record.repository.wrong_folder import place_by_content
from decision_record.source.dialect import WRITTEN_TWICE

__all__ = ["Loaded", "Shaped", "load"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read, with everything that is wrong with the files themselves."""

    records: Records
    shaped: tuple[Shaped, ...]
    """Every file that has a shape, also one whose identity another file has already."""
    problems: tuple[Problem, ...]
    files: int
    """How many files were looked at, those without a place among the records included."""
    former_names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The names that the file of each record had before, by the name of the file: git's facts."""
    redactions: Mapping[str, Redaction] = field(default_factory=dict)
    """The files that nothing may be quoted from, by name; none where nothing is withheld."""
    losses: Mapping[str, Lost] = field(default_factory=dict)
    """The files of which something could not be read, by name."""
    moved: Mapping[str, Moved] = field(default_factory=dict)
    """The files whose lists lost rows, by name, with where each row is in the file."""


def load(
    roots: Sequence[Path],
    *,
    base: Path,
    personal: Sequence[Path] = (),
    withheld: bool = False,
    around: Surroundings | None = None,
) -> Loaded:
    """Read every file below the roots, and say everything that is wrong with them.

    Args:
        roots: Folders that hold records.
        base: The folder that files are named from in messages, usually the working directory.
        personal: Folders whose records belong to two people; they are read after the others.
        withheld: Whether of what is personal only what everyone may see goes any further.
        around: Where records may lie that are not read; None where they are not looked for.
    """
    found = find_files(roots, personal=personal, base=base)
    looked_at = {
        *(file.name for file, _ in found.files),
        *(each.at.file for each in found.problems),
    }
    found = place_by_content(found)
    problems = list(found.problems)
    if around:
        problems += find_misplaced(around, roots=(*roots, *personal), base=base)
    if not problems and not found.files:
        problems.append(no_records((*roots, *personal), base=base))
    readings, kinds = _read_files(found)
    problems += (problem for each in readings for problem in each.problems)
    problems += find_wrong_names(
        ((each.file, each.model) for each in readings),
        typed={each.file.name: each.typed_series for each in readings if each.typed_series},
        files=[each.file for each in readings],
        series=kinds,
    )
    losses = _find_losses(readings, found.lost)
    moved = {each.file.name: each.moved for each in readings if each.moved}
    redactions: Mapping[str, Redaction] = {}
    if withheld:
        problems += find_strangers(readings, kinds=kinds)
        readings, redactions = withhold(readings, kinds=kinds)
        redactions = {**hide_strays(found, kinds=kinds), **redactions}
    shaped = tuple(
        Shaped(file=each.file, model=each.model) for each in readings if each.model is not None
    )
    unread = gather_unread(losses.values())
    values = _unread_values(readings)
    records, clashes = gather(
        shaped,
        unread=replace(unread, values=values) if values else unread,
        files=[each.file for each in readings],
    )
    moved = {name: rows for name, rows in moved.items() if name not in redactions}
    return Loaded(
        records=replace(records, own=bool(personal) and not withheld),
        shaped=shaped,
        problems=(*problems, *put_in_files(clashes, moved)),
        files=len(looked_at),
        redactions=redactions,
        losses=losses,
        moved=moved,
    )


def _read_files(found: Found) -> tuple[Sequence[LoadedFile], Mapping[str, str]]:
    """What every file says, reference files first; and the kind of each series."""
    readings: list[LoadedFile] = []
    kinds: dict[str, str] = {}
    taken = frozenset(file.path for file, _ in found.files)
    for file, path in sorted(found.files, key=lambda each: _ORDER[each[0].kind]):
        reading = load_file(file, path, series_kinds=kinds, taken=taken)
        readings.append(reading)
        if isinstance(reading.model, SeriesFile):
            kinds |= {name: series.kind for name, series in reading.model.root.items()}
    return readings, kinds


_ORDER = {kind: index for index, kind in enumerate(FileKind)}
"""Reference files first: a meeting's sections depend on the kind of its series."""


def _find_losses(readings: Iterable[LoadedFile], lost: Iterable[File]) -> Mapping[str, Lost]:
    """The files of which something could not be read, by name.

    Args:
        readings: The files that were looked into.
        lost: The files in whose place a folder is.
    """
    found = {
        each.file.name: Lost(
            file=each.file,
            data=each.data,
            paths=each.lost,
            in_doubt=each.in_doubt,
            whole=each.model is None,
        )
        for each in readings
        if each.model is None or each.lost
    }
    return found | {file.name: Lost(file=file, whole=True) for file in lost}


def _unread_values(readings: Iterable[LoadedFile]) -> Values:
    """What of files that could be read otherwise could not, or is there twice."""
    values: dict[tuple[FileKind, str], frozenset[DocumentPath]] = {}
    for each in readings:
        if each.model is not None:
            paths = each.lost.union(_written_twice(each.problems))
            values |= find_unread_values(each.file, each.data, paths)
    return values


def _written_twice(problems: Iterable[Problem]) -> Iterable[DocumentPath]:
    """Names of which it is not known which of two values was meant."""
    for each in problems:
        if each.code == WRITTEN_TWICE:
            yield from (note.at.path for note in each.related if isinstance(note.at, Pointer))
