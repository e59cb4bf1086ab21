"""Which files lie below the folders of records, and what each is by its place (records.md §2).

Nothing is opened here. A file in a personal folder knows that it is personal from the start.
"""

import difflib
import os
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from decision_record.diagnostics import Pointer, Problem, Underlined
from decision_record.model.records import File, FileKind
from decision_record.model.values import IDENTITY, identity_form, is_identity

_AT_TOP = {
    f"{kind}.yml": kind
    for kind in (FileKind.ORGANIZATION, FileKind.PEOPLE, FileKind.TAXONOMY, FileKind.SERIES)
}
_FLAT = {"accounts": FileKind.ACCOUNT, "pods": FileKind.POD}
_BY_YEAR = {"meetings": FileKind.MEETING, "updates": FileKind.UPDATE}
FOLDERS_OF_YEARS = tuple(_BY_YEAR)
FOLDERS = frozenset({*_FLAT, *_BY_YEAR})
"""The folders below the records."""
_IN_PERSONAL = (FileKind.PEOPLE, FileKind.SERIES, FileKind.MEETING)
_IGNORED = ("_", ".")
_ENDS = (".yml.txt", ".yml", ".yaml")

EARLIEST_YEAR = "1970"
"""No record is of an earlier year: it is mistyped."""

match_dated = re.compile(rf"(\d{{4}}-\d{{2}}-\d{{2}})-({IDENTITY})").fullmatch
"""A file's stem that is a date and an identity."""

