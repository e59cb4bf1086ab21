"""Folders of records made into `Records`: all files, all problems, in one pass (records.md §2).

The folder decides what a file is, its stem is its identity. A file that cannot be read or has not
its model's shape is left out and remembered in `Records.unread`, so that no later stage complains
about what refers to it.
"""

import difflib
import os
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel

from decision_record.diagnostics import DocumentPath, Note, Part, Pointer, Problem
from decision_record.model.account import Account
from decision_record.model.pod import Pod
from decision_record.model.record import CANCELLED_SECTIONS, SECTION_KINDS, Meeting, Update
from decision_record.model.records import Entry, File, FileKind, Records, Unread, order_of_replay
from decision_record.model.reference import Organization, People, Person, Taxonomy
from decision_record.model.schema import MODELS
from decision_record.model.series import Series, SeriesFile
from decision_record.model.shape import foreign_section, section_of_cancelled, shape_data
from decision_record.model.values import IDENTITY, is_identity
from decision_record.source.read import Data, read

Value = TypeVar("Value")

_AT_TOP = {
    f"{kind}.yml": kind
    for kind in (FileKind.ORGANIZATION, FileKind.PEOPLE, FileKind.TAXONOMY, FileKind.SERIES)
}
_FLAT = {"accounts": FileKind.ACCOUNT, "pods": FileKind.POD}
_BY_YEAR = {"meetings": FileKind.MEETING, "updates": FileKind.UPDATE}
_DATED = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-({IDENTITY})").fullmatch
_IGNORED = ("_", ".")

_PLACES = (
    "records are organization.yml, people.yml, taxonomy.yml, series.yml, accounts/<account>.yml, "
    "pods/<pod>.yml, meetings/<year>/<date>-<series>.yml and updates/<year>/<date>-<who>.yml; "
    "a name that starts with `_` is ignored"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shaped:
    """A file that has the shape of its model."""

    file: File
    model: BaseModel


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """What was read, with everything that is wrong with the files themselves."""

    records: Records
    shaped: tuple[Shaped, ...]
    """Every file that has a shape, also one whose identity another file has already."""
    problems: tuple[Problem, ...]
    files: int
    """How many files were looked at, those without a place among the records included."""


def load(roots: Sequence[Path], *, base: Path) -> Loaded:
    """Read every file below the roots, and say everything that is wrong with them.

    Args:
        roots: Folders that hold records.
        base: The folder that files are named from in messages, usually the working directory.
    """
    misplaced: list[Problem] = []
    files: list[tuple[File, Path]] = []
    for root in roots:
        for path in _walk(root):
            place = _place(path.relative_to(root), name=_name(path, base))
            if isinstance(place, Problem):
                misplaced.append(place)
            else:
                files.append((place, path))

    problems = list(misplaced)
    shaped: list[Shaped] = []
    unread: list[File] = []
    kinds: dict[str, str] = {}
    for file, path in sorted(files, key=lambda each: _ORDER[each[0].kind]):
        model, found = _read_file(file, path, series_kinds=kinds)
        problems += found
        if model is None:
            unread.append(file)
            continue
        shaped.append(Shaped(file=file, model=model))
        if isinstance(model, SeriesFile):
            kinds |= {name: series.kind for name, series in model.root.items()}

    records, clashes = _gather(shaped, unread=unread, files=[file for file, _ in files])
    return Loaded(
        records=records,
        shaped=tuple(shaped),
        problems=(*problems, *clashes),
        files=len(files) + len(misplaced),
    )


_ORDER = {kind: index for index, kind in enumerate(FileKind)}
"""Reference files first: a meeting's sections depend on the kind of its series."""


def _walk(root: Path) -> Iterator[Path]:
    """Every file below a root, in the order of their names, without those to be ignored.

    A link to a folder counts as a file: it is not followed, and is not passed over in silence.
    """
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(_IGNORED))
        links = [name for name in folders if Path(folder, name).is_symlink()]
        for name in sorted((*names, *links)):
            if not name.startswith(_IGNORED):
                yield Path(folder, name)


def _name(path: Path, base: Path) -> str:
    """A file as people call it: from the base, with `/`; bytes that are no text are replaced."""
    relative = os.path.relpath(path, base)
    return os.fsencode(relative).decode(errors="replace").replace(os.sep, "/")


