"""One file of records: its text, its data, its model, and everything that is wrong in it."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Pointer, Problem, Underlined
from decision_record.model.meeting_names import split_number
from decision_record.model.moved import Moved
from decision_record.model.record import Meeting
from decision_record.model.records import File, FileKind
from decision_record.model.salvage import salvage
from decision_record.model.schema import MODELS
from decision_record.model.shape import find_empty_rows
from decision_record.repository.cut_values import find_cuts
from decision_record.repository.layout import match_dated
from decision_record.repository.meant_series import find_meant_series
from decision_record.repository.privacy import (
    ONE_ON_ONE,
    is_one_on_one,
    reads_like_one,
    series_of,
)
from decision_record.repository.wrong_folder import file_by_content
from decision_record.repository.wrong_sections import find_wrong_sections
from decision_record.source.dashes import add_dash
from decision_record.source.files import read_record
from decision_record.source.read import Data, ReadFile, read

_DATED_KINDS = (FileKind.MEETING, FileKind.UPDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedFile:
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
    typed_series: str | None = None
    """The series as the record says it, where the file's name says another one."""
    in_doubt: bool = False
    """Whether it may be of either series."""


def load_file(
    file: File, path: Path, *, series_kinds: Mapping[str, str], taken: AbstractSet[str]
) -> LoadedFile:
    """One file: text, data, model; the model is None where any of them fails."""
    named_so = series_kinds.get(series_of(file)) == ONE_ON_ONE
    try:
        content = read_record(path)
    except OSError as error:
        unopened = (_not_opened(file, error),)
        return LoadedFile(file=file, model=None, problems=unopened, one_on_one=named_so)
    reading = read(content, file=file.name)
    if reading.data is None:
        seems = named_so or reads_like_one(content, file=file, kinds=series_kinds)
        return LoadedFile(file=file, model=None, problems=reading.problems, one_on_one=seems)
    meant, misfiled = file_by_content(file, reading.data, taken=taken)
    if meant is None:
        return LoadedFile(file=file, model=None, problems=misfiled, one_on_one=named_so)
    shaped = _shape(meant, reading.data, reading, content=content, kinds=series_kinds)
    return replace(shaped, problems=(*misfiled, *shaped.problems))


def _not_opened(file: File, error: OSError) -> Problem:
    return Problem(
        code="DR005",
        message=f"the file cannot be opened: {error.strerror or error}",
        help="make it an ordinary file that you may read, or remove it",
        at=Pointer(file=file.name, part=Underlined.ROW),
    )


def _shape(
    file: File, data: Data, reading: ReadFile, *, content: bytes, kinds: Mapping[str, str]
) -> LoadedFile:
    """The model of what a file says, with everything that has not its shape."""
    given = _given_by_name(file)
    series = find_meant_series(data, file=file, kinds=kinds)
    if series:
        given = {**given, "series": series.meant}
    misplaced = find_wrong_sections(
        data, file=file, given=given, kinds=kinds, may_be=series.kinds if series else ()
    )
    cuts = find_cuts(content, model=MODELS[file.kind], file=file.name)
    empty_rows = find_empty_rows(reading.empty_rows, model=MODELS[file.kind], file=file.name)
    salvaged = salvage(
        data,
        model=MODELS[file.kind],
        file=file.name,
        empties=reading.empties,
        without=cuts.empty.union(
            ((name,) for name in misplaced), empty_rows, [("series",)] if series else ()
        ),
        stand_ins=given,
    )
    model = salvaged.model
    told = {each.at.path for each in salvaged.problems if isinstance(each.at, Pointer)}
    # A text that YAML cuts at a comma is no mistake of its own where a list is wanted.
    repeated = {problem for path, problem in reading.cut if path in told}
    problems = (
        *(each for each in reading.problems if each not in repeated),
        *cuts.problems,
        *empty_rows.values(),
        *misplaced.values(),
        *(_with_dash(each, salvaged.dashes, content) for each in salvaged.problems),
        *_allowances_without_reason(reading.empties, file=file),
        *_not_between_two(model, file=file, kinds=kinds),
    )
    return LoadedFile(
        file=file,
        model=model,
        problems=problems,
        one_on_one=kinds.get(series_of(file)) == ONE_ON_ONE
        or is_one_on_one(data, file=file, kinds=kinds),
        data=salvaged.data,
        # With a row that says nothing, nothing is lost.
        lost=(salvaged.lost - empty_rows.keys()) | cuts.paths,
        moved=salvaged.moved,
        typed_series=series.typed if series else None,
        in_doubt=series is not None and series.in_doubt,
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
    """Another meeting in a personal root is missing where everyone looks for it (DR005)."""
    if not file.personal_root or not isinstance(model, Meeting):
        return
    if kinds.get(model.series, ONE_ON_ONE) != ONE_ON_ONE:
        yield no_one_on_one(file)


def no_one_on_one(file: File) -> Problem:
    """That a record in a personal folder is no one-on-one."""
    return Problem(
        code="DR005",
        message="this is no one-on-one, and lies in a personal folder",
        help="move it to the records that everyone can read",
        at=Pointer(file=file.name, path=("series",)),
    )


def _allowances_without_reason(empties: Iterable[DocumentPath], *, file: File) -> Iterable[Problem]:
    """A rule is silenced with a reason, or not at all (DR007)."""
    for path in empties:
        if file.kind in _DATED_KINDS and len(path) == _ALLOWANCE and path[0] == "allow":
            code = " ".join(str(path[1]).split())
            yield Problem(
                code="DR007",
                message=f"`allow` excuses {code} without a reason",
                help=f"write why, as in `{code}: Two renewals in one week.`",
                at=Pointer(file=file.name, path=path, part=Underlined.KEY),
            )


_ALLOWANCE = len(("allow", "DR405"))
"""How long the path of an allowance is."""