_PLACES = (
    "records are organization.yml, people.yml, taxonomy.yml, series.yml, accounts/<account>.yml, "
    "pods/<pod>.yml, meetings/<year>/<date>-<series>.yml and updates/<year>/<date>-<who>.yml; "
    "a name that starts with `_` is ignored"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The files of all folders, with what lies there and is none."""

    files: tuple[tuple[File, Path], ...]
    problems: tuple[Problem, ...]
    lost: tuple[File, ...]
    """The records in whose place there is a folder, and those of a folder that cannot be opened."""
    unplaced: tuple["Unplaced", ...]
    """The files in shared folders that have no place by their names."""
    strays: Mapping[str, str]
    """The files in personal folders that are no record: the name of each, and its folder's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unplaced:
    """A file below a folder of records that has no place there by its name."""

    name: str
    """The file as people call it."""
    path: Path
    root: Path
    """The folder of records."""


def find_files(roots: Sequence[Path], *, personal: Sequence[Path], base: Path) -> Found:
    """Everything below the folders, those that everyone reads first.

    What lies in a personal folder is personal, whichever way leads to it.

    Args:
        roots: Folders that everyone reads.
        personal: Folders that belong to two people.
        base: The folder that files are named from.
    """
    files: list[tuple[File, Path]] = []
    problems: list[Problem] = []
    strays: dict[str, str] = {}
    lost: list[File] = []
    unplaced: list[Unplaced] = []
    for root, path in _walk_shared(roots, personal):
        place = _place_below(root, path, base=base)
        if isinstance(place, File):
            files.append((place, path))
            continue
        problems.append(place)
        lost += _lost(path, root, base)
        meant = _read_as_meant(path, root, base)
        files += [(meant, path)] if meant else []
        if path.name.lower().endswith(_ENDS) and path.is_file():
            unplaced.append(Unplaced(name=name_of(path, base), path=path, root=root))
    for root in dict.fromkeys(personal):
        for path in _walk(root):
            place = _place_below(root, path, base=base, is_personal=True)
            if isinstance(place, File):
                files.append((place, path))
            else:
                problems.append(place)
                strays[name_of(path, base)] = name_of(root, base)
    return Found(
        files=tuple(files),
        problems=tuple(problems),
        lost=tuple(lost),
        unplaced=tuple(unplaced),
        strays=strays,
    )


def _walk_shared(roots: Sequence[Path], personal: Sequence[Path]) -> Iterator[tuple[Path, Path]]:
    """Everything below the folders that everyone reads, each with its folder."""
    own = tuple(real_path(root) for root in personal)
    for root in roots:
        for path in _walk(root):
            if not own or not _is_below(path, own):
                yield root, path


def _lost(path: Path, root: Path, base: Path) -> Iterator[File]:
    """What a folder takes the place of: one record, or all accounts or pods."""
    place, name = path.relative_to(root), name_of(path, base)
    if not _is_folder(path):
        return
    if place.name in _FLAT and len(place.parts) == 1:
        yield File(name=name, path=place.as_posix(), kind=_FLAT[place.name], id=place.name)
    found = _place(place, name=name, root=None)
    if isinstance(found, File):
        yield found


def _read_as_meant(path: Path, root: Path, base: Path) -> File | None:
    """A file whose right place is known, as what it is there: only its name is wrong.

    None where another file has that place, and for what no place is known of.
    """
    target = right_place(path.relative_to(root))
    if target is None or _is_folder(path) or (root / target).exists():
        return None
    place = _place(target, name=name_of(path, base), root=None)
    return place if isinstance(place, File) else None


def _is_below(path: Path, folders: Sequence[Path]) -> bool:
    real = real_path(path)
    return any(real.is_relative_to(folder) for folder in folders)


def _walk(root: Path) -> Iterator[Path]:
    """Every file below a root, in the order of their names, without those to be ignored.

    A link to a folder counts as a file, and so does a folder that is called like one, or is empty
    and in no place of a folder: they are not looked into, and not passed over in silence.
    """
    for folder, folders, names in os.walk(root):
        folders[:] = sorted(name for name in folders if not name.startswith(_IGNORED))
        odd = [name for name in folders if _is_odd(Path(folder, name), root)]
        for name in sorted((*names, *odd)):
            if not name.startswith(_IGNORED):
                yield Path(folder, name)
        folders[:] = [name for name in folders if name not in odd]


def _is_odd(folder: Path, root: Path) -> bool:
    """Whether a folder below the records is called like a file, or could not hold any."""
    if not os.access(folder, os.R_OK | os.X_OK):
        return True
    if folder.is_symlink() or folder.name.lower().endswith(_ENDS):
        return True
    if _is_in_place(folder.relative_to(root)):
        return False
    return not os.listdir(folder)  # noqa: PTH208 - closes the folder that it reads


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def real_path(path: Path) -> Path:
    """Where a path leads; of links that go round in a circle, the path as it is written."""
    return Path(os.path.realpath(path))


def name_of(path: Path, base: Path) -> str:
    """A file as people call it: from the base, with `/`; bytes that are no text are replaced."""
    relative = os.path.relpath(path, base)
    return os.fsencode(relative).decode(errors="replace").replace(os.sep, "/")


def _place_below(
    root: Path, path: Path, *, base: Path, is_personal: bool = False
) -> File | Problem:
    """What a file below a folder of records is."""
    return _place(
        path.relative_to(root),
        name=name_of(path, base),
        root=name_of(root, base) if is_personal else None,
        is_folder=_is_folder(path),
    )


def _place(path: Path, *, name: str, root: str | None, is_folder: bool = False) -> File | Problem:
    """What a file is, by its place below the root; `root` names a personal one."""
    parts = path.parts
    kind: FileKind | None = None
    if path.suffix == ".yml":
        match parts:
            case (stem,) if stem in _AT_TOP:
                kind = _AT_TOP[stem]
            case (folder, _) if folder in _FLAT:
                kind = _FLAT[folder]
            case (folder, year, _) if folder in _BY_YEAR:
                dated = match_dated(path.stem)
                if dated and is_day(dated[1]) and dated[1].startswith(f"{year}-"):
                    kind = _BY_YEAR[folder]
    at = Pointer(file=name, part=Underlined.ROW)
    if is_folder:
        return Problem(
            code="DR005",
            message="this folder cannot be opened"
            if _is_in_place(path)
            else "this is a folder, and no folder has this name here",
            help=_advise_folder(path),
            at=at,
        )
    if kind is None:
        return Problem(
            code="DR005",
            message="no record has this name in this folder",
            help=_advise_right_place(path) or _advise_out_of(path) or _advise_place(path),
            at=at,
        )
    if root is not None and kind not in _IN_PERSONAL:
        return Problem(
            code="DR005",
            message="a personal folder holds one-on-ones, people.yml and series.yml only",
            help="move it to the records that everyone can read, or write it in the next "
            "one-on-one",
            at=at,
        )
    if kind in _FLAT.values() and not is_identity(path.stem):
        return Problem(
            code="DR106",
            message=f"`{path.stem}` is not a name that other files can use",
            help=_advise_right_place(path)
            or f"name the file with {identity_form(path.stem)}, as in `ashgrove-rail.yml`",
            at=at,
        )
    return File(name=name, path=path.as_posix(), kind=kind, id=path.stem, personal_root=root)


def is_day(text: str) -> bool:
    """Whether a text of the form YYYY-MM-DD is a day of the calendar."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _is_in_place(folder: Path) -> bool:
    """Whether a folder has a name and a place by which records in it are read."""
    match folder.parts:
        case (name,):
            return name in FOLDERS
        case (name, year):
            return name in _BY_YEAR and year.isdecimal()
        case _:
            return False


def _advise_folder(path: Path) -> str:
    """What to do about a folder in the place of a file, or in no place at all."""
    if path.name.lower().endswith(_ENDS):
        return (
            "a record is a file: move what the folder holds out of it, give the file the folder's "
            "name, and remove the folder"
        )
    known = FOLDERS if len(path.parts) == 1 else ()
    if _is_in_place(path):
        return "make it readable: nothing in it can be checked"
    near = difflib.get_close_matches(path.name.lower(), known, n=1)
    return f"call it `{near[0]}`" if near else f"remove it, or make it readable: {_PLACES}"


def right_place(path: Path) -> Path | None:
    """The place below the records that a file was meant for: in small letters, in its year.

    None where it is there already, and where its name says too little.
    """
    name = path.name.lower()
    end = next((end for end in _ENDS if name.endswith(end)), None)
    if end is None:
        return None
    stem = as_identity(name.removesuffix(end))
    folder = path.parts[0].lower() if len(path.parts) > 1 else ""
    dated = match_dated(stem)
    target: Path | None = None
    if folder in _BY_YEAR and dated and is_day(dated[1]):
        year = _year_meant(path, dated[1][:4])
        target = Path(folder, year, f"{year}{stem[len(year) :]}.yml")
    elif folder in _FLAT and is_identity(stem):
        target = Path(folder, f"{stem}.yml")
    elif not folder and f"{stem}.yml" in _AT_TOP:
        target = Path(f"{stem}.yml")
    return target if target != path else None


def _year_meant(path: Path, year: str) -> str:
    """The year of a dated file: that of its folder, where the one in its name cannot be meant."""
    folder = path.parent.name
    is_other = re.fullmatch(r"\d{4}", folder) and folder >= EARLIEST_YEAR > year
    return folder if is_other and is_day(f"{folder}{path.name[4:10]}") else year


def as_identity(text: str) -> str:
    """A name without accents, with `-` for spaces and other signs that no name has."""
    letters = unicodedata.normalize("NFKD", text)
    plain = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return re.sub(r"[^a-z0-9._]+", "-", plain).strip("-")


def _advise_right_place(path: Path) -> str:
    """What to call the file, or where to move it; nothing where its name says too little."""
    target = right_place(path)
    if target is None:
        return ""
    if target.parent != path.parent:
        return f"move it to `{target.as_posix()}`: {_why_there(path, target)}"
    if path.suffix != ".yml":
        return f"call it `{target.as_posix()}`: records end in .yml"
    if path.name[:4] != target.name[:4] and target.parts[0] in _BY_YEAR:
        return f"call it `{target.as_posix()}`: its year is mistyped"
    return f"call it `{target.as_posix()}`: names of records have small letters, and no spaces"


def _advise_out_of(path: Path) -> str:
    """Where to move a file whose right place is repeated in a folder; nothing for any other."""
    folders = [part.lower() for part in path.parts[:-1]]
    own = next((index for index, name in enumerate(folders) if name in FOLDERS), 0)
    inside = Path(*path.parts[own:])
    return (
        f"move it to `{(right_place(inside) or inside).as_posix()}`: it lies too deep"
        if own
        else ""
    )


def _why_there(path: Path, target: Path) -> str:
    """Why a file belongs in another folder than it is in."""
    if path.parts[0] != target.parts[0]:
        return "folders of records have small letters"
    return "records lie in their year" if target.parts[0] in _BY_YEAR else "it lies too deep"


def _advise_place(path: Path) -> str:
    """Where the file should lie, or what it should be called."""
    end = next((end for end in _ENDS if path.name.lower().endswith(end)), "")
    if end and path.suffix != ".yml":
        name = f"{path.name[: -len(end)]}.yml"
        return f"call it `{path.with_name(name).as_posix()}`: records end in .yml"
    if path.parts[0] in FOLDERS and len(path.parts) == 1:
        return f"make `{path.name}` a folder, and its content a file in it"
    folder, dated = path.parts[0], match_dated(path.stem)
    if folder in _BY_YEAR and dated and is_day(dated[1]):
        return f"move it to `{folder}/{dated[1][:4]}/{path.name}`: records lie in their year"
    if folder in _BY_YEAR:
        example = "2026-04-28-tier-1" if folder == "meetings" else "2026-04-20-anneke"
        return f"{folder} are called by their date, as in `{folder}/2026/{example}.yml`"
    known = (*_AT_TOP,) if len(path.parts) == 1 else (*_FLAT, *_BY_YEAR)
    near = difflib.get_close_matches(folder, known, n=1)
    if near and near[0] != folder:
        return f"did you mean `{'/'.join((near[0], *path.parts[1:]))}`?"
    return _PLACES