def _place(path: Path, *, name: str) -> File | Problem:
    """What a file is, by its place below the root."""
    parts = path.parts
    kind: FileKind | None = None
    if path.suffix == ".yml":
        match parts:
            case (stem,) if stem in _AT_TOP:
                kind = _AT_TOP[stem]
            case (folder, _) if folder in _FLAT:
                kind = _FLAT[folder]
            case (folder, year, _) if folder in _BY_YEAR:
                dated = _DATED(path.stem)
                if dated and _is_day(dated[1]) and dated[1].startswith(f"{year}-"):
                    kind = _BY_YEAR[folder]
    if kind is None:
        return Problem(
            code="DR005",
            message="no record has this name in this place",
            help=_advise_place(path),
            at=Pointer(file=name, part=Part.ROW),
        )
    if kind in _FLAT.values() and not is_identity(path.stem):
        return Problem(
            code="DR106",
            message=f"`{path.stem}` is not a name that other files can use",
            help="name the file with lower-case letters and digits, joined by `-`, `.` or `_`, "
            "as in `ashgrove-rail.yml`",
            at=Pointer(file=name, part=Part.ROW),
        )
    return File(name=name, path=path.as_posix(), kind=kind, id=path.stem)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _advise_place(path: Path) -> str:
    """Where the file should lie, or what it should be called."""
    if path.suffix.lower() in (".yaml", ".yml") and path.suffix != ".yml":
        return f"call it `{path.with_suffix('.yml').as_posix()}`: records end in .yml"
    folder, dated = path.parts[0], _DATED(path.stem)
    if folder in _BY_YEAR and dated and _is_day(dated[1]):
        return f"move it to `{folder}/{dated[1][:4]}/{path.name}`: records lie in their year"
    if folder in _BY_YEAR:
        example = "2026-04-28-tier-1" if folder == "meetings" else "2026-04-20-anneke"
        return f"{folder} are called by their date, as in `{folder}/2026/{example}.yml`"
    known = (*_AT_TOP,) if len(path.parts) == 1 else (*_FLAT, *_BY_YEAR)
    near = difflib.get_close_matches(folder, known, n=1)
    if near and near[0] != folder:
        return f"did you mean `{'/'.join((near[0], *path.parts[1:]))}`?"
    return _PLACES


def _read_file(
    file: File, path: Path, *, series_kinds: Mapping[str, str]
) -> tuple[BaseModel | None, tuple[Problem, ...]]:
    """One file: text, data, model; the model is None where any of them fails."""
    try:
        content = path.read_bytes()
    except OSError as error:
        return None, (
            Problem(
                code="DR005",
                message=f"the file cannot be opened: {error.strerror or error}",
                help="make it a file that you may read, or remove it",
                at=Pointer(file=file.name, part=Part.ROW),
            ),
        )
    reading = read(content, file=file.name)
    if reading.data is None:
        return None, reading.problems
    data, misplaced = _without_foreign_sections(reading.data, file=file, kinds=series_kinds)
    model, wrong = shape_data(
        data, model=MODELS[file.kind], file=file.name, empties=reading.empties
    )
    disagreeing = _compare_with_name(model, file=file)
    unreasoned = _allowances_without_reason(reading.empties, file=file)
    problems = (*reading.problems, *misplaced, *wrong, *disagreeing, *unreasoned)
    return (None if misplaced else model), problems


def _without_foreign_sections(
    data: Data, *, file: File, kinds: Mapping[str, str]
) -> tuple[Data, tuple[Problem, ...]]:
    """Take out of a meeting what its kind of meeting does not hold."""
    if file.kind != FileKind.MEETING or not isinstance(data, dict):
        return data, ()
    if "cancelled" in data:
        foreign = {
            name: section_of_cancelled(name, file=file.name)
            for name in data
            if name in Meeting.model_fields and name not in CANCELLED_SECTIONS
        }
    else:
        series = data.get("series")
        kind = kinds.get(series) if isinstance(series, str) else None
        foreign = {
            name: foreign_section(name, kinds=SECTION_KINDS[name], kind=kind, file=file.name)
            for name in data
            if kind and kind not in SECTION_KINDS.get(name, (kind,))
        }
    kept = {name: value for name, value in data.items() if name not in foreign}
    return kept, tuple(foreign.values())


def _compare_with_name(model: BaseModel | None, *, file: File) -> Iterable[Problem]:
    """The name of a file repeats its date and series; where they disagree, one is wrong (DR006)."""
    dated = _DATED(file.id)
    if not isinstance(model, Meeting | Update) or not dated:
        return
    said = {"date": model.date.isoformat()}
    if isinstance(model, Meeting):
        said["series"] = model.series
    for (field, value), expected in zip(said.items(), dated.groups(), strict=False):
        if value != expected:
            yield Problem(
                code="DR006",
                message=f"`{field}` is `{value}`, but the file's name says `{expected}`",
                help=f"write `{field}: {expected}`, or rename the file",
                at=Pointer(file=file.name, path=(field,)),
            )


