"""Folders of records made into `Records`: all files, all problems, in one pass (records.md §2).

The folder decides what a file is, its stem is its identity. What can be read is kept, whatever
else is wrong in the file; what cannot is remembered in `Records.unread`, so that no later stage
complains about what refers to it.
"""

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.model.meeting_names import split_number
from decision_record.model.moved import Moved, restore
from decision_record.model.record import CANCELLED_SECTIONS, SECTION_KINDS, Meeting
from decision_record.model.records import File, FileKind, Records
from decision_record.model.reference import People
from decision_record.model.salvage import put_in_files, salvage
from decision_record.model.schema import MODELS
from decision_record.model.series import SeriesFile
from decision_record.model.shape import find_empty_rows, foreign_section, section_of_cancelled
from decision_record.model.unread import Lost, Values, find_unread_values, gather_unread
from decision_record.repository.assemble import Shaped, gather
from decision_record.repository.cut_values import find_cuts
from decision_record.repository.layout import Found, find_files, match_dated
from decision_record.repository.misplaced import Surroundings, find_misplaced, no_records
from decision_record.repository.privacy import (
    ONE_ON_ONE,
    Redaction,
    is_one_on_one,
    reads_like_one,
    series_of,
    share_meeting,
    share_series,
    shared_actions,
    unname_one_on_ones,
)
from decision_record.repository.record_names import find_wrong_names
from decision_record.repository.wrong_folder import file_by_content, place_by_content
from decision_record.source.dashes import add_dash
from decision_record.source.dialect import WRITTEN_TWICE
from decision_record.source.files import read_record
from decision_record.source.read import Data, read

__all__ = ["Loaded", "Shaped", "load"]