def _allowances_without_reason(empties: Iterable[DocumentPath], *, file: File) -> Iterable[Problem]:
    """A rule is silenced with a reason, or not at all (DR007)."""
    for path in empties:
        if file.kind in _BY_YEAR.values() and len(path) == _ALLOWANCE and path[0] == "allow":
            code = " ".join(str(path[1]).split())
            yield Problem(
                code="DR007",
                message=f"`allow` silences {code} without a reason",
                help=f"write why, as in `{code}: Two renewals in one week.`",
                at=Pointer(file=file.name, path=path, part=Part.KEY),
            )


_ALLOWANCE = len(("allow", "DR405"))
"""How long the path of an allowance is."""


def _gather(
    shaped: Sequence[Shaped], *, unread: Sequence[File], files: Sequence[File]
) -> tuple[Records, tuple[Problem, ...]]:
    """Put the files together; of two with one identity the first stays (DR107)."""
    names = _Names()
    organization: Organization | None = None
    people: dict[str, Person] = {}
    series: dict[str, Series] = {}
    accounts: dict[str, Account] = {}
    pods: dict[str, Pod] = {}
    entries: list[Entry] = []
    for each in shaped:
        file = each.file
        match each.model:
            case Organization() as model if names.claim(file, file.id):
                organization = model
            case People() as model:
                people |= names.claim_each(file, model.root)
            case SeriesFile() as model:
                series |= names.claim_each(file, model.root)
            case Account() as model if names.claim(file, file.id):
                accounts[file.id] = model
            case Pod() as model if names.claim(file, file.id):
                pods[file.id] = model
            case (Meeting() | Update()) as model if names.claim(file, file.id):
                entries.append(Entry(id=file.id, file=file, record=model))
    aliases = _aliases(shaped, names)
    records = Records(
        organization=organization,
        people=people,
        taxonomy=_join_taxonomies(shaped, names),
        series=series,
        accounts=dict(sorted(accounts.items())),
        pods=dict(sorted(pods.items())),
        entries=tuple(sorted(entries, key=order_of_replay)),
        files=tuple(sorted(files, key=lambda file: file.name)),
        aliases=aliases,
        unread=Unread(
            kinds=frozenset(file.kind for file in unread),
            ids=frozenset((file.kind, file.id) for file in unread),
        ),
    )
    return records, tuple(names.clashes)


class _Names:
    """Which identities are taken, and where; collects the clashes."""

    def __init__(self) -> None:
        self._taken: dict[tuple[str, str], Pointer] = {}
        self.clashes: list[Problem] = []

    def claim(self, file: File, name: str, at: Pointer | None = None) -> bool:
        """Take a name; False where another has it already."""
        here = at or Pointer(file=file.name, part=Part.ROW)
        kind = "record" if file.kind in _BY_YEAR.values() else str(file.kind)
        first = self._taken.setdefault((kind, name), here)
        if first is here:
            return True
        self.clashes.append(
            Problem(
                code="DR107",
                message=f"`{name}` is there twice",
                help="give one of them another name, or remove one",
                at=here,
                related=(Note(at=first, text=f"the first `{name}` is here"),),
            )
        )
        return False

    def claim_each(self, file: File, values: Mapping[str, Value]) -> dict[str, Value]:
        """Take the names of a file that holds several; those that were free."""
        return {
            name: value
            for name, value in values.items()
            if self.claim(file, name, Pointer(file=file.name, path=(name,), part=Part.KEY))
        }


def _aliases(shaped: Sequence[Shaped], names: _Names) -> dict[str, str]:
    """Former names of accounts; one that another account has now, or had too, is a clash."""
    aliases: dict[str, str] = {}
    for each in shaped:
        if isinstance(each.model, Account):
            for index, alias in enumerate(each.model.aliases):
                at = Pointer(file=each.file.name, path=("aliases", index))
                if names.claim(each.file, alias, at):
                    aliases[alias] = each.file.id
    return aliases


def _join_taxonomies(shaped: Sequence[Shaped], names: _Names) -> Taxonomy:
    """The words of every root together."""
    groups: dict[str, dict[str, Any]] = {group: {} for group in Taxonomy.model_fields}
    for each in shaped:
        if isinstance(each.model, Taxonomy):
            for group, known in groups.items():
                for name, value in getattr(each.model, group).items():
                    at = Pointer(file=each.file.name, path=(group, name), part=Part.KEY)
                    if names.claim(each.file, f"{group}/{name}", at):
                        known[name] = value
    return Taxonomy.model_construct(
        categories=groups["categories"],
        areas=groups["areas"],
        segments=groups["segments"],
        themes=groups["themes"],
    )