_DATED_KINDS = (FileKind.MEETING, FileKind.UPDATE)


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
    veils: Mapping[str, Redaction] = field(default_factory=dict)
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
        withheld: Whether of what is personal only what everybody may see goes any further.
        around: Where records may lie that are not read; None where they are not looked for.
    """
    found = find_files(roots, personal=personal, base=base)
    looked_at = {
        *(file.name for file, _ in found.files),
        *(each.at.file for each in found.problems),
    }
    found = place_by_content(found)
    problems = list(found.problems)
    taken = frozenset(file.path for file, _ in found.files)
    if around:
        problems += find_misplaced(around, roots=(*roots, *personal), base=base)
    if not problems and not found.files:
        problems.append(no_records((*roots, *personal), base=base))
    readings: list[_Reading] = []
    kinds: dict[str, str] = {}
    for file, path in sorted(found.files, key=lambda each: _ORDER[each[0].kind]):
        reading = _read_file(file, path, series_kinds=kinds, taken=taken)
        problems += reading.problems
        readings.append(reading)
        if isinstance(reading.model, SeriesFile):
            kinds |= {name: series.kind for name, series in reading.model.root.items()}

    problems += find_wrong_names(
        ((each.file, each.model) for each in readings),
        files=[each.file for each in readings],
        series=kinds,
    )
    losses = {
        each.file.name: Lost(
            file=each.file, data=each.data, paths=each.lost, whole=each.model is None
        )
        for each in readings
        if each.model is None or each.lost
    }
    losses |= {file.name: Lost(file=file, whole=True) for file in found.lost}
    moved = {each.file.name: each.moved for each in readings if each.moved}
    veils: Mapping[str, Redaction] = {}
    if withheld:
        problems += _strangers(readings, kinds=kinds)
        readings, veils = _withhold(readings, kinds=kinds)
        veils = {**_veil_strays(found, kinds=kinds), **veils}
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
    moved = {name: rows for name, rows in moved.items() if name not in veils}
    return Loaded(
        records=replace(records, own=bool(personal) and not withheld),
        shaped=shaped,
        problems=(*problems, *put_in_files(clashes, moved)),
        files=len(looked_at),
        veils=veils,
        losses=losses,
        moved=moved,
    )


def _unread_values(readings: Iterable["_Reading"]) -> Values:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """What one file says; the model is None where it cannot be read or has not its shape."""

    file: File
    model: BaseModel | None
    problems: tuple[Problem, ...]
    one_on_one: bool = False
    """Whether it is the record of a one-on-one, as far as can be told."""
    data: Data | None = None
    """What the file says, with all that is wrong in it; None where that cannot be known."""
    lost: frozenset[DocumentPath] = frozenset()
    moved: Moved = field(default_factory=dict)


def _withhold(
    readings: Sequence[_Reading], *, kinds: Mapping[str, str]
) -> tuple[list[_Reading], Mapping[str, Redaction]]:
    """Take everything out of what is personal but what everybody may see."""
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
    kept: list[_Reading] = []
    veils: dict[str, Redaction] = {}
    for each in readings:
        file, model = each.file, each.model
        if not each.one_on_one and not file.personal_root:
            if isinstance(model, SeriesFile):
                kept.append(replace(each, model=unname_one_on_ones(model)))
            else:
                kept.append(each)
            continue
        left: BaseModel | None = None
        moved: Mapping[DocumentPath, DocumentPath] = {}
        if isinstance(model, SeriesFile):
            left = share_series(model, people=people)
        elif isinstance(model, Meeting) and _is_to_be_shared(model, file=file, kinds=kinds):
            left, moved = share_meeting(
                model, record=file.id, talks=talks, shared=shared, kinds=kinds
            )
        kept.append(replace(each, model=left))
        is_known = file.kind is not FileKind.MEETING or kinds.get(series_of(file)) == ONE_ON_ONE
        name = file.name if is_known or not file.personal_root else file.personal_root
        rows = {now: restore(was, each.moved) for now, was in moved.items()}
        veils[file.name] = Redaction(name=name, root=file.personal_root, moved=rows)
    return kept, veils


def _veil_strays(found: Found, *, kinds: Mapping[str, str]) -> Mapping[str, Redaction]:
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


def _strangers(readings: Iterable[_Reading], *, kinds: Mapping[str, str]) -> Iterable[Problem]:
    """Meetings in personal folders of series that nobody knows: nothing of them goes further."""
    if any(
        each.file.kind is FileKind.SERIES and (each.model is None or each.lost) for each in readings
    ):
        return
    for each in readings:
        model, file = each.model, each.file
        if file.personal_root and isinstance(model, Meeting) and model.series not in kinds:
            yield _no_one_on_one(file)


_ORDER = {kind: index for index, kind in enumerate(FileKind)}
"""Reference files first: a meeting's sections depend on the kind of its series."""


def _read_file(
    file: File, path: Path, *, series_kinds: Mapping[str, str], taken: AbstractSet[str]
) -> _Reading:
    """One file: text, data, model; the model is None where any of them fails."""
    named_so = series_kinds.get(series_of(file)) == ONE_ON_ONE
    try:
        content = read_record(path)
    except OSError as error:
        problem = Problem(
            code="DR005",
            message=f"the file cannot be opened: {error.strerror or error}",
            help="make it an ordinary file that you may read, or remove it",
            at=Pointer(file=file.name, part=Underlined.ROW),
        )
        return _Reading(file=file, model=None, problems=(problem,), one_on_one=named_so)
    reading = read(content, file=file.name)
    if reading.data is None:
        seems = named_so or reads_like_one(content, file=file, kinds=series_kinds)
        return _Reading(file=file, model=None, problems=reading.problems, one_on_one=seems)
    data = reading.data
    meant, misfiled = file_by_content(file, data, taken=taken)
    if meant is None:
        return _Reading(file=file, model=None, problems=misfiled, one_on_one=named_so)
    file = meant
    named_so = series_kinds.get(series_of(file)) == ONE_ON_ONE
    given = _given_by_name(file)
    misplaced = _misplaced_sections(data, file=file, given=given, kinds=series_kinds)
    cuts = find_cuts(content, model=MODELS[file.kind], file=file.name)
    empty_rows = find_empty_rows(reading.empty_rows, model=MODELS[file.kind], file=file.name)
    salvaged = salvage(
        data,
        model=MODELS[file.kind],
        file=file.name,
        empties=reading.empties,
        without=cuts.empty.union(((name,) for name in misplaced), empty_rows),
        stand_ins=given,
    )
    model = salvaged.model
    told = {each.at.path for each in salvaged.problems if isinstance(each.at, Pointer)}
    # A text that YAML cuts at a comma is no mistake of its own where a list is wanted.
    repeated = {problem for path, problem in reading.cut if path in told}
    problems = (
        *misfiled,
        *(each for each in reading.problems if each not in repeated),
        *cuts.problems,
        *empty_rows.values(),
        *misplaced.values(),
        *(_with_dash(each, salvaged.dashes, content) for each in salvaged.problems),
        *_allowances_without_reason(reading.empties, file=file),
        *_not_between_two(model, file=file, kinds=series_kinds),
    )
    return _Reading(
        file=file,
        model=model,
        problems=problems,
        one_on_one=named_so or is_one_on_one(data, file=file, kinds=series_kinds),
        data=salvaged.data,
        # With a row that says nothing, nothing is lost.
        lost=(salvaged.lost - empty_rows.keys()) | cuts.paths,
        moved=salvaged.moved,
    )


def _with_dash(problem: Problem, dashes: AbstractSet[DocumentPath], content: bytes) -> Problem:
    """A problem of a row without its `-`, with the fix that puts it there."""
    at = problem.at
    if problem.code != "DR103" or not isinstance(at, Pointer) or at.path not in dashes:
        return problem
    return replace(problem, fix=add_dash(content, at))


def _given_by_name(file: File) -> Mapping[str, str]:
    """What the name of a record says, for the fields that cannot be read in it."""
    dated = match_dated(file.id)
    if dated is None or file.kind not in _DATED_KINDS:
        return {}
    if file.kind is FileKind.MEETING:
        return {"date": dated[1], "series": split_number(dated[2]).name}
    # By habit an update is called after the person who writes it.
    return {"date": dated[1], "by": dated[2]}


def _not_between_two(
    model: BaseModel | None, *, file: File, kinds: Mapping[str, str]
) -> Iterable[Problem]:
    """Another meeting in a personal root is missing where everybody looks for it (DR005)."""
    if not file.personal_root or not isinstance(model, Meeting):
        return
    if kinds.get(model.series, ONE_ON_ONE) != ONE_ON_ONE:
        yield _no_one_on_one(file)


def _no_one_on_one(file: File) -> Problem:
    return Problem(
        code="DR005",
        message="this is no one-on-one, and lies in a personal folder",
        help="move it to the records that everybody reads",
        at=Pointer(file=file.name, path=("series",)),
    )


def _misplaced_sections(
    data: Data, *, file: File, given: Mapping[str, str], kinds: Mapping[str, str]
) -> Mapping[str, Problem]:
    """The sections of a meeting that its kind of meeting does not hold."""
    if file.kind != FileKind.MEETING or not isinstance(data, dict):
        return {}
    if "cancelled" in data:
        return {
            name: section_of_cancelled(name, file=file.name)
            for name in data
            if name in Meeting.model_fields and name not in CANCELLED_SECTIONS
        }
    series = data.get("series", given.get("series"))
    kind = kinds.get(series) if isinstance(series, str) else None
    return {
        name: foreign_section(name, kinds=SECTION_KINDS[name], kind=kind, file=file.name)
        for name in data
        if kind and kind not in SECTION_KINDS.get(name, (kind,))
    }


def _allowances_without_reason(empties: Iterable[DocumentPath], *, file: File) -> Iterable[Problem]:
    """A rule is silenced with a reason, or not at all (DR007)."""
    for path in empties:
        if file.kind in _DATED_KINDS and len(path) == _ALLOWANCE and path[0] == "allow":
            code = " ".join(str(path[1]).split())
            yield Problem(
                code="DR007",
                message=f"`allow` silences {code} without a reason",
                help=f"write why, as in `{code}: Two renewals in one week.`",
                at=Pointer(file=file.name, path=path, part=Underlined.KEY),
            )


_ALLOWANCE = len(("allow", "DR405"))
"""How long the path of an allowance is."""
